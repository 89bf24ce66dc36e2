"""Cuts KaTeX's fonts down to the signs of the formulas, and lets pages ask for them early.

Whole, the two fonts that an opening formula needs weigh twice as much as its page. Those
of tall brackets and sums are so small when cut that they come with the stylesheet.
"""

import re
from base64 import b64encode
from html import unescape
from io import BytesIO
from pathlib import Path

FORMULA = 'class="katex-html"'
SPAN = re.compile(r"<(/?)span\b")
EARLY = ("Formula_Main-Regular", "Formula_Math-Italic")
"""What nearly every formula needs."""
STYLESHEET = re.compile(r'<link rel="stylesheet" href="([^"]*)style\.[^"]*">')
NAMES = (1, 3, 4, 6)
"""Family, identity, full and PostScript name, by the numbers that OpenType has for them."""


def embed_fonts(site: Path, signs: str) -> None:
    """Put the fonts of large signs into KaTeX's stylesheet."""
    sheet = site / "katex" / "katex.min.css"
    css = sheet.read_text("utf-8")
    for file in site.glob("katex/fonts/*_Size*.woff2"):
        # They are too large to gain from hints.
        data = b64encode(cut(file.read_bytes(), file.stem, signs, False)).decode()
        css = css.replace(f"fonts/{file.name}", f"data:font/woff2;base64,{data}")
        file.unlink()
    sheet.write_text(css, "utf-8")


def cut_fonts(site: Path, signs: str) -> None:
    """Leave in the other fonts of a language no signs but those of its formulas."""
    for file in site.glob("katex/fonts/*.woff2"):
        file.write_bytes(cut(file.read_bytes(), file.stem, signs, True))


def cut(whole: bytes, name: str, signs: str, hinting: bool) -> bytes:
    """Return a font with no signs but these, under a new name."""
    # A build that finds all fonts kept need not wait for it.
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(
        flavor="woff2", layout_features=["*"], name_IDs=["*"], hinting=hinting
    )
    font = load_font(BytesIO(whole), options)
    subsetter = Subsetter(options)
    subsetter.populate(text=signs)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES:  # its licence reserves the name of the whole font
            record.string = name
    result = BytesIO()
    save_font(font, result, options)
    return result.getvalue()


def all_signs(site: Path) -> str:
    """All signs that the visible formulas of a language are written in."""
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    return "".join(sorted(set[str]().union(*map(formula_signs, pages))))


def formula_signs(html: str) -> set[str]:
    """All signs that the visible formulas of a page are written in."""
    signs = set[str]()
    _, *formulas = html.split(FORMULA)
    for formula in formulas:
        depth = 1
        for tag in SPAN.finditer(formula):
            depth += -1 if tag[1] else 1
            if depth == 0:
                text = re.sub("<[^>]*>", "", formula[formula.index(">") + 1 : tag.start()])
                signs.update(unescape(text))
                break
    return signs


def preload_fonts(site: Path) -> None:
    """Name the fonts above the stylesheet of each page with formulas."""
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        if FORMULA in html:
            page.write_text(STYLESHEET.sub(with_fonts, html), "utf-8")


def with_fonts(stylesheet: re.Match[str]) -> str:
    """Return the link to a stylesheet below links to fonts, which are beside it."""
    links = [
        f'<link rel="preload" href="{stylesheet[1]}katex/fonts/{font}.woff2" as="font" '
        'type="font/woff2" crossorigin>'
        for font in EARLY
    ]
    return "".join([*links, stylesheet[0]])
