"""What the search finds, asked in the real search box."""

import json
import re
from pathlib import Path

import pytest
from browsing import PHONE, arrive
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

FIRST = {
    "": {
        "기울기": "gradient",
        "기울기를": "gradient",
        "gradient": "gradient",
        "미분": "gradient",
        "함수": "gradient",
        "하강": "gradient-descent",
        "경사 하강": "gradient-descent",
        "경사하강법으로": "gradient-descent",
        "학습률": "gradient-descent",
        "소프트맥스": "neural-network-gradient",
        "역전파": "backpropagation",
        "오차역전파법": "backpropagation",
        "손실 함수": "neural-network-gradient",
        "조건수": "labs/descent",
        "미니배치는 32장": "labs/digits",
    },
    "en/": {
        "gradients": "gradient",
        "descending": "gradient-descent",
        "learning rate": "gradient-descent",
        "saddle points": "gradient-descent",
        "softmax overflow": "neural-network-gradient",
        "backpropagation": "backpropagation",
        "hidden layer": "backpropagation",
        "heavy ball": "labs/descent",
        "confusion": "labs/digits",
    },
}
QUERIES = [
    (folder, query, name)
    for folder, wanted in FIRST.items()
    for query, name in wanted.items()
]


SECTIONS = [
    ("", "모멘텀", "labs/descent/", "momentum"),
    ("", "복소수", "labs/step-size/", "complex-step"),
    ("", "load_digits", "labs/digits/", "digits"),
    ("en/", "momentum", "labs/descent/", "momentum"),
    ("en/", "imaginary", "labs/step-size/", "complex-step"),
    ("en/", "load_digits", "labs/digits/", "digits"),
]


def ask(tab: Tab, query: str) -> Locator:
    """Links that the search finds."""
    box = tab.locator(".md-search__input")
    box.click()
    box.fill(query)  # at once, so that no earlier answer can be taken for the last
    box.press("End")  # the box listens to keys
    found = tab.locator(".md-search-result__link")
    expect(found.first).to_be_visible()
    return found


@pytest.mark.parametrize(("folder", "query", "name"), QUERIES)
def test_the_right_page_is_found_first_and_none_of_the_other_language(
    tab: Tab, address: str, folder: str, query: str, name: str
) -> None:
    tab.goto(address + folder)
    found = ask(tab, query)
    pages = found.evaluate_all("links => links.map(it => it.origin + it.pathname)")
    assert pages[0] == f"{address}{folder}{name}/"
    for page in pages:
        assert page.startswith(address + folder)
        assert folder or not page.startswith(f"{address}en/")


@pytest.mark.parametrize(("folder", "query", "path", "section"), SECTIONS)
def test_a_section_of_a_lab_is_found_and_shown(
    tab: Tab, address: str, folder: str, query: str, path: str, section: str
) -> None:
    tab.goto(address + folder)
    places = ask(tab, query).evaluate_all(
        "links => links.map(it => it.origin + it.pathname + it.hash)"
    )
    place = f"{address}{folder}{path}#{section}"
    assert place in places
    tab.goto(place)
    expect(tab.locator(f"h2#{section}")).to_be_in_viewport()


def test_of_the_glossary_the_search_shows_the_terms_that_match(
    tab: Tab, address: str
) -> None:
    tab.goto(address)
    ask(tab, "안장점")
    terms = tab.locator(".md-search-result__link[href*=glossary] p")
    expect(terms).to_have_count(1)
    expect(terms).to_contain_text("saddle point")


@pytest.mark.parametrize("folder", FIRST)
def test_the_search_knows_a_lab_as_it_knows_a_lesson(site: Path, folder: str) -> None:
    index = json.loads((site / folder / "search" / "search_index.json").read_text("utf-8"))
    entries = [entry for entry in index["docs"] if entry["location"].startswith("labs/")]
    pages = [entry for entry in entries if "#" not in entry["location"]]
    assert len(pages) == len(list((site / folder / "labs").iterdir()))
    for entry in entries:
        words = re.sub(
            r"<pre>.*?</pre>", "", entry["title"] + entry["text"], flags=re.DOTALL
        )
        for left in ("¶", "$", "In\xa0[", ".ipynb", "Copied"):
            assert left not in words


def test_the_search_loads_when_it_is_asked_for(tab: Tab, address: str) -> None:
    arrive(tab, address, PHONE)
    with tab.expect_response("**/search_index.json"), tab.expect_worker():
        tab.locator(".magnifier").click()
