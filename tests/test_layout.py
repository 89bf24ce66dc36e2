"""Where things stand on a page: on a phone, on a desk, in both languages."""

from typing import Any

import pytest
from browsing import DESK, EVERY, PHONE, PREFIX, arrive, wake
from playwright.sync_api import Page as Tab

from sitekit import LANGUAGES

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


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_code_run_and_output_start_at_the_same_place(
    tab: Tab, address: str, size: Any
) -> None:
    arrive(tab, address + "gradient/", size)
    starts = tab.evaluate(STARTS)
    assert starts
    assert all(len(set(places)) == 1 for places in starts), starts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["glossary", "licences"])
def test_prose_in_tables_does_not_scroll_on_a_phone(
    tab: Tab, address: str, language: str, name: str
) -> None:
    arrive(tab, f"{address}{PREFIX[language]}{name}/", PHONE)
    assert tab.locator("article table").evaluate_all(CUT) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_neighbours_of_a_page_stand_side_by_side(
    tab: Tab, address: str, language: str, size: Any
) -> None:
    arrive(tab, f"{address}{PREFIX[language]}labs/descent/", size)
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
    arrive(tab, address + "en/reference/", {"width": 1280, "height": 400})
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
    arrive(tab, address + EVERY["ko", name], PHONE)
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
