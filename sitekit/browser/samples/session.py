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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import BufferedIOBase, TextIOWrapper
from time import monotonic
from typing import Any

LINES, CHARACTERS = 1_000, 100_000
"""How much of what a sample prints is shown."""
MESSAGE = 5_000
"""How many characters of an error."""
SECONDS = 0.1
"""How often it is sent. No timer would: Python leaves the worker no time for one."""
AT_ONCE = 2_000
"""How many characters may be sent as often as a sample flushes them."""

namespace: dict[str, Any] = {}
states: dict[int, dict[str, Any]] = {0: {"__name__": "__main__"}}
"""What each sample left; what the first one starts from is at 0."""


class Printed:
    """What a sample prints on both streams, in its order, as far as it is shown."""

    def __init__(self) -> None:
        self.start(lambda message: None)

    def start(self, send: Callable[[str], None]) -> None:
        """Begin anew, for another sample."""
        self.send = send
        self.parts: list[tuple[str, str]] = []
        self.lines = self.characters = self.left = 0
        self.is_cut = False
        self.sent = 0.0

    def add(self, stream: str, text: str) -> None:
        """Keep what fits, and send it when it is time."""
        fits = "".join(text.splitlines(True)[: max(LINES - self.lines, 0)])
        fits = fits[: CHARACTERS - self.characters]
        self.lines += fits.count("\n")
        self.characters += len(fits)
        self.left += text.count("\n") - fits.count("\n")
        self.is_cut |= fits != text
        if self.parts and self.parts[-1][0] == stream:
            fits = self.parts.pop()[1] + fits
        if fits:
            self.parts.append((stream, fits))
        if self.is_time():
            self.flush()

    def is_time(self) -> bool:
        """Whether what is waiting may be sent."""
        return monotonic() - self.sent > SECONDS

    def flush(self) -> None:
        """Send what is waiting."""
        left = self.left or int(self.is_cut)  # amid a line
        self.send(json.dumps({"parts": self.parts, "left": left}))
        self.parts, self.sent = [], monotonic()


class Stream(BufferedIOBase):
    """What stands below a `sys.stdout` or `sys.stderr`: its bytes go to the page."""

    def __init__(self, name: str, label: str) -> None:
        self.name, self.label = name, label

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, content: Any) -> int:
        """Called by ``print`` through the text stream above."""
        text = bytes(content)
        printed.add(self.label, text.decode("utf-8", "replace"))
        return len(text)

    def flush(self) -> None:
        """Called by ``print(…, flush=True)``."""
        if printed.parts and (printed.characters < AT_ONCE or printed.is_time()):
            printed.flush()


def stream(name: str, label: str) -> TextIOWrapper:
    """A stream of text that holds nothing back."""
    below: Any = Stream(name, label)
    return TextIOWrapper(below, "utf-8", "backslashreplace", write_through=True)


printed = Printed()
OUT, ERROR = stream("<stdout>", "out"), stream("<stderr>", "error")
"""One of each for all samples: a logger keeps the one that it was made with."""


@contextmanager
def redirected() -> Iterator[None]:
    """Send to the page what is printed, by whichever name Python has for it."""
    kept: Any = sys.__stdout__, sys.__stderr__
    sys.__stdout__, sys.__stderr__ = OUT, ERROR  # type: ignore[misc]
    try:
        with redirect_stdout(OUT), redirect_stderr(ERROR):
            yield
    finally:
        sys.__stdout__, sys.__stderr__ = kept  # type: ignore[misc]


def run(
    number: int, above: int, name: str, source: str, send: Callable[[str], None]
) -> str:
    """Run a sample on what the one `above` left; return its error as JSON, or ``null``."""
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    namespace.clear()
    namespace.update(copied(states[above]))
    states.pop(number, None)
    printed.start(send)
    error = None
    with redirected():
        try:
            exec(compile(source, name, "exec", dont_inherit=True), namespace)
            states[number] = copied(namespace)
        except BaseException as raised:
            error = described(raised, name)
    printed.flush()
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
