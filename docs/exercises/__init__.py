"""The exercises of the lessons, and how their answers are checked.

The same code runs in the tests and, with NumPy and gdlesson alone, in the page.
"""

from . import backpropagation, gradient, gradient_descent, neural_network_gradient
from .requirements import Result, checked

LESSONS = {
    "gradient": gradient.EXERCISES,
    "gradient-descent": gradient_descent.EXERCISES,
    "neural-network-gradient": neural_network_gradient.EXERCISES,
    "backpropagation": backpropagation.EXERCISES,
}
EXERCISES = {exercise.name: exercise for found in LESSONS.values() for exercise in found}


def check(name: str, source: str, language: str) -> list[Result]:
    """For each requirement of an exercise, whether the answer in `source` meets it."""
    return checked(EXERCISES[name], source, language)
