"""The pictures that stand for a page where a link to it is shared.

They are figures, without words, so that they serve every language.
"""

from pathlib import Path
from typing import Any

from gdlesson.figures import DARK, FIGURES

CARDS = ("wells", "field", "path", "matrices", "xor")
"""Figures that the front matter of a page may name as its card."""
PIXELS = (1200, 630)
"""Size of a card, as the sites that show it ask."""


def write(directory: Path) -> None:
    """Write the cards: the same bytes at every run."""
    directory.mkdir()
    for name in CARDS:
        figure = FIGURES[name](DARK)
        figure.set_size_inches(PIXELS[0] / 160, PIXELS[1] / 160)
        style: dict[str, Any] = {
            "dpi": 160,
            "facecolor": DARK.paper,
            "metadata": {"Software": None},
        }
        figure.savefig(directory / f"{name}.png", **style)
