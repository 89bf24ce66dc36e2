"""Checks of arguments: each error names the argument, what it was and what it should be."""

import inspect
import math
from collections.abc import Callable
from numbers import Integral, Real
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

NO_NUMBERS = (bool, np.timedelta64)
"""What Python takes for numbers, and a reader does not."""


def shown(value: object) -> str:
    """`value` as code writes it, on one line of bearable length."""
    try:
        text = " ".join(repr(value).split())
    except ValueError:  # an int of more digits than Python writes
        return f"a huge {type(value).__name__}"
    return text if len(text) <= 200 else f"{text[:197]}..."


def numeric_array(name: str, value: object, kinds: str = "iuf") -> NDArray[Any]:
    """Return `value` as an array, or raise if it does not hold real numbers."""
    wanted = f"{name} must be an array of real numbers"
    if (strange := _strange_array(value)) is not None:
        raise TypeError(
            f"{name} must be a plain array of real numbers; "
            f"got a {type(strange).__name__}: {shown(value)}"
        )
    try:
        array = np.asarray(value)
    except (TypeError, ValueError) as error:
        uneven = "inhomogeneous" in str(error)
        why = "its rows differ in shape" if uneven else f"NumPy says: {error}"
        raise TypeError(f"{wanted}; {why}: {shown(value)}") from None
    if array.dtype == object and all(map(_is_real, array.flat)):
        return np.array([_float(number) for number in array.flat]).reshape(array.shape)
    if array.dtype.kind not in kinds:
        raise TypeError(f"{wanted}; got dtype {array.dtype}: {shown(value)}")
    return array


def real_array(name: str, value: object) -> FloatArray:
    """Return a float64 copy of `value` in C order."""
    with np.errstate(over="ignore", under="ignore"):  # a longdouble may be beyond
        return np.array(numeric_array(name, value), dtype=np.float64, order="C")


def finite_array(name: str, value: object) -> FloatArray:
    """Return a float64 copy of `value` in C order, or raise if it is not finite."""
    array = real_array(name, value)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold finite numbers; got {first_infinite(array)}")
    return array


def first_infinite(array: FloatArray) -> str:
    """First element that is nan or infinite, and where it stands."""
    index = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
    return f"{array[index]} at index {index}" if index else f"{array[index]}"


def finite_number(name: str, value: object) -> float:
    """Return `value` as a float, or raise if it is not one finite real number."""
    wanted = f"{name} must be a finite number; got {shown(value)}"
    scalar = _scalar(value)
    if not _is_real(scalar):
        raise TypeError(wanted)
    number = _float(scalar)
    if not math.isfinite(number):
        raise ValueError(wanted)
    return number


def count(name: str, value: object, least: int = 0) -> int:
    """Return `value` as an int, or raise if it is not a whole number >= `least`."""
    wanted = f"{name} must be a whole number (an int) >= {least}; got {shown(value)}"
    scalar = _scalar(value)
    if not isinstance(scalar, Integral) or isinstance(scalar, NO_NUMBERS):
        raise TypeError(wanted)
    if scalar < least:
        raise ValueError(wanted)
    return int(scalar)


def function(name: str, value: object) -> Callable[[FloatArray], Any]:
    """Return `value`, or raise if it cannot be called."""
    if not callable(value):
        raise TypeError(f"{name} must be a function of an array; got {shown(value)}")
    return value


def check_takes_one_array(name: str, function: Callable[..., Any]) -> None:
    """Raise if `function` cannot be called with one argument."""
    try:
        signature = inspect.signature(function, follow_wrapped=False)
    except ValueError:  # written in C, and silent about what it takes
        return
    try:
        signature.bind(None)
    except TypeError:
        bare = [it.replace(annotation=it.empty) for it in signature.parameters.values()]
        takes = signature.replace(parameters=bare, return_annotation=signature.empty)
        raise TypeError(
            f"{name} must be a function of one array; it takes {takes}"
        ) from None


def returned_number(name: str, value: object) -> float:
    """Return what the function `name` returned, or raise if it is not one number."""
    if isinstance(value, float):  # np.float64 is one too; the rest is slow to ask
        return float(value)
    if isinstance(value, np.ndarray) and value.ndim:
        raise TypeError(
            f"{name} must return one real number; it returned an array of shape "
            f"{value.shape}"
        )
    scalar = _scalar(value)
    if not _is_real(scalar):
        raise TypeError(f"{name} must return one real number; it returned {shown(value)}")
    return _float(scalar)


def _strange_array(value: object) -> np.ndarray | None:
    """Return an array that has more to it than its numbers: a mask, or a unit."""
    if isinstance(value, np.ndarray):
        return None if type(value) in (np.ndarray, np.matrix, np.memmap) else value
    if isinstance(value, (list, tuple)):
        for part in value:
            if (strange := _strange_array(part)) is not None:
                return strange
    return None


def _scalar(value: object) -> object:
    """Return the number in a plain array without axes; anything else as it is."""
    return value[()] if type(value) is np.ndarray and value.ndim == 0 else value


def _is_real(value: object) -> TypeGuard[Real]:
    return isinstance(value, Real) and not isinstance(value, NO_NUMBERS)


def _float(number: Real) -> float:
    """Return `number` in float64, infinite if it is beyond."""
    try:
        return float(number)
    except OverflowError:  # an int or a Fraction
        return math.inf
