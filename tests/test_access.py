"""Whether everyone can use the site: by keyboard, by ear, without a script, on a phone."""

import re

import pytest
from browsing import DESK, OPEN, PHONE, arrive, ask_axe, settle, show, watched
from playwright.sync_api import expect

each_size = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it)
    if (it === document.body) return null
    const box = it.getClientRects()[0]
    const blue = new Option().style
    blue.color = getComputedStyle(document.body).getPropertyValue('--blue')
    const within = (start, size, end) => Math.min(Math.max(start + size / 2, 1), end - 1)
    const top = document.elementFromPoint(
        within(box.x, box.width, innerWidth), within(box.y, box.height, innerHeight))
    it.dataset.reached = ''
    return {
        what: it.outerHTML.slice(0, 150),
        seen: it.checkVisibility({opacityProperty: true, visibilityProperty: true}),
        uncovered: it.contains(top) || top.contains(it) && !top.closest('header'),
        outline: [style.outlineStyle, style.outlineWidth, style.outlineColor].join(' '),
        blue: blue.color,
    }
}"""
MISSED = """() => [
    ...document.querySelectorAll('a[href], button, input, summary, [tabindex]')
    ].filter(it => it.checkVisibility({visibilityProperty: true}) && it.tabIndex >= 0
        && !('reached' in it.dataset)
        && !(it.type === 'radio' && it.form.querySelector('[data-reached]')))
    .map(it => it.outerHTML.slice(0, 150))"""
BEYOND = "?landscape=bowl&x0=-3&x1=4&lr=5&mu=0&k=2&gradient=exact&dx=0.0001"
"""A learning rate that the slider does not reach."""
UNCOVERED = """document.querySelector('.cm-line').getBoundingClientRect().top
    >= document.querySelector('header').getBoundingClientRect().bottom"""
MOVING = """() => [...document.querySelectorAll('*')].flatMap(it =>
    [null, '::before', '::after'].map(part => [it, getComputedStyle(it, part)]))
    .filter(([, style]) => style.animationName !== 'none' || style.scrollBehavior !== 'auto'
        || style.transitionDuration.split(', ').some(time => time !== '0s'))
    .map(([it]) => it.outerHTML.slice(0, 150))"""


@each_size
def test_axe_finds_no_fault_in_what_opens(tab, address, subtests, size):
    arrive(tab, address + "en/", size)
    if size is PHONE:
        tab.get_by_role("button", name="Navigation").click()
        expect(tab.locator("#menu")).to_be_visible()
        ask_axe(tab, subtests, "header, #menu")
        tab.keyboard.press("Escape")
        tab.get_by_role("button", name="Search").click()
    tab.get_by_role("textbox", name="Search").press_sequentially("gradient")
    expect(tab.locator(".md-search-result__link").first).to_be_visible()
    ask_axe(tab, subtests, "header")


@pytest.mark.parametrize(
    ("path", "size", "scheme"),
    [
        ("explorers/compass/", DESK, "dark"),
        pytest.param("gradient-descent/", DESK, "dark", marks=pytest.mark.slow),
        pytest.param("gradient-descent/", PHONE, "light", marks=pytest.mark.slow),
    ],
)
def test_tab_goes_everywhere_and_one_always_sees_where(tab, address, path, size, scheme):
    arrive(tab, address + path, size)
    show(tab, scheme)
    tab.evaluate(OPEN)
    tab.keyboard.press("Tab")
    expect(tab.locator(".md-skip")).to_be_focused()
    while focused := tab.evaluate(FOCUSED):
        assert focused["seen"], focused
        assert focused["uncovered"], focused
        assert focused["outline"] == f"solid 2px {focused['blue']}", focused
        tab.keyboard.press("Tab")
    assert tab.evaluate(MISSED) == []


def test_a_phone_is_used_by_keyboard(tab, address, subtests):
    arrive(tab, address + "en/gradient/", PHONE)
    button, menu = tab.get_by_role("button", name="Navigation"), tab.locator("#menu")
    search = tab.get_by_role("button", name="Search")
    box = tab.locator(".md-search__input")
    expect(menu).to_be_hidden()
    expect(box).to_be_hidden()
    with subtests.test("the menu opens and closes"):
        button.press("Enter")
        expect(menu).to_be_visible()
        tab.keyboard.press("Tab")
        expect(menu.get_by_role("button", name="Close")).to_be_focused()
        tab.keyboard.press("Tab")
        expect(menu.get_by_role("link").first).to_be_focused()
        tab.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(button).to_be_focused()
        button.press("Enter")
        menu.get_by_role("button", name="Close").press("Enter")
        expect(menu).to_be_hidden()
        expect(button).to_be_focused()
    with subtests.test("the search opens and closes"):
        search.press("Enter")
        expect(box).to_be_focused()
        box.press("Escape")
        expect(box).to_be_hidden()
        expect(search).to_be_focused()
    with subtests.test("a section chosen in the menu is shown"):
        button.press("Enter")
        section = menu.locator(".sections a").last
        heading = section.get_attribute("href") or ""
        section.press("Enter")
        expect(menu).to_be_hidden()
        expect(tab.locator(f"article {heading}")).to_be_in_viewport()
    with subtests.test("the menu leads to another page"):
        button.press("Enter")
        menu.get_by_role("link", name="Gradient descent").press("Enter")
        expect(tab).to_have_url(address + "en/gradient-descent/")
        settle(tab)
    with subtests.test("what was found is reached"):
        search.press("Enter")
        tab.keyboard.insert_text("gradient")  # as who dictates
        expect(tab.locator(".md-search-result__link").first).to_be_visible()
        box.press("ArrowDown")
        tab.keyboard.press("Escape")
        expect(search).to_be_focused()
        search.press("Enter")
        box.press("ArrowDown")
        tab.keyboard.press("Enter")
        expect(tab).to_have_url(re.compile(r"/en/.+h=gradient"))
        expect(tab.locator("article mark").first).to_have_text("gradient", ignore_case=True)


def test_the_scheme_changes_by_keyboard(tab, address):
    tab.emulate_media(color_scheme="dark")
    arrive(tab, address + "en/")
    names = ["Switch to light", "Switch to dark", "Follow the system", "Switch to light"]
    schemes = ["dark", "light", "dark", "dark"]
    tab.locator(".schemes :visible").first.focus()
    for name, scheme in zip(names, schemes, strict=True):
        expect(tab.locator(":focus")).to_have_accessible_name(name)
        expect(tab.locator("html")).to_have_css("color-scheme", scheme)
        tab.keyboard.press("Enter")
    arrive(tab, address + "gradient/")
    expect(tab.locator("html")).to_have_css("color-scheme", "light")
    tab.emulate_media(forced_colors="active")
    for part in ".admonition-title", ".toolbar > [name=run]":
        icon = tab.locator(part).first
        drawn = icon.evaluate("it => getComputedStyle(it, '::before').backgroundColor")
        expect(icon).to_have_css("color", drawn)  # the reader's own
    tab.emulate_media(forced_colors="none")
    tab.locator(".schemes").click(position={"x": 1, "y": 24})  # beside the button
    tab.get_by_role("button", name="어두운 화면으로").click()
    tab.emulate_media(color_scheme="light")
    arrive(tab, address + "en/gradient/")
    expect(tab.locator("html")).to_have_css("color-scheme", "dark")


def test_a_desk_is_used_by_keyboard_and_nothing_moves_for_who_asks_for_less_motion(
    tab, address, subtests
):
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(address + "en/gradient/")
    expect(tab.get_by_role("button", name="Back to top")).to_have_count(0)
    with subtests.test("the skip link leads to the text"):
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        expect(tab).to_have_url(re.compile("#"))
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.closest('article') !== null")
    with subtests.test("nothing moves"):
        assert tab.evaluate(MOVING) == []
    with subtests.test("the way back to the top leads the keyboard there"):
        tab.mouse.wheel(0, 3000)
        tab.mouse.wheel(0, -500)
        tab.get_by_role("button", name="Back to top").press("Enter")
        expect(tab.locator(".md-skip")).to_be_focused()
    with subtests.test("a letter is no command"):
        for letter in "sfnp,.":
            tab.keyboard.press(letter)
        expect(tab.locator(".md-skip")).to_be_focused()


def test_what_is_heard_says_what_is_seen(tab, address, subtests):
    arrive(tab, address + "en/gradient/")
    with subtests.test("a prediction has its formulas, and is not wrong before it is made"):
        answer = tab.get_by_role("radio", name="When x0 grows")
        expect(answer).to_have_attribute("aria-invalid", "false")
    with subtests.test("an output is told from code"):
        outputs = tab.locator(".output:visible").count()
        assert tab.get_by_role("group", name="Output", exact=True).count() == outputs > 9
    with subtests.test("exercises are headings, and no heading ends in a pilcrow"):
        title = re.compile("Exercise 1 ·")
        expect(tab.get_by_role("heading", name=title, level=3)).to_be_visible()
        section = tab.get_by_role("heading", name="Central differences", exact=True)
        expect(section).to_be_visible()
    with subtests.test("an editor says how to leave it"):
        tab.get_by_role("button", name="Edit").first.click()
        editor = tab.get_by_role("textbox", name="Edit code 1")
        expect(editor).to_have_accessible_description(re.compile("Esc then Tab leaves"))
    with subtests.test("the line where one writes is not under the header"):
        editor.evaluate("it => scrollBy(0, it.getBoundingClientRect().top)")
        editor.press("ArrowDown")
        editor.press("ArrowUp")
        tab.wait_for_function(UNCOVERED)
    with subtests.test("a copy is said"):
        tab.get_by_role("button", name="Copy to clipboard").first.click()
        expect(tab.locator(".md-dialog")).to_have_text("Copied to clipboard")
        expect(tab.locator(".md-dialog")).to_have_role("status")
    with subtests.test("the keyboard shows what a term means"):
        tab.keyboard.press("Tab")
        term = tab.locator(".term").first
        term.focus()
        shown = term.evaluate("it => getComputedStyle(it, '::after').content")
        assert term.get_attribute("title") in shown
    with subtests.test("what the search finds has a name"):
        tab.get_by_role("textbox", name="Search").press_sequentially("saddle")
        expect(tab.get_by_role("link", name=re.compile("saddle")).first).to_be_visible()
        said = tab.locator(".found")
        expect(said).to_have_role("status")
        expect(said).to_have_text(re.compile(r"\d+ matching"))
    tab.goto(address + "en/explorers/descent/" + BEYOND)
    with subtests.test("a slider says the value that is used, and a picture nothing else"):
        slider = tab.get_by_role("slider", name="η")
        expect(slider).to_have_attribute("aria-valuetext", "5")
        handle = tab.get_by_role("slider", name="Start")
        expect(handle).to_have_accessible_description(re.compile("use the arrow keys"))
        assert tab.locator("svg text:not([aria-hidden=true])").count() == 0
        expect(tab.get_by_role("slider", name="Momentum μ", exact=True)).to_be_visible()
    tab.set_viewport_size(PHONE)
    tab.goto(address + "glossary/")
    with subtests.test("what stands in a card of the glossary is told by its column"):
        column = tab.get_by_role("columnheader", name="쓰지 않는 말")
        expect(column.first).to_be_attached()


@pytest.fixture
def plain(browser, address):
    """A tab without JavaScript."""
    with watched(browser, address, java_script_enabled=False) as tab:
        yield tab


@pytest.mark.parametrize(
    ("path", "scheme"), [("gradient/", "light"), ("en/labs/descent/", "dark")]
)
def test_a_page_is_whole_without_a_script(plain, address, path, scheme):
    plain.emulate_media(color_scheme=scheme)
    plain.goto(address + path)
    expect(plain.locator("h1")).to_be_visible()
    images = re.compile(f"-{scheme}")
    for figure in plain.locator("article figure:has(img)").all():
        expect(figure.locator("img:visible")).to_have_count(1)
        expect(figure.locator("img:visible")).to_have_attribute("src", images)
    expect(plain.locator("details.answers[open]")).to_have_count(0)
    folded = plain.locator("details:not([open])")
    for _ in range(folded.count()):
        folded.first.locator("summary").click()
    hidden = "all => all.filter(it => !it.checkVisibility()).map(it => it.outerHTML)"
    whole = plain.locator("article :is(p, figure, math, details > *, .output)")
    assert whole.evaluate_all(hidden) == []
    assert plain.locator("article > .highlight pre").evaluate_all(hidden) == []
    useless = ".md-search, .magnifier, .schemes button, .md-top, .toolbar"
    expect(plain.locator(useless).locator("visible=true")).to_have_count(0)


@each_size
def test_one_gets_about_without_a_script(plain, address, size):
    plain.set_viewport_size(size)
    plain.goto(address + "en/")
    if size is PHONE:
        plain.get_by_role("button", name="Navigation").press("Enter")
    plain.locator("#menu").get_by_role("link", name="Gradient descent").click()
    expect(plain).to_have_url(address + "en/gradient-descent/")
    plain.get_by_role("link", name="한국어").click()
    expect(plain).to_have_url(address + "gradient-descent/")
