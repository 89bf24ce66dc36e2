"""Renders the formulas of arithmatex as MathML.

Browsers show it and read it aloud, so that a page needs no script and no styles for its
formulas. One that cannot be rendered fails the build.
"""

import html
from xml.etree.ElementTree import Element

from click import ClickException
from markdown.treeprocessors import Treeprocessor
from math_core import LatexError, LatexToMathML

CONVERTER = LatexToMathML(fancy_error=False)


def rendered(tex: str, *, display: bool) -> str:
    """MathML of a formula."""
    tex = tex.replace("'", r"\prime ")  # the font has it raised already
    try:
        mathml = CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise ClickException(f"${tex}$: {error}") from error  # MkDocs names the page
    return mathml.replace(">⊙<", ' largeop="false">⊙<')  # of a product, in Firefox


class FormulaTreeprocessor(Treeprocessor):
    """Puts the rendered formula where arithmatex left its source."""

    def run(self, root: Element) -> None:
        """Render every formula of a page."""
        for element in root.iter():
            if element.get("class") == "arithmatex":
                source = (element.text or "")[2:-2].strip()  # between \( \) or \[ \]
                display = element.tag == "div"
                tex = html.unescape(source) if display else source
                element.text = self.md.htmlStash.store(rendered(tex, display=display))
                element.set("translate", "no")  # by a browser
