"""Puts what the benchmarks measured in its places on a page."""

import json
import re
from functools import cache
from typing import Any

from sitekit import ROOT

RESULTS = ROOT / "benchmarks" / "results.json"
PLACE = re.compile(r"\{\{ ([\w.]+) \}\}")


def with_results(text: str) -> str:
    """Page with each ``{{ part.name }}`` replaced by the value that is kept there."""
    return PLACE.sub(lambda place: shown(value(place[1])), text)


def value(name: str) -> Any:
    """Value that the results keep under a name; parts are parted by dots."""
    found = results()
    for part in name.split("."):
        found = found[part]
    return found


@cache
def results() -> Any:
    """All that `make bench` has measured."""
    return json.loads(RESULTS.read_text("utf-8"))


def shown(value: Any) -> str:
    """Value as a page shows it; of several measurements the median and the range."""
    match value:
        case [least, median, greatest]:
            return f"{shown(median)} ({shown(least)}–\u2060{shown(greatest)})"
        case bool():
            return "✓" if value else "–"
        case float() if value < 1e-4:
            return f"{value:.0e}"
        case float():
            return f"{value:.2g}" if value < 10 else f"{float(f'{value:.2g}'):,.0f}"
    return str(value)
