"""Samples of a page and what they print.

A sample is a Python fence; its output stands in a ``{.text .output}`` fence right below.
"""

import difflib
import io
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitekit import ROOT


@dataclass(frozen=True)
class Sample:
    """One Python fence; lines are counted from 1."""

    path: Path
    line: int
    """First line of the code."""
    code: str
    end: int
    """Line of the closing fence."""
    output: str | None
    """What the page says that it prints; None if the page says nothing."""
    output_end: int
    """Line of the closing fence of the output, or `end`."""

    def difference(self, printed: str) -> str:
        """Empty if `printed` is what the page shows, else the difference as a diff."""
        shown, where = self.output or "", f"{self.path.relative_to(ROOT)}:{self.line}"
        if self.output is not None and not printed:
            return f"{where} prints nothing: delete its output block\n{shown}"
        diff = difflib.unified_diff(
            shown.rstrip("\n").splitlines(),
            printed.rstrip("\n").splitlines(),
            "the page shows",
            "the sample prints",
            lineterm="",
        )
        lines = "\n".join(diff)
        return lines and f"{where} (`make outputs` rewrites the page)\n{lines}"


@dataclass
class Session:
    """A page that is run from top to bottom, in one namespace of its own."""

    path: Path
    namespace: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})

    def __post_init__(self) -> None:
        self.waiting = samples(self.path)

    def step(self) -> tuple[Sample, str]:
        """Run the next sample; return it and what it printed."""
        sample = self.waiting.pop(0)
        source = "\n" * (sample.line - 1) + sample.code
        with redirect_stdout(io.StringIO()) as printed:
            exec(compile(source, str(self.path), "exec", dont_inherit=True), self.namespace)
        return sample, printed.getvalue()

    def run_to(self, line: int) -> tuple[Sample, str]:
        """Run up to the sample whose code starts at `line`."""
        while True:
            sample, printed = self.step()
            if sample.line == line:
                return sample, printed


def pages() -> list[Path]:
    """Every page that may hold samples."""
    return [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]


@cache
def fences(text: str) -> list[Token]:
    """Fences of a page, as the plugin that collects them for pytest sees them."""
    return [token for token in MarkdownIt().parse(text) if token.type == "fence"]


def words(fence: Token) -> list[str]:
    """Language and options of a fence: ``{.python continuation}`` or ``python``."""
    return [word.lstrip(".") for word in fence.info.strip("{} ").split()]


def is_python(fence: Token) -> bool:
    """Whether a fence is a sample."""
    return words(fence)[:1] in (["python"], ["python3"], ["py"])


def is_output(fence: Token) -> bool:
    """Whether a fence is what a sample prints."""
    return words(fence) == ["text", "output"]


def samples(path: Path) -> list[Sample]:
    """All samples of a page, in its order."""
    text = path.read_text("utf-8")
    lines, found = text.splitlines(), fences(text)
    result = []
    for fence, below in pairwise([*found, None]):
        if fence is None or not is_python(fence):
            continue
        start, end = fence.map or [0, 0]
        output, output_end = None, end
        if below and is_output(below) and below.map and not any(lines[end : below.map[0]]):
            output, output_end = below.content, below.map[1]
        result.append(Sample(path, start + 2, fence.content, end, output, output_end))
    return result


def rewrite(path: Path) -> bool:
    """Make the outputs of a page what its samples print; return whether it changed."""
    session, old = Session(path), path.read_text("utf-8")
    runs = [session.step() for _ in list(session.waiting)]
    lines = old.splitlines()
    for sample, printed in reversed(runs):
        block = ["", "```{.text .output}", *printed.splitlines(), "```"] if printed else []
        lines[sample.end : sample.output_end] = block
    new = "\n".join(lines) + "\n"
    path.write_text(new, "utf-8")
    return new != old


def rewrite_all() -> None:
    """Rewrite the outputs of all pages, and say which pages changed."""
    for path in pages():
        name = path.relative_to(ROOT)
        try:
            changed = rewrite(path)
        except Exception as error:
            trace = error.__traceback__ and error.__traceback__.tb_next
            while trace and trace.tb_frame.f_code.co_filename != str(path):
                trace = trace.tb_next
            where = f"{name}:{trace.tb_lineno}" if trace else str(name)
            sys.exit(f"{where}: {type(error).__name__}: {error}")
        if changed:
            print(f"{name}: outputs rewritten")
