"""What builds the site from the lessons and checks them. Readers never import it."""

import gzip
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
SITE = ROOT / "site"
LANGUAGES = ("ko", "en")
"""Korean stands at the root of the site, every other language in a folder of its name."""


def folder(language: str) -> str:
    """Where a language stands on the site."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def settings(language: str) -> Path:
    """File of what MkDocs is told and the interface says in a language."""
    return ROOT / f"mkdocs.{language}.yml"


@cache
def interface(language: str) -> dict[str, Any]:
    """What the interface says in a language."""
    with settings(language).open(encoding="utf-8") as file:
        said: dict[str, Any] = yaml.safe_load(file)["extra"]
    return said


def packed(content: bytes) -> bytes:
    """What a host sends of `content`: most pack as the program gzip does."""
    return gzip.compress(content, 6)


def digest(files: Iterable[Path], *more: str) -> str:
    """Hash of the contents of `files`, of their names and of `more`."""
    sha = hashlib.sha256("\n".join(more).encode())
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        sha.update(f"\n{file.relative_to(ROOT)} {content}".encode())
    return sha.hexdigest()
