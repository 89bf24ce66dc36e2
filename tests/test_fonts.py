"""The fonts of the formulas have all that formulas need, under a name of their own."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from browsing import LABS, PATHS
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from sitekit import LANGUAGES, ROOT, folder
from sitekit.finish.fonts import formula_signs

WHOLE = ROOT / "node_modules" / "katex" / "dist" / "fonts"
FORMULA = '<span class="katex-html" aria-hidden="true"><span class="strut"></span>%s</span>'


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_of_a_formula_is_missing_from_a_font_that_had_it(
    site: Path, language: str
) -> None:
    signs = set[int]()
    for name, path in PATHS | LABS:
        if name == language:
            html = (site / (PATHS | LABS)[name, path] / "index.html").read_bytes()
            for formula in BeautifulSoup(html, "html.parser").select(".katex-html"):
                signs |= set(map(ord, formula.text))
    assert len(signs) > 50
    fonts = cut_fonts(site / folder(language))
    assert len(fonts) > 8
    for had, has in fonts:
        assert has.getBestCmap().keys() == had.getBestCmap().keys() & signs


def test_a_font_that_was_cut_keeps_its_licence_and_not_the_name_that_this_reserves(
    site: Path,
) -> None:
    for had, has in cut_fonts(site):
        for number in (0, 13, 14):
            assert has["name"].getDebugName(number) == had["name"].getDebugName(number)
        for number in (1, 3, 4, 6):
            name = had["name"].getDebugName(6).replace("KaTeX", "Formula")
            assert has["name"].getDebugName(number) == name


def cut_fonts(folder: Path) -> list[tuple[TTFont, TTFont]]:
    """Each font of a language, in a file or in the stylesheet: as it was, and as it is."""
    (sheet,) = folder.glob("style.*.css")
    data = re.findall(r"data:font/woff2;base64,([^)]+)", sheet.read_text("utf-8"))
    files = [file.read_bytes() for file in folder.glob("katex/fonts/*.woff2")]
    fonts = [TTFont(BytesIO(font)) for font in [*map(b64decode, data), *files]]
    names = [font["name"].getDebugName(6).replace("Formula", "KaTeX") for font in fonts]
    return [
        (TTFont(WHOLE / f"{name}.woff2"), font)
        for name, font in zip(names, fonts, strict=True)
    ]


def test_the_signs_of_a_page_are_those_of_its_visible_formulas() -> None:
    html = f"<p>x<math>y</math>{FORMULA % '<span>a</span>&lt;'}z{FORMULA % 'b'}</p>"
    assert formula_signs(html) == {"a", "<", "b"}
