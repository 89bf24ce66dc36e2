"""Python in the page: samples are run, edited, stopped and explained, in Chromium."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import (
    AXE,
    CONFIGURE,
    CONTROLS,
    DESK,
    OPEN,
    PATHS,
    PHONE,
    PREFIX,
    RUN,
    SCHEMES,
    show,
    watched,
)
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Route, expect
from playwright.sync_api import Page as Tab
from test_hints import EXAMPLES, IMPORTS

from sitekit import LANGUAGES, interface, packed
from sitekit.pages import pages

TEXTS = {it: interface(it)["samples"] for it in LANGUAGES}
ENDED = re.compile("run|retry")
SAMPLES = [
    ("x = [3, 4]\nprint(x)\n", "[3, 4]\n"),
    ("x.append(5)\nprint(len(x))\n", "3\n"),  # it stands in a closed solution
    ("def total():\n    return sum(x)\n\nprint(total())\n", "12\n"),
]
"""A page that needs no NumPy."""
FOREVER = "while True:\n    pass\n"


def said(language: str, name: str, *values: object) -> str:
    """What the page says, as its language has it."""
    parts = TEXTS[language][name].split("%")
    return parts[0] + "".join(f"{a}{b}" for a, b in zip(values, parts[1:], strict=True))


class Lesson:
    """A page of samples, counted from 1, as its reader uses it."""

    def __init__(self, tab: Tab, language: str) -> None:
        self.tab, self.language = tab, language

    def block(self, number: int) -> Locator:
        return self.tab.locator(".language-python.highlight").nth(number - 1)

    def button(self, number: int, name: str) -> Locator:
        return self.block(number).locator(f".toolbar > [name={name}]")

    def status(self, number: int) -> Locator:
        return self.block(number).get_by_role("status")

    def own(self, number: int) -> Locator:
        return self.block(number).locator("+ .own")

    def printed(self, number: int) -> Locator:
        return self.own(number).locator("> pre > code")

    def run(self, number: int) -> None:
        self.button(number, "run").click()
        self.ends(number)

    def ends(self, number: int) -> None:
        run = self.button(number, "run")
        expect(run).to_have_attribute("data-is", ENDED, timeout=60_000)

    def edit(self, number: int, code: str) -> None:
        editor = self.block(number).locator(".cm-content")
        if not editor.count():
            self.button(number, "edit").click()
            expect(editor).to_be_focused()
        editor.focus()
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.insert_text(code.rstrip("\n"))

    def says(self, number: int, name: str, *values: object) -> None:
        expect(self.status(number)).to_have_text(said(self.language, name, *values))


def with_samples(html: str, wanted: list[tuple[str, str]]) -> str:
    """A built page with other samples, the second one in a closed solution."""
    soup = BeautifulSoup(html, "html.parser")
    article = soup.select_one("article")
    assert article
    blocks = article.select(".language-python.highlight")
    outputs = [block.find_next_sibling(class_="output") for block in blocks]
    heading, toolbar = article.select("h1"), article.select("#toolbar, #toolbar ~ script")
    article.clear()
    article.extend(heading)
    for number, (block, output, (code, printed)) in enumerate(
        zip(blocks, outputs, wanted, strict=False), 1
    ):
        assert output
        parent: Any = article
        if number == 2:
            parent = soup.new_tag("details", attrs={"class": "solution"})
            summary = soup.new_tag("summary")
            summary.string = "…"
            parent.append(summary)
            article.append(parent)
        block.select_one("code").string = code  # type: ignore[union-attr]
        output.select_one("code").string = printed  # type: ignore[union-attr]
        parent.extend([block, output] if printed else [block])
    article.extend(toolbar)
    return str(soup)


Visit = Callable[..., Lesson]


def visitor(tab: Tab, address: str, site: Path) -> Visit:
    """Open a page of other samples in a tab."""

    def visit(language: str = "en", wanted: list[tuple[str, str]] = SAMPLES) -> Lesson:
        path = f"{PREFIX[language]}gradient/"
        html = (site / path / "index.html").read_text("utf-8")
        page = with_samples(html, wanted)
        tab.unroute(address + path)
        tab.route(
            address + path,
            lambda route: route.fulfill(body=page, content_type="text/html"),
        )
        tab.goto(address + path)
        tab.evaluate(OPEN)
        return Lesson(tab, language)

    return visit


@pytest.fixture
def visit(tab: Tab, address: str, site: Path) -> Visit:
    return visitor(tab, address, site)


@pytest.fixture
def unlucky(chromium: Browser, address: str, site: Path) -> Iterator[Visit]:
    """A tab in which something may go wrong."""
    with chromium.new_context() as context:
        yield visitor(context.new_page(), address, site)


# The page before anything is pressed.


def test_what_puts_the_buttons_there_is_tiny(site: Path) -> None:
    script = (site / "toolbar.js").read_bytes()
    assert len(packed(script)) <= 1024


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_page_does_not_jump_when_the_buttons_come(
    chromium: Browser, address: str, size: Any
) -> None:
    heights = []
    for pattern in ("**/nothing", "**/toolbar.js"):
        with chromium.new_context(viewport=size) as context:
            tab = context.new_page()
            tab.route(pattern, lambda route: route.abort())
            tab.goto(address + "gradient/", wait_until="networkidle")
            tab.evaluate(OPEN)
            heights.append(tab.evaluate("document.documentElement.scrollHeight"))
    assert heights[0] == heights[1]


def test_without_a_script_there_are_no_buttons_and_no_room_for_them(
    chromium: Browser, address: str
) -> None:
    with watched(chromium, address, java_script_enabled=False) as tab:
        tab.goto(address + "gradient/")
        assert tab.locator(".toolbar").count() == 0
        sample = tab.locator(".language-python.highlight").first
        outer, inner = sample.bounding_box(), sample.locator("pre").bounding_box()
        assert outer
        assert inner
        assert outer["height"] == inner["height"]


# Running, in the order of the page.


@pytest.mark.parametrize("language", PREFIX)
def test_a_sample_runs_after_those_above_it_that_have_not_run(
    visit: Visit, language: str
) -> None:
    lesson = visit(language)
    lesson.run(3)
    for number, (_, printed) in enumerate(SAMPLES, 1):
        expect(lesson.printed(number)).to_have_text(printed)
        lesson.says(number, "same")
    name = said(language, "output", 3)
    expect(lesson.own(3)).to_have_attribute("aria-label", name)
    lesson.run(2)  # as if the page were run from its top, so still of three elements
    lesson.says(2, "same")


def test_an_edit_makes_its_sample_and_those_below_stale(visit: Visit) -> None:
    lesson = visit()
    lesson.run(3)
    lesson.edit(2, "x.append(50)\nprint(len(x))\n")
    lesson.says(1, "same")
    for number in (2, 3):
        lesson.says(number, "stale")
        solid = lesson.printed(number).evaluate(
            "it => getComputedStyle(it).borderLeftStyle"
        )
        assert solid == "dashed"
    lesson.run(3)
    lesson.says(2, "edited")
    lesson.says(3, "edited")
    expect(lesson.printed(3)).to_have_text("57\n")
    lesson.block(2).locator(".cm-content").focus()
    lesson.tab.keyboard.press("Control+z")
    lesson.says(3, "stale")


def test_an_edit_that_is_undone_leaves_nothing_stale(visit: Visit) -> None:
    lesson = visit()
    lesson.run(3)
    lesson.edit(2, "print('other')")
    lesson.says(3, "stale")
    lesson.tab.keyboard.press("Control+z")
    lesson.says(2, "same")
    lesson.says(3, "same")


def test_an_output_that_differs_from_the_stored_one_stands_beside_it(visit: Visit) -> None:
    lesson = visit(wanted=[("print(6 * 7)\n", "41\n"), *SAMPLES[1:]])
    lesson.run(1)
    lesson.says(1, "different")
    expect(lesson.printed(1)).to_have_text("42\n")
    expect(lesson.tab.get_by_text(said("en", "stored"))).to_be_visible()
    expect(lesson.tab.get_by_text("41")).to_be_visible()


def test_a_sample_below_one_that_fails_is_not_reached(visit: Visit) -> None:
    lesson = visit()
    lesson.edit(1, "x = [3, 4\n")
    lesson.run(3)
    lesson.says(1, "raised")
    lesson.says(3, "above", 1)
    expect(lesson.own(3)).to_have_count(0)


def check_undone(visit: Visit, wanted: list[tuple[str, str]], left: list[str]) -> None:
    """A page prints the same after what its reader's code left behind beside variables."""
    lesson = visit(wanted=[*wanted, *SAMPLES[:1]])
    lesson.edit(3, "\n".join(left))
    lesson.run(3)
    lesson.says(2, "same")
    lesson.says(3, "silent")
    lesson.button(3, "edit").click()  # Original code
    lesson.run(2)
    lesson.says(2, "same")
    lesson.run(2)  # which draws the next random number
    lesson.says(2, "same")


def test_the_code_of_the_page_prints_the_same_whatever_has_run_before(
    visit: Visit,
) -> None:
    imports = "import decimal, json, math, random, warnings\nrandom.seed(0)\n"
    code = "print(abs(-2), json.loads('[1]'), math.floor(1.5), decimal.Decimal(1) / 8)\n"
    code += "warnings.warn('careful')\nprint(random.random())\n"
    wanted = [(imports, ""), (code, "2 [1] 1 0.125\n0.8444218515250481\n")]
    left = [
        *("decimal.getcontext().prec = 1", "json.loads = repr", "del math.floor"),
        *("random.seed(1)", "warnings.simplefilter('error')"),
        "import builtins; builtins.abs = id",
    ]
    check_undone(visit, wanted, left)


@pytest.mark.usefixtures("numpy")
def test_with_numpy_it_prints_the_same_whatever_has_run_before(visit: Visit) -> None:
    code = "print(np.array([1 / 3]), np.exp(0), np.random.rand())\nprint(np.ones(1) / 0)\n"
    printed = "[0.33333333] 1.0 0.5488135039273248\n[inf]\n"
    wanted = [("import numpy as np\nnp.random.seed(0)\n", ""), (code, printed)]
    left = [
        *("np.set_printoptions(precision=2)", "np.exp = np.sin"),
        *("np.random.seed(1)", "np.seterr(all='raise')"),
    ]
    check_undone(visit, wanted, left)


# Stopping, resetting, going away.


def test_an_endless_loop_stops_at_once_and_the_page_stays_free(visit: Visit) -> None:
    lesson = visit()
    lesson.run(2)
    lesson.edit(3, f"print('be', end='')\nprint('fore', flush=True)\n{FOREVER}")
    lesson.button(3, "run").click()
    expect(lesson.printed(3)).to_have_text("before\n")
    assert lesson.tab.evaluate("6 * 7") == 42
    lesson.button(3, "run").click()
    expect(lesson.button(3, "run")).to_have_attribute("data-is", "run")
    lesson.says(3, "stopped")
    expect(lesson.button(3, "run")).to_be_focused()
    lesson.edit(3, "print(x)")
    lesson.run(3)  # in a new Python, after the two above
    expect(lesson.printed(3)).to_have_text("[3, 4, 5]\n")
    for _ in range(50):
        if len(lesson.tab.workers) == 1:
            break
        lesson.tab.wait_for_timeout(100)  # the browser says a little later that one ended
    assert len(lesson.tab.workers) == 1


def test_stop_ends_a_sample_above_that_runs_first(visit: Visit) -> None:
    lesson = visit()
    lesson.edit(1, f"print('so far')\n{FOREVER}")
    lesson.button(2, "run").click()
    expect(lesson.printed(1)).to_have_text("so far\n")
    lesson.button(2, "run").click()
    for number in (1, 2):
        lesson.says(number, "stopped")


def test_stop_ends_what_waits_for_its_turn_too(visit: Visit) -> None:
    lesson = visit()
    lesson.edit(1, FOREVER)
    lesson.button(1, "run").click()
    lesson.button(2, "run").click()
    lesson.button(2, "run").click()
    for number in (1, 2):
        lesson.ends(number)
        lesson.says(number, "stopped")


def test_reset_restores_code_outputs_and_session(visit: Visit) -> None:
    lesson = visit()
    lesson.edit(1, "x = 'mine'\nprint(x)\n")
    lesson.run(1)
    expect(lesson.printed(1)).to_have_text("mine\n")
    lesson.button(1, "reset").click()
    lesson.says(1, "cleared")
    expect(lesson.button(1, "run")).to_be_focused()
    expect(lesson.tab.locator(".cm-editor, .own")).to_have_count(0)
    expect(lesson.block(1).locator("+ .output")).to_be_visible()
    lesson.run(2)
    lesson.says(2, "same")


def test_python_ends_when_the_reader_goes_away(
    visit: Visit, tab: Tab, address: str
) -> None:
    lesson = visit()
    lesson.run(1)
    assert len(tab.workers) == 1
    tab.goto(address + "en/glossary/")
    assert tab.workers == []


def test_200_000_lines_do_not_freeze_the_page(visit: Visit) -> None:
    lesson = visit()
    lesson.run(1)
    lesson.edit(1, "for i in range(200_000):\n    print(i)\n")
    lesson.tab.evaluate("""() => {
        let before = performance.now()
        window.longest = 0
        setInterval(() => {
            const now = performance.now()
            longest = Math.max(longest, now - before)
            before = now
        }, 10)
    }""")
    lesson.run(1)
    expect(lesson.own(1).locator(".rest")).to_have_text(said("en", "left", "199,000"))
    assert lesson.printed(1).inner_text().splitlines()[-1] == "999"
    assert lesson.tab.evaluate("longest") < 500


# The editor.


def test_the_editor_indents_undoes_and_lets_the_focus_go(visit: Visit) -> None:
    lesson = visit()
    lesson.button(1, "edit").click()
    editor = lesson.tab.get_by_role("textbox", name=said("en", "code", 1))
    expect(editor).to_be_focused()
    expect(lesson.tab.get_by_text(said("en", "keys"))).to_be_visible()
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
    lesson.ends(1)
    lesson.says(1, "same")


def test_edits_stay_over_a_reload_and_can_be_thrown_away(visit: Visit) -> None:
    visit().edit(2, "print('kept')")
    lesson = visit()
    expect(lesson.block(2).locator(".cm-content")).to_have_text("print('kept')")
    lesson.button(2, "edit").click()
    expect(lesson.button(2, "edit")).to_be_focused()
    expect(lesson.block(2).locator("pre").first).to_be_visible()
    requests: list[str] = []
    lesson.tab.on("request", lambda request: requests.append(request.url))
    visit()
    assert not [url for url in requests if "python/" in url]


def test_edits_of_a_sample_that_has_changed_since_are_left_alone(visit: Visit) -> None:
    visit().edit(1, "print('of the old page')")
    lesson = visit(wanted=[("print('new')\n", "new\n"), *SAMPLES[1:]])
    lesson.run(1)
    expect(lesson.printed(1)).to_have_text("new\n")


def test_all_is_done_by_keyboard_and_the_focus_is_never_lost(visit: Visit) -> None:
    lesson = visit()
    lesson.button(1, "run").focus()
    lesson.tab.keyboard.press("Enter")
    expect(lesson.button(1, "run")).to_have_attribute("data-is", "stop")
    expect(lesson.button(1, "run")).to_be_focused()
    lesson.ends(1)
    expect(lesson.button(1, "run")).to_be_focused()
    lesson.tab.keyboard.press("Tab")
    lesson.tab.keyboard.press("Space")
    expect(lesson.block(1).locator(".cm-content")).to_be_focused()


# Errors.

FAULTS, NUMPY_FAULTS = (
    {
        name: next(code for code in codes if code.startswith(IMPORTS) == numpy)
        for name, codes in EXAMPLES.items()
        if any(code.startswith(IMPORTS) == numpy for code in codes)
    }
    for numpy in (False, True)
)
"""A sample with each fault, by the name of the hint that it should show."""


def hint(name: str, language: str) -> str:
    text = interface(language)["hints"][name]
    return str(text).replace("`", "")


def check_hint(lesson: Lesson, name: str, code: str) -> None:
    lesson.edit(1, code)
    lesson.run(1)
    lesson.says(1, "raised")
    expect(lesson.own(1).locator(".hint")).to_have_text(hint(name, lesson.language))


@pytest.mark.parametrize("language", PREFIX)
def test_a_frequent_fault_is_explained_in_the_language_of_the_page(
    visit: Visit, language: str
) -> None:
    lesson = visit(language)
    for name, code in FAULTS.items():
        check_hint(lesson, name, code)


@pytest.mark.usefixtures("numpy")
def test_a_fault_with_arrays_is_explained(visit: Visit) -> None:
    lesson = visit()
    for name, code in NUMPY_FAULTS.items():
        check_hint(lesson, name, code)


def test_an_error_shows_the_lines_of_the_reader_alone(visit: Visit) -> None:
    lesson = visit("ko")
    lesson.run(1)
    lesson.edit(2, "import json\ndef read(text):\n    return json.loads(text)\n\nread('x')")
    lesson.run(2)
    trace = lesson.own(2).locator(".traceback pre").inner_text()
    assert re.findall(r'File "(.*?)", line (\d+)', trace) == [
        ("<예제 2>", "5"),
        ("<예제 2>", "3"),
    ]
    assert "return json.loads(text)" in trace
    assert trace.splitlines()[-1].startswith(
        "json.decoder.JSONDecodeError: Expecting value"
    )


def test_a_warning_is_shown_and_is_no_part_of_the_output(visit: Visit) -> None:
    lesson = visit()
    code = "import sys\nprint('out')\nprint('careful', file=sys.stderr)\n"
    lesson = visit(wanted=[(code, "out\n"), *SAMPLES[1:]])
    lesson.run(1)
    expect(lesson.own(1).locator(".error").first).to_have_text("careful")
    lesson.says(1, "same")


# What may go wrong with the network, the files and the browser.


def test_a_network_that_fails_is_reported_and_can_be_tried_again(unlucky: Visit) -> None:
    lesson = unlucky()
    for file in ("worker.js*", "pyodide.mjs", "pyodide.asm.js", "*.wasm", "*.zip"):
        lesson.tab.route(f"**/python/{file}", lambda route: route.abort())
        lesson.run(1)
        lesson.says(1, "network")
        expect(lesson.button(1, "run")).to_have_text(said("en", "retry"))
        lesson.tab.unroute(f"**/python/{file}")
    lesson.run(1)
    lesson.says(1, "same")


@pytest.mark.parametrize(("language", "button"), [("ko", "run"), ("en", "edit")])
def test_a_page_that_went_offline_says_so_and_goes_on_later(
    unlucky: Visit, language: str, button: str
) -> None:
    lesson = unlucky(language)
    expect(lesson.button(1, button)).to_be_visible()
    lesson.tab.context.set_offline(True)
    lesson.button(1, button).click()
    offline = lesson.tab.locator("#toolbar").get_attribute("data-offline")
    expect(lesson.status(1)).to_have_text(offline or "")
    lesson.tab.context.set_offline(False)
    lesson.button(1, button).click()
    if button == "run":
        lesson.ends(1)
        lesson.says(1, "same")
    else:
        expect(lesson.block(1).locator(".cm-content")).to_be_focused()


def test_what_failed_to_load_is_asked_for_at_another_address(unlucky: Visit) -> None:
    """Firefox remembers that an address failed, until the page is loaded again."""
    lesson = unlucky()
    asked: list[str] = []
    lesson.tab.context.on("request", lambda request: asked.append(request.url))
    offline = lesson.tab.locator("#toolbar").get_attribute("data-offline") or ""
    for file, button, says in (
        ("page.js", "run", offline),
        ("run.css", "run", offline),
        ("worker.js", "run", said("en", "network")),
        ("editor.js", "edit", offline),
    ):
        lesson.tab.route(f"**/python/{file}*", lambda route: route.abort())
        lesson.button(1, button).click()
        expect(lesson.status(1)).to_have_text(says)
        lesson.tab.unroute(f"**/python/{file}*")
    lesson.button(1, "edit").click()
    expect(lesson.block(1).locator(".cm-content")).to_be_focused()
    lesson.run(1)
    lesson.says(1, "same")
    scripts = [it for it in asked if "/python/" in it and ".js" in it]
    assert len(scripts) == len({*scripts})
    names = {re.sub(r".*/|\?.*", "", it) for it in scripts}
    assert names == {"page.js", "worker.js", "editor.js", "pyodide.asm.js"}


def test_a_wheel_that_was_tampered_with_is_refused_and_can_be_tried_again(
    unlucky: Visit,
) -> None:
    code = "if False:\n    import gdlesson\nimport importlib\n"
    code += "print(importlib.util.find_spec('gdlesson') is not None)\n"
    lesson = unlucky(wanted=[(code, "True\n"), *SAMPLES[1:]])

    def alone(route: Route) -> None:  # without NumPy, which may not be there
        script = route.fetch().text()
        lonely = script.replace('depends:["numpy"]', "depends:[]")
        route.fulfill(body=lonely, content_type="text/javascript")

    lesson.tab.route("**/python/worker.js*", alone)
    lesson.tab.route("**/gdlesson-*.whl", lambda route: route.fulfill(body="tampered"))
    lesson.run(1)
    lesson.says(1, "tampered")
    expect(lesson.button(1, "run")).to_have_text(said("en", "retry"))
    lesson.tab.unroute("**/gdlesson-*.whl")
    lesson.run(1)
    lesson.says(1, "same")


@pytest.mark.parametrize(
    "old",
    [
        "delete window.WebAssembly",
        "{const New = Worker; window.Worker = function(it) { return new New(it) }}",
    ],
    ids=["no WebAssembly", "no module workers"],
)
def test_a_browser_that_is_too_old_is_told_so(unlucky: Visit, old: str) -> None:
    lesson = unlucky()
    lesson.tab.evaluate(old)
    lesson.run(1)
    lesson.says(1, "old")


def test_it_says_what_is_loaded_and_how_much_is_there(visit: Visit) -> None:
    lesson = visit()
    held: list[Route] = []
    lesson.tab.route("**/*.wasm", lambda route: held.append(route))
    lesson.button(1, "run").click()
    bar = lesson.block(1).get_by_role("progressbar")
    expect(bar).to_be_visible()
    megabytes = float(bar.get_attribute("max") or "") / 2**20
    lesson.says(1, "loading", f"{megabytes:.1f}")
    assert 5 < megabytes < 6
    held[0].continue_()
    lesson.ends(1)
    expect(bar).to_have_count(0)


# For everyone, on paper too.


def test_axe_finds_no_fault_in_any_state(unlucky: Visit) -> None:
    lesson = unlucky()
    tab = lesson.tab
    tab.evaluate(AXE)
    tab.evaluate(CONFIGURE)

    def examine(state: str) -> None:
        for size, scheme in zip((PHONE, DESK), SCHEMES, strict=True):
            tab.set_viewport_size(size)
            show(tab, scheme)
            assert tab.evaluate(RUN) == [], state

    tab.route("**/*.wasm", lambda route: route.abort())
    lesson.run(1)
    examine("no network")
    tab.unroute("**/*.wasm")
    held: list[Route] = []
    tab.route("**/*.wasm", lambda route: held.append(route))
    lesson.button(1, "run").click()
    expect(tab.get_by_role("progressbar")).to_be_visible()
    examine("loading")
    held[0].continue_()
    lesson.ends(1)
    wide = "# a comment that is wider than a phone, so that the editor scrolls"
    lesson.edit(2, f"import sys\nprint('x' * 200, file=sys.stderr)\n{wide}\n'text'[9]\n")
    lesson.run(2)
    lesson.edit(3, FOREVER)
    lesson.button(3, "run").click()
    lesson.says(3, "above", 2)
    examine("printed, stale, edited, failed")


def test_targets_are_large_enough_to_touch(visit: Visit) -> None:
    lesson = visit()
    lesson.tab.set_viewport_size(PHONE)
    lesson.edit(1, "x = 1")
    for name in ("run", "edit", "reset"):
        box = lesson.button(1, name).bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_a_page_with_runs_and_edits_prints_as_it_was_written(visit: Visit) -> None:
    lesson = visit()
    lesson.edit(1, "print('mine')\n")
    lesson.run(1)
    lesson.tab.emulate_media(media="print")
    heading = lesson.tab.locator("h1").inner_text()
    printed = lesson.tab.locator("article").inner_text().removeprefix(heading)
    assert printed.split() == [
        *SAMPLES[0][0].split(),
        *SAMPLES[0][1].split(),
        "…",
        *SAMPLES[1][0].split(),
        *SAMPLES[1][1].split(),
        *SAMPLES[2][0].split(),
        *SAMPLES[2][1].split(),
    ]


def test_the_session_evaluates_in_a_namespace_of_its_own(visit: Visit) -> None:
    lesson = visit()
    lesson.run(1)
    evaluate = f"""async source => {{
        const {{session}} = await import(new URL(
            document.getElementById('toolbar').dataset.run, {CONTROLS}))
        try {{
            return await session.evaluate(source)
        }} catch ({{kind, message}}) {{
            return [kind, message.split('\\n').at(-2)]
        }}
    }}"""
    source = "x = [1]\nimport json\njson.dumps({'x': x})"
    assert lesson.tab.evaluate(evaluate, source) == '{"x": [1]}'
    assert lesson.tab.evaluate(evaluate, "x") == [
        "error",
        "NameError: name 'x' is not defined",
    ]
    lesson.run(2)
    lesson.says(2, "same")


# With NumPy: all samples of all pages.

RUNNABLE = [
    (language, name) for language, name in PATHS if pages(language)[f"{name}.md"].samples
]


@pytest.mark.usefixtures("numpy")
@pytest.mark.parametrize(("language", "name"), RUNNABLE)
def test_every_sample_of_a_page_prints_its_stored_output(
    tab: Tab, address: str, language: str, name: str
) -> None:
    tab.goto(address + PATHS[language, name])
    tab.evaluate(OPEN)
    lesson = Lesson(tab, language)
    wanted = pages(language)[f"{name}.md"].samples
    expect(tab.locator(".toolbar")).to_have_count(len(wanted))
    for number, sample in enumerate(wanted, 1):
        lesson.run(number)
        lesson.says(number, "silent" if sample.output is None else "same")
        if sample.output is not None:
            expect(lesson.printed(number)).to_have_text(sample.output)
