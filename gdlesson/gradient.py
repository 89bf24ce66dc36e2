"""The gradient by central differences."""

from collections.abc import Callable
from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdlesson._arguments import (
    FloatArray,
    check_takes_one_array,
    finite_array,
    finite_number,
    function,
    returned_number,
    shown,
)

H = 1e-4


def numerical_gradient(
    f: Callable[[FloatArray], Any], x: ArrayLike, h: float = H
) -> FloatArray:
    """Gradient of `f` at `x` by central differences.

    For each element of `x` in turn, that element is moved up and down by `h`; its partial
    derivative is ``(f(above) - f(below)) / (above[index] - below[index])``, the rise over
    the distance really moved: two evaluations of `f` per element.

    Parameters
    ----------
    f : callable
        Function of one float64 array of `x`'s shape; returns one real number. It is
        given a fresh copy each time, so it may keep or change its argument.
    x : array_like of real numbers, any shape
        Point at which to take the gradient. It is never changed.
    h : float, default 1e-4
        Step of the difference, in the units of `x`; positive.

    Returns
    -------
    ndarray of float64, the shape of x
        The partial derivative of `f` with respect to each element of `x`.

    Raises
    ------
    TypeError
        `x` is not an array of real numbers, `h` is not a real number, `f` cannot be
        called with one array, or `f` returns anything but one real number.
    ValueError
        `x` has an element that is nan or infinite, or `h` is not positive and finite.
    FloatingPointError
        `f` returns nan or an infinity, or has a slope beyond float64: the message names
        the point, and what `f` returned or its slope. Or `h` does not fit beside an element
        of `x`: ``x + h == x``, or the distance of ``x + h`` and ``x - h`` is infinite.
    Exception
        What `f` itself raises, as it is.

    Notes
    -----
    The truncation error is O(h²). The rounding error has two causes. Each value of `f` is
    rounded, which leaves about ε|f|/h, where ε is 2⁻⁵². And ``x + h`` and ``x - h`` are
    rounded, so that their distance is not 2h: dividing by 2h would leave an error of about
    ε|x f'|/h, and dividing by the distance really moved leaves none.

    `x`, and what `f` returns, become float64. An `f` that computes in float32 stays
    as inexact as float32.

    References
    ----------
    .. [1] K. Saitoh, *Deep Learning from Scratch*, O'Reilly Japan, 2016, section 4.4.
    .. [2] J. Nocedal, S. J. Wright, *Numerical Optimization*, 2nd ed., Springer, 2006,
       section 8.1.

    Examples
    --------
    >>> import numpy as np
    >>> from gdlesson import numerical_gradient
    >>> def f(x):
    ...     return x[0] ** 2 + x[1] ** 2
    >>> print(numerical_gradient(f, np.array([3.0, 4.0])))
    [6. 8.]
    """
    f = function("f", f)
    x = finite_array("x", x)
    h = finite_number("h", h)
    if h <= 0:
        raise ValueError(f"h must be a positive number; got {h!r}")

    try:
        return central_differences(f, x, h)
    except DifferenceError as error:
        raise FloatingPointError(f"{error.wanted}; {error.reason}") from None


class DifferenceError(Exception):
    """The differences of a function at a point cannot be taken."""

    def __init__(self, wanted: str, reason: str) -> None:
        self.wanted, self.reason = wanted, reason


def central_differences(
    f: Callable[[FloatArray], Any], x: FloatArray, h: float
) -> FloatArray:
    """Gradient of `f` at `x`, of arguments that were checked; raise `DifferenceError`."""
    with np.errstate(over="ignore"):
        plus, minus = x + h, x - h
        moved = plus - minus
    unfit = (plus == x) | (minus == x) | np.isinf(moved)
    if unfit.any():
        wanted, becomes = (
            ("small enough for float64", "overflows")
            if np.isinf(moved[unfit][0])
            else ("large enough to move x", "is lost")
        )
        raise DifferenceError(
            f"h must be {wanted}", f"h={h!r} {becomes} beside {x[unfit][0]:g}"
        )
    grad = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[index], below[index] = plus[index], minus[index]
        try:
            high = returned_number("f", up := f(above))  # `f` may use an array again
            low = returned_number("f", down := f(below))
        except TypeError:
            check_takes_one_array("f", f)
            raise
        distance = moved.item(index)
        slope = (high - low) / distance
        if not isfinite(slope):  # maybe the difference alone is beyond float64
            slope = high / distance - low / distance
        if not isfinite(slope):
            above, below = x.copy(), x.copy()  # f may have written into the first ones
            above[index], below[index] = plus[index], minus[index]
            raise _infinite(x, slope, (above, up, high), (below, down, low))
        grad[index] = slope
    return grad


def _infinite(
    x: FloatArray, slope: float, *evaluated: tuple[FloatArray, Any, float]
) -> DifferenceError:
    """Say which value makes the slope at `x` infinite, or that finite values do."""
    for point, value, number in evaluated:
        if not isfinite(number):
            said = value if isinstance(value, int | Fraction) else number
            reason = f"f returned {shown(said)} at {shown(point.tolist())}"
            return DifferenceError("f must return a finite number", reason)
    reason = f"f has the slope {slope} at {shown(x.tolist())}"
    return DifferenceError("f must have a slope within float64", reason)
