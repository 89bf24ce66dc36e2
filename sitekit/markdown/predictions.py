"""Lets a prediction be answered.

A ``predict`` block with a `data-answer` ends in a list of what a reader may answer. Behind
a bar stands the word on a wrong answer: which misconception it comes from. The right answer
has none, and `data-answer` is for the tests, which compute by it that it is right.

The list is folded away. Where scripts run, predictions.js makes a form of it; it asks for a
number where all answers are numbers.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

NUMBER = re.compile(r"-?\d+(\.\d+)?")


class PredictionTreeprocessor(Treeprocessor):
    """Folds the answers of each prediction."""

    def __init__(self, md: Markdown, title: str) -> None:
        super().__init__(md)
        self.title = title

    def run(self, root: Element) -> None:
        """Fold the answers of a page, while its text is still what was written."""
        for block in root.iterfind(".//div[@data-answer]"):
            del block.attrib["data-answer"]
            answers = block[-1]
            block.remove(answers)
            details = SubElement(block, "details", {"class": "answers"})
            details.set("data-search-exclude", "")  # most of them are wrong
            SubElement(details, "summary").text = self.title
            details.append(answers)
            for item in answers:
                answer, _, word = (item.text or "").partition(" | ")
                item.text = answer
                if word:
                    SubElement(item, "p").text = word
            if all(NUMBER.fullmatch(item.text or "") for item in answers):
                details.set("class", "answers number")
