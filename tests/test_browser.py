"""The built site in Chromium, served under a sub-path."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from playwright.sync_api import Page as Tab

from sitekit import LANGUAGES, browser
from sitekit.pages import pages
from sitekit.samples import samples

NAMES = sorted(path.removesuffix(".md") for path in pages(LANGUAGES[0]))
PREFIX = {"ko": "", "en": "en/"}
PATHS = {
    (language, name): PREFIX[language] + ("" if name == "index" else f"{name}/")
    for language in LANGUAGES
    for name in NAMES
}
each_page = pytest.mark.parametrize(
    ("language", "name"), PATHS, ids=[f"{language}-{name}" for language, name in PATHS]
)
each_name = pytest.mark.parametrize("name", NAMES)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(site: Path, host: Path) -> Iterator[str]:
    """Address of a site under a sub-path of a host."""
    (host / "some").mkdir()
    (host / "some" / "path").symlink_to(site, target_is_directory=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(host)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/path/"
    server.shutdown()
    server.server_close()


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


@contextmanager
def watched(chromium: Browser, address: str) -> Iterator[Tab]:
    """Open a tab in which nothing may go wrong and nothing leaves the site."""
    happened: list[str] = []
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(10_000)
        tab = context.new_page()
        tab.on(
            "console", lambda message: happened.append(f"{message.type}: {message.text}")
        )
        tab.on("pageerror", lambda error: happened.append(f"error: {error}"))
        tab.on("request", lambda request: happened.append(request.url))
        tab.on("response", lambda answer: happened.append(f"{answer.status} {answer.url}"))
        yield tab
    fine = re.compile(
        rf"(2\d\d |304 )?({re.escape(address)}|data:|blob:)|(log|info|debug): "
    )
    assert not [what for what in happened if not fine.match(what)]


@pytest.fixture
def tab(chromium: Browser, address: str) -> Iterator[Tab]:
    with watched(chromium, address) as tab:
        yield tab


@each_page
def test_a_page_opens_and_shows_its_figures_in_both_schemes(
    tab: Tab, address: str, language: str, name: str
) -> None:
    tab.goto(address + PATHS[language, name], wait_until="networkidle")
    figures = tab.locator("article figure")
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for number in range(figures.count()):
            image = figures.nth(number).locator("img:visible")
            expect(image).to_have_attribute("src", re.compile(f"-{scheme}.svg"))
            image.scroll_into_view_if_needed()
            tab.wait_for_function("image => image.complete", arg=image.element_handle())
            assert image.evaluate("image => image.naturalWidth") > 0


@pytest.mark.parametrize("path", ["gradient/", "en/gradient/", "404.html", "en/404.html"])
def test_a_published_page_opens_too(
    chromium: Browser, published: Path, tmp_path: Path, path: str
) -> None:
    with served(published, tmp_path) as address, watched(chromium, address) as tab:
        tab.goto(address + path, wait_until="networkidle")
        expect(tab.get_by_role("search")).to_be_attached()


@each_page
def test_a_page_does_not_scroll_sideways_on_a_phone(
    tab: Tab, address: str, language: str, name: str
) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(address + PATHS[language, name])
    tab.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    wide = """() => [...document.querySelectorAll('article *')]
        .filter(it => it.getBoundingClientRect().right > innerWidth + 1 && !it.closest(
            'pre, .md-typeset__scrollwrap, .arithmatex'))
        .map(it => it.outerHTML.slice(0, 200))"""
    assert tab.evaluate(wide) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


@each_name
def test_a_korean_word_is_never_broken_on_a_phone(
    tab: Tab, address: str, name: str
) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(address + PATHS["ko", name])
    tab.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    broken = Path(__file__).with_name("broken_words.js").read_text("utf-8")
    assert tab.evaluate(broken) == []


@each_name
def test_the_language_switch_stays_on_the_page_both_ways(
    tab: Tab, address: str, name: str
) -> None:
    tab.goto(address + PATHS["ko", name])
    tab.get_by_role("link", name="English").click()
    expect(tab).to_have_url(address + PATHS["en", name])
    expect(tab.locator("html")).to_have_attribute("lang", "en")
    tab.get_by_role("link", name="한국어").click()
    expect(tab).to_have_url(address + PATHS["ko", name])


@each_page
def test_copy_gives_exactly_the_sample(
    tab: Tab, address: str, language: str, name: str
) -> None:
    wanted = [
        sample.code.rstrip("\n") for sample in samples(pages(language)[f"{name}.md"].path)
    ]
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(address + PATHS[language, name])
    tab.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    buttons = tab.locator(".language-python:not(.doc-signature) .md-code__button:visible")
    expect(buttons).to_have_count(len(wanted))
    for number, code in enumerate(wanted):
        buttons.nth(number).click()
        assert tab.evaluate("navigator.clipboard.readText()") == code
    expect(tab.locator(".output .md-code__button:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "name"), [("gradient", "gradient"), ("하강", "gradient-descent")]
)
def test_the_search_finds_words_inside_korean_ones(
    tab: Tab, address: str, query: str, name: str
) -> None:
    tab.goto(address)
    box = tab.locator(".md-search__input")
    box.click()
    box.press_sequentially(query)
    box.press("End")  # Hangul is put in without a key, and the box listens to keys
    found = tab.locator(f'.md-search-result__link[href*="/path/{name}/"]')
    expect(found.first).to_be_visible()
