"""Where things stand on a page: on a phone, on a desk, in both languages."""

from typing import Any

import pytest
from browsing import EVERY, PREFIX, each_built_page, wake
from playwright.sync_api import Page as Tab
from test_access import DESK, OPEN, PHONE

from sitekit import LANGUAGES

UNPARTED = """unless => [...document.querySelectorAll('article :not(pre) > code')]
    .filter(it => it.textContent.length <= 24 && /[ -]/.test(it.textContent))
    .concat(...document.querySelectorAll(`article span.arithmatex .katex-html${unless}`))
    .filter(it => it.getClientRects().length > 1)
    .map(it => it.textContent)"""
COVERED = """() => {
    const less = (a, b) => a < b - 1 // an output takes the border of its sample
    const meet = (a, b) => less(a.left, b.right) && less(b.left, a.right)
        && less(a.top, b.bottom) && less(b.top, a.bottom)
    const box = it => it.getBoundingClientRect()
    const all = [...document.querySelectorAll('article :is(pre > code, .toolbar > button)')]
    return [...document.querySelectorAll('.md-code__button')]
        .filter(it => box(it).width && all.some(other => meet(box(it), box(other))))
        .map(it => it.closest('.highlight').textContent.slice(0, 50))
}"""
STARTS = """() => {
    const start = it => Math.round(it.getBoundingClientRect().left
        + parseFloat(getComputedStyle(it).borderLeftWidth)
        + parseFloat(getComputedStyle(it).paddingLeft))
    return [...document.querySelectorAll('article > .language-python:has(+ .output)')]
        .map(it => [it.querySelector('code'), it.querySelector('[name=run]'),
            it.nextElementSibling.querySelector('code')].map(start))
}"""
CUT = """all => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(it => it.textContent)"""
# A title that takes more than one line goes to the next behind its dot.
DOTTED = """() => [...document.querySelectorAll('.part')]
    .filter(it => it.getBoundingClientRect().width).map(it => {
        const before = document.createRange()
        before.selectNodeContents(it.previousSibling)
        const [{ bottom, height }] = before.getClientRects()
        const text = document.createRange()
        text.selectNodeContents(it.parentElement)
        const isOne = text.getBoundingClientRect().height < 1.5 * height
        return isOne || it.getBoundingClientRect().top >= bottom - 0.3 * height
            ? '' : it.parentElement.textContent
    }).filter(it => it)"""


def visit(tab: Tab, address: str, size: Any = DESK) -> None:
    """Open a page with all that is folded unfolded."""
    tab.set_viewport_size(size)
    tab.goto(address)
    tab.evaluate(OPEN)


@each_built_page
def test_formulas_and_short_code_in_a_sentence_are_not_parted(
    tab: Tab, address: str, language: str, name: str
) -> None:
    visit(tab, address + EVERY[language, name])
    for width in (320, 360, 768):
        tab.set_viewport_size({"width": width, "height": 740})
        unless = ":not(.whole :has(> :nth-child(4)))" if width == 320 else ""
        assert tab.evaluate(UNPARTED, unless) == [], width


@each_built_page
def test_a_title_is_parted_behind_its_dot(
    tab: Tab, address: str, language: str, name: str
) -> None:
    visit(tab, address + EVERY[language, name])
    for width in (320, 360, 1280):
        tab.set_viewport_size({"width": width, "height": 740})
        assert tab.evaluate(DOTTED) == [], width
    dotted = "document.body.textContent.match(/\\d · \\S/g).length"
    assert tab.locator(".part").count() >= tab.evaluate(dotted) - 1  # the header's has none


@each_built_page
def test_the_copy_button_covers_nothing(
    tab: Tab, address: str, language: str, name: str
) -> None:
    visit(tab, address + EVERY[language, name])
    wake(tab)
    for size in (PHONE, DESK):
        tab.set_viewport_size(size)  # type: ignore[arg-type]
        assert tab.evaluate(COVERED) == [], size


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_code_run_and_output_start_at_the_same_place(
    tab: Tab, address: str, size: Any
) -> None:
    visit(tab, address + "gradient/", size)
    tab.wait_for_selector(".toolbar")
    starts = tab.evaluate(STARTS)
    assert starts
    assert all(len(set(places)) == 1 for places in starts), starts


@each_built_page
def test_no_output_is_cut_on_a_desk(
    tab: Tab, address: str, language: str, name: str
) -> None:
    visit(tab, address + EVERY[language, name])
    assert tab.locator(".output > pre > code").evaluate_all(CUT) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["glossary", "licences"])
def test_prose_in_tables_does_not_scroll_on_a_phone(
    tab: Tab, address: str, language: str, name: str
) -> None:
    visit(tab, f"{address}{PREFIX[language]}{name}/", PHONE)
    assert tab.locator("article table").evaluate_all(CUT) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_neighbours_of_a_page_stand_side_by_side(
    tab: Tab, address: str, language: str, size: Any
) -> None:
    visit(tab, f"{address}{PREFIX[language]}labs/descent/", size)
    places = tab.locator(".md-footer__link").evaluate_all("""all => all.map(it => {
        const box = it => it.getBoundingClientRect()
        const [title, label, arrow] = ['title', 'direction', 'button'].map(
            name => box(it.querySelector(`.md-footer__${name}`)))
        return {
            left: title.left, right: title.right, label: label.top,
            off: Math.abs(arrow.top + arrow.bottom - box(it).top - box(it).bottom),
        }
    })""")
    previous, following = places
    assert following["left"] - previous["right"] >= 24
    assert previous["label"] == following["label"]
    assert max(it["off"] for it in places) < 2


def test_the_end_of_the_contents_can_be_read(tab: Tab, address: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 400})
    tab.goto(address + "en/reference/")
    wake(tab)
    room = tab.locator(".md-sidebar--secondary .md-sidebar__scrollwrap").evaluate("""it => {
        it.scrollTop = it.scrollHeight
        const last = [...it.querySelectorAll('a')].at(-1)
        return it.getBoundingClientRect().bottom - last.getBoundingClientRect().bottom
    }""")
    assert room >= 40


@pytest.mark.parametrize("name", ["gradient", "labs/descent"])
def test_a_caption_begins_every_line_at_the_same_place(
    tab: Tab, address: str, name: str
) -> None:
    visit(tab, address + EVERY["ko", name], PHONE)
    aligned = "all => all.map(it => getComputedStyle(it).textAlign)"
    assert set(tab.locator("figcaption").evaluate_all(aligned)) == {"left"}


def test_a_reload_keeps_the_place(tab: Tab, address: str) -> None:
    tab.goto(address + "en/gradient-descent/")
    for share in (0.4, 0.6, 0.8):
        place = tab.evaluate(
            "share => (scrollTo(0, share * document.body.scrollHeight), scrollY)", share
        )
        wake(tab)
        tab.reload()
        wake(tab)
        assert abs(tab.evaluate("scrollY") - place) <= 1
