"""The fonts of the formulas have all that formulas need, under a name of their own."""

from pathlib import Path

import pytest
from browsing import EVERY, document
from fontTools.ttLib import TTFont

from sitekit import LANGUAGES, ROOT, folder

WHOLE = ROOT / "node_modules" / "katex" / "dist" / "fonts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_of_a_formula_is_missing_from_a_font_that_had_it(
    site: Path, language: str
) -> None:
    signs = set[int]()
    for name in {name for _, name in EVERY}:
        for formula in document(site, language, name).select(".katex-html"):
            signs |= set(map(ord, formula.text))
    assert len(signs) > 50
    fonts = fonts_of(site / folder(language))
    assert len(fonts) > 8
    for had, has in fonts:
        assert has.getBestCmap().keys() >= had.getBestCmap().keys() & signs


def test_a_font_that_was_cut_keeps_its_licence_and_not_the_name_that_this_reserves(
    site: Path,
) -> None:
    for had, has in fonts_of(site):
        for number in (0, 13, 14):
            assert has["name"].getDebugName(number) == had["name"].getDebugName(number)
        for number in (1, 3, 4, 6):
            assert "KaTeX" not in (has["name"].getDebugName(number) or "")


def fonts_of(folder: Path) -> list[tuple[TTFont, TTFont]]:
    """Each font of a language, as it was and as it is."""
    fonts = folder.glob("fonts/*.woff2")
    return [(TTFont(WHOLE / font.name), TTFont(font)) for font in fonts]
