"""Gradient, gradient descent and the gradient of a neural network.

The mathematics of the lessons, in NumPy alone. `gdlesson.figures` draws it and
needs matplotlib: ``pip install "gdlesson[figures]"``.
"""

from gdlesson import landscapes
from gdlesson.descent import descent_path, gradient_descent
from gdlesson.gradient import numerical_gradient
from gdlesson.network import (
    SimpleNet,
    TwoLayerNet,
    cross_entropy_error,
    log_softmax,
    softmax,
)

__all__ = [
    "SimpleNet",
    "TwoLayerNet",
    "cross_entropy_error",
    "descent_path",
    "gradient_descent",
    "landscapes",
    "log_softmax",
    "numerical_gradient",
    "softmax",
]
