"""Scripts that start when they are needed, in Chromium."""

from pathlib import Path

import pytest
from browsing import EVERY, OPEN, arrive, document, wake
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect


@pytest.mark.parametrize(
    "page",
    [
        ("ko", "index"),
        ("en", "labs/digits"),
        pytest.param(("ko", "gradient"), marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_copy_gives_exactly_the_sample(
    tab: Tab, address: str, site: Path, page: tuple[str, str]
) -> None:
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


def test_scripts_come_where_a_browser_does_not_say_when_it_paints(
    tab: Tab, address: str
) -> None:
    tab.add_init_script("PerformanceObserver.prototype.observe = () => {}")
    tab.goto(address)
    wake(tab)


def test_the_first_key_is_not_lost(tab: Tab, address: str) -> None:
    arrive(tab, address)
    tab.keyboard.press("/")  # Material's key for the search
    expect(tab.locator(".md-search__input")).to_be_focused()
