"""Gradient descent on a function of any array."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdlesson._arguments import (
    FloatArray,
    count,
    finite_array,
    finite_number,
    function,
    returned_number,
)
from gdlesson.gradient import DifferenceError, H, central_differences


def gradient_descent(
    f: Callable[[FloatArray], Any],
    init_x: ArrayLike,
    lr: float = 0.01,
    step_num: int = 100,
) -> FloatArray:
    """Point that gradient descent reaches after `step_num` steps.

    Every step is ``x = x - lr * numerical_gradient(f, x)``: all elements move at the
    same time, from the same point.

    Parameters
    ----------
    f : callable
        Function to make small: takes one float64 array of `init_x`'s shape, returns one
        real number.
    init_x : array_like of real numbers, any shape
        Starting point. It is never changed.
    lr : float, default 0.01
        Learning rate η; finite. A negative one climbs.
    step_num : int, default 100
        Number of steps, 0 or more.

    Returns
    -------
    ndarray of float64, the shape of init_x
        The last point.

    Raises
    ------
    TypeError
        An argument is of the wrong kind, or `f` cannot be called with one array or returns
        anything but one real number.
    ValueError
        `init_x` or `lr` is not finite, or `step_num` is negative.
    FloatingPointError
        `f` has no gradient by differences at `init_x` or at a point on the way, as
        `numerical_gradient` says, or the next point is not finite. On the way the message
        names the step and `lr`, and blames `lr` where it is positive and `f` is no lower
        than at the start.
    Exception
        What `f` itself raises, as it is; nor are warnings of `f` silenced.

    See Also
    --------
    descent_path : every point on the way.

    References
    ----------
    .. [1] K. Saitoh, *Deep Learning from Scratch*, O'Reilly Japan, 2016, section 4.4.1.

    Examples
    --------
    >>> import numpy as np
    >>> from gdlesson import gradient_descent
    >>> def f(x):
    ...     return x[0] ** 2 + x[1] ** 2
    >>> end = gradient_descent(f, init_x=[-3.0, 4.0], lr=0.1, step_num=100)
    >>> print(f"{end[0]:.2e} {end[1]:.2e}")
    -6.11e-10 8.15e-10
    """
    for x in _points(f, init_x, lr, step_num):
        end = x
    return end


def descent_path(
    f: Callable[[FloatArray], Any],
    init_x: ArrayLike,
    lr: float = 0.01,
    step_num: int = 100,
) -> FloatArray:
    """Every point that gradient descent visits, from the start to the end.

    Parameters
    ----------
    f : callable
        As for `gradient_descent`.
    init_x : array_like of real numbers, any shape
        As for `gradient_descent`.
    lr : float, default 0.01
        As for `gradient_descent`.
    step_num : int, default 100
        As for `gradient_descent`.

    Returns
    -------
    ndarray of float64, shape (step_num + 1, *init_x.shape)
        ``path[0]`` is the start and ``path[-1]`` what `gradient_descent` returns.

    Raises
    ------
    TypeError, ValueError, FloatingPointError, Exception
        As `gradient_descent` does.

    Examples
    --------
    >>> from gdlesson import descent_path
    >>> from gdlesson.landscapes import bowl
    >>> print(descent_path(bowl, [-3.0, 4.0], lr=0.5, step_num=1).round(6) + 0.0)
    [[-3.  4.]
     [ 0.  0.]]
    """
    return np.stack(list(_points(f, init_x, lr, step_num)))


def _points(
    f: Callable[[FloatArray], Any], init_x: ArrayLike, lr: float, step_num: int
) -> Iterator[FloatArray]:
    f = function("f", f)
    start = x = finite_array("init_x", init_x)
    lr = finite_number("lr", lr)
    step_num = count("step_num", step_num)
    yield x
    for step in range(1, step_num + 1):
        stops = f"descent stops at step {step} of {step_num} with lr={lr!r}"
        try:
            gradient = central_differences(f, x, H)
        except DifferenceError as error:
            if step == 1:
                raise FloatingPointError(
                    f"init_x must be a point where f has a gradient by differences; "
                    f"{error.reason}"
                ) from None
            advice = _advice(f, start, x, lr)
            raise FloatingPointError(f"{stops}: {error.reason}{advice}") from None
        with np.errstate(over="ignore", under="ignore"):
            after = np.asarray(x - lr * gradient)
        if not np.isfinite(after).all():
            advice = _advice(f, start, x, lr)
            raise FloatingPointError(f"{stops}: the next point is not finite{advice}")
        x = after
        yield x


def _advice(
    f: Callable[[FloatArray], Any], start: FloatArray, x: FloatArray, lr: float
) -> str:
    """Blame `lr` where it has led no lower than the start: its steps were too long."""
    if lr > 0:
        with np.errstate(all="ignore"):
            heights = [returned_number("f", f(point.copy())) for point in (start, x)]
        if heights[1] >= heights[0]:
            return "; a smaller lr may converge"
    return ""
