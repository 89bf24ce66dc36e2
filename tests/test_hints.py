"""Which errors each hint of a page answers, and which near misses it leaves alone."""

import json
import re

import pytest
from test_calls import CALLS

import gdlesson
from sitekit import interface
from sitekit.browser.samples import session
from sitekit.prepare.pyodide import SCRIPTS

HINTS = json.loads((SCRIPTS / "hints.json").read_text("utf-8"))
IMPORTS = "import gdlesson\nimport numpy as np\n"

EXAMPLES = {
    "prompt": [">>> print(1)"],
    "comma": ["print(dict(lr=0,1))", "print(dict(h = 0, 1))"],
    "pair": [
        IMPORTS + "gdlesson.gradient_descent(np.sum, [1.0], lr=(0, 1))",
        "(0, 1) * 0.5",
    ],
    "dot": ["net = 1\nnet loss(1, 2)"],
    "indentation": ["def f():\nreturn 1", "if 1:\n        1\n\t2"],
    "numpy": ["np.zeros(2)"],
    "import": [f"{name}([1])" for name in gdlesson.__all__ if name != "landscapes"],
    "undefined": ["undefined_name", "def f():\n    a += 1\n\nf()"],
    "return": [
        "def f(x):\n    2 * x\n\nf(1) + 1",
        "None.shape",
        IMPORTS + "gdlesson.numerical_gradient(lambda x: None, [3.0])",
        IMPORTS + "gdlesson.numerical_gradient(None, [3.0])",
        IMPORTS + "gdlesson.numerical_gradient(np.sum, None)",
    ],
    "attribute": [
        "class Net:\n    def predict(self): pass\n\nNet().perdict()",
        IMPORTS + "np.zeors(2)",
    ],
    "index": [IMPORTS + "W = np.ones((2, 3))\nfor i in range(W.size):\n    W[i]"],
    "integers": [
        IMPORTS + "x = np.array([3, 4])\nx -= 0.1 * x",
        IMPORTS + "x = np.array([3, 4], dtype=np.uint8)\nx -= 0.1 * x",
    ],
    "power": [
        "3.0 ^ 2",
        "x = 3.0\nx ^= 2",
        IMPORTS + "np.array([3.0]) ^ 2",
    ],
    "arguments": [
        "def f(a, b):\n    return a * b\n\nf([3, 4])",
        "def f(x):\n    return x[0]\n\nf(3, 4)",
        "def lesson():\n    def f(a, b): pass\n    f([3, 4])\n\nlesson()",
        "(lambda a, b: a * b)([3, 4])",
        IMPORTS + "gdlesson.numerical_gradient(lambda a, b: a * b, [3.0, 4.0])",
        IMPORTS + "gdlesson.gradient_descent(lambda a, b: a * b, [3.0, 4.0])",
    ],
    "diverged": [
        IMPORTS + "gdlesson.gradient_descent(lambda x: x**2, 1.0, lr=1e308)",
    ],
    "lost": [
        IMPORTS + "gdlesson.numerical_gradient(np.sum, [3, 4], h=1e-17)",
        IMPORTS + "gdlesson.gradient_descent(np.sum, [1e13])",
    ],
    "infinite": [
        IMPORTS + "gdlesson.numerical_gradient(lambda x: float('nan'), 0.0)",
        IMPORTS + "gdlesson.numerical_gradient(np.sign, 0.0, h=1e-320)",
    ],
    "function": [
        IMPORTS + "gdlesson.numerical_gradient(3, [1.0])",
        IMPORTS + "f = np.sum\ngdlesson.gradient_descent(f([3.0]), [3.0])",
    ],
    "step": [
        IMPORTS + "gdlesson.numerical_gradient(np.sum, [1.0], h=0)",
        IMPORTS + "gdlesson.numerical_gradient(np.sum, [1.0], h=1e308)",
    ],
    "number": [
        IMPORTS + "gdlesson.gradient_descent(np.sum, [1.0], lr='0.1')",
        IMPORTS + "gdlesson.numerical_gradient(np.sum, [1.0], h=np.inf)",
    ],
    "whole": [IMPORTS + "gdlesson.gradient_descent(np.sum, [1.0], step_num=2.0)"],
    "scalar": [IMPORTS + "gdlesson.numerical_gradient(lambda x: 2 * x, [3.0])"],
    "array": [
        IMPORTS + "gdlesson.numerical_gradient(np.sum, [[1], [2, 3]])",
        IMPORTS + "gdlesson.softmax(np.ma.array([3.0]))",
    ],
    "finite": [IMPORTS + "gdlesson.softmax([np.inf])"],
    "shape": [IMPORTS + "gdlesson.SimpleNet([[1.0]]).predict([1.0, 2.0])"],
    "probabilities": [
        IMPORTS + "gdlesson.cross_entropy_error([1.1, 0.5], 1)",
        IMPORTS + "gdlesson.cross_entropy_error([0.2, 0.9, 0.8], 1)",
    ],
    "labels": [
        IMPORTS + "gdlesson.cross_entropy_error([0.5, 0.5], 2)",
        IMPORTS + "gdlesson.cross_entropy_error([0.5, 0.5], [1, 1])",
    ],
    "generator": [IMPORTS + "gdlesson.SimpleNet.random(0)"],
    "range": [
        IMPORTS + "gdlesson.SimpleNet([[1e308]]).predict([10.0])",
        IMPORTS + "gdlesson.gradient_descent(lambda x: x**2, 1.0, lr=-1e308)",
    ],
    "input": ["input('x?')", "raise EOFError  # as input('x?') does"],
    "module": [
        "import no_module_of_this_name",
        "raise ImportError('gdlesson.figures needs matplotlib')",  # as its import does
    ],
    "recursion": ["def f(x):\n    return f(x)\n\nf(1)"],
    "memory": ["raise MemoryError"],
}
"""Code that fails, by the name of the hint that answers it."""

NEAR_MISSES = {
    "print(1 2)": None,
    "print(dict(step_num=100, 1))": None,
    "print(dict(lr=0.1, 2))": None,
    "for net in nets(1) print(net)": None,
    "npy.zeros(2)": "undefined",
    "soft_max([1])": "undefined",
    "1 + 'None'": None,
    "[][0]": None,
    IMPORTS + "x = np.ones(2)\nx += 1j": None,
    "3.0 + '^'": None,
    "3.0 & 2": None,
    IMPORTS + "gdlesson.SimpleNet([[1.0]]).loss([1.0])": None,
    IMPORTS + "gdlesson.numerical_gradient()": None,
    "def half(a, b): pass\n\nhalf(1)": None,
    IMPORTS + "np.seterr(all='raise')\ntry:\n    np.exp(np.array(1e3))\n"
    "finally:\n    np.seterr(all='warn', under='ignore')": None,
    "raise FloatingPointError('too far')": None,
    "raise EOFError": None,
    "open('no file of this name')": None,
    "from math import no_name": None,
}
"""Code that fails in a like way, with the hint that answers it, if there is one."""


def error_of(code, monkeypatch):
    monkeypatch.setitem(session.states, 0, {"__name__": "__main__"})
    return json.loads(session.run(1, 0, "<sample 1>", f"\n{code}\n", lambda _: None))


def answer(error):
    """Name of the first hint that fits, as `text.js` finds it."""
    return next(
        (
            it["name"]
            for it in HINTS
            if re.search(it["error"], error["error"])
            and re.search(it.get("line", ""), error["line"])
        ),
        None,
    )


def test_every_hint_has_an_example_and_words():
    names = {it["name"] for it in HINTS}
    assert names == EXAMPLES.keys() == interface("en")["hints"].keys()


@pytest.mark.filterwarnings("ignore:overflow encountered")
def test_every_error_is_answered_by_its_hint_or_by_none(monkeypatch):
    cases = [(code, name) for name, codes in EXAMPLES.items() for code in codes]
    for code, name in [*cases, *NEAR_MISSES.items()]:
        assert answer(error_of(code, monkeypatch)) == name, code


def test_every_error_of_the_package_is_explained():
    unexplained = {
        error
        for error in CALLS.values()
        if "Error: " in error and not answer({"error": error, "line": ""})
    }
    assert unexplained == {"OverflowError: math range error"}  # Python's own
