"""Each call of `wrong_arguments.txt` raises the error that stands below it."""

import builtins
import json
import math
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import gdlesson
from gdlesson import landscapes
from sitekit.run import session


class Meters(np.ndarray):
    """An array with a unit, as several libraries have it."""


class Unruly:
    """An object that looks like an array until one is made of it."""

    def __array__(self, *_arguments, **_named):
        raise TypeError("no array of this")

    def __repr__(self):
        return "Unruly()"


LINES = Path(__file__).with_name("wrong_arguments.txt").read_text("utf-8").split("\n")
NAMES = {
    **vars(gdlesson),
    **vars(landscapes),
    **{"np": np, "math": math, "Fraction": Fraction, "nan": np.nan, "inf": np.inf},
    "start": [-3.0, 4.0],
    "thirds": np.full((2, 3), 1 / 3),
    "net": gdlesson.SimpleNet(np.ones((2, 3))),
    "two": gdlesson.TwoLayerNet(np.ones((2, 3)), [0, 0, 0], np.ones((3, 4)), [0] * 4),
    "meters": np.array(5.0).view(Meters),
    "unruly": Unruly(),
    "rng": np.random.default_rng(0),
}


each_call = pytest.mark.parametrize(
    ("call", "error"), list(zip(LINES[::2], LINES[1::2], strict=False)), ids=LINES[:-1:2]
)


@pytest.mark.filterwarnings("error")
@each_call
def test_a_wrong_argument_raises_an_error_that_says_what_is_wrong(call, error):
    kind, message = error.strip().split(": ", maxsplit=1)
    with pytest.raises(getattr(builtins, kind), match=f"^{re.escape(message)}$"):
        eval(call, NAMES)


@pytest.mark.parametrize(
    ("letters", "shown"), [(198, repr("a" * 198)), (199, "'" + "a" * 196 + "...")]
)
def test_an_error_shows_200_characters_of_a_value_at_most(letters, shown):
    with pytest.raises(TypeError, match=rf"dtype <U\d+: {re.escape(shown)}$"):
        gdlesson.softmax("a" * letters)


@each_call
def test_a_page_shows_the_error_of_a_wrong_argument_whole(call, error, monkeypatch):
    monkeypatch.setitem(session.states, 0, {"__name__": "__main__", **NAMES})
    shown = json.loads(session.run(1, 0, "<sample 1>", f"\n{call}\n", lambda _: None))
    assert shown["error"] == error.strip()
    assert shown["line"] == call
    assert shown["traceback"].splitlines()[-1] == error.strip()
