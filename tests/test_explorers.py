"""What is asked of all explorers alike."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from browsing import (
    DESK,
    EXPLORERS,
    PATHS,
    PHONE,
    STATE,
    arrive,
    ask_axe,
    document,
    opened,
    wake,
    watched,
)
from playwright.sync_api import expect

from sitekit import LANGUAGES

each_explorer = pytest.mark.parametrize("name", EXPLORERS)


def done(explorer, *tasks):
    """Wait until these tasks are done, and no other is."""
    expect(explorer.locator(".done")).to_have_count(len(tasks))
    for task in tasks:
        expect(explorer.locator(f".tasks li:nth-child({task}).done")).to_be_visible()


def typed(explorer, name, value):
    """Type a value over that of a field."""
    explorer.locator(f"[name={name}]").focus()
    explorer.page.keyboard.press("Control+a")
    explorer.page.keyboard.type(value)


def chosen(explorer, name, text):
    """Choose what begins with a text."""
    explorer.locator(f"[name={name}]").focus()
    explorer.page.keyboard.type(text)


SCROLLED = """slider => {
    const happens = name => slider.dispatchEvent(new Event(name, { bubbles: true }))
    happens('pointerdown')
    slider.value = slider.max
    for (const name of ['input', 'pointercancel', 'change']) happens(name)
}"""


@each_explorer
def test_its_address_holds_its_state(tab, address, subtests, name):
    page = address + PATHS["en", name]
    explorer = opened(tab, page)
    opening = tab.evaluate(STATE)
    with subtests.test("a reload brings it back, and highlights no words"):
        explorer.locator("[type=range]").first.press("ArrowRight")
        explorer.get_by_role("button").last.press("Enter")
        explorer.evaluate("it => it.settle()")  # as after a while
        before = tab.evaluate(STATE)
        assert before != opening
        tab.reload()
        wake(tab)
        tab.wait_for_function(f"() => {STATE}")
        assert tab.evaluate(STATE) == before
        expect(explorer.locator("mark")).to_have_count(0)
    query = dict(parse_qsl(urlsplit(tab.url).query))
    for part in query:
        with subtests.test("nonsense opens it anew, or goes unheeded", part=part):
            opened(tab, f"{page}?{urlencode(query | {part: 'toString'})}")
            assert tab.evaluate(STATE) in (opening, before)


@each_explorer
@pytest.mark.parametrize("language", ["ko", pytest.param("en", marks=pytest.mark.slow)])
def test_it_is_laid_out_well_and_can_be_driven_by_a_finger(
    browser, address, subtests, name, language
):
    script = f"**/{name.rpartition('/')[2]}-*.js"
    height = "document.querySelector('#explorer form').offsetHeight"
    with watched(browser, address, has_touch=True, is_mobile=True) as tab:
        tab.set_viewport_size(PHONE)
        held = []
        tab.route(script, lambda route: held.append(route))
        with tab.expect_request(script):
            arrive(tab, address + PATHS[language, name])
        heights = []
        for size in (PHONE, DESK):
            tab.set_viewport_size(size)
            heights.append(tab.evaluate(height))
        held[0].continue_()
        tab.wait_for_function(f"() => {STATE}")
        for size, before in zip((PHONE, DESK), heights, strict=True):
            width = size["width"]
            tab.set_viewport_size(size)
            with subtests.test("nothing jumps when it starts or is driven", width=width):
                for button in tab.locator("#explorer button").all():
                    button.tap()
                    assert tab.evaluate(height) == before, button.text_content()
            with subtests.test("every control is large enough", width=width):
                controls = tab.locator("form.drive :is(button, select, label, input)")
                boxes = controls.evaluate_all("""all => all
                    .filter(it => it.type !== 'radio')
                    .map(it => it.getBoundingClientRect().height)""")
                assert min(boxes) >= 40
            with subtests.test("so is what a finger drags", width=width):
                for handle in tab.locator(".handle").all():
                    reach = "it => parseFloat(getComputedStyle(it, '::before').width)"
                    assert handle.evaluate(reach) >= 36
            with subtests.test("every label is large enough", width=width):
                sizes = tab.locator("#explorer svg text").evaluate_all("""all =>
                    all.map(it => parseFloat(getComputedStyle(it).fontSize)
                        * it.getScreenCTM().a)""")
                assert min(sizes) >= 11
        with subtests.test("a finger that scrolls the page past a slider moves nothing"):
            before = tab.evaluate(STATE)
            slider = tab.locator("#explorer [type=range]").first
            slider.evaluate(SCROLLED)
            assert tab.evaluate(STATE) == before
        ask_axe(tab, subtests, "#explorer")
        with subtests.test("labels are as dark as the text"):
            ink = tab.evaluate("getComputedStyle(document.querySelector('h1')).color")
            for text in tab.locator("#explorer svg text:not(.inside)").all():
                expect(text).to_have_css("fill", ink)
        with subtests.test("paper has the figure in its place"):
            tab.emulate_media(media="print")
            expect(tab.locator("#explorer form")).to_be_hidden()


@each_explorer
@pytest.mark.parametrize(
    "lacks", ["scripts", pytest.param("its script", marks=pytest.mark.slow)]
)
def test_without_what_it_needs_the_figure_stands_in_its_place(
    browser, address, name, lacks
):
    with watched(browser, address, java_script_enabled=lacks != "scripts") as tab:
        script, kind = f"**/{name.rpartition('/')[2]}-*.js", "text/javascript"
        tab.route(script, lambda route: route.fulfill(body="throw 1", content_type=kind))
        tab.goto(address + PATHS["ko", name])
        expect(tab.locator("#explorer img:visible")).to_have_count(1)
        expect(tab.locator("#explorer form")).to_be_hidden()


@each_explorer
def test_it_has_the_same_controls_in_both_languages(site, name):
    korean, english = (
        [
            (
                *(it.name, it.get("name"), it.get("value"), sorted(map(str, it.attrs))),
                sorted(re.findall(r"{\w+}", str(it.attrs))),
            )
            for it in document(site, language, name).select("#explorer form *")
        ]
        for language in LANGUAGES
    )
    assert korean == english
