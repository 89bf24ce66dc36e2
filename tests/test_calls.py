"""Each call of `calls.txt` returns, or raises, what stands below it."""

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import gdlesson
from gdlesson import landscapes


class Meters(np.ndarray):
    """An array with a unit, as several libraries have it."""


class Unruly:
    """An object that looks like an array until one is made of it."""

    def __array__(self, *_arguments, **_named):
        raise TypeError("no array of this")

    def __repr__(self):
        return "Unruly()"


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
LINES = Path(__file__).with_name("calls.txt").read_text("utf-8").splitlines()
CALLS = {call: below.strip() for call, below in zip(LINES[::2], LINES[1::2], strict=True)}


def outcome(call):
    """What Python shows of what a call returns or raises, on one line."""
    try:
        shown = str(eval(call, NAMES))
    except Exception as error:
        shown = f"{type(error).__name__}: {error}"
    return " ".join(shown.split())


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("call", CALLS)
def test_a_call_returns_or_raises_what_stands_below_it(call):
    with np.errstate(all="raise"):
        assert outcome(call) == CALLS[call]
