"""Gradients: how long they take beside others, and how far they are from the truth."""

import json
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from statistics import median
from typing import Any

import jax
import numdifftools
import numpy as np
from scipy import differentiate
from scipy.optimize._numdiff import approx_derivative

from benchmarks.machine import described
from benchmarks.timing import ROUNDS, Run, compare, ratios, spread
from gdlesson import numerical_gradient
from gdlesson.landscapes import two_wells

jax.config.update("jax_enable_x64", True)
jnp = jax.numpy

SIZES = [2, 6, 100, 1000]
CHEAP: dict[str, Callable[[Any], Any]] = {
    "sum": lambda x: np.sum(x**2),
    "dot": lambda x: x @ x,
}
"""Two cheap functions: as the lessons write it, and the cheapest that NumPy has."""


def evaluate(f: Callable[[Any], Any], x: Any) -> None:
    """Evaluate f as often as a central difference has to, and do nothing else."""
    for _ in range(2 * x.size):
        f(x)


def on_the_lessons_function(x: Any) -> dict[str, Run]:
    """Other ways to the gradient of the sum of squares."""
    exact = jax.jit(jax.grad(lambda x: jnp.sum(x**2)))
    return {
        "differentiate": lambda: (
            differentiate.jacobian(lambda x: np.sum(x**2, axis=0), x).df
        ),
        "numdifftools": lambda: numdifftools.Gradient(CHEAP["sum"])(x),
        "jax": lambda: exact(x).block_until_ready(),
        "jax_first": lambda: jax.jit(jax.grad(lambda x: jnp.sum(x**2)))(x),
    }


def speed() -> dict[str, Any]:
    """Time against that of `numerical_gradient`, by function, size and way."""
    found: dict[str, Any] = {}
    for name, f in CHEAP.items():
        for n in SIZES:
            x = np.random.default_rng(0).normal(size=n)
            runs: dict[str, Run] = {
                "ours": partial(numerical_gradient, f, x),
                "bare": partial(evaluate, f, x),
                "scipy": partial(approx_derivative, f, x, method="3-point"),
            }
            if name == "sum":
                runs |= on_the_lessons_function(x)
            times = compare(runs)
            found.setdefault(name, {})[n] = ratios(times, "ours") | {
                "over_bare": ratios(times, "bare")["ours"],
                "microseconds": spread([1e6 * taken for taken in times["ours"]]),
            }
    return found


def field_times(_: int) -> dict[str, float]:
    """Seconds for 10,000 gradients at once, and by the loops that one would write."""
    side = np.linspace(-2, 2, 100)
    points = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    runs: dict[str, Run] = {
        "ours": partial(two_wells.gradient, points),
        "loop": lambda: np.array([two_wells.gradient(point) for point in points]),
        "numerical": lambda: np.array(
            [numerical_gradient(two_wells, point) for point in points]
        ),
    }
    return {name: median(times) for name, times in compare(runs, rounds=3).items()}


def field() -> dict[str, Any]:
    """Time of the loops against that of a field of 10,000 gradients.

    Each round is a process of its own: whether arrays of this size get memory that was
    used before, or new pages each time, is the same as long as a process lives.
    """
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as processes:
        rounds = list(processes.map(field_times, range(ROUNDS)))
    times = {name: [it[name] for it in rounds] for name in rounds[0]}
    milliseconds = spread([1e3 * taken for taken in times["ours"]])
    return ratios(times, "ours") | {"milliseconds": milliseconds}


A = np.array([[2.0, 0.5, 0.0], [0.5, 1.0, -0.3], [0.0, -0.3, 3.0]])
KNOWN: dict[str, tuple[Callable[..., Any], Callable[[Any], Any]]] = {
    "quadratic": (
        lambda x, m: m.sum((A @ x.reshape(3, -1)).reshape(x.shape) * x, axis=0),
        lambda x: 2 * A @ x,
    ),
    "cubic": (lambda x, m: m.sum(x**3, axis=0), lambda x: 3 * x**2),
    "quartic": (lambda x, m: m.sum(x**4 - 3 * x**2, axis=0), lambda x: 4 * x**3 - 6 * x),
    "exponential": (lambda x, m: m.sum(m.exp(x), axis=0), np.exp),
    "logarithm": (lambda x, m: m.sum(m.log(x), axis=0), lambda x: 1 / x),
    "sine": (lambda x, m: m.sum(m.sin(3 * x), axis=0), lambda x: 3 * np.cos(3 * x)),
    "product": (lambda x, m: m.prod(x, axis=0), lambda x: np.prod(x) / x),
    "norm": (
        lambda x, m: m.sqrt(m.sum(x**2, axis=0)),
        lambda x: x / np.linalg.norm(x),
    ),
    "softplus": (
        lambda x, m: m.sum(m.log1p(m.exp(x)), axis=0),
        lambda x: 1 / (1 + np.exp(-x)),
    ),
    "Gaussian": (
        lambda x, m: 1 - m.exp(-m.sum(x**2, axis=0)),
        lambda x: 2 * x * np.exp(-np.sum(x**2)),
    ),
}
"""Functions of arrays of the module m (NumPy or JAX), each with its gradient."""


def errors() -> dict[str, float]:
    """Relative error of each way, the largest over the functions of `KNOWN`."""
    ways: dict[str, Callable[[Any, Any, Any], Any]] = {
        "ours": lambda f, g, x: numerical_gradient(f, x),
        "scipy": lambda f, g, x: approx_derivative(f, x, method="3-point"),
        "differentiate": lambda f, g, x: differentiate.jacobian(f, x).df,
        "numdifftools": lambda f, g, x: numdifftools.Gradient(f)(x),
        "jax": lambda f, g, x: jax.grad(g)(x),
    }
    worst = dict.fromkeys(ways, 0.0)
    for f, gradient in KNOWN.values():
        for x in np.random.default_rng(0).uniform(0.5, 1.5, size=(5, 3)):
            exact = gradient(x)
            for name, way in ways.items():
                found = way(partial(f, m=np), partial(f, m=jnp), x)
                error = np.linalg.norm(found - exact) / np.linalg.norm(exact)
                worst[name] = max(worst[name], float(error))
    return {name: float(f"{error:.1e}") for name, error in worst.items()}


def measure() -> dict[str, Any]:
    """All of it."""
    return {
        "speed": speed(),
        "field": field(),
        "errors": errors(),
        "on": described("numpy", "scipy", "numdifftools", "jax"),
    }


if __name__ == "__main__":
    print(json.dumps(measure()))
