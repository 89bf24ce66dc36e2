"""The pages of the site, and a tab of Chromium in which nothing may go wrong."""

import json
import re
from contextlib import contextmanager
from functools import cache

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from sitekit import LANGUAGES, ROOT, folder
from sitekit.pages import labs, pages

NAMES = sorted(path.removesuffix(".md") for path in pages(LANGUAGES[0]))
PATHS = {
    (language, name): folder(language) + ("" if name == "index" else f"{name}/")
    for language in LANGUAGES
    for name in NAMES
}
EXPLORERS = [name for name in NAMES if name.startswith("explorers/")]
LESSONS = [name for name in NAMES if pages(LANGUAGES[0])[f"{name}.md"].is_lesson]
LABS = {
    (language, f"labs/{lab.stem}"): f"{folder(language)}labs/{lab.stem}/"
    for language in LANGUAGES
    for lab in labs(language)
}
each_page = pytest.mark.parametrize(("language", "name"), PATHS)
EVERY = PATHS | LABS
"""Every page that MkDocs makes, those of notebooks included."""


@cache
def parsed(file):
    """A page of HTML, read once."""
    return BeautifulSoup(file.read_text("utf-8"), "html.parser")


def document(site, language, name):
    """A built page."""
    return parsed(site / EVERY[language, name] / "index.html")


def budget(name):
    """What a page may weigh or take, by Lighthouse's name for it, which measures it too."""
    lighthouse = json.loads((ROOT / "lighthouserc.json").read_text("utf-8"))
    return lighthouse["ci"]["assert"]["assertions"][name][1]["maxNumericValue"]


PUBLISHED_AT = "https://example.org/some/path/"
"""What the pages take for the address of their site."""
PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine."""
expect.set_options(timeout=PATIENCE)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
SCHEMES = ("light", "dark")
OPEN = "document.querySelectorAll('details').forEach(it => { it.open = true })"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# axe reads no MathML, and so takes a formula that heads a column for nothing.
CONFIGURE = """axe.configure({
    rules: [{id: 'empty-table-header', selector: 'th:not(:has(math))'}],
})"""
RUN = """async ({part = 'html', ...options} = {}) => {
    await new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)))
    const settings = {resultTypes: ['violations'], ...options}
    return (await axe.run(part, settings)).violations.flatMap(({id, nodes}) =>
        nodes.map(node => [id, node.html.slice(0, 120), node.failureSummary]))
}"""


CONTROLS = """performance.getEntriesByType('resource')
    .find(it => it.name.endsWith('/controls.js'))?.name"""
"""Where a page has its first script from, once it has come."""
OFF_CENTRE = """[...document.querySelectorAll('div.arithmatex')]
    .filter(it => {
        const signs = it.firstElementChild
        const [box, first, last] = [it, signs.firstElementChild, signs.lastElementChild]
            .map(it => it.getBoundingClientRect())
        const padding = 2 * parseFloat(getComputedStyle(it).paddingLeft)
        const fits = last.right - first.left <= box.width - padding
        return fits && Math.abs(box.left + box.right - first.left - last.right) > 4
    }).map(it => it.textContent)"""
"""Displayed formulas that stand elsewhere than in the middle."""
STATE = "document.querySelector('#explorer').state"


def settle(tab):
    """Wait until a page that has opened has all that it brings by itself."""
    tab.wait_for_function(f"() => {CONTROLS}")
    tab.wait_for_function("""() => document.fonts.status === 'loaded'
        && (!document.getElementById('toolbar') || document.querySelector('.toolbar'))
        && !document.querySelector('details.answers')""")
    rest(tab)


def arrive(tab, address, size=None):
    """Open a page, on a screen of some size, and wait until it has settled."""
    if size:
        tab.set_viewport_size(size)
    tab.goto(address)
    settle(tab)


def opened(tab, page):
    """An explorer whose script runs."""
    arrive(tab, page)
    explorer = tab.locator("#explorer")
    explorer.scroll_into_view_if_needed()
    tab.wait_for_function(f"() => {STATE}")
    return explorer


def rest(tab):
    """Let a page do what waits for an idle moment."""
    tab.evaluate(
        "() => new Promise(resolve => requestIdleCallback(resolve, {timeout: 1000}))"
    )


def wake(tab):
    """Move the mouse, as a reader would; Material's script starts only then."""
    settle(tab)
    tab.mouse.move(1, 1)
    tab.wait_for_function("() => window.component$")
    rest(tab)


def show(tab, scheme):
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    expect(tab.locator("html")).to_have_css("color-scheme", scheme)


def faults(tab, part="html", **options):
    """What axe finds in a part of a page as it stands."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE.read_text("utf-8"))
        tab.evaluate(CONFIGURE)
    return tab.evaluate(RUN, {"part": part, **options})


def ask_axe(tab, subtests, part="html"):
    """Ask axe about a part of a page, and about its colours in the dark too."""
    for scheme, options in {"light": {}, "dark": {"runOnly": ["color-contrast"]}}.items():
        show(tab, scheme)
        with subtests.test("axe finds no fault", scheme=scheme):
            assert faults(tab, part, **options) == []


@contextmanager
def watched(chromium, address, **options):
    """Open a tab in which nothing may go wrong and nothing leaves the site."""
    with (
        chromium.new_context(viewport=DESK, **options) as context,
        watched_in(context, address) as tab,
    ):
        yield tab


@contextmanager
def watched_in(context, address):
    """Open a tab of a context in which nothing may go wrong and nothing leaves the site."""
    happened = []
    context.set_default_timeout(PATIENCE)
    with context.new_page() as tab:
        tab.on(
            "console", lambda message: happened.append(f"{message.type}: {message.text}")
        )
        tab.on("pageerror", lambda error: happened.append(f"error: {error}"))
        tab.on("request", lambda request: happened.append(request.url))
        tab.on("response", lambda answer: happened.append(f"{answer.status} {answer.url}"))
        yield tab
    fine = re.compile(
        rf"(2\d\d |304 )?({re.escape(address)}|data:|blob:)|(log|info|debug): "
    )
    assert not [what for what in happened if not fine.match(what)]
