"""Griffe extension that makes a Markdown list of numpydoc's ``.. [1] Author, *Title*``."""

import re
from typing import Any

import griffe

CITATION = re.compile(r"^\.\. \[(\d+)\] ", re.MULTILINE)


class References(griffe.Extension):
    """Rewrites the references of every docstring."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite those of one object."""
        if obj.docstring:
            obj.docstring.value = CITATION.sub(r"\1. ", obj.docstring.value)
