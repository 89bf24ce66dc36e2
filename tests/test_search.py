"""What the search finds, asked in the real search box."""

import re

import pytest
from browsing import DESK, PHONE, arrive, rest
from playwright.sync_api import expect
from texts import final

from sitekit import ROOT
from sitekit.markdown.glossary import glossary

FIRST = {
    "": {
        "gradient": ["기울기", "기울기를", "gradient", "미분", "함수"],
        "gradient-descent": ["하강", "경사 하강", "경사하강법으로", "학습률"],
        "neural-network-gradient": ["소프트맥스", "손실 함수"],
        "backpropagation": ["역전파", "오차역전파법"],
        "labs/descent": ["조건수", "모멘텀"],
        "labs/step-size": ["복소수"],
        "labs/noise": ["미니배치는", "잡음 수준"],
        "labs/digits": ["손글씨"],
    },
    "en/": {
        "gradient": ["gradients"],
        "gradient-descent": ["descending", "learning rate", "saddle points"],
        "neural-network-gradient": ["softmax overflow"],
        "backpropagation": ["backpropagation", "hidden layer"],
        "labs/descent": ["heavy ball", "momentum"],
        "labs/step-size": ["imaginary"],
        "labs/noise": ["noise floor"],
        "labs/digits": ["confusion"],
    },
}
"""What finds a page before all others."""
OTHERWISE = {
    "": [
        "중앙차분",
        "지수함수",
        "역전파법",
        "오차 역전파법",
        "초기값",
        "최소값",
        "파라미터",
        "SGD",
    ],
    "en/": ["back propagation", "learned", "one hot", "SGD", "step size", "stepsize"],
}
"""How else terms are called or spelt."""
UNUSED = ("초기값", "최소값", "파라미터", "iteration")
"""What the glossary alone says."""
PLACES = "links => links.map(it => it.origin + it.pathname + it.hash)"
each_language = pytest.mark.parametrize("folder", FIRST)


def ask(tab, query):
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
    tab, address, subtests, folder
):
    arrive(tab, address + folder)
    with tab.expect_response("**/search_index.json"), tab.expect_worker():
        ask(tab, "gradient")
    first = [(query, name) for name, queries in FIRST[folder].items() for query in queries]
    for query, name in first:
        with subtests.test("the right page is found first", query=query):
            places = ask(tab, query).evaluate_all(PLACES)
            assert places[0].partition("#")[0] == f"{address}{folder}{name}/"
            for place in places:
                assert place.startswith(address + folder)
                assert folder or not place.startswith(f"{address}en/")
    with subtests.test("a section of a lab is found"):
        places = ask(tab, "load_digits").evaluate_all(PLACES)
        assert f"{address}{folder}labs/digits/#digits" in places


def typed(folder):
    """Every term of the glossary as readers type it: parted, joined, with a particle."""
    text = (ROOT / "docs" / (folder.strip("/") or "ko") / "glossary.md").read_text("utf-8")
    for name in glossary(text):
        yield name
        if not re.search("[의게] ", name):  # a phrase, which nobody joins
            joined = re.sub("[ -]", "", name)
            yield joined
            yield joined + ("" if folder else "은" if final(joined[-1]) else "는")


@pytest.mark.slow
@each_language
def test_every_term_is_found_as_readers_type_it_and_a_lesson_before_the_glossary(
    tab, address, subtests, folder
):
    arrive(tab, address + folder)
    ask(tab, "1986")  # which begins no term
    for query in dict.fromkeys([*typed(folder), *OTHERWISE[folder]]):
        with subtests.test("a term is found", query=query):
            places = ask(tab, query).evaluate_all(PLACES)
            assert query in UNUSED or "/glossary/" not in places[0]


def test_the_first_tap_opens_the_search_of_an_address_with_an_anchor(tab, address):
    arrive(tab, address + "en/gradient/#exercises", PHONE)
    tab.get_by_role("button", name="Search").click()
    rest(tab)
    expect(tab.locator(".md-search__input")).to_be_focused()
    for size in PHONE, DESK:
        tab.set_viewport_size(size)
        icon = tab.locator("label.md-icon[for=__search] > svg:visible")
        expect(icon).to_have_count(1)


def test_an_address_that_was_shared_searches(tab, address):
    tab.goto(address + "en/?q=saddle")
    expect(tab.locator(".md-search-result__link").first).to_be_visible()


def test_of_the_glossary_the_search_shows_the_terms_that_match(tab, address):
    tab.goto(address)
    ask(tab, "안장점")
    terms = tab.locator(".md-search-result__link[href*=glossary] p")
    expect(terms).to_have_count(1)
    expect(terms).to_contain_text("saddle point")
