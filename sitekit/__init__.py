"""What builds the site from the lessons and checks them. Readers never import it."""

import gzip
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("ko", "en")
"""Korean stands at the root of the site, every other language in a folder of its name."""


def packed(content: bytes) -> bytes:
    """What a host sends of `content`: most pack as the program gzip does."""
    return gzip.compress(content, 6)
