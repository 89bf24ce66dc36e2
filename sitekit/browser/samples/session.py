"""Runs samples and checks answers in the reader's browser; ``worker.js`` brings it there.

Each sample starts from the variables that the one above it left, whatever has run since. So
a sample that is run again prints the same again, as if the page were run from its top.
What else a sample may change, such as how NumPy prints, only a new Python undoes: see
``page.js``.
"""

import copy
import json
import linecache
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

MESSAGE = 5_000
"""How many characters of an error are shown."""

namespace: dict[str, Any] = {}
states: dict[int, dict[str, Any]] = {0: {"__name__": "__main__"}}
"""What each sample left; what the first one starts from is at 0."""


def run(number: int, above: int, name: str, source: str) -> str:
    """Run a sample on what the one `above` left; return its error as JSON, or ``null``."""
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    namespace.clear()
    namespace.update(copied(states[above]))
    states.pop(number, None)
    error = None
    # What a sample puts in the place of these ends with it.
    with redirect_stdout(sys.__stdout__), redirect_stderr(sys.__stderr__):
        try:
            exec(compile(source, name, "exec", dont_inherit=True), namespace)
            states[number] = copied(namespace)
        except BaseException as raised:
            error = described(raised, name)
    return json.dumps(error)


def copied(variables: dict[str, Any]) -> dict[str, Any]:
    """Copy of all that a sample could change in place; what has no copy is shared."""
    memo: dict[int, Any] = {}
    copies = {}
    for key, value in variables.items():
        try:
            copies[key] = copy.deepcopy(value, memo)
        except Exception:  # a module or an open file has none
            copies[key] = value
    return copies


def described(error: BaseException, name: str) -> dict[str, str]:
    """Kind and message of an error, the line that it is in, and a short traceback."""
    summary = traceback.TracebackException.from_exception(error)
    start = name.rpartition(" ")[0]  # all samples are named alike
    own = [frame for frame in summary.stack if frame.filename.startswith(start)]
    summary.stack = traceback.StackSummary.from_list(own)
    line = own[-1].line if own else getattr(error, "text", "")
    return {
        "error": [*summary.format_exception_only()][-1].strip()[:MESSAGE],
        "line": line or "",
        "traceback": "".join(summary.format(chain=False)).strip()[:MESSAGE],
    }


def check(exercise: str, answer: str, language: str) -> str:
    """Return as JSON what came of each requirement of an exercise."""
    import exercises  # type: ignore[import-not-found]  # brings NumPy

    return json.dumps(exercises.check(exercise, answer, language))
