"""The exercises as they stand in the page."""

import pytest
from browsing import AXE, CONFIGURE, PATHS, PHONE, RUN, SCHEMES, show
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab
from test_run import said

from docs.exercises import EXERCISES, LESSONS, check
from sitekit import LANGUAGES
from sitekit.pages import pages

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_lesson = pytest.mark.parametrize("lesson", LESSONS)
SECONDS = 90_000
"""How long Python may take to start on a busy machine."""
CHECK = {"ko": "채점", "en": "Check"}


@each_language
@each_lesson
def test_hints_open_one_at_a_time_and_then_the_solution_by_keyboard(
    tab: Tab, address: str, lesson: str, language: str
) -> None:
    tab.goto(address + PATHS[language, lesson])
    for exercise in LESSONS[lesson]:
        folds = tab.locator(f"[data-exercise={exercise.name}] > details")
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


# With NumPy


def answer(card: Locator, source: str) -> None:
    """Write an answer into the editor of an exercise."""
    if not card.locator(".cm-content").count():
        card.locator("[name=edit]").first.click()
    card.locator(".cm-content").first.fill(source)


def says(card: Locator, text: str) -> None:
    """Wait for what is said of the code, aloud too."""
    expect(card.get_by_role("status").first).to_have_text(text, timeout=SECONDS)


def check_button(card: Locator, language: str) -> Locator:
    """The button that checks an answer."""
    return card.get_by_role("button", name=CHECK[language], exact=True)


def press_check(card: Locator, language: str) -> Locator:
    """Press Check, and return what it found."""
    card.page.evaluate("document.querySelectorAll('.verdict').forEach(it => it.remove())")
    check_button(card, language).press("Enter")
    card.locator(".verdict").wait_for(timeout=SECONDS)
    return card.locator(".verdict")


@each_language
@each_lesson
@pytest.mark.usefixtures("numpy")
def test_every_exercise_is_solved_by_its_solution(
    tab: Tab, address: str, lesson: str, language: str
) -> None:
    tab.goto(address + PATHS[language, lesson])
    for name, (_, solution) in pages(language)[f"{lesson}.md"].exercises.items():
        card = tab.locator(f"[data-exercise={name}]")
        expect(card.locator("details.solution")).to_be_hidden()
        answer(card, solution)
        verdict = press_check(card, language)
        total = len(EXERCISES[name].requirements)
        expect(verdict.locator(".met")).to_have_count(total)
        expect(verdict.locator(".unmet")).to_have_count(0)
        says(card, said(language, "solved", total))
        expect(check_button(card, language)).to_be_focused()
        expect(card.locator("details.solution")).to_be_visible()


@each_language
@each_lesson
@pytest.mark.usefixtures("numpy")
def test_a_starter_is_told_what_the_check_says(
    tab: Tab, address: str, lesson: str, language: str
) -> None:
    tab.goto(address + PATHS[language, lesson])
    for name, (starter, _) in pages(language)[f"{lesson}.md"].exercises.items():
        results = check(name, starter, language)
        verdict = press_check(tab.locator(f"[data-exercise={name}]"), language)
        for item, result in zip(verdict.locator("li").all(), results, strict=True):
            text = " ".join(item.inner_text().split())
            assert result["requirement"].replace("`", "") in text
            for part in (result["input"], result["got"], result["expected"]):
                assert part in text


@pytest.mark.usefixtures("numpy")
def test_nothing_of_the_checks_loads_before_the_first(tab: Tab, address: str) -> None:
    loaded: list[str] = []
    tab.on("request", lambda request: loaded.append(request.url))
    tab.goto(address + "en/gradient/", wait_until="networkidle")
    assert not [url for url in loaded if "/python/" in url]
    press_check(tab.locator("[data-exercise=slope_along]"), "en")
    assert [url for url in loaded if "/python/check" in url]


@pytest.mark.usefixtures("numpy")
def test_an_answer_that_never_ends_is_stopped(tab: Tab, address: str) -> None:
    tab.goto(address + "en/gradient-descent/")
    card = tab.locator("[data-exercise=lr_limit]")
    press_check(card, "en")
    answer(card, "def lr_limit(a, b):\n    while True:\n        pass\n")
    check_button(card, "en").click()
    card.get_by_role("button", name=said("en", "stop"), exact=True).click()
    says(card, said("en", "stopped"))
    answer(card, "def lr_limit(a, b):\n    return 1 / max(a, b)\n")
    expect(press_check(card, "en").locator(".met")).to_have_count(3)


@pytest.mark.usefixtures("numpy")
def test_what_a_check_found_says_that_the_answer_has_changed(
    tab: Tab, address: str
) -> None:
    tab.goto(address + "en/gradient-descent/")
    card = tab.locator("[data-exercise=lr_limit]")
    late = press_check(card, "en").locator(".late")
    expect(late).to_be_hidden()
    answer(card, "def lr_limit(a, b):\n    return 1 / a\n")
    expect(late).to_be_visible()
    press_check(card, "en")
    expect(card.locator(".late")).to_be_hidden()


@pytest.mark.usefixtures("numpy")
def test_reset_takes_back_what_a_check_found(tab: Tab, address: str) -> None:
    tab.goto(address + "en/gradient-descent/")
    card = tab.locator("[data-exercise=lr_limit]")
    answer(card, "def lr_limit(a, b):\n    return 1 / max(a, b)\n")
    expect(press_check(card, "en").locator(".met")).to_have_count(3)
    card.locator("[name=reset]").first.click()
    expect(card.locator(".verdict")).to_have_count(0)
    expect(card.locator("details.solution")).to_be_hidden()
    expect(press_check(card, "en").locator(".unmet")).to_have_count(3)


@pytest.mark.usefixtures("numpy")
def test_a_wrong_answer_is_no_premise_of_the_samples_below(tab: Tab, address: str) -> None:
    tab.goto(address + "en/gradient/")
    answer(tab.locator("[data-exercise=product_gradient]"), "1 / 0")
    for fold in tab.locator("[data-exercise=downhill] > details").all():
        fold.locator("summary").click()
    solution = tab.locator("[data-exercise=downhill] .solution")
    solution.locator("[name=run]").click()
    says(solution, said("en", "same"))


@pytest.mark.usefixtures("numpy")
def test_an_answer_without_a_function_is_told_why(tab: Tab, address: str) -> None:
    tab.goto(address + "en/gradient-descent/")
    card = tab.locator("[data-exercise=lr_limit]")
    answer(card, "def lr_limit(a, b)\n    return 1 / a\n")
    expect(press_check(card, "en")).to_contain_text("SyntaxError: expected ':' (line 1)")
    says(card, said("en", "unasked"))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.usefixtures("numpy")
def test_axe_finds_no_fault_in_what_a_check_found(
    tab: Tab, address: str, scheme: str
) -> None:
    tab.set_viewport_size(PHONE)
    tab.goto(address + "en/neural-network-gradient/")
    show(tab, scheme)
    card = tab.locator("[data-exercise=soft_loss]")
    answer(card, "def soft_loss(s, t):\n    return -np.sum(t * np.log(softmax(s)))\n")
    verdict = press_check(card, "en")
    expect(verdict.locator(".met")).to_have_count(2)
    expect(verdict.locator(".unmet")).to_have_count(2)
    width = tab.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["width"]
    tab.evaluate(AXE)
    tab.evaluate(CONFIGURE)
    assert tab.evaluate(RUN) == []
