"""Puts what the benchmarks measured in its places on a page."""

import json
import re
from functools import cache
from itertools import count
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
        case [least, median, greatest] if least == greatest:
            return shown(median)
        case [least, median, greatest]:
            texts = ([rounded(part, digits) for part in value] for digits in count(2))
            least, median, greatest = next(it for it in texts if it[0] != it[2])
            return f"{median} ({least}–\u2060{greatest})"
        case bool():
            return "✓" if value else "–"
        case float() if value < 1e-4:
            return f"{value:.0e}"
        case float():
            return rounded(value, 2)
    return str(value)


def rounded(value: float, digits: int) -> str:
    """Number with so many significant digits, of which zeros may be some."""
    text = f"{value:.{digits - 1}e}"
    decimals = digits - 1 - int(text.partition("e")[2])
    return f"{float(text):,.{max(decimals, 0)}f}"
