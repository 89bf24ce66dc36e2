"""What stands on a page: front matter, text, samples, exercises.

A sample is a Python fence; its output stands in a ``{.text .output}`` fence right below.
In a lab, a sample is a cell of code.
"""

import difflib
import hashlib
import io
import re
import tokenize
import traceback
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from click import ClickException
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitekit import ROOT

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
HEADING_ID = re.compile(r"\{ *#([\w-]+)[^}]*\} *$")
EXERCISE = re.compile(
    r"^//// exercise [^\n]*\n +attrs: \{id: (\w+)\}\n(.*?)^////$",
    re.MULTILINE | re.DOTALL,
)
FORMULA = re.compile(
    r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\s)((?:\\.|[^\\$])+?)(?<!\s)\$(?!\$)", re.DOTALL
)
CELL = re.compile(r"^# %%\n(.*?)(?=^# %%|\Z)", re.MULTILINE | re.DOTALL)
NOTED = re.compile(r"^korean: *(.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Sample:
    """Python code of a page; lines are counted from 1."""

    page: "Page"
    line: int
    """First line of the code."""
    code: str
    end: int
    """Line below the code, which closes its fence."""
    output: str | None
    """What the page says that it prints; None if the page says nothing."""
    output_end: int
    """Line of the closing fence of the output, or `end`."""

    def difference(self, printed: str) -> str:
        """Empty if `printed` is what the page shows, else the difference as a diff."""
        shown, where = self.output or "", f"{self.page}:{self.line}"
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
        how = "`make outputs` rewrites the page; what is random needs a seed"
        return lines and f"{where} ({how})\n{lines}"


@dataclass(frozen=True)
class Page:
    """A page in Markdown, or the script of a lab."""

    path: Path

    def __str__(self) -> str:
        return str(self.path).removeprefix(f"{ROOT}/")

    @cached_property
    def text(self) -> str:
        """All of it."""
        return self.path.read_text("utf-8")

    def rewrite(self, text: str) -> None:
        """Give it another text, and say so if it is another."""
        if text != self.text:
            self.path.write_text(text, "utf-8")
            print(f"{self}: rewritten")

    @cached_property
    def front_matter(self) -> str:
        """The lines between the first two ``---``."""
        found = FRONT_MATTER.match(self.text)
        return found[1] if found else ""

    @property
    def is_lesson(self) -> bool:
        """Whether it teaches: then it has exercises."""
        return bool(EXERCISE.search(self.text))

    @cached_property
    def samples(self) -> list[Sample]:
        """All samples, in their order."""
        if self.path.suffix == ".py":
            return [self._cell(found) for found in CELL.finditer(self.text)]
        return [
            self._sample(fence, below)
            for fence, below in pairwise([*fences(self.text), None])
            if fence and is_python(fence)
        ]

    def _cell(self, found: re.Match[str]) -> Sample:
        start, end = (self.text.count("\n", 0, it) + 1 for it in found.span(1))
        return Sample(self, start, found[1], end, None, end)

    def _sample(self, fence: Token, below: Token | None) -> Sample:
        start, end = fence.map or [0, 0]
        output, output_end = None, end
        if below and is_output(below):
            above_output, below_output = below.map or [0, 0]
            if not any(self.text.splitlines()[end:above_output]):
                output, output_end = below.content, below_output
        return Sample(self, start + 2, fence.content, end, output, output_end)

    @property
    def compared_with(self) -> str:
        """Hash of the Korean page that an English one was last compared with."""
        found = NOTED.search(f"{self.front_matter}\n")
        return found[1].rstrip() if found else ""

    def noting(self, korean: "Page") -> str:
        """Text of an English page that was compared with a Korean one as it is now."""
        if not self.front_matter:
            raise ClickException(f"{self} has no front matter")
        head, tail = NOTED.sub("", self.text, count=1).split("\n---\n", maxsplit=1)
        return f"{head}\nkorean: {hashed(korean.text)}\n---\n{tail}"

    @cached_property
    def prose(self) -> str:
        """The page without front matter and fences."""
        lines = self.text.splitlines()
        for fence in fences(self.text):
            start, end = fence.map or [0, 0]
            lines[start:end] = [""] * (end - start)
        text = "\n".join(lines)
        return FRONT_MATTER.sub("", text)

    @cached_property
    def exercises(self) -> dict[str, tuple[str, str]]:
        """Starter and solution of each exercise that can be checked, by its name."""
        found = {}
        for name, block in EXERCISE.findall(self.text):
            samples = [fence.content for fence in fences(block) if is_python(fence)]
            if len(samples) != 2:
                raise ClickException(f"{self}: {name} needs a starter and a solution")
            found[name] = samples[0], samples[1]
        return found


def pages(language: str) -> dict[str, Page]:
    """Pages of a language by their path in it."""
    folder = ROOT / "docs" / language
    return {
        str(path.relative_to(folder)): Page(path) for path in sorted(folder.rglob("*.md"))
    }


def labs(language: str) -> list[Path]:
    """Scripts of the labs of a language."""
    return sorted((ROOT / "docs" / language / "labs").glob("*.py"))


def hashed(text: str) -> str:
    """Short hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def hashed_cells(notebook: Any) -> str:
    """Hash of the cells of a lab, which names it once it was run."""
    return hashed("\n".join(cell.source for cell in notebook.cells))


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


class SampleError(ClickException):
    """A sample raised, or printed something else than its page shows."""


class Session:
    """A page that is run from top to bottom, in one namespace of its own."""

    def __init__(self, page: Page) -> None:
        self.waiting = [*page.samples]
        self.namespace: dict[str, Any] = {"__name__": "__main__"}

    def step(self) -> tuple[Sample, str]:
        """Run the next sample; return it and what it printed."""
        sample = self.waiting.pop(0)
        source, file = "\n" * (sample.line - 1) + sample.code, str(sample.page.path)
        try:
            with redirect_stdout(io.StringIO()) as printed:
                exec(compile(source, file, "exec", dont_inherit=True), self.namespace)
        except Exception as error:
            told = traceback.TracebackException.from_exception(error)
            del told.stack[0]  # which no reader has
            raise SampleError("".join(told.format())) from None
        return sample, printed.getvalue()

    def run_to(self, line: int) -> tuple[Sample, str]:
        """Run up to the sample whose code starts at `line`."""
        while True:
            sample, printed = self.step()
            if sample.line == line:
                return sample, printed


def with_outputs(page: Page) -> str:
    """Text of a page with what its samples print."""
    session, samples = Session(page), []
    while session.waiting:
        sample, printed = session.step()
        samples.append((sample, sample.code, printed))
    return with_samples(page, samples)


def with_samples_of(korean: Page, english: Page) -> str:
    """Text of an English page with the samples of the Korean one.

    Lines that differ in a comment alone stay as they are.
    """
    found, wanted = len(english.samples), len(korean.samples)
    if found != wanted:
        raise ClickException(
            f"{english} has {found} samples and {korean} {wanted}: "
            "where one is missing, write an empty one"
        )
    samples = [
        (old, with_comments_of(old.code, new.code), new.output or "")
        for old, new in zip(english.samples, korean.samples, strict=True)
    ]
    return with_samples(english, samples)


def with_samples(page: Page, samples: list[tuple[Sample, str, str]]) -> str:
    """Text of a page with other code and another output of each of its samples."""
    lines = page.text.splitlines()
    for sample, code, printed in reversed(samples):
        block = ["", "```{.text .output}", *printed.splitlines(), "```"] if printed else []
        lines[sample.end : sample.output_end] = block
        lines[sample.line - 1 : sample.end - 1] = code.splitlines()
    return "\n".join(lines) + "\n"


def with_comments_of(old: str, new: str) -> str:
    """Code `new`, but with the lines of `old` that differ from it in a comment alone."""
    before, after = uncommented(old), uncommented(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    lines = new.splitlines(keepends=True)
    for start, place, size in matcher.get_matching_blocks():
        lines[place : place + size] = old.splitlines(keepends=True)[start : start + size]
    return "".join(lines)


def uncommented(code: str) -> list[str]:
    """Lines of a piece of code, each with ``#`` for a comment."""
    lines = code.splitlines()
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row - 1] = lines[row - 1][:column] + "#"
    except (tokenize.TokenError, SyntaxError):
        pass  # half written; what could not be read is compared as it is
    return lines
