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

    (file,) = site.glob("fonts/*.woff2")
    signs = "".join(sorted(set(unescape(TAG.sub("", "".join(FORMULA.findall(html)))))))
    options = subset.Options(
        flavor="woff2",
        hinting=False,  # the half of a small font, for screens of few pixels
        layout_features=["*"],
        name_IDs=["*"],
    )
    # As .woff it is read in a sixth of the time.
    font = subset.load_font(str(FONT.with_suffix(".woff")), options)
    # Beside a root, Chromium leaves room for the widest sign that there is. Ours are low.
    heights = font["MATH"].table.MathVariants
    sign = heights.VertGlyphCoverage.glyphs.index(font.getBestCmap()[ord("√")])
    root = heights.VertGlyphConstruction[sign]
    root.MathGlyphVariantRecord[1:], root.GlyphAssembly = [], None
    cutter = subset.Subsetter(options)
    cutter.populate(text=signs, unicodes=subset.parse_unicodes(DRAWN))
    cutter.subset(font)
    subset.save_font(font, str(file), options)
