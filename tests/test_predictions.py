"""Predictions that are answered, and what a reader's machine remembers of them."""

import pytest
from browsing import PATHS, arrive, opened, settle
from playwright.sync_api import expect
from texts import KOREAN, answered

from sitekit import interface
from sitekit.pages import pages


@pytest.mark.parametrize("korean", KOREAN, ids=str)
def test_most_predictions_are_answered_and_a_lesson_has_at_least_five(korean):
    asked = len(korean.predictions)
    is_explorer = "explorers/" in korean.name  # whose tasks are the answer
    assert len(answered(korean)) >= asked * 2 / 3 or is_explorer
    assert asked >= 5 or not korean.is_lesson


GRADIENT = PATHS["en", "gradient"]
PASTE = """(field, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', text)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
}"""
SAID = interface("en")["progress"]


def test_a_first_page_says_what_was_done_until_it_is_told_to_forget(tab, address, subtests):
    arrive(tab, address + GRADIENT)
    forms, exercise = tab.locator("form.answers"), tab.locator(".exercise[id]").last
    first = forms.first
    with subtests.test("nothing is marked before it is done"):
        expect(tab.locator(".admonition-title > small")).to_have_count(0)
    first.get_by_role("radio").nth(1).press("Space")
    first.get_by_role("radio").nth(1).press("Enter")
    exercise.dispatch_event("solved")
    with subtests.test("both are there again with the page"):
        tab.reload()
        settle(tab)
        expect(first.get_by_role("radio").nth(1)).to_be_checked()
        expect(first.locator("output")).to_have_text(SAID["right"])
        expect(tab.locator(".admonition-title > small")).to_have_text(
            [f" ✓ {SAID['predicted']}", f" ✓ {SAID['solved']}"]
        )
    with subtests.test("another choice is not yet told"):
        first.get_by_role("radio").first.check()
        expect(first.locator("output")).to_be_empty()
    exercises = len(pages("en")["gradient.md"].exercises)
    done = {"predicted": 1, "predictions": forms.count()}
    done |= {"solved": 1, "exercises": exercises}
    arrive(tab, address + PATHS["en", "index"])
    with subtests.test("the first page counts them beside the lesson"):
        expect(tab.locator(".opening small")).to_have_text([SAID["done"].format(**done)])
        expect(tab.locator(".opening li").first).to_contain_text(
            SAID["done"].format(**done)
        )
    tab.evaluate("localStorage['gdlesson scheme'] = 'light'")
    with subtests.test("one button forgets them"):
        tab.get_by_role("button", name=SAID["forget"]).click()
        expect(tab.locator(".opening small")).to_have_count(0)
        expect(tab.get_by_text(SAID["forgotten"])).to_be_focused()
        assert tab.evaluate("localStorage['gdlesson scheme']") == "light"
        arrive(tab, address + GRADIENT)
        expect(tab.locator(".admonition-title > small")).to_have_count(0)
        expect(first.get_by_role("radio", checked=True)).to_have_count(0)


def test_a_number_is_the_whole_number_that_is_asked_for(tab, address):
    arrive(tab, address + PATHS["en", "gradient-descent"])
    form = tab.locator("form.answers.number").first
    for number, said in {"1.6": "other", "2": "right"}.items():
        form.get_by_role("spinbutton").fill(number)
        form.get_by_role("button").click()
        expect(form.locator("output")).to_have_text(SAID[said])


def test_a_number_may_be_pasted_with_the_minus_of_a_text(tab, address):
    arrive(tab, address + PATHS["en", "backpropagation"])
    form = tab.locator("form.answers.number").nth(1)
    form.get_by_role("spinbutton").evaluate(PASTE, "\u22120.9009 ")
    form.get_by_role("button").click()
    expect(form.locator("output")).to_have_text(SAID["right"])
    explorer = opened(tab, address + PATHS["en", "explorers/compass"])
    explorer.locator("[name=x0]").evaluate(PASTE, "\u22127")
    assert explorer.evaluate("it => it.at[0]") == -7


def test_what_was_asked_once_and_is_no_longer_is_forgotten(tab, address):
    arrive(tab, address + GRADIENT)
    tab.evaluate(
        "it => localStorage.setItem(`progress ${location.pathname}`, JSON.stringify(it))",
        {"answers": {"Another question?": "0"}, "solved": ["gone"], "predictions": 9},
    )
    tab.reload()
    settle(tab)
    kept = tab.evaluate("JSON.parse(localStorage[`progress ${location.pathname}`])")
    assert kept["answers"] == {}
    assert kept["solved"] == []


def test_without_a_place_to_keep_it_a_prediction_is_answered_all_the_same(tab, address):
    tab.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    arrive(tab, address + GRADIENT)
    form = tab.locator("form.answers").first
    form.get_by_role("radio").first.check()
    form.get_by_role("button").click()
    expect(form.locator("output")).to_contain_text(SAID["wrong"])
    arrive(tab, address + PATHS["en", "index"])
    expect(tab.locator(".opening li").first).to_be_visible()
