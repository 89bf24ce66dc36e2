"""Marks English pages as looked at.

The front matter of an English page holds the hash of the Korean page that it was last
compared with. A Korean page changes, and a test fails until somebody has looked.
"""

import hashlib
import re
import sys
from collections.abc import Sequence

from sitekit.pages import Page, pages

KOREAN = re.compile(r"^korean:.*\n", re.MULTILINE)


def korean_hash(page: Page) -> str:
    """Hash of a Korean page."""
    return hashlib.sha256(page.text.encode()).hexdigest()[:16]


def noted_hash(page: Page) -> str:
    """Hash that an English page has noted, or nothing."""
    found = re.search(r"^korean: *(\w+) *$", page.front_matter, re.MULTILINE)
    return found[1] if found else ""


def mark(korean: Page, english: Page) -> None:
    """Note in an English page that it says what the Korean one does now."""
    if not english.front_matter:
        raise SystemExit(f"{english} has no front matter")
    rest = KOREAN.sub("", english.text, count=1)
    head, tail = rest.split("\n---\n", maxsplit=1)
    english.path.write_text(f"{head}\nkorean: {korean_hash(korean)}\n---\n{tail}", "utf-8")


def mark_all(names: Sequence[str]) -> None:
    """Mark the pages that are named, such as ``gradient.md``, or all."""
    korean, english = pages("ko"), pages("en")
    for name in names or sorted(korean):
        if name not in korean or name not in english:
            sys.exit(f"{name} is not in both docs/ko and docs/en")
        if noted_hash(english[name]) != korean_hash(korean[name]):
            mark(korean[name], english[name])
            print(f"docs/en/{name}: marked as looked at")
