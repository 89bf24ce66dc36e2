"""Lets a Korean line break at spaces alone.

CSS keeps the syllables of a word together, but still breaks around a formula, a bracket
or a piece of code, and so parts a word from its particle. A word joiner forbids that;
around a formula, where browsers do not heed it, a span that may not be broken does.
A number in words stays with what it counts. The name and number of a lab, initials, a
short piece of code, scikit-learn and the sizes of a network, such as 784-50-10, stay whole
in any language.
"""

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

JOINER = "\u2060"
NO_BREAK_SPACE = "\u00a0"
SEAM = re.compile(
    r"(?<=[가-힣』])(?=\()|(?<=[)’”])(?=[가-힣])|(?<=[가-힣]-)(?=[가-힣])|"
    r"(?<=scikit-)(?=learn)|(?<=\d-)(?=\d)"
)
ONES = "한|두|세|네|다섯|여섯|일곱|여덟|아홉"
COUNTED = re.compile(
    rf"(?<![가-힣])(몇|스무|{ONES}|(?:열|스물)(?:{ONES})?) "
    r"(?=번|개|가지|배|줄|걸음|층|칸|장|곳|자리|갈래|사람)"
)
NUMBERED = re.compile(
    r"\b(실험|연습|탐색기|힌트|(?i:lab|exercise|explorer|hint|section|chapter)) "
    r"(?=\d(?! ·))"  # a heading stays as it is
)
INITIAL = re.compile(r"\b([A-Z]\.) (?=[A-Z])")
PARTICLE = re.compile(r"\([가-힣]+(?:\)[^\s(]*)?|[^\s(]+")
INLINE = {"a", "code", "em", "strong"}
GAP = re.compile(r"[ -]")
SHORT = 24
"""Signs of code that have room on a line of a card on the smallest screen."""


class KoreanTreeprocessor(Treeprocessor):
    """Keeps words whole that go on without a space."""

    def run(self, root: Element) -> None:
        """Keep the words of a page whole."""
        for parent in list(root.iter()):
            if parent.tag == "code" and is_short(parent.text or ""):
                parent.set("class", "whole")
            if parent.tag not in ("code", "pre") and not is_formula(parent):
                self._join(parent)
                for number, child in enumerate(parent):
                    if is_formula(child):
                        parent[number] = whole(child, opened(parent, number))

    def _join(self, parent: Element) -> None:
        children = [*parent, None]
        parent.text = joined(parent.text, before=is_inline(children[0]))
        for child, following in pairwise(children):
            assert child is not None
            child.tail = joined(child.tail, is_inline(child), is_inline(following))


def is_formula(element: Element) -> bool:
    """Whether an element is a formula in a line of text."""
    return element.tag == "span" and element.get("class") == "arithmatex"


def is_short(code: str) -> bool:
    """Whether code that could be parted should not be."""
    return len(code) <= SHORT and GAP.search(code) is not None


def is_inline(element: Element | None) -> bool:
    """Whether an element is text in a line of text."""
    return element is not None and element.tag in INLINE


def joined(text: str | None, after: bool = False, before: bool = False) -> str | None:
    """Text without the breaks it could have, its ends joined to an inline element."""
    if not text:
        return text
    start = JOINER if after and not text[0].isspace() else ""
    end = JOINER if before and not text[-1].isspace() else ""
    text = SEAM.sub(JOINER, text)
    for pair in (COUNTED, NUMBERED, INITIAL):
        text = pair.sub(rf"\1{NO_BREAK_SPACE}", text)
    return start + text + end


def opened(parent: Element, number: int) -> str:
    """Take the bracket right before a child out of the text, and return it."""
    before = (parent[number - 1].tail if number else parent.text) or ""
    if not before.endswith("("):
        return ""
    if number:
        parent[number - 1].tail = before[:-1]
    else:
        parent.text = before[:-1]
    return "("


def whole(formula: Element, bracket: str) -> Element:
    """Return a formula, with what stands right at it, as one unbreakable element."""
    found = PARTICLE.match(formula.tail or "")
    particle = found[0] if found else ""
    if not bracket + particle:
        return formula
    element = Element("span", {"class": "whole"})
    element.text = bracket
    element.append(formula)
    element.tail = (formula.tail or "").removeprefix(particle)
    formula.tail = particle
    return element
