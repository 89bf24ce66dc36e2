"""Which errors each hint of a page answers, and which near misses it leaves alone."""

import json
import re
from pathlib import Path

import pytest
from test_calls import CALLS
from test_session import run

import gdlesson
from sitekit import interface
from sitekit.prepare.pyodide import SCRIPTS

HINTS = json.loads((SCRIPTS / "hints.json").read_text("utf-8"))
IMPORTS = "import gdlesson, numpy as np\n"
TABLE = Path(__file__).with_name("hints.txt").read_text("utf-8")
CASES = re.findall(r"^# (\w+)\n(.+?)\s*(?=^# |\Z)", TABLE, re.MULTILINE | re.DOTALL)
"""Code that fails, each with the hint that answers it, or with none."""
FIRST = dict(reversed(CASES))


def answer(error):
    """Name of the first hint that fits, as `text.js` finds it."""
    return next(
        (
            it["name"]
            for it in HINTS
            if re.search(it["error"], error["error"])
            and re.search(it.get("line", ""), error["line"])
        ),
        None,
    )


def test_every_hint_has_an_example_and_words():
    names = {it["name"] for it in HINTS}
    assert names == FIRST.keys() - {"none"} == interface("en")["hints"].keys()


@pytest.mark.filterwarnings("ignore:overflow encountered")
def test_every_error_is_answered_by_its_hint_or_by_none():
    taught = [("import", f"{it}([1])") for it in gdlesson.__all__ if it != "landscapes"]
    for name, code in CASES + taught:
        assert (answer(run(code)) or "none") == name, code


def test_every_error_of_the_package_is_explained():
    unexplained = {
        error
        for error in CALLS.values()
        if "Error: " in error and not answer({"error": error, "line": ""})
    }
    of_python = {"OverflowError: math range error", "TypeError: iteration over a 0-d array"}
    assert unexplained == of_python
