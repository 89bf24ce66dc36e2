"""The exercises' checks, tried on the pages' solutions and on the mistakes to expect."""

import json
import re

import pytest
from test_pages import glossary

from sitekit import LANGUAGES
from sitekit.exercises import EXERCISES, LESSONS, check, requirements
from sitekit.exercises.requirements import Exercise, Result, Text
from sitekit.pages import pages

each_exercise = pytest.mark.parametrize(
    ("page", "exercise"),
    [(page, exercise) for page, found in LESSONS.items() for exercise in found],
    ids=EXERCISES,
)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def failed(results: list[Result]) -> list[Result]:
    return [result for result in results if not result["passed"]]


# The pages


@each_language
@pytest.mark.parametrize("page", LESSONS)
def test_a_lesson_asks_for_the_functions_that_are_checked(page: str, language: str) -> None:
    asked = list(pages(language)[f"{page}.md"].exercises)
    assert asked == [exercise.name for exercise in LESSONS[page]]
    assert len(asked) >= 3


@each_language
@each_exercise
def test_the_solution_of_a_page_meets_every_requirement(
    page: str, exercise: Exercise, language: str
) -> None:
    _, solution = pages(language)[f"{page}.md"].exercises[exercise.name]
    results = check(exercise.name, solution, language)
    assert len(results) == len(exercise.requirements)
    assert not failed(results)


@each_language
@each_exercise
def test_the_starter_of_a_page_has_the_signature_and_is_not_the_solution(
    page: str, exercise: Exercise, language: str
) -> None:
    starter, _ = pages(language)[f"{page}.md"].exercises[exercise.name]
    assert starter.startswith(f"def {exercise.signature}:\n")
    first, *_ = failed(check(exercise.name, starter, language))
    assert first["got"]
    assert first["expected"]
    assert first["look"]


# The mistakes to expect, each caught first by the requirement that is about it

GRADIENT = """
def mended_gradient(f, x, h=1e-4):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[index] += h
        below[index] -= h
        grad[index] = (f(above) - f(below)) / (above[index] - below[index])
    return grad
"""
DESCENT = """
def mended_descent(f, init_x, lr=0.01, step_num=100):
    x = np.array(init_x, dtype=float)
    for step in range(step_num):
        x = x - lr * numerical_gradient(f, x)
    return x
"""
CLIMB = """
def climb(f, init_x, lr=0.1, tolerance=1e-6, max_steps=10000):
    x = np.array(init_x, dtype=float)
    for step in range(max_steps):
        grad = numerical_gradient(f, x)
        if np.linalg.norm(grad) < tolerance:
            return x, step
        x = x + lr * grad
    return x, max_steps
"""
SOFTMAX = """
def row_softmax(s):
    exp = np.exp(s - np.max(s, axis=-1, keepdims=True))
    return exp / np.sum(exp, axis=-1, keepdims=True)
"""
ERROR = """
def mean_error(y, t):
    y, t = np.asarray(y), np.asarray(t)
    if t.shape == y.shape:
        t = np.argmax(t, axis=-1)
    right = np.take_along_axis(y, t[..., np.newaxis], axis=-1)
    return np.mean(-np.log(np.maximum(right, 1e-12)))
"""
WEIGHTS = """
def weight_gradient(net, x, t):
    def loss(W):
        return SimpleNet(W).loss(x, t)
    return numerical_gradient(loss, net.W)
"""
PRODUCT = "def product_gradient(x):\n    return "
DOWNHILL = "def downhill(f, x):\n    grad = numerical_gradient(f, x)\n    return "
LIMIT = "def lr_limit(a, b):\n    return "


MOVED = "(above[index] - below[index])"


def but(source: str, *changes: tuple[str, str]) -> str:
    """A right answer with something changed."""
    for right, wrong in changes:
        assert right in source
        source = source.replace(right, wrong)
    return source


MISTAKES = {
    # product_gradient
    "the partial derivatives added up": (
        PRODUCT + "2 * x[0] * x[1] + x[0] ** 2",
        "in an array",
    ),
    "the right numbers for one point only": (
        PRODUCT + "np.array([12.0, 4.0])",
        "Element 0",
    ),
    "the two in the wrong order": (
        PRODUCT + "np.array([x[0] ** 2, 2 * x[0] * x[1]])",
        "Element 0",
    ),
    "both variables moved at once": (
        PRODUCT + "np.array([2 * x[0] * x[1], 2 * x[0]])",
        "Element 1",
    ),
    # mended_gradient
    "no return (the note)": (but(GRADIENT, ("    return grad", "")), "at (3, 4)"),
    "no factor 2": (but(GRADIENT, (MOVED, "h")), "at (3, 4)"),
    "divided by h squared": (but(GRADIENT, (MOVED, "h ** 2")), "at (3, 4)"),
    "a forward difference": (
        but(GRADIENT, ("below[index] -= h", "pass"), (MOVED, "h")),
        "central differences",
    ),
    "an h of its own": (
        but(GRADIENT, ("    grad = ", "    h = 1e-4\n    grad = ")),
        "central differences",
    ),
    "vectors only (the note)": (
        but(GRADIENT, ("index in np.ndindex(x.shape)", "index in range(x.size)")),
        "of a matrix",
    ),
    "rows only": (
        but(GRADIENT, ("index in np.ndindex(x.shape)", "index in range(len(x))")),
        "of a matrix",
    ),
    "integers (the note)": (
        but(GRADIENT, ("np.array(x, dtype=float)", "np.array(x)")),
        "integers",
    ),
    "the caller's x changed in place (the note)": (
        """
def mended_gradient(f, x, h=1e-4):
    x = np.asarray(x, dtype=float)
    grad = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        old = x[index]
        x[index] = old + h
        above = f(x)
        x[index] = old - h
        grad[index] = (above - f(x)) / (2 * h)
        x[index] = old
    return grad
""",
        "leaves the `x`",
    ),
    # downhill
    "the gradient itself": (DOWNHILL + "-grad", "of length 1"),
    "steepest ascent (the note)": (
        DOWNHILL + "grad / max(np.linalg.norm(grad), 1e-12)",
        "On the bowl",
    ),
    "the way to the minimum": (
        DOWNHILL + "-x / max(np.linalg.norm(x), 1e-12)",
        "elongated bowl",
    ),
    "0 divided by 0": (DOWNHILL + "-grad / np.linalg.norm(grad)", "gradient is 0"),
    # mended_descent
    "no return": (but(DESCENT, ("    return x", "")), "one step down"),
    "the wrong sign": (but(DESCENT, ("x - lr", "x + lr")), "one step down"),
    "a learning rate of its own": (but(DESCENT, ("x - lr", "x - 0.1")), "`step_num` steps"),
    "a step_num of its own": (
        but(DESCENT, ("in range(step_num)", "in range(1)")),
        "`step_num` steps",
    ),
    "a step too many": (
        but(DESCENT, ("range(step_num)", "range(step_num + (step_num > 1))")),
        "`step_num` steps",
    ),
    "one element after the other (the note)": (
        but(
            DESCENT,
            (
                "        x = x - lr * numerical_gradient(f, x)",
                "        for i in range(x.size):\n"
                "            x[i] -= lr * numerical_gradient(f, x)[i]",
            ),
        ),
        "at the same time",
    ),
    "the start overwritten (the note)": (
        but(
            DESCENT,
            ("np.array(init_x, dtype=float)", "init_x"),
            ("x = x - lr *", "x -= lr *"),
        ),
        "leaves the initial value",
    ),
    "a start of integers": (
        but(
            DESCENT,
            ("np.array(init_x, dtype=float)", "init_x.copy()"),
            ("x = x - lr *", "x -= lr *"),
        ),
        "integers",
    ),
    # lr_limit
    "the coefficient for the curvature": (LIMIT + "2 / max(a, b)", "the limit is 1"),
    "the limit upside down": (LIMIT + "max(a, b)", "the smaller the limit"),
    "the smaller curvature": (LIMIT + "1 / min(a, b)", "larger curvature"),
    "the first curvature": (LIMIT + "1 / a", "larger curvature"),
    "the mean curvature": (LIMIT + "2 / (a + b)", "larger curvature"),
    # climb
    "down instead of up": (but(CLIMB, ("x + lr", "x - lr")), "goes up"),
    "the point alone": (
        but(CLIMB, ("return x, step", "return x"), ("return x, max_steps", "return x")),
        "goes up",
    ),
    "stopped too early": (but(CLIMB, ("< tolerance", "< 1e-3")), "gets to the top"),
    "stopped too late": (but(CLIMB, ("< tolerance", "< 1e-9")), "as soon as"),
    "a step too many counted": (
        but(CLIMB, ("return x, step", "return x, step + 1")),
        "as soon as",
    ),
    "no limit to the steps": (
        but(
            CLIMB,
            (
                "in range(max_steps)",
                "in range(max(max_steps, 1000) if lr == 1 else max_steps)",
            ),
            ("return x, max_steps", "return x, step + 1"),
        ),
        "at `max_steps`",
    ),
    "the number of the last step for how many there were": (
        but(CLIMB, ("return x, max_steps", "return x, step")),
        "at `max_steps`",
    ),
    "the start of the climb overwritten": (
        but(CLIMB, ("np.array(init_x, dtype=float)", "init_x"), ("x = x + lr", "x += lr")),
        "leaves the initial value",
    ),
    # row_softmax
    "no sum of 1": (
        but(SOFTMAX, ("exp / np.sum(exp, axis=-1, keepdims=True)", "exp")),
        "add up to 1",
    ),
    "an overflow": (
        but(SOFTMAX, ("s - np.max(s, axis=-1, keepdims=True)", "s")),
        "do not overflow",
    ),
    "the sum of all rows": (
        but(SOFTMAX, ("np.sum(exp, axis=-1, keepdims=True)", "np.sum(exp)")),
        "each row adds up",
    ),
    "columns for rows": (but(SOFTMAX, ("axis=-1", "axis=0")), "each row adds up"),
    "one maximum for all rows": (
        but(SOFTMAX, ("np.max(s, axis=-1, keepdims=True)", "np.max(s)")),
        "differ widely",
    ),
    "the scores overwritten": (
        but(
            SOFTMAX,
            (
                "    exp = np.exp(s - np.max(s, axis=-1, keepdims=True))",
                "    s -= np.max(s, axis=-1, keepdims=True)\n    exp = np.exp(s)",
            ),
        ),
        "leaves the scores",
    ),
    # mean_error
    "the sign of the logarithm": (but(ERROR, ("-np.log", "np.log")), "one-hot"),
    "a mean over the classes": (
        "def mean_error(y, t):\n    return -np.mean(t * np.log(np.maximum(y, 1e-12)))",
        "one-hot",
    ),
    "one-hot labels only": (
        "def mean_error(y, t):\n"
        "    return -np.sum(t * np.log(np.maximum(y, 1e-12))) / len(np.atleast_2d(y))",
        "number of a class",
    ),
    "the sum for the mean": (but(ERROR, ("np.mean", "np.sum")), "takes the mean"),
    "the logarithm of 0": (
        but(ERROR, ("np.maximum(right, 1e-12)", "right")),
        "finite error",
    ),
    # weight_gradient
    "silent zeros (the note)": (
        but(WEIGHTS, ("SimpleNet(W).loss", "net.loss")),
        "one sample",
    ),
    "the first sample of a batch": (
        but(
            WEIGHTS,
            (
                "    def loss",
                "    if np.ndim(x) > 1:\n        x, t = x[0], t[0]\n    def loss",
            ),
        ),
        "mini-batch",
    ),
    "the sum over a batch": (
        but(WEIGHTS, ("numerical_gradient(loss", "np.size(t) * numerical_gradient(loss")),
        "mini-batch",
    ),
    "a shape taken for granted": (
        but(WEIGHTS, ("net.W)", "net.W.ravel()[:6].reshape(2, 3))")),
        "another shape",
    ),
    "weights put into the network": (
        but(WEIGHTS, ("return SimpleNet(W).loss", "net.W = W\n        return net.loss")),
        "leaves the network",
    ),
}


def asked(source: str) -> str:
    """The exercise that a source answers."""
    found = re.search(r"^def (\w+)", source, re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize(("source", "about"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_caught_by_the_requirement_about_it(source: str, about: str) -> None:
    first, *_ = failed(check(asked(source), source, "en"))
    assert about in first["requirement"]
    assert first["input"]
    assert first["got"] != first["expected"]


def test_the_answers_that_mistakes_were_put_into_are_right() -> None:
    for source in (GRADIENT, DESCENT, CLIMB, SOFTMAX, ERROR, WEIGHTS):
        assert not failed(check(asked(source), source, "en"))


def test_every_requirement_is_there_for_a_mistake() -> None:
    caught = {
        failed(check(asked(source), source, "en"))[0]["requirement"]
        for source, _ in MISTAKES.values()
    }
    written = {
        requirement.says.en
        for exercise in EXERCISES.values()
        for requirement in exercise.requirements
    }
    assert caught == written


# Answers that are no answers

NO_ANSWERS = {
    "nothing": ("", "", "has the name"),
    "another name": ("def limit(a, b):\n    return 1", "", "has the name"),
    "not a function": ("lr_limit = 1", "", "has the name"),
    "a syntax error": ("def lr_limit(a, b)\n    return 1", "SyntaxError", "cannot read"),
    "an error first": ("1 / 0", "ZeroDivisionError: division by zero", "stopped it"),
    "an exit first": ("raise SystemExit", "SystemExit", "stopped it"),
    "another signature": ("def lr_limit(a):\n    return a", "lr_limit(a)", "the order"),
    "no return": ("def lr_limit(a, b):\n    1", "None", "`return`"),
    "an error": (LIMIT + "a[0]", "TypeError: 'float' object is not subscriptable", ""),
    "an unknown name": (LIMIT + "total(a)", "NameError: name 'total'", "The check knows"),
    "an exit": (LIMIT + "exit()", "SystemExit", ""),
    "a recursion without end": (LIMIT + "lr_limit(a, b)", "RecursionError", ""),
    "nan": (LIMIT + "np.nan", "nan", ""),
    "infinity": (LIMIT + "np.divide(a, 0.0)", "inf", ""),
    "another shape": (LIMIT + "np.array([1.0])", "[1.]", ""),
    "rows of unequal length": (LIMIT + "[[1, 2], [3]]", "", ""),
    "a complex number": (LIMIT + "1j", "1j", ""),
    "words": (LIMIT + "'one'", "'one'", ""),
    "a function": (LIMIT + "max", "built-in function max", ""),
    "a question": (LIMIT + "input()", "", ""),
    "a large array": (LIMIT + "np.zeros((100, 100))", "...", ""),
}


@each_language
@pytest.mark.parametrize(("source", "got", "look"), NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_is_no_answer_gets_one(
    source: str, got: str, look: str, language: str
) -> None:
    results = check("lr_limit", source, language)
    first = results[0]
    assert not first["passed"]
    assert got in first["got"]
    assert len(first["got"]) <= 120
    assert first["look"]
    if language == "en":
        assert look in first["look"]
    json.dumps(results)


def test_what_an_answer_prints_or_warns_of_goes_nowhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    noisy = "print('here')\n" + LIMIT + "print(a) or np.log(-1.0) * 0 + 1 / max(a, b)"
    quiet = LIMIT + "print(a) or 1 / max(a, b)"
    assert failed(check("lr_limit", noisy, "en"))
    assert not failed(check("lr_limit", quiet, "en"))
    assert capsys.readouterr() == ("", "")


def test_an_experiment_below_the_answer_does_no_harm() -> None:
    source = LIMIT + "1 / max(a, b)\n\nprint(lr_limit(steep))"
    assert not failed(check("lr_limit", source, "en"))


def test_an_answer_that_changes_what_it_is_given_spoils_no_other_case() -> None:
    spoiling = but(SOFTMAX, ("    return exp", "    s *= 0\n    return exp"))
    for _ in range(2):
        assert len(failed(check(asked(SOFTMAX), spoiling, "en"))) == 1
    assert not failed(check(asked(SOFTMAX), SOFTMAX, "en"))


def test_two_numbers_that_differ_late_are_shown_with_the_digits_that_differ() -> None:
    first, *_ = failed(check("lr_limit", LIMIT + "1.00002 / max(a, b)", "en"))
    assert (first["got"], first["expected"]) == ("1.00002", "1")


def test_a_counterexample_is_short_and_says_what_was_tried() -> None:
    source, _ = MISTAKES["integers (the note)"]
    first, *_ = failed(check(asked(source), source, "ko"))
    assert first["input"] == "f(x) = x0² + x1², x = [3 4]"
    assert first["got"] == "[5 7]"
    assert first["expected"] == "[6. 8.]"
    source, _ = MISTAKES["rows only"]
    first, *_ = failed(check(asked(source), source, "ko"))
    assert first["expected"] == "[[2. 4. 6.] [8. 10. 12.]]"


# The messages

CODE = re.compile("`[^`]+`")


def messages() -> list[Text]:
    found = [
        text
        for exercise in EXERCISES.values()
        for requirement in exercise.requirements
        for text in (requirement.says, requirement.look)
    ]
    return found + [
        value for value in vars(requirements).values() if isinstance(value, Text)
    ]


def test_every_message_is_there_in_both_languages() -> None:
    for text in messages():
        assert re.search("[가-힣]", text.ko), text
        assert text.en, text
        assert not re.search("[가-힣]", text.en), text
        assert sorted(CODE.findall(text.ko)) == sorted(CODE.findall(text.en)), text


def test_messages_use_the_words_of_the_glossary() -> None:
    terms, barred = glossary()
    for text in messages():
        korean = text.ko
        for term in sorted(terms, key=len, reverse=True):
            if any(word in term for word in barred):
                korean = korean.replace(term, "")
        assert not [word for word in barred if word in korean], text.ko
