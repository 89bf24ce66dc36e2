"""The exercises as they stand in the page."""

import pytest
from browsing import PATHS
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from sitekit import LANGUAGES
from sitekit.exercises import LESSONS

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_lesson = pytest.mark.parametrize("lesson", LESSONS)


@each_language
@each_lesson
def test_hints_open_one_at_a_time_and_then_the_solution_by_keyboard(
    tab: Tab, address: str, lesson: str, language: str
) -> None:
    tab.goto(address + PATHS[language, lesson])
    for exercise in LESSONS[lesson]:
        folds = tab.locator(f"#{exercise.name} > details")
        shown = folds.locator("visible=true")
        assert folds.count() == 3
        for number in range(3):
            expect(shown).to_have_count(number + 1)
            if not number:
                shown.first.locator("summary").focus()
            else:
                tab.keyboard.press("Tab")
            tab.keyboard.press("Enter")
            expect(shown.nth(number)).to_have_attribute("open", "")
        expect(shown.nth(2)).to_have_class("solution")
