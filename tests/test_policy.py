"""The Content-Security-Policy: the pages keep to it, and it stops what is not theirs."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from browsing import parsed

from sitekit.prepare import pyodide

POLICY = "meta[http-equiv=Content-Security-Policy]"
JAVASCRIPT = {None, "", "module", "text/javascript", "application/javascript"}
ELSEWHERE = "https://elsewhere.example/"
BREACHES = {
    "inline script": ("script-src-elem", "add('script', {textContent: 'breach()'})"),
    "foreign script": ("script-src-elem", "add('script', {src: elsewhere})"),
    "handler": (
        "script-src-attr",
        "add('p', {innerHTML: '<b onclick=breach()>'}).firstChild.click()",
    ),
    "eval": ("script-src", "setTimeout('breach()')"),
    "worker": ("worker-src", "new Worker('data:text/javascript,')"),
    "foreign image": ("img-src", "add('img', {src: elsewhere})"),
    "foreign request": ("connect-src", "fetch(elsewhere).then(breach, () => 0)"),
    "inline style": ("style-src-elem", "add('style', {textContent: 'b {color: red}'})"),
    "foreign font": (
        "font-src",
        "new FontFace('f', `url(${elsewhere})`).load().then(breach, () => 0)",
    ),
    "frame": ("frame-src", "add('iframe', {src: elsewhere})"),
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
    setTimeout(breach, 20_000)
    SCRIPT
})""".replace("ELSEWHERE", ELSEWHERE)


def test_a_policy_stands_above_all_and_allows_each_script_of_its_page_and_no_other(site):
    for page in site.rglob("*.html"):
        html = parsed(page)
        (policy,) = html.select(POLICY)
        (charset,) = policy.find_previous_siblings()
        assert "charset" in charset.attrs
        assert "://" not in policy["content"]
        scripts = {
            f"'sha256-{b64encode(sha256(script.text.encode()).digest()).decode()}'"
            for script in html.select("script:not([src])")
            if script.get("type") in JAVASCRIPT and script.text
        }
        assert scripts == {*re.findall(r"'sha256-[^']*'", str(policy["content"]))}


def test_what_is_not_of_the_page_is_stopped(browser, address, subtests):
    with browser.new_context() as context:
        reached = []
        context.route(f"{ELSEWHERE}**", lambda route: reached.append(route.request.url))
        tab = context.new_page()
        tab.goto(address)
        for name, (directive, script) in BREACHES.items():
            with subtests.test(name):
                assert tab.evaluate(BREACH.replace("SCRIPT", script)) == directive
                assert not reached


@pytest.mark.slow
def test_python_may_ask_the_host_of_numpy_where_the_site_lacks_it(browser, address):
    """Its worker is not under the policy of the page; NumPy's hash guards what comes."""
    version, _, package = pyodide.pinned()
    host = pyodide.HOST.format(version=version, name=package["file_name"])
    with browser.new_context() as context:
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
