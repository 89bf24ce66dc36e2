"""What a lesson is on paper."""

import re

import pytest
from browsing import LESSONS, PATHS, arrive

from gdlesson.figures import LIGHT

TEXT = "article p:not([class])"
NOT_PRINTED = """header, .md-sidebar, .md-footer, .md-skip, .md-search, .md-top, button,
    .headerlink, .facts a, .contribute, .screen, small, [src$="#only-dark"]"""
ELEMENTS = """([selector, shown]) => [...document.querySelectorAll(selector)]
    .filter(it => it.checkVisibility({contentVisibilityAuto: true}) === shown)
    .map(it => it.outerHTML.slice(0, 150))"""
WIDE = """() => [...document.querySelectorAll('article pre > code')]
    .filter(it => it.scrollWidth > it.clientWidth)
    .map(it => it.textContent.slice(0, 150))"""
HEIGHTS = """() => [...document.querySelectorAll('article figure :is(img, svg)')]
    .map(it => it.getBoundingClientRect().height).filter(it => it)"""
COVERED = """() => [...document.querySelectorAll('article .highlight:has(+ .output)')]
    .filter(it => it.querySelector('pre').getBoundingClientRect().bottom
        > it.nextElementSibling.getBoundingClientRect().top + 1)
    .map(it => it.textContent.slice(0, 150))"""
WHOLE = """article :is(p:not(.contribute, .screen), pre, li, figure, summary,
    [src$="#only-light"])"""
COLOUR = "it => getComputedStyle(document.querySelector(it)).color"
INK = "rgb({}, {}, {})".format(*bytes.fromhex(LIGHT.ink.removeprefix("#")))
A4_TEXT = {"width": 680, "height": 1009}  # 210 - 2 × 15 mm by 297 - 2 × 15 mm


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_comes_out_right_on_paper(tab, address, subtests, name):
    tab.emulate_media(color_scheme="dark")
    arrive(tab, address + PATHS["ko", name], A4_TEXT)
    with subtests.test("it takes a few pages of A4"):
        printed = tab.pdf(format="A4", prefer_css_page_size=True)
        sheets = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]", printed)
        assert 5 < len(sheets) <= 15
        assert {*sheets} <= {(b"594", b"841"), (b"595", b"842"), (b"595", b"841")}
    tab.emulate_media(media="print")
    with subtests.test("it is printed alone and whole"):
        assert tab.evaluate(ELEMENTS, [NOT_PRINTED, True]) == []
        assert tab.evaluate(ELEMENTS, [WHOLE, False]) == []
        assert tab.evaluate(WIDE) == []
        assert tab.evaluate(COVERED) == []
    with subtests.test("it is printed in ink on white"):
        for element in ("body", TEXT, f"{TEXT} a", "article pre > code"):
            assert tab.evaluate(COLOUR, element) == INK, element
        paper = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
    with subtests.test("no figure takes more than a third of a page"):
        assert 0 < max(tab.evaluate(HEIGHTS)) <= 80 / 25.4 * 96 + 1
