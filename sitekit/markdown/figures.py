"""Shows each figure in the reader's colour scheme.

``![alt](figures/NAME.svg)`` becomes the light and the dark version of the figure, with
its size, so that the page does not jump when it loads.
"""

import re
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

SOURCE = re.compile(r"((?:\.\./)*figures/)([\w-]+)\.svg")
PIXELS_PER_POINT = 4 / 3


def size(svg: Path) -> dict[str, str]:
    """Width and height in CSS pixels of an SVG that gives them in points."""
    root = ElementTree.parse(svg).getroot()
    points = {
        side: float(root.attrib[side].removesuffix("pt")) for side in ("width", "height")
    }
    return {side: str(round(value * PIXELS_PER_POINT)) for side, value in points.items()}


class FigureTreeprocessor(Treeprocessor):
    """Doubles every image that is a figure, and parts captions from their numbers."""

    def __init__(self, md: Markdown, directory: Path) -> None:
        super().__init__(md)
        self.directory = directory

    def run(self, root: Element) -> None:
        """Replace each figure of a page by its two versions."""
        for prefix in root.iterfind(".//span[@class='caption-prefix']"):
            prefix.tail = prefix.tail or " "  # pymdownx forgets it before a formula
        for parent in list(root.iter()):
            for image in list(parent):
                figure = SOURCE.fullmatch(image.get("src", ""))
                if image.tag == "img" and figure:
                    self._double(parent, image, *figure.groups())

    def _double(self, parent: Element, image: Element, folder: str, name: str) -> None:
        light, dark = image, Element("img", dict(image.attrib))
        for theme, version in (("light", light), ("dark", dark)):
            file = f"{name}-{theme}.svg"
            version.set("src", f"{folder}{file}#only-{theme}")
            version.set("loading", "lazy")
            version.set("decoding", "async")
            if (self.directory / file).exists():  # else MkDocs reports the broken link
                version.attrib.update(size(self.directory / file))
        light.tail, dark.tail = None, light.tail
        parent.insert(list(parent).index(light) + 1, dark)
