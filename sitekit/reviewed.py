"""Marks English pages as looked at.

The front matter of an English page holds the hash of the Korean page that it was last
compared with. A Korean page changes, and a test fails until somebody has looked.
"""

import hashlib
import re
import sys
from collections.abc import Sequence

from sitekit.pages import Page, pages
from sitekit.prepare.fill import git

KOREAN = re.compile(r"^korean:.*\n", re.MULTILINE)


def korean_hash(page: Page) -> str:
    """Hash of a Korean page."""
    return text_hash(page.text)


def text_hash(text: str) -> str:
    """Hash that an English page notes."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def noted_hash(page: Page) -> str:
    """Hash that an English page has noted, or nothing."""
    found = re.search(r"^korean: *(\w+) *$", page.front_matter, re.MULTILINE)
    return found[1] if found else ""


def changed_since(page: Page, noted: str) -> str:
    """What Git knows to have changed in a page since its text had the hash noted."""
    for commit in git("log", "--format=%H", "--", str(page)).split():
        if text_hash(git("show", f"{commit}:{page}") + "\n") == noted:
            return git("diff", "--unified=0", commit, "--", str(page))
    return f"{page} was never committed as it was looked at: read all of it"


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
            print(changed_since(korean[name], noted_hash(english[name])))
            mark(korean[name], english[name])
            print(f"docs/en/{name}: marked as looked at")
