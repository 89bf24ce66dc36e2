"""With NumPy: the samples of each page as they stand in it, and its exercises."""

from itertools import product

import pytest
from browsing import NAMES, OPEN, PATHS, PHONE, arrive, ask_axe, document
from playwright.sync_api import expect
from test_run import START, Lesson, said

from docs.exercises import EXERCISES, LESSONS, check, requirements
from sitekit import LANGUAGES, interface
from sitekit.pages import pages


def test_hints_open_one_at_a_time_and_then_the_solution_by_keyboard(tab, address, site):
    for language, lesson in product(LANGUAGES, LESSONS):
        for card in document(site, language, lesson).select(".exercise[id]"):
            folds = card.find_all("details", recursive=False)
            kinds = [it.get("class") for it in folds]
            two = [["hint"], ["hint"], ["solution"]]
            assert kinds == two, f"{card['id']} needs two hints, then a solution"
    arrive(tab, address + PATHS["en", "gradient"])
    folds = tab.locator(".exercise[id]").first.locator("> details")
    shown = folds.locator("visible=true")
    for number in range(3):
        expect(shown).to_have_count(number + 1)
        if not number:
            shown.first.locator("summary").focus()
        else:
            tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        expect(shown.nth(number)).to_have_attribute("open", "")


# With NumPy


def answer(card, source):
    """Write an answer into the editor of an exercise."""
    if not card.locator(".cm-content").count():
        card.locator("[name=edit]").first.click()
    card.locator(".cm-content").first.fill(source)


def says(card, text):
    """Wait for what is said of the code, aloud too."""
    expect(card.get_by_role("status").first).to_have_text(text, timeout=START)


def press_check(card):
    """Press Check, and return what it found."""
    card.page.evaluate("document.querySelectorAll('.verdict').forEach(it => it.remove())")
    card.locator("[name=check]").press("Enter")
    card.locator(".verdict").wait_for(timeout=START)
    return card.locator(".verdict")


@pytest.mark.parametrize(
    "name",
    [  # `make check` asks all of them without a page
        pytest.param(it, marks=[pytest.mark.slow] if it != "gradient" else [])
        for it in NAMES
        if pages("ko")[f"{it}.md"].samples
    ],
)
@pytest.mark.usefixtures("numpy")
def test_samples_print_their_stored_output_and_exercises_are_solved_by_their_solution(
    python_tab, address, subtests, name
):
    tab, page = python_tab, pages("ko")[f"{name}.md"]
    arrive(tab, address + PATHS["ko", name])
    tab.evaluate(OPEN)
    lesson = Lesson(tab, "ko")
    expect(tab.locator(".toolbar")).to_have_count(len(page.samples))
    lesson.run(len(page.samples))  # and so all above it
    for number, sample in enumerate(page.samples, 1):
        with subtests.test("a sample prints its stored output", line=sample.line):
            if not lesson.status(number).inner_text():  # an answer is nobody's premise
                lesson.run(number)
            lesson.says(number, "silent" if sample.output is None else "same")
            if sample.output is not None:
                expect(lesson.printed(number)).to_have_text(sample.output)
    tab.evaluate(OPEN.replace("true", "false"))
    for exercise, (starter, solution) in page.exercises.items():
        card = tab.locator(f"#{exercise}")
        with subtests.test(exercise):
            expect(card.locator("details.solution")).to_be_hidden()
            verdict = press_check(card)
            results = check(exercise, starter, "ko")
            for item, result in zip(verdict.locator("li").all(), results, strict=True):
                text = " ".join(item.inner_text().split())
                assert result["requirement"].replace("`", "") in text
                for part in filter(result.get, ("input", "got", "expected")):
                    assert f"{said('ko', part)}: {' '.join(result[part].split())}" in text
            (first, *_) = (it["look"] for it in results if not it["passed"])
            expect(verdict).to_contain_text(first.replace("`", ""))
            answer(card, solution)
            verdict = press_check(card)
            total = len(EXERCISES[exercise].requirements)
            expect(verdict.locator(".met")).to_have_count(total)
            says(card, said("ko", "solved", total))
            expect(card.locator("[name=check]")).to_be_focused()
            expect(card.locator("details.solution")).to_be_visible()
            mark = f" ✓ {interface('ko')['progress']['solved']}"
            expect(card.locator(".admonition-title > small")).to_have_text(mark)


@pytest.mark.usefixtures("numpy")
def test_an_answer_is_checked_explained_edited_and_reset(python_tab, address, subtests):
    tab = python_tab
    arrive(tab, address + "en/gradient/")
    card = tab.locator("#downhill")
    right = pages("en")["gradient.md"].exercises["downhill"][1]
    answer(card, "import os\n\nos.chdir('/tmp')\n")
    card.locator("[name=run]").first.click()
    says(card, said("en", "silent"))
    expect(card.locator(".own")).to_have_css("border-bottom-width", "1px")
    late = press_check(card).locator(".late")
    with subtests.test("what a check found says that the answer has changed"):
        expect(late).to_be_hidden()
        grad = "numerical_gradient(f, x)"
        answer(card, f"def downhill(f, x):\n    return np.sign({grad}) / 2**0.5\n")
        expect(late).to_be_visible()
        verdict = press_check(card)
        expect(card.locator(".late")).to_be_hidden()
    with subtests.test("what a check found fits a phone"):
        expect(verdict.locator(".met").first).to_be_visible()
        expect(verdict.locator(".unmet").first).to_be_visible()
        tab.set_viewport_size(PHONE)
        assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    ask_axe(tab, subtests, "#downhill")
    with subtests.test("an answer that cannot be read is told why"):
        answer(card, "def downhill(f, x)\n    return x\n")
        expect(press_check(card)).to_contain_text("SyntaxError: expected ':' (line 1)")
        asked = requirements.DEFINED.en.format(EXERCISES["downhill"].signature)
        expect(card.locator(".verdict")).to_contain_text(asked.replace("`", ""))
        says(card, said("en", "unasked"))
    with subtests.test("an error of the package is explained, once for all requirements"):
        answer(card, "def downhill(f, x):\n    return softmax(f(x))\n")
        hint = interface("en")["hints"]["shape"].split("`")[0]
        expect(press_check(card).get_by_text(hint)).to_have_count(1)
    answer(card, right)
    expect(press_check(card).locator(".met")).to_have_count(
        len(EXERCISES["downhill"].requirements)
    )
    with subtests.test("a wrong answer is no premise of the samples below"):
        answer(tab.locator("#product_gradient"), "1 / 0")
        solution = card.locator("details.solution")
        solution.locator("summary").click()
        solution.locator("[name=run]").click()
        says(solution, said("en", "same"))
    with subtests.test("reset takes back what a check found"):
        card.locator("[name=reset]").first.click()
        expect(card.locator(".verdict, .cm-editor")).to_have_count(0)
        expect(card.locator("details.solution")).to_be_hidden()
