"""The same short tour of the site in Firefox and in WebKit, each in a window.

Playwright drives neither as its readers have it. The two speak the W3C's protocols, so
what stands here is what both are asked, and how each is spoken to.
"""

import json
import re
import shutil
import subprocess
import time
from contextlib import suppress
from socket import create_server
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import numpy as np
import pytest
import websocket
from browsers import brought, missing
from browsing import CONTROLS, EVERY, EXPLORERS, LESSONS, OFF_CENTRE, OPEN
from hosting import hosted

from gdlesson import descent_path, landscapes
from sitekit.finish.policy import protected

pytestmark = pytest.mark.slow

WATCH = """
const tell = text => (window.told ??= []).push(String(text))
addEventListener('error', it => tell(it.message ?? it.target.outerHTML), true)
addEventListener('unhandledrejection', it => tell(it.reason))
addEventListener('securitypolicyviolation', it => tell(it.effectiveDirective))
for (const name of ['error', 'warn']) console[name] = tell
"""
"""Notes what a page complains of; it stands in each page, above all else."""
HEARD = """[...window.told ?? [],
    ...performance.getEntriesByType('resource').map(it => it.name)
    .filter(it => !/^(data|blob):/.test(it) && !it.startsWith(origin))]"""
PLACE = """(() => {
    const it = document.querySelector(%s)
    it.scrollIntoView({block: 'center', behavior: 'instant'})
    const box = it.getBoundingClientRect()
    return [box.x + box.width / 2, box.y + box.height / 2].map(Math.floor)
})()"""
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Control": "\ue009", "Right": "\ue014"}


class Window:
    """A window, as its reader uses it; how it is told to, each kind of browser adds."""

    def until(self, expression, seconds=30):
        wait(lambda: self.value(f"!!({expression})"), seconds, expression)

    def drag(self, selector, *way):
        """Press what has the focus of the selector, for 120 ms, and move by steps."""
        x, y = self.value(PLACE % json.dumps(selector))
        moves = [self.to(x + right, y + down) for right, down in way]
        held = {"type": "pause", "duration": 120}
        button = [{"type": f"pointer{name}", "button": 0} for name in ("Down", "Up")]
        self.act("pointer", self.to(x, y), button[0], held, *moves, button[1])

    def to(self, x, y):
        return {"type": "pointerMove", "x": x, "y": y, "duration": 0}

    def click(self, selector):
        self.drag(selector)

    def press(self, *keys):
        """Hold keys down together, and let them go."""
        held = [KEYS.get(key, key) for key in keys]
        down = [{"type": "keyDown", "value": key} for key in held]
        self.act("key", *down, *({"type": "keyUp", "value": key} for key in held[::-1]))

    def types(self, text):
        for sign in text:
            self.press(sign)


class Firefox(Window):
    """Spoken to by WebDriver BiDi over a socket of its own."""

    programs, package = ("firefox-esr", "firefox"), "firefox-esr"

    def __init__(self, folder):
        program = next(filter(shutil.which, self.programs))
        command = [program, "--no-remote", "--profile", folder, "--remote-debugging-port=0"]
        with (folder / "said").open("w") as said:
            self.process = subprocess.Popen(command, stdout=said, stderr=said)
        found = wait(
            lambda: re.search(r"listening on (\S+)", (folder / "said").read_text())
        )
        self.socket = websocket.create_connection(
            found[1] + "/session", suppress_origin=True, timeout=120
        )
        self.count = 0
        self.ask("session.new", capabilities={})
        self.tab = self.ask("browsingContext.create", type="tab")["context"]

    def ask(self, method, **params):
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while (answer := json.loads(self.socket.recv())).get("id") != self.count:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def open(self, address):
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def value(self, expression):
        answer = self.ask(
            "script.evaluate",
            expression=f"JSON.stringify({expression}) ?? 'null'",
            target={"context": self.tab},
            awaitPromise=False,
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    def resize(self, width):
        size = {"width": width, "height": 800}
        self.ask("browsingContext.setViewport", context=self.tab, viewport=size)

    def act(self, kind, *actions):
        source = {"type": kind, "id": kind, "actions": actions}
        self.ask("input.performActions", context=self.tab, actions=[source])

    def close(self):
        self.ask("browser.close")
        self.socket.close()
        self.process.wait()


class WebKit(Window):
    """Spoken to by WebDriver over HTTP."""

    programs, package = ("WebKitWebDriver",), "webkit2gtk-driver"

    def __init__(self, folder):
        with create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.process = subprocess.Popen(["WebKitWebDriver", f"--port={port}"])
        self.session = f"http://127.0.0.1:{port}/session"
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": {"args": ["--automation"]}}}
        session = wait(lambda: self.ask("POST", "", capabilities=wanted))
        self.session += "/" + session["sessionId"]

    def ask(self, method, path, **body):
        data = json.dumps(body).encode() if method == "POST" else None
        try:
            request = Request(self.session + path, data, method=method)
            with urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise AssertionError(error.read().decode()) from error

    def open(self, address):
        self.ask("POST", "/url", url=address)

    def value(self, expression):
        return self.ask("POST", "/execute/sync", script=f"return {expression}", args=[])

    def resize(self, width):
        self.ask("POST", "/window/rect", width=width, height=800)

    def act(self, kind, *actions):
        source = {"type": kind, "id": kind, "actions": actions}
        self.ask("POST", "/actions", actions=[source])

    def close(self):
        self.ask("DELETE", "")
        self.process.terminate()
        self.process.wait()


def wait(found, seconds=60, what="it starts"):
    """Wait for what a program or a page comes to."""
    end = time.monotonic() + seconds
    while True:
        with suppress(URLError):
            if value := found():
                return value
        assert time.monotonic() < end, what
        time.sleep(0.05)


@pytest.fixture(scope="module")
def screen():
    """A screen for windows: what has none hides scrollbars, and Firefox then no focus."""
    brought("xvfb", "Xvfb") or missing("Xvfb")
    with (
        subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24"],
            stdout=subprocess.PIPE,
            text=True,
        ) as xvfb,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("DISPLAY", ":" + xvfb.stdout.readline().strip())
        yield
        xvfb.terminate()


@pytest.fixture(scope="module", params=[Firefox, WebKit])
def window(request, screen, tmp_path_factory):
    kind = request.param
    brought(kind.package, *kind.programs) or missing(kind.package)
    window = kind(tmp_path_factory.mktemp("profile"))
    yield window
    window.close()


@pytest.fixture(scope="module")
def heard(site, tmp_path_factory):
    """Address of the site with pages that note what they complain of."""
    copy = tmp_path_factory.mktemp("copy") / "site"
    shutil.copytree(site, copy)
    for page in copy.rglob("*.html"):
        html = page.read_text("utf-8")
        html = html.replace("<title>", f"<script>{WATCH}</script><title>", 1)
        page.write_text(protected(html), "utf-8")
    with hosted(copy) as address:
        yield address


def wake(window):
    """Move the mouse, as a reader would; Material's script starts only then."""
    window.until(CONTROLS)
    window.act("pointer", window.to(1, 1), window.to(9, 9))
    window.until("window.component$")


def test_every_page_opens_without_a_complaint(window, heard):
    for (_, name), path in EVERY.items():
        window.open(heard + path)
        wake(window)
        window.value(OPEN)
        if name in EXPLORERS:
            window.value("document.querySelector('#explorer').scrollIntoView()")
            window.until("document.querySelector('#explorer').state")
        window.value("scrollTo(0, 1e5)")
        assert window.value(HEARD) == [], path


LANDED = """(() => {
    const { top } = document.querySelector(location.hash).getBoundingClientRect()
    const header = document.querySelector('header').offsetHeight
    const end = document.documentElement.scrollHeight - innerHeight - scrollY
    return top >= header && (top < header + 40 || end < 2)
})()"""


def test_an_address_with_an_anchor_lands_on_its_heading(window, heard):
    ids = "[...document.querySelectorAll('article :is(h2, h3)[id]')].map(it => it.id)"
    for name in (*LESSONS, "labs/descent"):
        page = heard + EVERY["en", name]
        window.open(page)
        for number, anchor in enumerate(window.value(ids)[::4]):
            window.open(f"{page}?{number}#{anchor}")
            wake(window)
            window.until(LANDED, seconds=5)


FORMULAS = """[...document.querySelectorAll('div.arithmatex > math')]
    .map(it => Math.round(it.getBoundingClientRect().height))"""


def test_a_displayed_formula_is_whole_and_in_the_middle(window, heard):
    window.open(heard + EVERY["en", "gradient-descent"])
    wide = window.value(FORMULAS)
    assert window.value(OFF_CENTRE) == []
    window.resize(500)
    window.until("innerWidth < 600")
    assert window.value(OFF_CENTRE) == []
    assert window.value(FORMULAS) == wide != []
    window.resize(1280)


# Python in the page


def sample(number, rest):
    """Selector of something of a sample."""
    return f'[aria-label="Code {number}"] {rest}'


def says(window, number, text):
    status = sample(number, "output")
    window.until(f"document.querySelector('{status}').textContent === '{text}'", 120)


def lesson(window, heard, name):
    """Open a lesson with all that is folded; return how many samples it has."""
    window.open(heard + EVERY["en", name])
    window.until("document.querySelector('.toolbar')")
    window.value(OPEN)
    return int(window.value("document.querySelectorAll('.toolbar').length"))


@pytest.mark.usefixtures("numpy")
@pytest.mark.parametrize("name", LESSONS)
def test_the_first_and_the_last_sample_print_what_the_page_shows(window, heard, name):
    last = lesson(window, heard, name)
    for number in (1, last):
        window.click(sample(number, "[name=run]"))
        says(window, number, "Your own output. It is the same as on the page.")
    assert window.value(HEARD) == []


@pytest.mark.usefixtures("numpy")
def test_an_edit_is_run(window, heard):
    lesson(window, heard, "gradient")
    block = ".highlight:has(> " + sample(1, "").strip() + ")"
    window.click(f"{block} [name=edit]")
    editor = f"document.querySelector('{block} .cm-content')"
    window.until(f"document.activeElement === {editor}")
    window.press("Control", "a")
    window.value("document.execCommand('insertText', false, 'print(6 *')")
    window.types(" 7)")
    window.press("Control", "Enter")
    printed = f"document.querySelector('{block} + .own pre')?.textContent.trim()"
    window.until(f"{printed} === '42'", 120)


# The explorer


def test_the_explorer_goes_where_the_package_goes(window, heard):
    window.open(heard + EVERY["en", "explorers/descent"])
    explorer = "document.querySelector('descent-explorer')"
    window.until(f"{explorer}.path")
    window.drag("descent-explorer .handle", (20, 0), (63, 9), (63, 320), (63, 12))
    assert window.value("getSelection().isCollapsed")
    dragged = window.value(f"{explorer}.state.start")
    assert dragged != [-3, 4]
    window.value(f"{explorer}.querySelector('.handle').focus()")
    window.press("Right")
    assert window.value(f"{explorer}.state.start[0]") > dragged[0]
    for _ in range(3):
        before = window.value(f"{explorer}.state.k")
        window.click("descent-explorer [name=play]")
        window.until(f"{explorer}.state.k !== {before}")
        window.click("descent-explorer [name=play]")
        stopped = window.value(f"{explorer}.state.k")
        time.sleep(0.5)
        assert window.value(f"{explorer}.state.k") == stopped
    state, path = window.value(f"[{explorer}.state, {explorer}.path]")
    assert state["gradient"] == "numerical"
    f = getattr(landscapes, state["landscape"])
    wanted = descent_path(f, state["start"], state["lr"], len(path) - 1)
    assert len(path) > 1
    assert np.array_equal(path, wanted)


# The way about


def test_the_search_finds_and_the_keyboard_gets_past_it(window, heard):
    window.open(heard + "en/")
    box = "document.querySelector('.md-search__input')"
    wake(window)
    for _ in range(8):
        window.press("Tab")
        if window.value(f"document.activeElement === {box}"):
            break
    window.press("Tab")
    assert window.value("!!document.activeElement.closest('#menu, main')")
    window.open(heard + "en/")
    window.click(".md-search__input")
    window.types("saddle")
    window.until("document.querySelector('.md-search-result__link[href*=\"h=saddle\"]')")
    window.press("Enter")
    window.until("location.search.includes('h=saddle')")


def test_a_reload_closes_the_search(window, heard):
    window.resize(500)
    window.open(heard + "en/")
    wake(window)
    window.click(".magnifier")
    window.until("document.querySelector('#__search').checked")
    window.value("(window.old = true, location.reload())")
    window.until("!window.old")
    wake(window)
    assert not window.value("document.querySelector('#__search').checked")
    window.resize(1280)
