"""Gives the tests the built site, and a browser that shows it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsers
import pytest
from browsing import DESK, PUBLISHED_AT, opened, watched, watched_in
from hosting import hosted
from playwright.sync_api import Browser, BrowserContext, BrowserType, Locator
from playwright.sync_api import Page as Tab
from xdist.scheduler import LoadScopeScheduling

from sitekit import BUILD

SITE, UNPUBLISHED = BUILD / "tested", BUILD / "unpublished"


def make(site: Path, address: str = "", repository: str = "") -> None:
    """Build a site."""
    from sitekit.build import build  # takes a second, for which `make check` has no use

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPO_URL", repository)
        build(site, address)


def publish() -> None:
    """Build the site as a fork publishes it."""
    make(SITE, PUBLISHED_AT, "https://github.com/someone/fork")


def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Make what workers share before they start, unless nothing asks for it."""
    if "not site" not in config.option.markexpr:
        browsers.chromium()
        publish()
        if "not slow" not in config.option.markexpr:
            make(UNPUBLISHED)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what needs a site."""
    needs = {*getattr(item, "fixturenames", ())}
    if needs & {"site", "unpublished", "browser"}:
        item.add_marker("site")


class ByFile(LoadScopeScheduling):
    """Gives a worker a whole file, whose tests share what they make, but for its browser.

    `--dist=loadgroup` of pytest-xdist 3.8 does nothing with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if "[chromium" in nodeid else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Share the tests among workers."""
    return ByFile(config, log)


@pytest.fixture(scope="session")
def site(worker_id: str) -> Path:
    """The site as a fork publishes it."""
    if worker_id == "master":
        publish()
    return SITE


@pytest.fixture(scope="session")
def unpublished(worker_id: str) -> Path:
    """The site of one who has not said where it will stand."""
    if worker_id == "master":
        make(UNPUBLISHED)
    return UNPUBLISHED


@pytest.fixture(scope="session")
def numpy(site: Path) -> None:
    """Pages of the built site have NumPy."""
    if not any(site.glob("python/numpy-*.whl")):
        pytest.skip("NumPy's wheel is not in PYODIDE_DIST and could not be downloaded")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is while it is tested, under a path of a host."""
    with hosted(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = browsers.chromium()
    if not path:
        reason = "there is no Chromium, and none can be installed"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return browser_type_launch_args | {"executable_path": path}


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Tab]:
    with watched(browser, address) as tab:
        yield tab


@pytest.fixture
def explorer(tab: Tab, address: str, request: pytest.FixtureRequest) -> Locator:
    """The explorer that a module is about."""
    return opened(tab, address + request.module.PAGE)


@pytest.fixture(scope="session")
def profile(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[BrowserContext]:
    """Chromium of a reader who comes back: what it has compiled of Python is kept."""
    folder = tmp_path_factory.mktemp("profile")
    with browser_type.launch_persistent_context(
        folder, viewport=DESK, **browser_type_launch_args
    ) as profile:
        yield profile


@pytest.fixture
def python_tab(profile: BrowserContext, address: str) -> Iterator[Tab]:
    """A tab in which Python starts in two thirds of the time."""
    with watched_in(profile, address) as tab:
        yield tab
        tab.evaluate("localStorage.clear()")
