"""Explains a term where a page first uses it.

The lessons print a term in bold where they introduce it. If the glossary has it, it
becomes a link to its row there, with the meaning as the link's title: no script, and
pointer, keyboard, touch and screen reader each get to the meaning.
"""

import re
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

ROW = re.compile(
    r"^\| (?!한국어|English)([^|-][^|]*?) \| ([^|]+?) \| ([^|]+?) \|", re.MULTILINE
)
FORMULA = re.compile(r"\$([^$]+)\$")
PLAIN = {"\\nabla ": "∇", "\\eta": "η", "\\": "", "-": "−"}
"""How a title, which is plain text, writes what the formulas of the glossary hold."""
LANGUAGES = {"한국어": "ko", "English": "en"}
PLURALS = ("", "s", "es")


class Term(NamedTuple):
    """A row of the glossary."""

    id: str
    meaning: str


def glossary(text: str) -> dict[str, Term]:
    """Terms by their names in the language of a glossary, which is in its first column."""
    terms: dict[str, Term] = {}
    for name, other, meaning in ROW.findall(text):
        term = Term(row_id(name, other), plain(meaning))
        # Of two senses, as of “derivative”, the later one is the value: lessons mean it.
        terms |= {form.lower(): term for form in re.sub(r" *\(.*\)", "", name).split(", ")}
    return terms


def row_id(*names: str) -> str:
    """Id of a row: its English term, so that it is the same in every language."""
    english = next((name for name in names if name.isascii()), "")
    return "-".join(re.findall(r"\w+", english.lower()))


def plain(meaning: str) -> str:
    """Meaning of a term without TeX."""

    def formula(tex: re.Match[str]) -> str:
        text = tex[1]
        for mark, character in PLAIN.items():
            text = text.replace(mark, character)
        return text

    return FORMULA.sub(formula, meaning)


class GlossaryTreeprocessor(Treeprocessor):
    """Links terms to the glossary; gives its rows their ids, and a column its language."""

    def __init__(self, md: Markdown, file: Path) -> None:
        super().__init__(md)
        self.file = file

    def run(self, root: Element) -> None:
        """Look for terms in a page, or for the tables of the glossary."""
        tables = [table for table in root.iter("table") if is_glossary(table)]
        for table in tables:
            language = LANGUAGES[table.findtext("thead/tr/th[2]", "")]
            for row in table.iterfind("tbody/tr"):
                row[1].set("lang", language)
                row.set("id", row_id(*("".join(cell.itertext()) for cell in row[:2])))
        if not tables:
            terms = glossary(self.file.read_text("utf-8"))
            for strong in root.iter("strong"):
                explain(strong, terms)


def is_glossary(table: Element) -> bool:
    """Whether a table names things in both languages."""
    return LANGUAGES.keys() <= {heading.text for heading in table.iter("th")}


def explain(strong: Element, terms: dict[str, Term]) -> None:
    """Link what is printed in bold to its row, if it is one of `terms`; take it out."""
    text = "" if len(strong) else (strong.text or "").lower()
    form = next((form for end in PLURALS if (form := text.removesuffix(end)) in terms), "")
    if not form:
        return
    term = terms[form]
    for name in [name for name in terms if terms[name] == term]:
        del terms[name]
    link = SubElement(strong, "a", {"class": "term", "title": term.meaning})
    link.set("href", f"/glossary.md#{term.id}")
    link.text, strong.text = strong.text, None
