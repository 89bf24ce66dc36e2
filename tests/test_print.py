"""What a lesson is on paper."""

import re
from pathlib import Path

import pytest
from browsing import LESSONS, PATHS, arrive
from playwright.sync_api import Page as Tab
from playwright.sync_api import ViewportSize

from gdlesson.figures import LIGHT

TEXT = "article p:not([class])"
NOT_PRINTED = """header, .md-sidebar, .md-footer, .md-skip, .md-search, .md-top, button,
    .headerlink, [src$="#only-dark"]"""
ELEMENTS = """([selector, shown]) => [...document.querySelectorAll(selector)]
    .filter(it => it.checkVisibility({contentVisibilityAuto: true}) === shown)
    .map(it => it.outerHTML.slice(0, 150))"""
WIDE = """() => [...document.querySelectorAll('article pre > code')]
    .filter(it => it.scrollWidth > it.clientWidth)
    .map(it => it.textContent.slice(0, 150))"""
# An output goes on below its sample; nothing else may.
OPEN_BELOW = """() => [...document.querySelectorAll('article .highlight > pre > code')]
    .filter(it => it.closest('.highlight').matches(':not(:has(+ .output))')
        && parseFloat(getComputedStyle(it).borderBottomWidth) === 0)
    .map(it => it.textContent.slice(0, 150))"""
HEIGHTS = """() => [...document.querySelectorAll('article figure :is(img, svg)')]
    .map(it => it.getBoundingClientRect().height).filter(it => it)"""
A4_TEXT: ViewportSize = {"width": 673, "height": 986}  # 210 - 2 × 16 mm by 297 - 2 × 18 mm


@pytest.fixture(params=LESSONS)
def lesson(tab: Tab, address: str, request: pytest.FixtureRequest) -> Tab:
    """A lesson that is read in the dark."""
    tab.emulate_media(color_scheme="dark")
    arrive(tab, address + PATHS["ko", request.param], A4_TEXT)
    return tab


def test_a_lesson_is_printed_alone_and_whole(lesson: Tab) -> None:
    lesson.emulate_media(media="print")
    assert lesson.evaluate(ELEMENTS, [NOT_PRINTED, True]) == []
    whole = 'article :is(p, pre, li, figure, summary, [src$="#only-light"])'
    assert lesson.evaluate(ELEMENTS, [whole, False]) == []
    assert lesson.evaluate(WIDE) == []


def test_a_lesson_is_printed_in_ink_on_white(lesson: Tab) -> None:
    ink = "rgb({}, {}, {})".format(*bytes.fromhex(LIGHT.ink.removeprefix("#")))
    assert lesson.evaluate("getComputedStyle(document.body).color") != ink
    lesson.emulate_media(media="print")
    for element in ("body", TEXT, f"{TEXT} a", "article pre > code"):
        colour = f"getComputedStyle(document.querySelector('{element}')).color"
        assert lesson.evaluate(colour) == ink, element
    paper = lesson.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_every_sample_has_its_whole_border_on_paper(lesson: Tab) -> None:
    lesson.emulate_media(media="print")
    assert lesson.evaluate(OPEN_BELOW) == []


def test_no_figure_takes_more_than_a_third_of_a_page(lesson: Tab) -> None:
    lesson.emulate_media(media="print")
    heights = lesson.evaluate(HEIGHTS)
    assert heights
    assert max(heights) <= 80 / 25.4 * 96 + 1


def test_a_lesson_prints_to_a_few_pages_of_a4(lesson: Tab, tmp_path: Path) -> None:
    printed = lesson.pdf(format="A4", prefer_css_page_size=True)
    pages = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]", printed)
    assert 5 < len(pages) <= 15
    assert set(pages) <= {(b"594", b"841"), (b"595", b"842"), (b"595", b"841")}
