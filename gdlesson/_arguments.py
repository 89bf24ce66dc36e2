"""Checks of arguments: each error names the argument, what it was and what it should be."""

from collections.abc import Callable
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def numeric_array(name: str, value: object) -> NDArray[Any]:
    """Return `value` as an array, or raise if it does not hold real numbers."""
    try:
        array = np.asarray(value)
    except ValueError:
        raise TypeError(
            f"{name} must be an array of real numbers; its rows differ in shape: {value!r}"
        ) from None
    if array.dtype.kind not in "iuf":
        raise TypeError(
            f"{name} must be an array of real numbers; got dtype {array.dtype}: {value!r}"
        )
    return array


def real_array(name: str, value: object) -> FloatArray:
    """Return a float64 copy of `value` in C order."""
    return np.array(numeric_array(name, value), dtype=np.float64, order="C")


def finite_array(name: str, value: object) -> FloatArray:
    """Return a float64 copy of `value` in C order, or raise if it is not finite."""
    array = real_array(name, value)
    if not np.isfinite(array).all():
        index = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        where = f" at index {index}" if index else ""
        raise ValueError(f"{name} must hold finite numbers; got {array[index]}{where}")
    return array


def finite_number(name: str, value: object) -> float:
    """Return `value` as a float, or raise if it is not one finite real number."""
    if not isinstance(value, Real) or isinstance(value, bool):
        raise TypeError(f"{name} must be a finite number; got {value!r}")
    try:
        number = float(value)
    except OverflowError:  # an int or a Fraction beyond float64
        number = np.inf
    if not np.isfinite(number):
        raise ValueError(f"{name} must be a finite number; got {value!r}")
    return number


def count(name: str, value: object, least: int = 0) -> int:
    """Return `value` as an int, or raise if it is not a whole number >= `least`."""
    wanted = f"{name} must be a whole number (an int) >= {least}; got {value!r}"
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise TypeError(wanted)
    if value < least:
        raise ValueError(wanted)
    return int(value)


def function(name: str, value: object) -> Callable[[FloatArray], Any]:
    """Return `value`, or raise if it cannot be called."""
    if not callable(value):
        raise TypeError(f"{name} must be a function of an array; got {value!r}")
    return value


def returned_number(name: str, value: object) -> float:
    """Return what the function `name` returned, or raise if it is not one number."""
    if isinstance(value, float):  # np.float64 is one too; the rest is slow to ask
        return float(value)
    if isinstance(value, np.ndarray):
        if value.ndim:
            raise TypeError(
                f"{name} must return one real number; it returned an array of shape "
                f"{value.shape}"
            )
        value = value.item()
    if not isinstance(value, Real) or isinstance(value, bool):
        raise TypeError(f"{name} must return one real number; it returned {value!r}")
    return float(value)
