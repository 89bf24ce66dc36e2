"""Times what is compared in turns, so that a noisy machine disturbs all alike."""

import time
from collections.abc import Callable
from statistics import median

ROUNDS = 9
LEAST = 0.02
"""Seconds that one timing takes at least."""

Run = Callable[[], object]


def seconds(run: Run, times: int = 1) -> float:
    """Seconds that `run` takes, on average over `times`."""
    began = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - began) / times


def compare(
    runs: dict[str, Run], rounds: int = ROUNDS, once: bool = False
) -> dict[str, list[float]]:
    """Seconds of every run in every round; each round runs all, one after another.

    A run that takes less than `LEAST` seconds is repeated in its turn, unless `once`.
    """
    often = {
        name: 1 if once else max(1, round(LEAST / seconds(run)))
        for name, run in runs.items()
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(seconds(run, often[name]))
    return times


def ratios(times: dict[str, list[float]], base: str) -> dict[str, list[float]]:
    """How many times as long as `base` each other run took: see `spread`."""
    return {
        name: spread([one / other for one, other in zip(taken, times[base], strict=True)])
        for name, taken in times.items()
        if name != base
    }


def spread(values: list[float]) -> list[float]:
    """Least, median and greatest of `values`."""
    return [float(f"{it:.4g}") for it in (min(values), median(values), max(values))]
