"""A hook of MkDocs: what the templates leave out of every page."""

import re
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension

INDENT = re.compile(r"\n\s+")


class Compact(Extension):
    """Drops blank lines and indentation of templates, never of what they show."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Called by Jinja with the source of a template."""
        return INDENT.sub("\n", source)


def on_env(env: Environment, **_: Any) -> None:
    """Leave out what only writers of templates read, and JSON's escapes of Korean."""
    env.add_extension(Compact)
    env.trim_blocks = True
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
