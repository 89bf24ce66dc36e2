"""Gives the tests the built site, and a browser that shows it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served, watched
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from sitekit import browser
from sitekit.build import build
from sitekit.kept import BUILD


@pytest.fixture(scope="session")
def site() -> Path:
    """The site without an address, as `make site` builds it."""
    build(BUILD / "tested")
    return BUILD / "tested"


@pytest.fixture(scope="session")
def published() -> Path:
    """The site with an address, as a fork publishes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPO_URL", "https://github.com/someone/fork")
        build(BUILD / "published", "https://example.org/some/path/")
    return BUILD / "published"


@pytest.fixture(scope="session")
def numpy(site: Path) -> None:
    """Pages of the built site have NumPy."""
    if not list(site.glob("python/numpy-*.whl")):
        pytest.skip("NumPy's wheel is not in PYODIDE_DIST and could not be downloaded")


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(site, tmp_path_factory.mktemp("host")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = browser.find() or browser.install()
    if not path:
        reason = "there is no Chromium, and none can be installed"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(chromium: Browser, address: str) -> Iterator[Tab]:
    with watched(chromium, address) as tab:
        yield tab
