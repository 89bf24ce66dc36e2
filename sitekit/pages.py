"""What a page holds besides its samples: headings, links, figures, formulas."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitekit import ROOT
from sitekit.samples import fences, is_python

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
HEADING = re.compile(r"^(#{1,6}) (.*)$", re.MULTILINE)
HEADING_ID = re.compile(r"\{ *#([\w-]+)[^}]*\} *$")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)[^)]*\)")
EXERCISE = re.compile(
    r"^//// exercise [^\n]*\n +attrs: \{data-exercise: (\w+)\}\n(.*?)^////$",
    re.MULTILINE | re.DOTALL,
)
FORMULA = re.compile(
    r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\s)((?:\\.|[^\\$])+?)(?<!\s)\$(?!\$)", re.DOTALL
)


@dataclass(frozen=True)
class Page:
    """A page in Markdown."""

    path: Path

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def text(self) -> str:
        """All of it."""
        return self.path.read_text("utf-8")

    @cached_property
    def front_matter(self) -> str:
        """The lines between the first two ``---``."""
        found = FRONT_MATTER.match(self.text)
        return found[1] if found else ""

    @property
    def is_lesson(self) -> bool:
        """Whether it teaches, as its front matter says."""
        return "teaches:" in self.front_matter

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
    def _marked(self) -> str:
        return INLINE_CODE.sub("", self.prose)

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """Level and id of each heading; the id is empty where the page gives none."""
        found = [
            (len(marks), HEADING_ID.search(title))
            for marks, title in HEADING.findall(self.prose)
        ]
        return [(level, id_[1] if id_ else "") for level, id_ in found]

    @cached_property
    def images(self) -> list[tuple[str, str]]:
        """Alt text and address of each image."""
        return IMAGE.findall(self._marked)

    @cached_property
    def links(self) -> list[str]:
        """Where the links go."""
        return LINK.findall(self._marked)

    @cached_property
    def exercises(self) -> dict[str, tuple[str, str]]:
        """Starter and solution of each exercise that can be checked, by its name."""
        found = {}
        for name, block in EXERCISE.findall(self.text):
            starter, solution = [fence for fence in fences(block) if is_python(fence)]
            found[name] = starter.content, solution.content
        return found

    @cached_property
    def formulas(self) -> list[str]:
        """TeX of the formulas."""
        return [display or inline for display, inline in FORMULA.findall(self._marked)]


def pages(language: str) -> dict[str, Page]:
    """Pages of a language by their path in it."""
    folder = ROOT / "docs" / language
    return {
        str(path.relative_to(folder)): Page(path) for path in sorted(folder.rglob("*.md"))
    }


def labs(language: str) -> list[Path]:
    """Scripts of the labs of a language."""
    return sorted((ROOT / "docs" / language / "labs").glob("*.py"))
