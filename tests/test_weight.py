"""What a page weighs over the wire, on a phone that opens the site for the first time."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import EVERY, PATHS
from playwright.sync_api import Browser, Request
from playwright.sync_api import Page as Tab

from sitekit import packed
from sitekit.audit import hosted

KIB = 1024
each_page = pytest.mark.parametrize("path", PATHS.values(), ids=lambda path: f"/{path}")
each_built_page = pytest.mark.parametrize("path", EVERY.values(), ids=lambda p: f"/{p}")


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    with hosted(site) as address:
        yield address


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Tab]:
    with chromium.new_context(viewport={"width": 412, "height": 823}) as context:
        yield context.new_page()


def loads(tab: Tab, address: str) -> list[Request]:
    """Requests of a page that opens."""
    requests: list[Request] = []
    tab.on("requestfinished", lambda request: requests.append(request))
    tab.goto(address, wait_until="networkidle")
    return [request for request in requests if request.url.startswith("http")]


def weight(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


@each_page
def test_the_html_of_a_page_is_light(site: Path, path: str) -> None:
    html = (site / path / "index.html").read_bytes()
    assert len(packed(html)) <= 25 * KIB


@each_built_page
def test_a_first_visit_is_light_and_loads_nothing_before_it_is_asked_for(
    phone: Tab, host: str, path: str
) -> None:
    requests = loads(phone, host + path)
    weights = {request.url.removeprefix(host): weight(request) for request in requests}
    assert sum(weights.values()) <= 170 * KIB, weights
    assert not [name for name in weights if re.search("bundle|search|lunr|python", name)]


def test_the_search_loads_when_it_is_asked_for(phone: Tab, host: str) -> None:
    loads(phone, host)
    with phone.expect_response("**/search_index.json"), phone.expect_worker():
        phone.locator(".magnifier").click()


def test_every_page_of_a_language_has_the_same_stylesheet_and_no_other(site: Path) -> None:
    for folder in (site, site / "en"):
        assert len(list(folder.glob("*.css"))) == 1
    sheets = {file.parent for file in site.rglob("*.css")}
    assert sheets == {site, site / "en", site / "python"}  # the last waits for a run


def test_no_file_of_the_site_is_for_other_languages_or_for_debugging(site: Path) -> None:
    assert not list(site.rglob("*.map"))
    assert {file.name for file in site.rglob("lunr*.js")} == {
        "lunr.ko.min.js",
        "lunr.stemmer.support.min.js",
    }
