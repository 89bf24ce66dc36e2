"""Writes what was measured into its places on the page of the benchmarks."""

import json
import re
from itertools import count
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
RESULTS, TEMPLATE, PAGE = (
    FOLDER / name for name in ("results.json", "template.md", "README.md")
)
PLACE = re.compile(r"\{\{ ([\w.]+) \}\}")


def report(results: Any, template: str) -> str:
    """Template with each ``{{ part.name }}`` replaced by the value that is kept there."""

    def fill(place: re.Match[str]) -> str:
        found = results
        for part in place[1].split("."):
            found = found[part]
        return shown(found)

    return PLACE.sub(fill, template)


def write() -> None:
    """Write the page of what was measured last."""
    results = json.loads(RESULTS.read_text("utf-8"))
    PAGE.write_text(report(results, TEMPLATE.read_text("utf-8")), "utf-8")


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
    """Return a number with so many significant digits, of which zeros may be some."""
    text = f"{value:.{digits - 1}e}"
    decimals = digits - 1 - int(text.partition("e")[2])
    return f"{float(text):,.{max(decimals, 0)}f}"
