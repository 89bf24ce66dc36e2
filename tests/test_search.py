"""What the search finds, asked in the real search box."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from browsing import arrive, parsed
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
        "잡음 수준": "labs/noise",
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
        "noise floor": "labs/noise",
    },
}
SECTIONS = {
    "": {
        "모멘텀": "labs/descent/#momentum",
        "복소수": "labs/step-size/#complex-step",
        "load_digits": "labs/digits/#digits",
    },
    "en/": {
        "momentum": "labs/descent/#momentum",
        "imaginary": "labs/step-size/#complex-step",
        "load_digits": "labs/digits/#digits",
    },
}
PLACES = "links => links.map(it => it.origin + it.pathname + it.hash)"
each_language = pytest.mark.parametrize("folder", FIRST)


def ask(tab: Tab, query: str) -> Locator:
    """Links that the search finds."""
    box, links = tab.locator(".md-search__input"), ".md-search-result__link"
    box.click()
    tab.locator(links).evaluate_all("links => links.forEach(it => { it.name = 'old' })")
    box.fill(query)
    box.press("End")  # the box listens to keys
    found = tab.locator(f"{links}:not([name=old])")
    expect(found.first).to_be_visible()
    return found


@each_language
def test_what_is_found_is_of_the_language_and_loads_when_it_is_asked_for(
    tab: Tab, address: str, subtests: pytest.Subtests, folder: str
) -> None:
    arrive(tab, address + folder)
    with tab.expect_response("**/search_index.json"), tab.expect_worker():
        ask(tab, "gradient")
    for query, name in FIRST[folder].items():
        with subtests.test("the right page is found first", query=query):
            places = ask(tab, query).evaluate_all(PLACES)
            assert places[0].partition("#")[0] == f"{address}{folder}{name}/"
            for place in places:
                assert place.startswith(address + folder)
                assert folder or not place.startswith(f"{address}en/")
    for query, place in SECTIONS[folder].items():
        with subtests.test("a section of a lab is found", query=query):
            assert address + folder + place in ask(tab, query).evaluate_all(PLACES)


def test_of_the_glossary_the_search_shows_the_terms_that_match(
    tab: Tab, address: str
) -> None:
    tab.goto(address)
    ask(tab, "안장점")
    terms = tab.locator(".md-search-result__link[href*=glossary] p")
    expect(terms).to_have_count(1)
    expect(terms).to_contain_text("saddle point")


@each_language
def test_the_search_knows_a_lab_as_it_knows_a_lesson(site: Path, folder: str) -> None:
    index = json.loads((site / folder / "search" / "search_index.json").read_text("utf-8"))
    entries = [entry for entry in index["docs"] if entry["location"].startswith("labs/")]
    pages = [entry for entry in entries if "#" not in entry["location"]]
    assert len(pages) == len(list((site / folder / "labs").iterdir()))
    for entry in entries:
        path, _, id_ = entry["location"].partition("#")
        html = parsed(site / folder / path / "index.html")
        assert not id_ or html.find(id=unquote(id_)), entry["location"]
        words = re.sub(
            r"<pre>.*?</pre>", "", entry["title"] + entry["text"], flags=re.DOTALL
        )
        for left in ("¶", "$", "In\xa0[", ".ipynb", "Copied"):
            assert left not in words
