"""Cuts the font of the formulas down to their signs: whole, it weighs six pages."""

import re
from html import unescape
from pathlib import Path

from sitekit.prepare.bundle import FONT

FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
DRAWN = "U+1D434-1D467,U+1D6E2-1D71B,U+210E,U+221A"
"""What browsers draw for a letter that stands alone, and for an element of a root."""


def cut_font(site: Path, html: str) -> None:
    """Leave in the font of a language no signs but those of its formulas in `html`."""
    from fontTools import subset  # it takes a fifth of a second to import

    signs = "".join(sorted(set(unescape(TAG.sub("", "".join(FORMULA.findall(html)))))))
    (font,) = site.glob("fonts/*.woff2")
    subset.main(
        [
            str(FONT.with_suffix(".woff")),  # is read in a sixth of the time
            f"--output-file={font}",
            f"--text={signs}",
            f"--unicodes={DRAWN}",
            "--flavor=woff2",
            "--no-hinting",  # the half of a small font, for screens of few pixels
            "--layout-features=*",
            "--name-IDs=*",
        ]
    )
