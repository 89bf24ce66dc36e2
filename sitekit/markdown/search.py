"""What the search indexes: formulas whole, and the rows of the glossary as paragraphs.

Material's index drops the tags of MathML, so that a square reads as a double. Of a section
it shows the blocks that match, and a table is no block to it.
"""

import re
from typing import Any

from material.plugins.search import plugin

ROW = re.compile(r"(</?)tr\b")


def index_formulas() -> None:
    """Let the search read pages with the parser below."""
    plugin.Parser = FormulaParser


class FormulaParser(plugin.Parser):  # type: ignore[misc] # it has no types
    """Reads a page for the index."""

    def feed(self, data: str) -> None:
        """Read a page, its rows as paragraphs."""
        super().feed(ROW.sub(r"\1p", data))

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Keep the tags of a formula with their attributes."""
        super().handle_starttag(tag, attrs)
        self._keep(self.get_starttag_text().replace("/>", ">"))  # which an end follows

    def handle_endtag(self, tag: str) -> None:
        """Keep the tags of a formula."""
        self._keep(f"</{tag}>")
        super().handle_endtag(tag)

    def _keep(self, tag: str) -> None:
        if "math" in self.context and not self.skip.intersection(self.context):
            is_title = self.section.el in self.context
            (self.section.title if is_title else self.section.text).append(tag)
