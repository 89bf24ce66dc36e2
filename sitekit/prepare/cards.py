"""The pictures that stand for the site elsewhere: in a tab, and where a link is shared.

They are drawn by the code of the figures, in its colours and without words, so that they
serve every language.
"""

from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse

from gdlesson import descent_path
from gdlesson.figures import DARK, FIGURES, LIGHT

CARDS = ("wells", "field", "path", "matrices", "xor")
"""Figures that the front matter of a page may name as its card."""
PIXELS = (1200, 630)
"""Size of a card, as the sites that show it ask."""


def write(directory: Path) -> None:
    """Write the mark, and the cards: the same bytes at every run."""
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
    with matplotlib.rc_context({"svg.hashsalt": "mark"}):
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        mark().savefig(directory / "mark.svg", metadata=nothing, transparent=True)


def mark() -> Figure:
    """Two contours of a bowl and a descent: still legible at 16 pixels."""
    blue, orange = (
        to_hex(tuple(np.mean([to_rgb(light), to_rgb(dark)], axis=0)))  # seen on both papers
        for light, dark in ((LIGHT.blue, DARK.blue), (LIGHT.orange, DARK.orange))
    )
    figure = Figure(figsize=(1 / 3, 1 / 3))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(-16, 16), ylim=(-16, 16))
    ax.set_axis_off()
    for size in (14.5, 7.5):
        shape = {"width": 2 * size, "height": 1.7 * size}
        ax.add_patch(Ellipse((0, 0), **shape, fill=False, edgecolor=blue, linewidth=1.5))
    path = descent_path(
        lambda x: x[0] ** 2 + 1.7 * x[1] ** 2, (-13.0, 12.5), lr=0.22, step_num=4
    )
    ax.plot(*path.T, color=orange, linewidth=2.2, solid_capstyle="round")
    ax.plot(*path[-1], "o", color=orange, markersize=5, markeredgewidth=0)
    return figure
