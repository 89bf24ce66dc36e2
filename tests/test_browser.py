"""The built site in Chromium, served under a sub-path."""

import re
from pathlib import Path

import pytest
from browsing import (
    EVERY,
    PATHS,
    each_built_page,
    each_name,
    each_page,
    served,
    wake,
    watched,
)
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from sitekit.pages import pages
from sitekit.samples import samples


@each_page
def test_a_page_opens_and_shows_its_figures_in_both_schemes(
    tab: Tab, address: str, language: str, name: str
) -> None:
    tab.goto(address + PATHS[language, name], wait_until="networkidle")
    figures = tab.locator("article figure:not(descent-explorer *)")
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
    tab.set_viewport_size({"width": 320, "height": 740})
    tab.goto(address + PATHS[language, name])
    tab.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    wide = """() => [...document.querySelectorAll('article *')]
        .filter(it => it.getBoundingClientRect().right > innerWidth + 1 && !it.closest(
            'pre, table, .arithmatex'))
        .map(it => it.outerHTML.slice(0, 200))"""
    assert tab.evaluate(wide) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@each_built_page
def test_a_korean_word_is_never_broken(
    tab: Tab, address: str, language: str, name: str
) -> None:
    tab.goto(address + EVERY[language, name])
    tab.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    broken = Path(__file__).with_name("broken_words.js").read_text("utf-8")
    for width in (320, 360, 412, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 740})
        assert tab.evaluate(broken) == [], width


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
    wake(tab)
    buttons = tab.locator(".language-python:not(.doc-signature) .md-code__button:visible")
    expect(buttons).to_have_count(len(wanted))
    for number, code in enumerate(wanted):
        buttons.nth(number).click()
        assert tab.evaluate("navigator.clipboard.readText()") == code
    expect(tab.locator(".output .md-code__button:visible")).to_have_count(0)


@each_built_page
def test_nothing_moves_when_a_reader_wakes_the_scripts(
    tab: Tab, address: str, language: str, name: str
) -> None:
    tab.goto(address + EVERY[language, name], wait_until="networkidle")
    places = """() =>
        [...document.querySelectorAll("article > *, article pre, .md-nav__link")]
        .map(it => it.getBoundingClientRect().top)"""
    before = tab.evaluate(places)
    wake(tab)
    tab.evaluate(
        "() => new Promise(resolve => requestIdleCallback(resolve, {timeout: 1000}))"
    )
    assert tab.evaluate(places) == before


def test_scripts_come_where_a_browser_does_not_say_when_it_paints(
    tab: Tab, address: str
) -> None:
    tab.add_init_script("PerformanceObserver.prototype.observe = () => {}")
    tab.goto(address)
    wake(tab)


def test_the_first_key_is_not_lost(tab: Tab, address: str) -> None:
    tab.goto(address, wait_until="networkidle")
    tab.keyboard.press("/")  # Material's key for the search
    expect(tab.locator(".md-search__input")).to_be_focused()


def test_words_in_an_address_are_marked_at_once(tab: Tab, address: str) -> None:
    tab.goto(address + "en/gradient/?h=perpendicular")
    expect(tab.locator("article mark").first).to_have_text("perpendicular")
