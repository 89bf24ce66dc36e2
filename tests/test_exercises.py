"""The exercises' checks, tried on the pages' solutions and on the mistakes to expect."""

import ast
import json
import re
import tomllib
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import gdlesson
from docs.exercises import EXERCISES, LESSONS, check, requirements
from docs.exercises.requirements import Text
from sitekit import LANGUAGES
from sitekit.pages import pages

PAGES = {name: pages("en")[f"{name}.md"] for name in LESSONS}
RIGHT = {
    name: solution.partition("\n\n")[0]
    for page in PAGES.values()
    for name, (_, solution) in page.exercises.items()
}
"""What each solution of a page defines, without what it then does with it."""
each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def failed(results):
    return [result for result in results if not result["passed"]]


# The pages


@each_language
def test_every_lesson_asks_for_the_functions_that_are_checked_three_or_more(language):
    asked = {
        name.removesuffix(".md"): list(page.exercises)
        for name, page in pages(language).items()
        if page.is_lesson
    }
    assert asked == {name: [it.name for it in found] for name, found in LESSONS.items()}
    assert min(map(len, asked.values())) >= 3


@each_exercise
def test_the_solution_of_a_page_meets_every_requirement_and_the_starter_does_not(exercise):
    ((starter, solution),) = (
        page.exercises[exercise.name]
        for page in PAGES.values()
        if exercise.name in page.exercises
    )
    results = check(exercise.name, solution, "en")
    assert len(results) == len(exercise.requirements)
    assert not failed(results)
    assert starter.startswith(f"def {exercise.signature}:\n")
    first, *_ = failed(check(exercise.name, starter, "en"))
    assert first["got"]
    assert first["expected"]
    assert first["look"]


# The mistakes to expect, each caught first by the requirement that is about it

DIFFERENCE = """
def own_gradient(f, x, h=1e-4):
    grad = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[index] += h
        below[index] -= h
        grad[index] = (f(above) - f(below)) / (2 * h)
    return grad
"""


def mistakes():
    """Each mistake by its name: the wrong answer, and what the requirement is about."""
    table = tomllib.loads(Path(__file__).with_name("mistakes.toml").read_text("utf-8"))
    for exercise, found in table.items():
        right = RIGHT[exercise] = found.pop("right", RIGHT.get(exercise))
        assert right, f"no page solves {exercise}, which mistakes.toml names"
        for name, (about, *changes) in found.items():
            source = right if "→" in changes[0] else changes.pop()
            for change in changes:
                has, _, gets = change.partition(" → ")
                assert has in source, f"{exercise}, {name}: its solution has no {has!r}"
                source = source.replace(has, gets)
            source = DIFFERENCE * ("own_gradient" in source) + source
            yield f"{exercise}: {name}", (source, about)


MISTAKES = dict(mistakes())
DESCENDING = RIGHT["descending"]
LIMIT = "def lr_limit(x0, x1, x2, lr):\n    return "


def asked(source):
    """The exercise that a source answers."""
    defined = re.findall(r"^def (\w+)", source, re.MULTILINE)
    return str(defined[-1])


@cache
def first_failed(source):
    """What a wrong answer is told first."""
    return failed(check(asked(source), source, "en"))[0]


@pytest.mark.parametrize(("source", "about"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_caught_by_the_requirement_about_it(source, about):
    first = first_failed(source)
    assert about in first["requirement"]
    assert first["input"]
    assert first["got"] != first["expected"]


def test_every_requirement_is_there_for_a_mistake():
    caught = {first_failed(source)["requirement"] for source, _ in MISTAKES.values()}
    written = {
        requirement.says.en
        for exercise in EXERCISES.values()
        for requirement in exercise.requirements
    }
    assert caught == written, "each needs one in mistakes.toml that it catches first"


# Answers that are no answers

NO_ANSWERS = {
    "nothing": ("", "", "has the name"),
    "another name": ("def limit(a, b):\n    return 1", "", "has the name"),
    "not a function": ("lr_limit = 1", "", "has the name"),
    "a syntax error": ("def lr_limit(lr)\n    return 1", "SyntaxError", "cannot read"),
    "an error first": ("1 / 0", "ZeroDivisionError: division by zero", "stopped it"),
    "an unknown name first": ("total(1)", "NameError: name 'total'", "The check knows"),
    "an exit first": ("raise SystemExit", "SystemExit", "stopped it"),
    "another signature": ("def lr_limit(a):\n    return a", "lr_limit(a)", "the order"),
    "no return": ("def lr_limit(x0, x1, x2, lr):\n    1", "None", "`return`"),
    "an error": (LIMIT + "lr[0]", "not subscriptable (line 2)", "the line that it names"),
    "no value": (LIMIT + "c\n    c = 1", "UnboundLocalError", "the line that it names"),
    "an unknown name": (LIMIT + "total(lr)", "NameError: name 'total'", "The check knows"),
    "an exit": (LIMIT + "exit()", "SystemExit", ""),
    "a recursion without end": (LIMIT + "lr_limit(x0, x1, x2, lr)", "RecursionError", ""),
    "nan": (LIMIT + "np.nan", "nan", ""),
    "another shape": (LIMIT + "np.array([1.0])", "[1.]", "has shape `(1,)`"),
    "rows of unequal length": (LIMIT + "[[1, 2], [3]]", "[[1, 2], [3]]", "of the kind"),
    "a complex number": (LIMIT + "1j", "1j", ""),
    "a function": (LIMIT + "max", "built-in function max", ""),
    "a large array": (LIMIT + "np.zeros((100, 100))", "...", ""),
}


def test_what_has_too_few_elements_is_shown_as_it_is():
    half = "def product_gradient(x):\n    return np.array([2 * x[0] * x[1]])"
    *_, second = failed(check("product_gradient", half, "en"))[:2]
    assert (second["got"], second["expected"]) == ("[12.]", "4")
    assert "as many parts" in second["look"]


def test_an_element_of_another_shape_is_told_so():
    solution = RIGHT["squared_gradient"]
    changed = solution.replace("axis=0", "axis=0, keepdims=True")
    assert changed != solution
    first, *_ = failed(check("squared_gradient", changed, "en"))
    assert "has shape `(1, 4)`" in first["look"]


@each_language
def test_who_checks_by_the_package_above_the_answer_is_told_where_to(language):
    above = f"numerical_gradient(np.sum, [1.0])\n{RIGHT['product_gradient']}"
    (only,) = check("product_gradient", above, language)
    assert only["look"] == getattr(requirements.BY_HAND, language).format(
        "numerical_gradient"
    )


@pytest.mark.parametrize("h", [1e-3, 1e-4, 1e-5, 1e-6])
def test_a_direction_is_right_with_any_good_step(h):
    source = RIGHT["downhill"].replace(
        "numerical_gradient(f, x)", f"own_gradient(f, x, {h})"
    )
    assert not failed(check("downhill", DIFFERENCE + source, "en"))


def test_the_digits_of_float32_are_shown_where_they_differ():
    source = RIGHT["product_gradient"].replace("])", "], dtype=np.float32)")
    first, *_ = failed(check("product_gradient", source, "en"))
    assert first["got"] != first["expected"]


def test_a_shape_that_is_measured_is_not_taken_for_the_result():
    first = check("product_gradient", "def product_gradient(x):\n    return 1.0", "en")[0]
    assert (first["got"], first["expected"]) == ("()", "(2,)")
    assert "A gradient is a vector" in first["look"]


@each_language
@pytest.mark.parametrize(("source", "got", "look"), NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_is_no_answer_gets_one(source, got, look, language):
    results = check("lr_limit", source, language)
    first = results[0]
    assert not first["passed"]
    assert got in first["got"]
    assert len(first["got"]) <= 120
    assert first["look"]
    if language == "en":
        assert look in first["look"]
    json.dumps(results)


def test_what_an_answer_prints_or_warns_of_goes_nowhere(capsys):
    quiet = RIGHT["lr_limit"].replace("return ", "return print(lr) or ")
    noisy = "print('here')\n" + quiet.replace(" or ", " or np.log(-1.0) * 0 + ")
    assert failed(check("lr_limit", noisy, "en"))
    assert not failed(check("lr_limit", quiet, "en"))
    assert capsys.readouterr() == ("", "")


def test_an_answer_may_call_the_package_by_its_name_and_change_no_setting():
    source = """
np.seterr(all="raise")
np.set_printoptions(1)
def lowest_end(f, starts, lr=0.01, step_num=1000):
    ends = [gdlesson.gradient_descent(f, start, lr, step_num) for start in starts]
    return min(ends, key=f)"""
    before = np.geterr(), np.get_printoptions()
    assert not failed(check("lowest_end", source, "en"))
    assert (np.geterr(), np.get_printoptions()) == before


def test_an_experiment_below_the_answer_does_no_harm():
    source = RIGHT["lr_limit"] + "\n\nprint(lr_limit(steep))"
    assert not failed(check("lr_limit", source, "en"))


def test_an_answer_that_changes_what_it_is_given_spoils_no_other_case():
    spoiling = DESCENDING.replace("    return", "    starts *= 0\n    return")
    for _ in range(2):
        assert len(failed(check("lowest_end", spoiling, "en"))) == 1
    assert not failed(check("lowest_end", DESCENDING, "en"))


@pytest.mark.parametrize(
    ("value", "got"),
    [("[1, np.float64(1)]", "[1. 1.]"), ("np.int64(3)", "3"), ("1.00002", "1.00002")],
)
def test_what_is_returned_is_shown_as_what_is_expected_with_digits_that_differ(value, got):
    first, *_ = failed(check("lr_limit", LIMIT + value, "en"))
    assert (first["got"], first["expected"]) == (got, "1")


def test_a_counterexample_is_short_and_says_what_was_tried():
    source, _ = MISTAKES["slope_along: the length of u in the rate"]
    first, *_ = failed(check(asked(source), source, "ko"))
    assert first["input"] == "f(x) = x0² + x1², x = [3. 4.], u = [6. 8.]"
    assert first["got"] == "100"
    assert first["expected"] == "10"
    source, _ = MISTAKES["batch_gradient: three classes taken for granted"]
    first, *_ = failed(check(asked(source), source, "ko"))
    assert first["input"].startswith("W = [[0.5 -0.5] [0.1 0.2] [-0.3 0.4]], X = ")


# What is to be done by hand


@each_language
@pytest.mark.parametrize(
    ("exercise", "name"),
    [(exercise, name) for exercise in EXERCISES.values() for name in exercise.by_hand],
    ids=lambda it: getattr(it, "name", it),
)
def test_what_is_to_be_done_by_hand_is_not_left_to_the_package(exercise, name, language):
    for called in (name, f"gdlesson.{name}"):
        source = f"import gdlesson\ndef {exercise.signature}:\n    return {called}()"
        results = check(exercise.name, source, language)
        assert failed(results) == results
        look = getattr(requirements.BY_HAND, language).format(name)
        assert {result["look"] for result in results} == {look}


@each_exercise
def test_no_function_of_the_package_or_of_a_sample_is_an_answer(exercise):
    (page,) = (page for page in PAGES.values() if exercise.name in page.exercises)
    nodes = [
        node
        for sample in page.samples
        for node in ast.parse(sample.code).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name not in EXERCISES
    ]
    above = "\n".join(ast.unparse(node) for node in nodes)
    exec(above, vars(gdlesson) | {"np": np})  # else no answer below is tried
    for name in {node.name for node in nodes} | {*gdlesson.__all__}:
        source = f"{above}\n{exercise.name} = {name}"
        assert failed(check(exercise.name, source, "en")), name


# The messages

CODE = re.compile("`[^`]+`")


def messages():
    found = [
        text
        for exercise in EXERCISES.values()
        for requirement in exercise.requirements
        for text in (requirement.says, requirement.look)
    ]
    return found + [
        value for value in vars(requirements).values() if isinstance(value, Text)
    ]


def test_every_message_is_there_in_both_languages():
    for text in messages():
        assert re.search("[가-힣]", text.ko), text
        assert text.en, text
        assert not re.search("[가-힣]", text.en), text
        assert sorted(CODE.findall(text.ko)) == sorted(CODE.findall(text.en)), text
