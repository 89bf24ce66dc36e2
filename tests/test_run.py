"""Python in the page: samples are run, edited, stopped and explained, in Chromium."""

import copy
import re
from itertools import chain

import pytest
from browsing import (
    DESK,
    LESSONS,
    OPEN,
    PATHS,
    PHONE,
    SCHEMES,
    arrive,
    faults,
    settle,
    show,
)
from bs4 import BeautifulSoup
from hosting import Host
from playwright.sync_api import expect
from test_hints import FIRST, IMPORTS

from sitekit import LANGUAGES, folder, interface

TEXTS = {it: interface(it)["samples"] for it in LANGUAGES}
SAMPLES = [
    ("x = [3, 4]\nprint(x)\n", "[3, 4]\n"),
    ("x.append(5)\nprint(len(x))\n", "3\n"),  # it stands in a closed solution
    ("def total():\n    return sum(x)\n\nprint(total())\n", "12\n"),
]
"""A page that needs no NumPy."""
STREAMS = "stdout", "stderr"
FOREVER = "while True:\n    pass\n"
START = 90_000
"""Milliseconds that Python may take to start on a busy machine."""


def said(language, name, *values):
    """What the page says, as its language has it."""
    parts = TEXTS[language][name].split("%")
    return parts[0] + "".join(f"{a}{b}" for a, b in zip(values, parts[1:], strict=True))


class Lesson:
    """A page of samples, counted from 1, as its reader uses it."""

    def __init__(self, tab, language):
        self.tab, self.language = tab, language

    def block(self, number):
        return self.tab.locator(".language-python.highlight").nth(number - 1)

    def button(self, number, name):
        return self.block(number).locator(f".toolbar > [name={name}]")

    def status(self, number):
        return self.block(number).get_by_role("status")

    def own(self, number):
        return self.block(number).locator("+ .own")

    def printed(self, number):
        return self.own(number).locator("> pre > code")

    @property
    def pythons(self):
        return [it for it in self.tab.workers if "/python/" in it.url]

    def run(self, number):
        self.button(number, "run").click()
        self.ends(number)

    def ends(self, number):
        run = self.button(number, "run")
        expect(run).to_have_attribute("data-is", "run", timeout=START)

    def edit(self, number, code):
        editor = self.block(number).locator(".cm-content")
        if not editor.count():
            self.button(number, "edit").click()
            expect(editor).to_be_focused()
        editor.focus()
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.insert_text(code.rstrip("\n"))

    def says(self, number, name, *values):
        expect(self.status(number)).to_have_text(said(self.language, name, *values))


def with_samples(html, wanted):
    """A built page with other samples, the second one in a closed solution."""
    soup = BeautifulSoup(html, "html.parser")
    article = soup.select_one("article")
    sample, output = article.select_one(".language-python"), article.select_one(".output")
    heading, *kept = article.select("h1, #toolbar, #toolbar ~ script")
    article.clear()
    article.append(heading)
    for number, (code, printed) in enumerate(wanted, 1):
        parent = article
        if number == 2:
            parent = soup.new_tag("details", attrs={"class": "solution"})
            parent.append(soup.new_tag("summary", string="…"))
            article.append(parent)
        for block, text in ((sample, code), (output, printed)):
            if text:
                parent.append(copy.copy(block))
                parent.select("code")[-1].string = text
    article.extend(kept)
    return str(soup)


def visitor(tab, address, site):
    """Open a page of other samples in a tab."""

    def visit(language="en", wanted=SAMPLES):
        path = f"{folder(language)}gradient/"
        html = (site / path / "index.html").read_text("utf-8")
        page = with_samples(html, wanted)
        tab.unroute(address + path)
        tab.route(
            address + path, lambda route: route.fulfill(body=page, content_type="text/html")
        )
        tab.goto(address + path)
        tab.evaluate(OPEN)
        return Lesson(tab, language)

    return visit


@pytest.fixture
def visit(python_tab, address, site):
    return visitor(python_tab, address, site)


@pytest.fixture
def unlucky(browser, address, site):
    """A tab in which something may go wrong."""
    with browser.new_context() as context:
        yield visitor(context.new_page(), address, site)


PLAIN_FAULTS, NUMPY_FAULTS = (
    [it for it in FIRST if it != "none" and FIRST[it].startswith(IMPORTS) == numpy]
    for numpy in (False, True)
)
"""Names of hints; the first example of each is a fault that shows it."""


def check_hints(lesson, subtests, names):
    """Each fault is explained in the language of the page."""
    for name in names:
        with subtests.test("a fault is explained", name=name):
            lesson.edit(1, FIRST[name])
            lesson.run(1)
            lesson.says(1, "raised")
            text = interface(lesson.language)["hints"][name].replace("`", "")
            expect(lesson.own(1).locator(".hint")).to_have_text(text)


# Running, editing, explaining. Python takes seconds to start, so one page is asked much.


def test_samples_run_in_the_order_of_the_page_and_faults_are_explained(
    visit, subtests, address
):
    lesson = visit()
    tab = lesson.tab
    with subtests.test("the focus is never lost"):
        lesson.button(1, "run").focus()
        tab.keyboard.press("Enter")
        expect(lesson.button(1, "run")).to_have_attribute("data-is", "stop")
        expect(lesson.button(1, "run")).to_be_focused()
        lesson.ends(1)
        expect(lesson.button(1, "run")).to_be_focused()
        tab.keyboard.press("Tab")
        tab.keyboard.press("Space")
        expect(lesson.block(1).locator(".cm-content")).to_be_focused()
    with subtests.test("a sample below one that fails is not reached"):
        lesson.edit(1, "x = [3, 4\n")
        lesson.run(3)
        lesson.says(1, "raised")
        lesson.says(3, "above", 1)
        expect(lesson.own(3)).to_have_count(0)
        lesson.button(1, "edit").click()
    with subtests.test("a sample runs after those above it that have not run"):
        lesson.run(3)
        for number, (_, printed) in enumerate(SAMPLES, 1):
            expect(lesson.printed(number)).to_have_text(printed)
            lesson.says(number, "same")
        name = said("en", "output", 3)
        expect(lesson.own(3)).to_have_attribute("aria-label", name)
        lesson.run(2)  # as if the page were run from its top, so still of three elements
        lesson.says(2, "same")
    with subtests.test("an edit that is undone leaves nothing stale"):
        lesson.edit(2, "print('other')")
        lesson.says(3, "stale")
        tab.keyboard.press("Control+z")
        lesson.says(2, "same")
        lesson.says(3, "same")
    with subtests.test("an edit makes its sample and those below stale"):
        lesson.edit(2, "x.append(50)\nprint(len(x))\n")
        lesson.says(1, "same")
        for number in (2, 3):
            lesson.says(number, "stale")
            expect(lesson.printed(number)).to_have_css("border-left-style", "dashed")
        speaking = lesson.tab.locator(".toolbar > output[aria-live=polite]")
        expect(speaking).to_have_count(1)
        expect(lesson.block(2).locator(speaking)).to_have_count(1)
        lesson.run(3)
        lesson.says(2, "edited")
        lesson.says(3, "edited")
        expect(lesson.printed(3)).to_have_text("57\n")
        lesson.block(2).locator(".cm-content").focus()
        tab.keyboard.press("Control+z")
        lesson.says(3, "stale")
    with subtests.test("both streams keep their order, and a lone surrogate is no error"):
        lines = [f"print('{it}', end='', file=sys.{STREAMS[it in 'bd']})" for it in "abcd"]
        lesson.edit(1, "\n".join(["import sys", *lines, r"print('\ud800')"]))
        lesson.run(1)
        expect(lesson.printed(1)).to_have_text("abcd\\ud800\n")
    with subtests.test("much that has no line is sent by parts, and what is cut is said"):
        lesson.edit(1, "for k in range(100_000):\n    print(k, end='', flush=True)\n")
        lesson.run(1)
        expect(lesson.own(1).locator(".rest")).to_have_text(said("en", "left", 1))
    with subtests.test("of much that is printed the beginning is shown, in both streams"):
        lesson.edit(
            1,
            "import sys\nfor k in range(600):\n    print(k)\n"
            "    print(f'!{k}', file=sys.stderr)\n",
        )
        lesson.run(1)
        expect(lesson.printed(1)).to_contain_text("0\n!0\n1\n!1\n")
        expect(lesson.own(1).locator(".rest")).to_have_text(said("en", "left", 200))
        tab.evaluate("""window.changes = 0
            new MutationObserver(all => { changes += all.length })
                .observe(document.body, { childList: true, subtree: true })""")
        lesson.edit(1, "for k in range(20_000):\n    print()\n")
        lesson.run(1)
        expect(lesson.own(1).locator(".rest")).to_have_text(said("en", "left", "19,000"))
        assert tab.evaluate("changes") < 10_000  # what is left out is not sent line by line
    check_hints(lesson, subtests, PLAIN_FAULTS)
    with subtests.test("a page with runs and edits prints as it was written"):
        tab.emulate_media(media="print")
        heading = tab.locator("h1").inner_text()
        printed = tab.locator("article").inner_text().removeprefix(heading)
        first, *others = [part.split() for sample in SAMPLES for part in sample]
        assert printed.split() == [*first, *others[0], "…", *chain(*others[1:])]
    with subtests.test("python ends when the reader goes away"):
        tab.emulate_media(media="screen")
        lesson.edit(1, f"print('so far')\n{FOREVER}")
        lesson.button(1, "run").click()
        expect(lesson.printed(1)).to_have_text("so far\n")
        (python,) = lesson.pythons
        with python.expect_event("close"):
            tab.goto(address + "en/glossary/")


def test_in_korean_an_output_is_compared_with_the_stored_one_and_a_fault_explained(
    visit, subtests
):
    visit("ko").edit(1, "print('of the old page')")
    warns = "import sys\nprint('out', end='')\nprint('careful', file=sys.stderr)\n"
    lesson = visit("ko", [("print(6 * 7)\n", "41\n"), (warns, "out\n"), SAMPLES[0]])
    lesson.run(2)
    lesson.says(1, "different")
    expect(lesson.printed(1)).to_have_text("42\n")
    expect(lesson.tab.get_by_text(said("ko", "stored"), exact=True)).to_be_visible()
    expect(lesson.tab.get_by_text("41")).to_be_visible()
    expect(lesson.own(2).locator(".error").first).to_have_text("careful")
    lesson.says(2, "same")  # a warning is no part of the output
    check_hints(lesson, subtests, ["undefined"])
    trace = lesson.own(1).locator(".traceback pre")
    expect(trace).to_contain_text('File "<코드 1>", line 1')


@pytest.mark.slow
def test_the_code_of_the_page_prints_the_same_whatever_has_run_before(visit):
    seed, draw = "import random\nrandom.seed(0)\n", "print(random.random())\n"
    lesson = visit(wanted=[(seed, ""), (draw, "0.8444218515250481\n")])
    for _ in range(2):  # the second time it would draw the next number
        lesson.run(2)
        lesson.says(2, "same")


@pytest.mark.slow
@pytest.mark.usefixtures("numpy")
def test_a_fault_with_numpy_is_explained(visit, subtests):
    check_hints(visit(wanted=[(IMPORTS, "")]), subtests, NUMPY_FAULTS)


# Stopping and resetting.


ANOTHER_TAB = """() => {
    const key = `edits ${location.pathname}`
    const original = document.querySelectorAll('.language-python code')[2].textContent
    const edits = [...JSON.parse(localStorage[key]), [3, original, "print('other')"]]
    localStorage[key] = JSON.stringify(edits)
}"""


def test_python_is_reset_and_stopped(visit, subtests):
    lesson = visit()
    tab = lesson.tab
    with subtests.test("a sample that breaks Python ends it, and the next one has another"):
        lesson.edit(1, "import json\njson.dumps = None\n")
        with tab.expect_event("worker", lambda it: "/python/" in it.url) as python:
            lesson.button(1, "run").click()
        with python.value.expect_event("close", timeout=60_000):
            lesson.ends(1)
            lesson.says(1, "crash")
        assert lesson.pythons == []
    with subtests.test("the second of two clicks does not stop what the first began"):
        lesson.edit(1, "x = [3, 4]\nprint(x)\n")
        lesson.button(1, "run").dblclick()
        lesson.ends(1)
        lesson.says(1, "same")
    with subtests.test("reset restores code, outputs and session"):
        lesson.edit(1, "x = 'mine'\nprint(x)\n")
        lesson.run(1)
        expect(lesson.printed(1)).to_have_text("mine\n")
        lesson.button(1, "reset").click()
        lesson.says(1, "cleared")
        expect(lesson.button(1, "run")).to_be_focused()
        expect(tab.locator(".cm-editor, .own")).to_have_count(0)
        expect(lesson.block(1).locator("+ .output")).to_be_visible()
        lesson.run(2)
        lesson.says(2, "same")
    with subtests.test("an endless loop stops at once and the page stays free"):
        (python,) = lesson.pythons
        lesson.edit(3, f"print('be', end='')\nprint('fore', flush=True)\n{FOREVER}")
        lesson.button(3, "run").click()
        expect(lesson.printed(3)).to_have_text("before\n")
        expect(lesson.button(3, "run")).to_have_text(said("en", "stop"))
        assert tab.evaluate("6 * 7") == 42
        with python.expect_event("close"):
            lesson.button(3, "run").click()
        expect(lesson.button(3, "run")).to_have_attribute("data-is", "run")
        lesson.says(3, "stopped")
        lesson.edit(3, FOREVER)
        lesson.button(3, "run").click()
        lesson.says(3, "running")
        lesson.button(3, "run").click()
        lesson.says(3, "stopped")
        expect(lesson.own(3)).to_have_count(0)  # it was of the run before
        expect(lesson.button(3, "run")).to_be_focused()
        lesson.edit(3, "print(x)")
        lesson.run(3)  # in a new Python, after the two above
        expect(lesson.printed(3)).to_have_text("[3, 4, 5]\n")
        assert len(lesson.pythons) == 1
    with subtests.test("stop ends a sample above that runs first, and what waits"):
        lesson.edit(1, f"print('so far')\n{FOREVER}")
        lesson.button(2, "run").click()
        expect(lesson.printed(1)).to_have_text("so far\n")
        lesson.button(3, "run").click()
        lesson.says(3, "waiting")
        lesson.button(2, "run").click()
        for number in (1, 2, 3):
            lesson.ends(number)
            lesson.says(number, "stopped")


# The editor.


def test_the_editor_lets_the_focus_go_and_edits_stay_over_a_reload(visit):
    lesson, held = visit(), []
    lesson.tab.route("**/editor.js", lambda route: held.append(route))
    with lesson.tab.expect_request("**/editor.js"):
        lesson.button(1, "edit").click()
    expect(lesson.status(1)).to_have_text(interface("en")["toolbar"]["wait"])
    held[0].continue_()
    lesson.tab.unroute("**/editor.js")
    editor = lesson.tab.get_by_role("textbox", name=said("en", "code", 1))
    expect(editor).to_be_focused()
    expect(lesson.tab.get_by_text(said("en", "keys"))).to_be_visible()
    expect(lesson.status(1)).to_be_empty()
    press = lesson.tab.keyboard.press
    press("Control+Home")
    press("Tab")
    expect(editor.locator(".cm-line").first).to_have_text("    x = [3, 4]")
    press("Control+z")
    expect(editor.locator(".cm-line").first).to_have_text("x = [3, 4]")
    press("Escape")
    press("Tab")
    expect(lesson.button(1, "run")).to_be_focused()
    press("Shift+Tab")
    expect(editor).to_be_focused()
    press("Control+Enter")
    expect(lesson.button(1, "run")).to_have_attribute("data-is", "stop")
    lesson.button(1, "run").click()
    lesson.says(1, "stopped")
    lesson.edit(2, "print('kept')")
    lesson.tab.evaluate(ANOTHER_TAB)
    lesson.edit(2, "print('kept too')")
    lesson = visit()
    expect(lesson.block(3).locator(".cm-content")).to_have_text("print('other')")
    lesson.button(3, "edit").click()
    lesson.edit(2, "print('kept')")
    lesson = visit()
    expect(lesson.block(2).locator(".cm-content")).to_have_text("print('kept')")
    expect(lesson.block(2).locator("output")).to_have_attribute("aria-live", "off")
    lesson.button(2, "edit").click()
    lesson.says(2, "discarded")
    expect(lesson.button(2, "edit")).to_be_focused()
    expect(lesson.block(2).locator("pre").first).to_be_visible()
    requests = []
    lesson.tab.on("request", lambda request: requests.append(request.url))
    lesson = visit()
    assert not [url for url in requests if "python/" in url]
    lesson.tab.evaluate("localStorage[`edits ${location.pathname}`] = '[5]'")
    lesson = visit()
    lesson.run(1)  # edits of another shape are no hindrance
    lesson.says(1, "same")


COLOURS = """() => {
    const signs = root => {
        const found = [], texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode
            const { color } = getComputedStyle(parentElement)
            found.push(...data.replace(/\\s/g, '').split('').map(it => `${it} ${color}`))
        }
        return found
    }
    return [...document.querySelectorAll('.editing')].map(it =>
        ['pre > code', '.cm-content'].map(part => signs(it.querySelector(part))))
}"""
ALIKE = "([sample, editor]) => String(sample) === String(editor)"


@pytest.mark.slow
@pytest.mark.parametrize("name", LESSONS)
def test_the_editor_has_the_colours_of_samples(tab, address, name):
    arrive(tab, address + PATHS["ko", name])
    tab.evaluate("document.querySelectorAll('[name=edit]').forEach(it => it.click())")
    expect(tab.locator(".cm-editor")).to_have_count(tab.locator(".toolbar").count())
    tab.wait_for_function(f"() => ({COLOURS})().every({ALIKE})")  # in idle moments


# What may go wrong with the network, the files and the browser.


FAILING = {
    "page.js*": ("run", "offline"),
    "editor.js*": ("edit", "offline"),
    "worker.js*": ("run", "network"),
    "pyodide.mjs": ("run", "network"),
    "pyodide.asm.js": ("run", "network"),
    "*.wasm": ("run", "network"),
    "*.zip": ("run", "network"),
    "gdlesson-*.whl": ("run", "network"),
}
"""What does not come, or not as it was: what its button then says."""


@pytest.mark.slow
@pytest.mark.usefixtures("numpy")
def test_what_does_not_come_is_reported_and_can_be_asked_for_again(
    unlucky, subtests, monkeypatch
):
    """At another address: Firefox remembers that one failed, until the page is left."""
    lesson = unlucky(wanted=[("import gdlesson\nprint(1)\n", "1\n"), *SAMPLES[1:]])
    tab, asked = lesson.tab, list[str]()
    settle(tab)
    tab.context.on("request", lambda request: asked.append(request.url))

    def spoilt(route):
        kind = "application/wasm" if route.request.url.endswith(".wasm") else None
        route.fulfill(body="spoilt", content_type=kind)

    def missing(route):
        route.abort()

    words = {"offline": tab.locator("#toolbar").get_attribute("data-offline") or ""}
    words |= {"network": said("en", "network")}
    with subtests.test("without a network"):
        tab.context.set_offline(True)
        for button in ("run", "edit"):
            lesson.button(1, button).click()
            expect(lesson.status(1)).to_have_text(words["offline"])
        tab.context.set_offline(False)
    for file, (button, name) in FAILING.items():
        with subtests.test(f"without {file}"):
            tab.route(f"**/{file}", spoilt if file.endswith(".whl") else missing)
            lesson.button(1, button).click()
            if name != "offline":
                lesson.ends(1)
            expect(lesson.status(1)).to_have_text(words[name])
            tab.unroute(f"**/{file}")
    with subtests.test("where WebAssembly ends amid its bytes, or is not understood"):
        monkeypatch.setattr(Host, "cut", "pyodide.asm.wasm")
        lesson.run(1)
        lesson.says(1, "network")
        monkeypatch.setattr(Host, "cut", "")
        tab.route("**/*.wasm", spoilt)
        lesson.run(1)
        lesson.says(1, "old")
        tab.unroute("**/*.wasm")
    tab.route("**/gdlesson-*.whl", spoilt, times=1)  # an old one in the cache
    lesson.run(1)
    lesson.says(1, "same")
    lesson.button(1, "edit").click()
    expect(lesson.block(1).locator(".cm-content")).to_be_focused()
    scripts = [it for it in asked if re.search(r"/(page|worker|editor)\.js", it)]
    assert len(scripts) == len({*scripts}) >= 6
    with subtests.test("edits wait for the network, and a button asks for it again"):
        lesson.edit(1, "print(2)")
        thrown = []
        tab.on("pageerror", lambda error: thrown.append(error))
        tab.route("**/page.js*", missing)
        with tab.expect_event("requestfailed", lambda it: "/page.js" in it.url):
            tab.reload()
        tab.unroute("**/page.js*")
        tab.evaluate(OPEN)
        lesson.run(1)
        lesson.says(1, "edited")
        assert thrown == []


def test_a_browser_that_is_too_old_is_told_so(unlucky):
    lesson = unlucky()
    lesson.tab.evaluate("delete window.WebAssembly")
    lesson.run(1)
    lesson.says(1, "old")


# For everyone, on paper too.


def test_axe_finds_no_fault_in_any_state_and_buttons_are_large_enough_to_touch(unlucky):
    lesson = unlucky()
    tab = lesson.tab

    def examine(state):
        for size, scheme in zip((PHONE, DESK), SCHEMES, strict=True):
            tab.set_viewport_size(size)
            show(tab, scheme)
            assert faults(tab) == [], state

    tab.route("**/*.wasm", lambda route: route.abort())
    lesson.run(1)
    examine("no network")
    tab.unroute("**/*.wasm")
    held = []
    tab.route("**/*.wasm", lambda route: held.append(route))
    lesson.button(1, "run").click()
    bar = lesson.block(1).get_by_role("progressbar")
    expect(bar).to_be_visible()
    megabytes = float(bar.get_attribute("max") or "") / 2**20
    lesson.says(1, "loading", f"{megabytes:.1f}")
    assert megabytes > 1
    tab.wait_for_function("() => document.querySelector('progress').value > 0")
    examine("loading")
    held[0].continue_()
    lesson.ends(1)
    expect(bar).to_have_count(0)
    wide = "# a comment that is wider than a phone, so that the editor scrolls"
    lesson.edit(2, f"import sys\nprint('x' * 200, file=sys.stderr)\n{wide}\n'text'[9]\n")
    lesson.run(2)
    lesson.edit(3, FOREVER)
    lesson.button(3, "run").click()
    lesson.says(3, "above", 2)
    examine("printed, stale, edited, failed")
    tab.set_viewport_size(PHONE)
    boxes = "all => all.map(it => [it.offsetWidth, it.offsetHeight])"
    targets = tab.locator(".toolbar > button:visible").evaluate_all(boxes)
    assert min(map(min, targets)) >= 44
