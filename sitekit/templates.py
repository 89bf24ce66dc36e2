"""A hook of MkDocs: what the templates leave out of every page."""

from typing import Any

from jinja2 import Environment


def on_env(env: Environment, **_: Any) -> None:
    """Leave out the lines of the templates' own words, and JSON's escapes of Korean."""
    env.trim_blocks = env.lstrip_blocks = True
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
