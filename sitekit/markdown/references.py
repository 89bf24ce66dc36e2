"""Griffe extension that makes the docstrings of the package fit for a page."""

import re
from typing import Any

import griffe

CITATION = re.compile(r"^\.\. \[(\d+)\] ", re.MULTILINE)
SEE_ALSO = re.compile(r"(?<=See Also\n--------\n)(\w+) : ")


class References(griffe.Extension):
    """Rewrites references, and hides what only the package itself may know."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Make Markdown of numpydoc's ``.. [1] Author, *Title*`` and ``name : what``.

        Of the labels of an object, readers need to know a class method alone.
        """
        if obj.docstring:
            text = CITATION.sub(r"\1. ", obj.docstring.value)
            obj.docstring.value = SEE_ALSO.sub(r"[`\1`][gdlesson.\1]: ", text)
        obj.labels &= {"classmethod"}

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """Hide how to make an instance, if that takes anything private."""
        init = cls.members.get("__init__")
        if isinstance(init, griffe.Function) and any(
            parameter.name.startswith("_") for parameter in init.parameters
        ):
            cls.del_member("__init__")
