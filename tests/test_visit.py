"""One visit a page: it is opened once, and asked all that can be asked as it stands."""

import re
from pathlib import Path

import pytest
from browsing import (
    DESK,
    EVERY,
    OFF_CENTRE,
    OPEN,
    PHONE,
    SCHEMES,
    arrive,
    budget,
    document,
    faults,
    settle,
    show,
    wake,
    watched,
)
from playwright.sync_api import expect

from sitekit import folder, interface

WIDTHS = (320, 360, 412, 768, 1280)
IN_ENGLISH = "backpropagation"
"""Both languages have the same elements, so `make test` visits one English page."""
VISITS = [
    pytest.param(
        path,
        id=f"{language}-{name}",
        marks=[pytest.mark.slow] if language == "en" and name != IN_ENGLISH else [],
    )
    for (language, name), path in EVERY.items()
]
UNASKED = re.compile("bundle|search|lunr|python")
"""What no page needs before its reader does something."""
FONTS = """[...document.fonts].filter(it => it.status === 'loaded')
    .map(it => it.family).sort()"""
PLACES = """() => [...document.querySelectorAll('article > *, article pre, .md-nav__link')]
    .map(it => it.getBoundingClientRect().top)"""
# Where a figure does not show one picture, that of the scheme, from beginning to end.
PICTURES = """async scheme => {
    const wrong = []
    for (const it of document.querySelectorAll('article figure:not(#explorer *)')) {
        const shown = [...it.querySelectorAll(':scope img, :scope > svg')]
            .filter(it => it.checkVisibility())
        const [picture] = shown
        if (picture instanceof HTMLImageElement) {
            picture.loading = 'eager'
            await picture.decode().catch(() => wrong.push(picture.src))
            if (!picture.src.includes(`-${scheme}.svg`)) wrong.push(picture.src)
        }
        if (shown.length !== 1 || !picture.clientWidth) wrong.push(it.textContent)
    }
    return wrong
}"""
# Gives every prediction all its answers, the right one last; returns what is told amiss.
ANSWER = """async ({right, wrong, other}) => {
    const html = await (await fetch(location)).text()
    const folded = new DOMParser().parseFromString(html, 'text/html')
    const forms = document.querySelectorAll('form.answers')
    return [...folded.querySelectorAll('.answers')].flatMap((list, number) => {
        const form = forms[number]
        const isNumber = list.matches('.number')
        const answers = [...list.querySelectorAll('li')].map((item, index) => {
            const word = item.querySelector('p')
            word?.remove()
            return [isNumber ? item.textContent.trim() : index,
                word ? `${wrong} ${word.textContent}` : right]
        }).sort(([, told]) => told === right ? 1 : -1)
        if (isNumber) answers.unshift(['123456', other])
        return answers.filter(([answer, told]) => {
            if (isNumber) form.elements.answer.value = answer
            else form.elements[answer].click()
            form.requestSubmit()
            return form.querySelector('output').textContent !== told
                || form.matches('.holds') !== (told === right)
        })
    })
}"""
WIDER = "nothing but code, tables and formulas is wider than the screen"
# Questions of layout: what breaks them, as texts.
LAYOUT = {
    WIDER: """() => {
        const scrolls = it => {
            const formula = it.closest('.arithmatex')
            return formula && getComputedStyle(formula).overflowX === 'auto'
        }
        return [...document.querySelectorAll('article *, header button')]
            .filter(it => it.getBoundingClientRect().right > innerWidth + 1
                && !it.closest('pre, table') && !scrolls(it.parentElement))
            .map(it => it.outerHTML.slice(0, 200))
            .concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : [])
    }""",
    "a Korean word is never broken": Path(__file__)
    .with_name("broken_words.js")
    .read_text("utf-8"),
    "short code in a sentence is not parted": """() => {
        return [...document.querySelectorAll('article :not(pre) > code')]
            .filter(it => it.textContent.length <= 24 && /[ -]/.test(it.textContent))
            .filter(it => it.getClientRects().length > 1)
            .map(it => it.textContent)
    }""",
    "the copy button covers nothing": """() => {
        const less = (a, b) => a < b - 1 // an output takes the border of its sample
        const meet = (a, b) => less(a.left, b.right) && less(b.left, a.right)
            && less(a.top, b.bottom) && less(b.top, a.bottom)
        const box = it => it.getBoundingClientRect()
        const all = document.querySelectorAll('article :is(pre > code, .toolbar > button)')
        return [...document.querySelectorAll('.md-code__button')]
            .filter(it => box(it).width
                && [...all].some(other => meet(box(it), box(other))))
            .map(it => it.closest('.highlight').textContent.slice(0, 50))
    }""",
    "no code or output is cut on a desk": """() => innerWidth < 1280 ? [] :
        [...document.querySelectorAll('article pre > code')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(it => it.textContent)""",
    "no bar stands beside a formula where bars take room": """() =>
        [...document.querySelectorAll('div.arithmatex')]
        .filter(it => it.scrollHeight > it.clientHeight
            && getComputedStyle(it).overflowY !== 'hidden')
        .map(it => it.textContent)""",
    "a displayed formula stands in the middle": f"() => {OFF_CENTRE}",
    "prose in tables does not scroll": """() => {
        const isProse = /glossary|licences/.test(location.pathname) && innerWidth >= 360
        return !isProse ? [] : [...document.querySelectorAll('article table')]
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map(it => it.textContent)
    }""",
}


@pytest.mark.parametrize("path", [*VISITS, "404.html", "en/404.html"])
def test_a_page_opens_without_a_message_or_another_host(browser, address, subtests, path):
    with watched(browser, address) as tab:
        requests = []
        tab.on("requestfinished", lambda request: requests.append(request))
        arrive(tab, address + path, {"width": 412, "height": 823})
        with subtests.test("a first visit is light and loads what it needs alone"):
            sizes = {it.url.removeprefix(address): it.sizes() for it in requests}
            parts = ("responseBodySize", "responseHeadersSize")
            weight = sum(it[part] for it in sizes.values() for part in parts)
            assert weight <= budget("total-byte-weight")
            assert not [name for name in sizes if UNASKED.search(name)]
            drives = re.search(r"\b(compass|descent|net)-\w+\.js", " ".join(sizes))
            assert bool(drives) == ("explorers/" in path)
        with subtests.test("a page with formulas asks early for their font, no other does"):
            early = tab.locator("link[rel=preload]")
            expect(early).to_have_count(min(1, tab.locator("article math").count()))
            signs = ["Signs"] * ("explorers/" in path)  # two names of one file
            assert tab.evaluate(FONTS) == ["Formulas"] * early.count() + signs
        with subtests.test("nothing moves when a reader wakes the scripts"):
            before = tab.evaluate(PLACES)
            wake(tab)
            assert tab.evaluate(PLACES) == before
        language = "en" if path.startswith(folder("en")) else "ko"
        with subtests.test("every prediction is answered, right and wrong"):
            assert tab.evaluate(ANSWER, interface(language)["progress"]) == []
        tab.evaluate(OPEN)
        for scheme in SCHEMES:
            show(tab, scheme)
            with subtests.test("a figure shows its picture", scheme=scheme):
                assert tab.evaluate(PICTURES, scheme) == []
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 740})
            for question, broken in LAYOUT.items():
                with subtests.test(question, width=width):
                    assert tab.evaluate(broken) == []
            with subtests.test("what scrolls is reached by keyboard", width=width):
                assert faults(tab, runOnly=["scrollable-region-focusable"]) == []
        devtools = tab.context.new_cdp_session(tab)
        devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
        tab.set_viewport_size(PHONE)
        with subtests.test("letters twice as large find room on a phone"):
            assert tab.evaluate(LAYOUT[WIDER]) == []
        devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
        show(tab, SCHEMES[language == "en"])  # both languages have the same elements
        with subtests.test("axe finds no fault"):
            assert faults(tab) == []


@pytest.mark.parametrize(
    ("script", "name"), [("toolbar", "gradient"), ("predictions", "backpropagation")]
)
def test_the_page_does_not_jump_when_a_script_puts_something_in_it(
    tab, address, script, name
):
    held = []
    tab.route(f"**/{script}-*.js", lambda route: held.append(route))
    with tab.expect_request(f"**/{script}-*.js"):
        tab.goto(address + EVERY["en", name])
    tab.evaluate(OPEN.replace("details", "details:not(.answers)"))

    def heights():
        found = []
        for size in (PHONE, DESK):
            tab.set_viewport_size(size)
            found.append(tab.evaluate("document.documentElement.scrollHeight"))
        return found

    before = heights()
    held[0].continue_()
    settle(tab)
    assert heights() == before


def test_a_reload_keeps_the_place(tab, address):
    tab.goto(address + "en/gradient-descent/")
    for share in (0.4, 0.8):
        place = tab.evaluate(
            "share => (scrollTo(0, share * document.body.scrollHeight), scrollY)", share
        )
        wake(tab)
        tab.reload()
        wake(tab)
        assert abs(tab.evaluate("scrollY") - place) <= 1


@pytest.mark.parametrize("page", [("ko", "gradient"), ("en", "labs/digits")], ids=str)
def test_copy_gives_exactly_the_sample(tab, address, site, page):
    blocks = document(site, *page).select(".language-python code")
    samples = [code.text.rstrip("\n") for code in blocks]
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    arrive(tab, address + EVERY[page])
    tab.evaluate(OPEN)
    wake(tab)
    buttons = tab.locator(".language-python .md-code__button:visible")
    expect(buttons).to_have_count(len(samples))
    for number, code in enumerate(samples):
        buttons.nth(number).click()
        assert tab.evaluate("navigator.clipboard.readText()") == code
    expect(tab.locator(".output .md-code__button:visible")).to_have_count(0)


def test_scripts_come_where_a_browser_does_not_say_when_it_paints(tab, address):
    tab.add_init_script("PerformanceObserver.prototype.observe = () => {}")
    tab.goto(address)
    wake(tab)


def test_the_first_key_is_not_lost(tab, address):
    arrive(tab, address)
    tab.keyboard.press("/")  # Material's key for the search
    expect(tab.locator(".md-search__input")).to_be_focused()
