"""The gradient by central differences."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdlesson._arguments import (
    FloatArray,
    finite_array,
    finite_number,
    function,
    returned_number,
)


def numerical_gradient(
    f: Callable[[FloatArray], Any], x: ArrayLike, h: float = 1e-4
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
        called, or `f` returns anything but one real number.
    ValueError
        `x` has an element that is nan or infinite, or `h` is not positive and finite.
    FloatingPointError
        An element of `x` is so large that ``x + h == x`` in float64.

    Notes
    -----
    The truncation error is O(h²) and the rounding error O(ε/h), where ε is 2⁻⁵².

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

    plus, minus = x + h, x - h
    lost = (plus == x) | (minus == x)
    if lost.any():
        raise FloatingPointError(
            f"h must be large enough to move x; h={h!r} is lost beside {x[lost][0]:g}"
        )
    moved = plus - minus
    grad = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[index], below[index] = plus[index], minus[index]
        rise = returned_number("f", f(above)) - returned_number("f", f(below))
        grad[index] = rise / moved[index]
    return grad
