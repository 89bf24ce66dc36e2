"""Gives the tests the built site, and a browser that shows it."""

import browsers
import pytest
from browsing import DESK, PUBLISHED_AT, opened, watched, watched_in
from click import ClickException
from hosting import hosted

from sitekit import BUILD

SITE, UNPUBLISHED = BUILD / "tested", BUILD / "unpublished"


def make(site, address="", repository=""):
    """Build a site."""
    from sitekit.build import build  # takes a second, for which `make check` has no use

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPO_URL", repository)
        try:
            build(site, address)
        except ClickException as error:
            pytest.exit(str(error), returncode=1)


def publish():
    """Build the site as a fork publishes it, whose addresses end as they may."""
    make(SITE, PUBLISHED_AT.rstrip("/"), "https://github.com/someone/fork/")


def pytest_xdist_setupnodes(config):
    """Make what workers share before they start, unless nothing asks for it."""
    if "not site" not in config.option.markexpr:
        browsers.chromium()
        publish()
        if "not slow" not in config.option.markexpr:
            make(UNPUBLISHED)


def pytest_itemcollected(item):
    """Mark what needs a site."""
    needs = {*getattr(item, "fixturenames", ())}
    if needs & {"site", "unpublished", "browser"}:
        item.add_marker("site")


@pytest.fixture(scope="session")
def site(worker_id):
    """The site as a fork publishes it."""
    if worker_id == "master":
        publish()
    return SITE


@pytest.fixture(scope="session")
def unpublished(worker_id):
    """The site of one who has not said where it will stand."""
    if worker_id == "master":
        make(UNPUBLISHED)
    return UNPUBLISHED


@pytest.fixture(scope="session")
def numpy(site):
    """Pages of the built site have NumPy."""
    if not any(site.glob("python/numpy-*.whl")):
        pytest.skip("NumPy's wheel is not in PYODIDE_DIST and could not be downloaded")


@pytest.fixture(scope="session")
def address(site):
    """Where the site is while it is tested, under a path of a host."""
    with hosted(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = browsers.chromium() or browsers.missing("Chromium")
    return browser_type_launch_args | {"executable_path": path}


@pytest.fixture
def tab(browser, address):
    with watched(browser, address) as tab:
        yield tab


@pytest.fixture
def explorer(tab, address, request):
    """The explorer that a module is about."""
    return opened(tab, address + request.module.PAGE)


@pytest.fixture(scope="session")
def profile(browser_type, browser_type_launch_args, tmp_path_factory):
    """Chromium of a reader who comes back: what it has compiled of Python is kept."""
    folder = tmp_path_factory.mktemp("profile")
    with browser_type.launch_persistent_context(
        folder, viewport=DESK, **browser_type_launch_args
    ) as profile:
        yield profile


@pytest.fixture
def python_tab(profile, address):
    """A tab in which Python starts in two thirds of the time."""
    with watched_in(profile, address) as tab:
        yield tab
        tab.evaluate("localStorage.clear()")
