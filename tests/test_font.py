"""The font of the formulas has all that formulas need."""

from unicodedata import normalize

import pytest
from browsing import EVERY, document
from fontTools.ttLib import TTFont

from sitekit import LANGUAGES, folder
from sitekit.prepare.bundle import FONT

ITALICS = [*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C), 0x210E]
ITALIC = {normalize("NFKC", chr(it)): it for it in ITALICS}
"""How browsers show a letter that stands alone."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_of_a_formula_is_missing_and_large_ones_grow(site, language):
    (file,) = (site / folder(language)).glob("fonts/*.woff2")
    had, has = TTFont(FONT), TTFont(file)
    signs = set[int]()
    for name in {name for _, name in EVERY}:
        for part in document(site, language, name).select("math *"):
            signs |= set(map(ord, part.text))
            if part.name == "mi" and part.text in ITALIC:
                signs.add(ITALIC[part.text])
            if part.name == "msqrt":  # its sign comes in one size
                assert not part.select("mfrac, msup, msubsup, mtable")
    assert len(signs) > 100
    hangul = range(ord("가"), ord("힣") + 1)  # words in \text{}, in the font of the page
    assert has.getBestCmap().keys() >= signs - {*hangul}
    growing = has["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    assert {has.getBestCmap().get(ord(sign)) for sign in "(){√"} <= {*growing}
    for number in (0, 13, 14):
        assert has["name"].getDebugName(number) == had["name"].getDebugName(number)
