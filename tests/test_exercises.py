"""The exercises' checks, tried on the pages' solutions and on the mistakes to expect."""

import ast
import json
import re
from functools import cache
from operator import attrgetter

import pytest

import gdlesson
from docs.exercises import EXERCISES, LESSONS, check, requirements
from docs.exercises.requirements import Exercise, Result, Text
from sitekit import LANGUAGES
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
def test_every_lesson_has_exercises(language: str) -> None:
    found = {name for name, page in pages(language).items() if page.is_lesson}
    assert found == {f"{name}.md" for name in LESSONS}


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

SLOPE = """
def slope_along(f, x, u):
    x, u = np.array(x, dtype=float), np.array(u, dtype=float)
    step = 1e-4 * u / np.linalg.norm(u)
    above, below = x + step, x - step
    return (f(above) - f(below)) / np.linalg.norm(above - below)
"""
LOWEST = """
def lowest_end(f, starts, lr=0.01, step_num=1000):
    ends = [gradient_descent(f, start, lr, step_num) for start in starts]
    return min(ends, key=f)
"""
DESCENDING = """
def lowest_end(f, starts, lr=0.01, step_num=1000):
    ends = []
    for start in starts:
        x = np.array(start, dtype=float)
        for step in range(step_num):
            x -= lr * numerical_gradient(f, x)
        ends.append(x)
    return min(ends, key=f)
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
SOFT = """
def soft_loss(s, t):
    return np.mean(-np.sum(t * log_softmax(s), axis=-1))
"""
BATCH = """
def batch_gradient(W, X, T):
    at_scores = softmax(X @ W) - np.eye(W.shape[1])[T]
    return X.T @ at_scores / len(X)
"""
INPUT = """
def input_gradient(W, x, t):
    return W @ (softmax(x @ W) - np.eye(W.shape[1])[t])
"""
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
SOFTPLUS = """
def softplus_gradient(a, da):
    return da * (1 - np.exp(-a))
"""
SQUARED = """
def squared_gradient(a, W, b, t):
    ds = 2 * (a @ W + b - t) / t.size
    return a.T @ ds, ds.sum(axis=0)
"""
TIED = """
def tied_gradient(W, x, t):
    a = np.tanh(x @ W)
    ds = (softmax(a @ W) - np.eye(len(W))[t]) / len(x)
    dz = ds @ W.T * (1 - a ** 2)
    return x.T @ dz + a.T @ ds
"""
PRODUCT = "def product_gradient(x):\n    return "
DOWNHILL = "def downhill(f, x):\n    grad = numerical_gradient(f, x)\n    return "
LIMIT = "def lr_limit(a, b):\n    return "


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
    "a difference of one's own": (
        DIFFERENCE + PRODUCT + "own_gradient(lambda x: x[0] ** 2 * x[1], x)",
        "twelve decimals",
    ),
    # slope_along
    "no division by the distance": (
        but(SLOPE, (" / np.linalg.norm(above - below)", "")),
        "of length 1",
    ),
    "divided by h, not by the distance": (
        but(SLOPE, ("np.linalg.norm(above - below)", "1e-4")),
        "of length 1",
    ),
    "a forward difference": (but(SLOPE, ("x + step, x - step", "x + step, x")), "central"),
    "an h far too small": (but(SLOPE, ("1e-4", "1e-11")), "central"),
    "an h far too large": (but(SLOPE, ("1e-4", "1e-1")), "central"),
    "the length of u in the rate": (
        but(SLOPE, (" / np.linalg.norm(u)", ""), ("np.linalg.norm(above - below)", "2e-4")),
        "length of `u`",
    ),
    "lists taken for arrays": (
        but(SLOPE, ("    x, u = np.array(x, dtype=float), np.array(u, dtype=float)\n", "")),
        "lists or matrices",
    ),
    "a length for vectors only": (
        but(SLOPE, ("u / np.linalg.norm(u)", "u / np.sqrt(u @ u)")),
        "lists or matrices",
    ),
    "the whole gradient": (
        "def slope_along(f, x, u):\n"
        "    return np.sum(numerical_gradient(f, x) * u) / np.linalg.norm(u)",
        "calls `f` twice",
    ),
    "the caller's x changed in place (the note)": (
        but(
            SLOPE,
            ("x, u = np.array(x, dtype=float)", "x, u = np.asarray(x, dtype=float)"),
            (
                "above, below = x + step, x - step\n"
                "    return (f(above) - f(below)) / np.linalg.norm(above - below)",
                "x += step\n    above = f(x)\n    x -= 2 * step\n    below = f(x)\n"
                "    x += step\n    return (above - below) / 2e-4",
            ),
        ),
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
    # lowest_end
    "no return": (
        but(LOWEST, ("return min(ends, key=f)", "min(ends, key=f)")),
        "one start",
    ),
    "the lowest start": (
        but(LOWEST, ("gradient_descent(f, start, lr, step_num)", "np.array(start)")),
        "one start",
    ),
    "a learning rate of its own": (
        but(LOWEST, ("lr, step_num)", "0.01, step_num)")),
        "one start",
    ),
    "a step_num of its own": (but(LOWEST, ("lr, step_num)", "lr, 1000)")), "one start"),
    "up instead of down": (but(DESCENDING, ("x -= lr", "x += lr")), "one start"),
    "one element after the other (the note)": (
        but(
            DESCENDING,
            (
                "            x -= lr * numerical_gradient(f, x)",
                "            for i in range(x.size):\n"
                "                x[i] -= (lr + 0.01 * i) * numerical_gradient(f, x)[i]",
            ),
        ),
        "one start",
    ),
    "the first end": (but(LOWEST, ("min(ends, key=f)", "ends[0]")), "Given several"),
    "the last end": (but(LOWEST, ("min(ends, key=f)", "ends[-1]")), "Given several"),
    "the highest end": (but(LOWEST, ("min(", "max(")), "Given several"),
    "the end furthest to the left": (but(LOWEST, (", key=f", "")), "Given several"),
    "the end of the lowest start": (
        "def lowest_end(f, starts, lr=0.01, step_num=1000):\n"
        "    return gradient_descent(f, min(starts, key=f), lr, step_num)",
        "Given several",
    ),
    "starts of integers": (
        but(DESCENDING, ("np.array(start, dtype=float)", "start.copy()")),
        "integers",
    ),
    "the starts overwritten (the note)": (
        but(DESCENDING, ("np.array(start, dtype=float)", "np.asarray(start, dtype=float)")),
        "leaves the starts",
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
    # soft_loss
    "the sign of the logarithm": (but(SOFT, ("-np.sum", "np.sum")), "one-hot"),
    "a mean over the classes": (but(SOFT, ("-np.sum", "-np.mean")), "one-hot"),
    "one class alone": (
        "def soft_loss(s, t):\n"
        "    right = np.argmax(t, axis=-1)[..., np.newaxis]\n"
        "    return np.mean(-np.take_along_axis(log_softmax(s), right, axis=-1))",
        "spread over several",
    ),
    "the sum for the mean": (but(SOFT, ("np.mean", "np.sum")), "the mean"),
    "a row of losses": (but(SOFT, ("np.mean(-", "(-")), "the mean"),
    "by way of probabilities": (
        but(SOFT, ("log_softmax(s)", "np.log(np.maximum(softmax(s), 1e-300))")),
        "1000 apart",
    ),
    # batch_gradient
    "numbers for one-hot labels": (
        but(BATCH, ("np.eye(W.shape[1])[T]", "T[:, np.newaxis]")),
        "batch of one",
    ),
    "the sum over a batch": (but(BATCH, (" / len(X)", "")), "their mean"),
    "divided by the classes": (but(BATCH, ("len(X)", "W.shape[1]")), "batch of one"),
    "the first sample of a batch": (
        but(BATCH, ("    at_scores", "    X, T = X[:1], T[:1]\n    at_scores")),
        "their mean",
    ),
    "three classes taken for granted": (but(BATCH, ("W.shape[1]", "3")), "other numbers"),
    "a difference of one's own for the weights": (
        DIFFERENCE
        + "def batch_gradient(W, X, T):\n"
        + "    return own_gradient(lambda W: SimpleNet(W).loss(X, T), W)",
        "twelve decimals",
    ),
    # input_gradient
    "the gradient of the weights": (
        but(INPUT, ("W @ (", "np.outer(x, ")),
        "shape of the input",
    ),
    "probabilities without the label": (
        but(INPUT, (" - np.eye(W.shape[1])[t]", "")),
        "this page",
    ),
    "the wrong sign": (but(INPUT, ("W @", "-W @")), "this page"),
    "two rows taken for granted": (
        but(INPUT, ("return W @", "return np.resize(W[:2], W.shape) @")),
        "other numbers",
    ),
    "a difference of one's own for the input": (
        DIFFERENCE
        + "def input_gradient(W, x, t):\n"
        + "    return own_gradient(lambda x: SimpleNet(W).loss(x, t), x)",
        "twelve decimals",
    ),
    # softplus_gradient
    "the derivative of tanh": (
        but(SOFTPLUS, ("np.exp(-a)", "a ** 2")),
        "derivative of the activation function",
    ),
    "a for z": (
        but(SOFTPLUS, ("(1 - np.exp(-a))", "/ (1 + np.exp(-a))"), ("da *", "da")),
        "derivative of the activation function",
    ),
    "the derivative alone": (but(SOFTPLUS, ("da * ", "")), "multiplies that by"),
    "an exponential that overflows": (
        but(SOFTPLUS, ("(1 - np.exp(-a))", "(np.exp(a) - 1) / np.exp(a)")),
        "`a` is 1000",
    ),
    "a difference of one's own for softplus": (
        """
def softplus_gradient(a, da):
    z, h = a + np.log1p(-np.exp(-a)), 1e-5
    return da * (np.logaddexp(0, z + h) - np.logaddexp(0, z - h)) / (2 * h)
""",
        "twelve decimals",
    ),
    # squared_gradient
    "rows and columns exchanged": (
        but(SQUARED, ("a.T @ ds", "ds.T @ a")),
        "shape of `W`",
    ),
    "the bias first": (
        but(SQUARED, ("a.T @ ds, ds.sum(axis=0)", "ds.sum(axis=0), a.T @ ds")),
        "shape of `W`",
    ),
    "no 2": (but(SQUARED, ("2 * ", "")), "`dW` is right"),
    "the sum of squares": (but(SQUARED, (" / t.size", "")), "`dW` is right"),
    "a mean over the samples alone": (
        but(SQUARED, ("t.size", "len(t)")),
        "`dW` is right",
    ),
    "scores without their bias": (but(SQUARED, (" + b - t", " - t")), "`dW` is right"),
    "the mean taken twice": (but(SQUARED, ("ds.sum", "ds.mean")), "`db` is right"),
    "a sum along the wrong axis": (
        but(SQUARED, ("ds.sum(axis=0)", "ds.sum(axis=1)")),
        "`db` is right",
    ),
    "a difference of one's own for squares": (
        DIFFERENCE
        + "def squared_gradient(a, W, b, t):\n"
        + "    return (own_gradient(lambda W: np.mean((a @ W + b - t) ** 2), W),\n"
        + "            own_gradient(lambda b: np.mean((a @ W + b - t) ** 2), b))",
        "twelve decimals",
    ),
    # tied_gradient
    "the second place alone": (but(TIED, ("x.T @ dz + ", "")), "single sample"),
    "the first place alone": (but(TIED, (" + a.T @ ds", "")), "single sample"),
    "no bend on the way back": (but(TIED, (" * (1 - a ** 2)", "")), "single sample"),
    "weights not transposed": (but(TIED, ("W.T", "W")), "not symmetric"),
    "the sum over the samples": (but(TIED, (" / len(x)", "")), "several samples"),
    "two classes taken for granted": (
        but(TIED, ("np.eye(len(W))", "np.eye(2)")),
        "another size",
    ),
    "a difference of one's own for tied weights": (
        DIFFERENCE
        + "def tied_gradient(W, x, t):\n"
        + "    def loss(W):\n"
        + "        log_y = log_softmax(np.tanh(x @ W) @ W)\n"
        + "        return -np.mean(log_y[range(len(x)), t])\n"
        + "    return own_gradient(loss, W)",
        "twelve decimals",
    ),
}


def asked(source: str) -> str:
    """The exercise that a source answers."""
    defined = re.findall(r"^def (\w+)", source, re.MULTILINE)
    return str(defined[-1])


@cache
def first_failed(source: str) -> Result:
    """What a wrong answer is told first."""
    return failed(check(asked(source), source, "en"))[0]


@pytest.mark.parametrize(("source", "about"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_caught_by_the_requirement_about_it(source: str, about: str) -> None:
    first = first_failed(source)
    assert about in first["requirement"]
    assert first["input"]
    assert first["got"] != first["expected"]


def test_the_answers_that_mistakes_were_put_into_are_right() -> None:
    rights = SLOPE, LOWEST, DESCENDING, CLIMB, SOFT, BATCH, INPUT, SOFTPLUS, SQUARED, TIED
    for source in rights:
        assert not failed(check(asked(source), source, "en"))


def test_every_requirement_is_there_for_a_mistake() -> None:
    caught = {first_failed(source)["requirement"] for source, _ in MISTAKES.values()}
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
    spoiling = but(DESCENDING, ("    return", "    starts *= 0\n    return"))
    for _ in range(2):
        assert len(failed(check(asked(LOWEST), spoiling, "en"))) == 1
    assert not failed(check(asked(LOWEST), LOWEST, "en"))


def test_two_numbers_that_differ_late_are_shown_with_the_digits_that_differ() -> None:
    first, *_ = failed(check("lr_limit", LIMIT + "1.00002 / max(a, b)", "en"))
    assert (first["got"], first["expected"]) == ("1.00002", "1")


def test_a_counterexample_is_short_and_says_what_was_tried() -> None:
    source, _ = MISTAKES["the length of u in the rate"]
    first, *_ = failed(check(asked(source), source, "ko"))
    assert first["input"] == "f(x) = x0² + x1², x = [3. 4.], u = [6. 8.]"
    assert first["got"] == "100"
    assert first["expected"] == "10"
    source, _ = MISTAKES["three classes taken for granted"]
    first, *_ = failed(check(asked(source), source, "ko"))
    assert first["input"].startswith("W = [[0.5 -0.5] [0.1 0.2] [-0.3 0.4]], X = ")


# What is to be done by hand

BY_HAND = {
    "the numerical gradient": (
        PRODUCT + "numerical_gradient(lambda x: x[0] ** 2 * x[1], x)",
        "numerical_gradient",
    ),
    "the numerical gradient by another name": (
        "from gdlesson import numerical_gradient as grad\n"
        + PRODUCT
        + "grad(lambda x: x[0] ** 2 * x[1], x)",
        "numerical_gradient",
    ),
    "the formula of the package": (
        "def batch_gradient(W, X, T):\n    return SimpleNet(W).gradient(X, T)",
        "SimpleNet.gradient",
    ),
    "the numerical gradient of the package’s loss": (
        "import gdlesson\n"
        "def batch_gradient(W, X, T):\n"
        "    return gdlesson.numerical_gradient(lambda W: SimpleNet(W).loss(X, T), W)",
        "numerical_gradient",
    ),
    "the backpropagation of the package": (
        "def tied_gradient(W, x, t):\n"
        "    none = np.zeros(len(W))\n"
        "    gradient = TwoLayerNet(W, none, W, none).gradient(x, t)\n"
        "    return gradient['W1'] + gradient['W2']",
        "TwoLayerNet.gradient",
    ),
    "the numerical gradient of the input": (
        "def input_gradient(W, x, t):\n"
        "    return numerical_gradient(lambda x: SimpleNet(W).loss(x, t), x)",
        "numerical_gradient",
    ),
}


@each_language
@pytest.mark.parametrize(("source", "name"), BY_HAND.values(), ids=BY_HAND)
def test_what_is_to_be_done_by_hand_is_not_left_to_the_package(
    source: str, name: str, language: str
) -> None:
    results = check(asked(source), source, language)
    assert failed(results) == results
    look = getattr(requirements.BY_HAND, language).format(name)
    assert {result["look"] for result in results} == {look}


def test_what_is_withheld_from_an_answer_is_there_again_after_it() -> None:
    withheld = {name for exercise in EXERCISES.values() for name in exercise.by_hand}
    before = [attrgetter(name)(gdlesson) for name in withheld]
    for source, _ in BY_HAND.values():
        check(asked(source), source, "en")
    assert [attrgetter(name)(gdlesson) for name in withheld] == before


def test_an_answer_may_be_compared_with_a_numerical_gradient_below_it() -> None:
    source = BATCH + "\nprint(numerical_gradient(lambda x: x[0], np.zeros(1)))\n1 / 0"
    assert not failed(check("batch_gradient", source, "en"))


@each_exercise
def test_no_function_of_the_package_or_of_a_sample_is_an_answer(
    page: str, exercise: Exercise
) -> None:
    nodes = [
        node
        for sample in pages("en")[f"{page}.md"].samples
        for node in ast.parse(sample.code).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name not in EXERCISES
    ]
    above = "\n".join(ast.unparse(node) for node in nodes)
    for name in {node.name for node in nodes} | {*gdlesson.__all__}:
        assert failed(check(exercise.name, f"{above}\n{exercise.name} = {name}", "en")), (
            name
        )


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
