"""The functions that the lessons look at, each with its exact gradient."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gdlesson._arguments import FloatArray, real_array

__all__ = ["Landscape", "bowl", "plateau", "saddle", "turned", "two_wells", "valley"]


@dataclass(frozen=True, repr=False)
class Landscape:
    """A real function of a point that knows its exact gradient.

    Call it to evaluate it. Points stand along the last axis, so one call serves one
    point ``(n,)``, a list of points ``(k, n)`` or a grid ``(rows, columns, n)``.

    Attributes
    ----------
    name : str
        What the lessons call it.
    dimensions : int or None
        The n that it takes; None if it takes every n >= 1.

    Examples
    --------
    >>> from gdlesson.landscapes import saddle
    >>> print(saddle([[3.0, 0.0], [0.0, 3.0]]))
    [ 9. -9.]
    >>> print(saddle.gradient([3.0, 1.0]))
    [ 6. -2.]
    """

    name: str
    dimensions: int | None
    _value: Callable[[FloatArray], FloatArray]
    _gradient: Callable[[FloatArray], FloatArray]

    def __call__(self, points: ArrayLike) -> FloatArray:
        """Values at `points`.

        Parameters
        ----------
        points : array_like of real numbers, shape (..., n)
            Points, along the last axis.

        Returns
        -------
        ndarray of float64, shape (...)
            A value for every point.

        Raises
        ------
        TypeError
            `points` is not an array of real numbers.
        ValueError
            The last axis of `points` is missing or has the wrong length.
        """
        with np.errstate(under="ignore"):
            return self._value(self._checked(points))

    def gradient(self, points: ArrayLike) -> FloatArray:
        """Exact gradients at `points`.

        Parameters
        ----------
        points : array_like of real numbers, shape (..., n)
            Points, along the last axis.

        Returns
        -------
        ndarray of float64, shape (..., n)
            A gradient for every point.

        Raises
        ------
        TypeError, ValueError
            As calling the landscape does.
        """
        with np.errstate(under="ignore"):
            return self._gradient(self._checked(points))

    def __repr__(self) -> str:
        return f"<landscape {self.name}>"

    def _checked(self, points: ArrayLike) -> FloatArray:
        array = real_array("points", points)
        n = array.shape[-1] if array.ndim else 0
        if n == 0 or self.dimensions not in (None, n):
            wanted = self.dimensions or "n >= 1"
            raise ValueError(
                f"points must have shape (..., {wanted}) for {self.name}; got {array.shape}"
            )
        return array


def _sum_of_squares(x: FloatArray) -> FloatArray:
    return np.asarray(np.sum(x**2, axis=-1))


# Products, not powers: they come out the same to the last bit everywhere.
def _two_wells(x: FloatArray) -> FloatArray:
    first, square = x[..., 0], x[..., 0] ** 2
    rest = _sum_of_squares(x[..., 1:])
    return np.asarray(square * (square - 3) + first + rest)


def _two_wells_gradient(x: FloatArray) -> FloatArray:
    first, gradient = x[..., 0], 2 * x
    gradient[..., 0] = first * (4 * first**2 - 6) + 1
    return gradient


bowl = Landscape("bowl", None, _sum_of_squares, lambda x: 2 * x)
"""``x0² + x1² + …``: one minimum, the same curvature in every direction."""

valley = Landscape(
    "valley",
    2,
    lambda x: np.asarray(x[..., 0] ** 2 / 20 + x[..., 1] ** 2),
    lambda x: x * [0.1, 2.0],
)
"""``x0²/20 + x1²``: an elongated bowl, twenty times as curved across as along."""

turned = Landscape(
    "turned",
    2,
    lambda x: np.asarray(0.525 * _sum_of_squares(x) - 0.95 * x[..., 0] * x[..., 1]),
    lambda x: np.asarray(1.05 * x - 0.95 * x[..., ::-1]),
)
"""``0.525 (x0² + x1²) − 0.95 x0 x1``: the elongated bowl, turned by 45 degrees."""

saddle = Landscape(
    "saddle",
    2,
    lambda x: np.asarray(x[..., 0] ** 2 - x[..., 1] ** 2),
    lambda x: x * [2.0, -2.0],
)
"""``x0² − x1²``: a stationary point at the origin that is no minimum."""

plateau = Landscape(
    "plateau",
    None,
    lambda x: np.asarray(-np.expm1(-_sum_of_squares(x))),
    lambda x: 2 * x * np.exp(-_sum_of_squares(x))[..., np.newaxis],
)
"""``1 − exp(−(x0² + x1² + …))``: nearly flat away from its minimum at the origin."""

two_wells = Landscape("two_wells", None, _two_wells, _two_wells_gradient)
"""``x0⁴ − 3x0² + x0 + x1² + …``: a global and a local minimum along the first axis."""
