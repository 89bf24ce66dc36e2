"""What the search indexes: formulas in a line, and the rows of the glossary as paragraphs.

Material's index drops the tags of MathML, so that a square reads as a double. Of a section
it shows the blocks that match, and a table is no block to it.
"""

import html
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from material.plugins.search import plugin

FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)
ROW = re.compile(r"(</?)tr\b")
LINES = {
    "mfrac": "{}/{} ",
    "msqrt": "√{}",
    "msub": "{}<sub>{}</sub>",
    "msubsup": "{}<sub>{}</sub><sup>{}</sup>",
    "msup": "{}<sup>{}</sup>",
    "munder": "{}<sub>{}</sub>",
}
"""How what has parts is written in a line, with the tags that the index keeps."""
BLANK = ("mspace", "mtd", "mtext")
SPACED = set("=≈≠<>≤≥+−×⊙←→⇒⟹⟺")
APPLIED = "\u2061"
"""Stands, unseen, between a function and its argument."""
GAP = re.compile(r"(?<=\() | (?=[,)])")
SINGLE = re.compile(r"∂?(\d+|[^\W\d]\w*)?")
TAG = re.compile(r"<[^>]*>")


def index_formulas() -> None:
    """Let the search read pages with the parser below."""
    plugin.Parser = LineParser


class LineParser(plugin.Parser):  # type: ignore[misc] # it has no types
    """Reads a page for the index."""

    def feed(self, data: str) -> None:
        """Read a page, its formulas in lines and its rows as paragraphs."""
        super().feed(ROW.sub(r"\1p", FORMULA.sub(in_a_line, data)))


def in_a_line(mathml: re.Match[str]) -> str:
    """Formula as it is written in a line of text."""
    root = ElementTree.fromstring(mathml[0].replace("&ApplyFunction;", APPLIED))
    return GAP.sub("", " ".join(line(root).replace(APPLIED, " ").split()))


def line(element: Element) -> str:
    """Part of a formula in a line."""
    parts = [line(part) for part in element]
    if element.get("accentunder"):
        return parts[0]  # without its brace
    if element.tag in LINES:
        parts = [part.strip() for part in parts]
        if "<" not in LINES[element.tag]:
            parts = [bracketed(part) for part in parts]
        return LINES[element.tag].format(*parts)
    if element.tag == "mtable":
        return "; ".join(part.strip() for part in parts)
    text = html.escape(element.text or "") + "".join(parts)
    operator = element.text in SPACED and element.get("rspace") != "0"
    return f" {text} " if operator or element.tag in BLANK else text


def bracketed(part: str) -> str:
    """Part between brackets, unless it is one number or one sign."""
    return part if SINGLE.fullmatch(TAG.sub("", part)) else f"({part})"
