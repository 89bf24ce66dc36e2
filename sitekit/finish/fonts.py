"""Cuts KaTeX's fonts down to the signs of the formulas: whole, they weigh twice a page."""

import re
from html import unescape
from pathlib import Path

MATHML = re.compile(r"<math.*?</math>", re.DOTALL)
"""What a screen reader gets, which has the signs that are seen."""
TAG = re.compile(r"<[^>]*>")


def cut_fonts(site: Path) -> None:
    """Leave in the fonts of a language no signs but those of its formulas."""
    from fontTools import subset  # it takes a fifth of a second to import

    html = "".join(page.read_text("utf-8") for page in site.rglob("*.html"))
    signs = "".join(sorted(set(unescape(TAG.sub("", "".join(MATHML.findall(html)))))))
    for font in site.glob("fonts/*.woff2"):
        subset.main(
            [
                str(font),
                f"--output-file={font}",
                f"--text={signs}",
                "--flavor=woff2",
                "--no-hinting",  # the half of a small font, for screens of few pixels
                "--layout-features=*",
                "--name-IDs=*",
                "--obfuscate-names",  # their licence reserves the name of the whole ones
            ]
        )
