"""What the pages and the labs say in words, passage by passage."""

import re
from dataclasses import dataclass
from functools import cached_property

import jupytext
import pytest

from sitekit import ROOT
from sitekit.pages import FORMULA, HEADING_ID, Page, labs, pages

INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
HEADING = re.compile(r"^(#{1,6}) (.*)$", re.MULTILINE)
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)[^)]*\)")
PASSAGE = re.compile(r"\n\s*\n|\n(?=/{3,}|[-*#|] |\d+\. )")
HIDDEN = re.compile(r"\]\([^)]*\)|\{ *[#.:][^}]*\}|<[^>]*>|\{\{.*?\}\}|^ +attrs: .*$", re.M)
"""Where a link goes, what a block is called, tags, and values that are put in."""
PREDICTION = re.compile(
    r'^/{3,} predict [^\n]*\n(?: +attrs: \{data-answer: "([^\n]*)"\}\n)?(.*?)^/{3,}$',
    re.MULTILINE | re.DOTALL,
)
ANSWER = re.compile(r"^- (.*?)(?: \| (.*))?$", re.MULTILINE)


@dataclass(frozen=True)
class Prediction:
    """A question that a reader answers before reading on."""

    line: int
    right: str
    """Python for the right answer: its number in the list, or the number that it is."""
    answers: list[tuple[str, str]]
    """What a reader may answer, and the word on it; on the right answer there is none."""


class Text(Page):
    """A page or a lab of one language."""

    @property
    def name(self) -> str:
        """What it is called in both languages."""
        return "/".join(self.path.relative_to(ROOT / "docs").parts[1:])

    @cached_property
    def prose(self) -> str:
        """All but its code."""
        if self.path.suffix == ".md":
            return super().prose
        cells = jupytext.read(self.path).cells
        said = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        return re.sub(r"^> ?", "", said, flags=re.MULTILINE)

    @cached_property
    def headings(self) -> list[tuple[str, str]]:
        """Marks and id of each heading; the id is empty where it has none."""
        found = [
            (marks, HEADING_ID.search(it)) for marks, it in HEADING.findall(self.prose)
        ]
        return [(marks, id_[1] if id_ else "") for marks, id_ in found]

    @cached_property
    def passages(self) -> list[str]:
        """Paragraphs, headings, captions, items of lists and rows of tables."""
        return [it.strip() for it in PASSAGE.split(self.prose) if it.strip()]

    @cached_property
    def images(self) -> list[tuple[str, str]]:
        """Alt text and address of each image of a page."""
        return IMAGE.findall(INLINE_CODE.sub("", self.prose))

    @cached_property
    def links(self) -> list[str]:
        """Where each link of a page goes."""
        return LINK.findall(INLINE_CODE.sub("", self.prose))

    @cached_property
    def predictions(self) -> list[Prediction]:
        """All predictions; `right` is empty where nothing is answered on the page."""
        text = self.text
        if self.path.suffix == ".py":
            text = re.sub("^# ?", "", text, flags=re.MULTILINE)
        return [
            Prediction(text.count("\n", 0, it.start()) + 1, it[1], ANSWER.findall(it[2]))
            for it in PREDICTION.finditer(text)
        ]


def formulas(passage: str) -> list[str]:
    """TeX of the formulas of a passage."""
    found = FORMULA.findall(INLINE_CODE.sub("", passage))
    return [display or inline for display, inline in found]


def words(passage: str) -> str:
    """A passage without formulas, code, and what a reader does not see."""
    return FORMULA.sub(" ", HIDDEN.sub(" ", INLINE_CODE.sub(" ", passage)))


def answered(text: Text) -> list[Prediction]:
    """Predictions of a page or a lab that a reader can answer there."""
    return [it for it in text.predictions if it.right]


def final(syllable: str) -> int:
    """Number of the consonant that ends a Korean syllable, 0 where a vowel does."""
    return (ord(syllable) - ord("가")) % 28


def texts(language: str) -> list[Text]:
    """All pages and labs of a language."""
    found = [page.path for page in pages(language).values()]
    return [Text(path) for path in [*found, *labs(language)]]


KOREAN, ENGLISH = texts("ko"), texts("en")
PAIRS = [(ko, en) for ko in KOREAN for en in ENGLISH if ko.name == en.name]
each_pair = pytest.mark.parametrize(("korean", "english"), PAIRS, ids=str)
each_text = pytest.mark.parametrize("text", [*KOREAN, *ENGLISH], ids=str)
