"""Lab 3: how long its two ways to the gradient of a network take beside each other."""

import json
from contextlib import redirect_stdout
from functools import partial
from typing import Any

import matplotlib as mpl

from benchmarks.machine import described
from benchmarks.timing import Run, compare, ratios, spread
from sitekit import ROOT

LAB = ROOT / "docs" / "en" / "labs" / "digits.py"
COST = "{ #cost }"
"""End of the heading of the lab's section on what the two ways cost."""


def lab() -> dict[str, Any]:
    """All names that the lab has given when its section on the cost begins."""
    names: dict[str, Any] = {}
    code, _ = LAB.read_text("utf-8").split(COST)
    mpl.use("agg")
    with redirect_stdout(None):
        exec(code, names)
    return names


def measure() -> dict[str, Any]:
    """Time of each way for one gradient, on one mini-batch."""
    names = lab()
    net, *batch = names["net"], names["train_X"][:32], names["train_T"][:32]
    runs: dict[str, Run] = {
        "backpropagation": partial(net.gradient, *batch),
        "differences": partial(names["differentiate"], net, *batch),
    }
    times = compare(runs, rounds=15)
    return {
        "milliseconds": {
            name: spread([1e3 * taken for taken in each]) for name, each in times.items()
        },
        "ratio": ratios(times, "backpropagation")["differences"],
        "on": described("numpy"),
    }


if __name__ == "__main__":
    print(json.dumps(measure()))
