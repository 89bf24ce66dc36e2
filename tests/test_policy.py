"""The Content-Security-Policy: the pages keep to it, and it stops what is not theirs."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from browsing import OPEN, arrive, parsed, settle, wake, watched
from bs4 import Tag
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from test_search import ask

from sitekit.prepare import pyodide
from sitekit.serve import HOST, Server

POLICY = "meta[http-equiv=Content-Security-Policy]"
JAVASCRIPT = {None, "", "module", "text/javascript", "application/javascript"}
ELSEWHERE = "https://elsewhere.example/"
BREACHES = {
    "inline script": ("script-src-elem", "add('script', {textContent: 'breach()'})"),
    "module": (
        "script-src-elem",
        "add('script', {type: 'module', textContent: 'breach()'})",
    ),
    "foreign script": ("script-src-elem", "add('script', {src: elsewhere})"),
    "link": ("script-src-elem", "add('a', {href: 'javascript:breach()'}).click()"),
    "handler": (
        "script-src-attr",
        "add('p', {innerHTML: '<b onclick=breach()>'}).firstChild.click()",
    ),
    "eval": ("script-src", "setTimeout('breach()')"),
    "WebAssembly": (
        "script-src",
        "WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(breach)",
    ),
    "worker": ("worker-src", "new Worker('data:text/javascript,')"),
    "foreign image": ("img-src", "add('img', {src: elsewhere})"),
    "foreign request": ("connect-src", "fetch(elsewhere).then(breach, () => 0)"),
    "inline style": ("style-src-elem", "add('style', {textContent: 'b {color: red}'})"),
    "foreign style": (
        "style-src-elem",
        "add('link', {rel: 'stylesheet', href: elsewhere})",
    ),
    "foreign font": (
        "font-src",
        "new FontFace('f', `url(${elsewhere})`).load().then(breach, () => 0)",
    ),
    "frame": ("frame-src", "add('iframe', {src: elsewhere})"),
    "object": ("object-src", "add('object', {data: elsewhere})"),
    "base": ("base-uri", "add('base', {href: elsewhere})"),
    "form": ("form-action", "add('form', {action: elsewhere}).submit()"),
}
"""What nobody may do on a page, and the directive that stops it."""
BREACH = """script => new Promise(resolve => {
    const elsewhere = 'ELSEWHERE'
    const add = (name, values) => {
        const it = Object.assign(document.createElement(name), values)
        document.body.append(it)
        return it
    }
    window.breach = () => resolve('nothing')
    addEventListener('securitypolicyviolation',
        it => resolve(it.effectiveDirective), {once: true})
    setTimeout(breach, 2000)
    SCRIPT
})""".replace("ELSEWHERE", ELSEWHERE)


def test_a_policy_stands_above_all_and_allows_each_script_of_its_page_and_no_other(
    site: Path,
) -> None:
    pages = list(site.rglob("*.html"))
    assert pages
    for page in pages:
        html = parsed(page)
        [policy] = html.select(POLICY)
        [charset] = policy.find_previous_siblings()
        assert isinstance(charset, Tag)
        assert charset["charset"]
        scripts = {
            f"'sha256-{b64encode(sha256(script.text.encode()).digest()).decode()}'"
            for script in html.select("script:not([src])")
            if script.get("type") in JAVASCRIPT and script.text
        }
        assert scripts == set(re.findall(r"'sha256-[^']*'", str(policy["content"])))


def test_a_page_keeps_to_its_policy_in_all_that_a_reader_does(
    tab: Tab, address: str
) -> None:
    """The tab fails on what the console says, and so on each breach of a policy."""
    arrive(tab, address + "explorers/descent/")
    tab.locator("descent-explorer button:visible").first.click()
    tab.goto(address + "gradient-descent/")
    wake(tab)
    tab.evaluate(OPEN)
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.locator(".md-code__button:visible").first.click()
    expect(tab.locator(".md-dialog--active")).to_be_visible()
    shown = tab.locator(".schemes button:visible")
    for scheme in ["light", "dark"]:
        shown.click()
        expect(tab.locator("html")).to_have_css("color-scheme", scheme)
    tab.locator(".language-python [name=edit]").first.click()
    expect(tab.locator(".cm-content")).to_be_focused()
    found = ask(tab, "gradient")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"h=gradient"))
    expect(found.first).to_be_hidden()
    tab.locator("header a[hreflang=en]").click()
    expect(tab.locator("html")).to_have_attribute("lang", "en")
    settle(tab)


def test_what_is_not_of_the_page_is_stopped(
    chromium: Browser, address: str, subtests: pytest.Subtests
) -> None:
    with chromium.new_context() as context:
        reached: list[str] = []
        context.route(f"{ELSEWHERE}**", lambda route: reached.append(route.request.url))
        tab = context.new_page()
        tab.goto(address)
        for name, (directive, script) in BREACHES.items():
            with subtests.test(name):
                assert tab.evaluate(BREACH.replace("SCRIPT", script)) == directive
                assert not reached


@pytest.mark.slow
def test_python_may_ask_the_host_of_numpy_where_the_site_lacks_it(
    chromium: Browser, address: str
) -> None:
    """Its worker is not under the policy of the page; NumPy's hash guards what comes."""
    version, package = pyodide.pinned()
    host = pyodide.HOST.format(version=version, name=package["file_name"])
    with chromium.new_context() as context:
        context.route(host, lambda route: route.abort())
        context.route(
            "**/python/worker.js*",
            lambda route: route.fulfill(
                body=re.sub(r'"[^"]*numpy-[^"]*\.whl"', f'"{host}"', route.fetch().text()),
                content_type="text/javascript",
            ),
        )
        tab = context.new_page()
        tab.goto(f"{address}gradient/")
        with context.expect_event("request", lambda it: it.url == host, timeout=60_000):
            tab.locator(".toolbar [name=run]").first.click()


@pytest.fixture
def written(site: Path) -> Iterator[str]:
    """Address of the site as its author sees it."""
    server = Server(lambda: None, HOST, 0, root=str(site))
    server.watch(str(site))
    server.server_bind()
    server.server_activate()
    server.serve_thread.start()
    yield f"http://{HOST}:{server.server_port}/"
    server.shutdown()


def test_a_page_waits_for_what_its_author_saves(chromium: Browser, written: str) -> None:
    with watched(chromium, written) as tab, tab.expect_request("**/livereload/**"):
        tab.goto(written)
