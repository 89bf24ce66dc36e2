"""What explorers show of each landscape, written out for their scripts.

The scripts have the functions themselves; a test holds them equal to the package's.
"""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from contourpy import contour_generator

from gdlesson import gradient_descent, landscapes
from gdlesson.figures import START
from gdlesson.landscapes import Landscape

VIEW = (800, 600)
"""Size of the map, in the units of its contours."""
OVALS = np.linspace(0.5, 6.5, 9) ** 2
SCENES: dict[str, dict[str, Any]] = {
    "bowl": {"width": 12.8, "levels": np.arange(8, 60, 8), "start": START},
    "valley": {"width": 18.0, "levels": OVALS, "start": (-7, 2)},
    "turned": {"width": 18.0, "levels": OVALS, "start": (-6, -2)},
    "saddle": {"width": 8.0, "levels": np.arange(-8, 16, 2), "start": (-3, 0), "near": []},
    "plateau": {
        "width": 8.0,
        "levels": -np.expm1(-(np.linspace(0.4, 2.4, 9) ** 2)),
        "start": (-2, 1.2),
    },
    "two_wells": {
        "width": 5.2,
        "levels": -3.6 + 24 * np.linspace(0, 1, 16)[1:] ** 1.6,
        "start": (2, 1),
        "lr": 0.01,
        "near": [(-2, 0), (2, 0)],
    },
}
"""Width of the map in units of x, its levels, where a descent starts; and, where it is not
what `scene` has, how fast the descent is, and a point near each minimum."""


def write(file: Path) -> None:
    """Write the landscapes as JSON."""
    scenes = {
        name: scene(getattr(landscapes, name), **settings)
        for name, settings in SCENES.items()
    }
    file.write_text(json.dumps(scenes, separators=(",", ":")), "utf-8")


def scene(
    f: Landscape,
    width: float,
    levels: Any,
    start: Any,
    lr: float = 0.1,
    near: Any = ((0, 0),),
) -> dict[str, Any]:
    """All that an explorer knows of a landscape."""
    minima = [gradient_descent(f, point, lr=0.05).round(9) for point in near]
    return {
        "scale": VIEW[0] / width,
        "start": start,
        "lr": lr,
        "curvatures": curvatures(f),
        "minima": [minimum.tolist() for minimum in minima],
        "least": min((float(f(minimum)) for minimum in minima), default=0),
        "contours": contours(f, width, levels),
    }


def curvatures(f: Landscape) -> list[tuple[float, list[float]]] | None:
    """Curvatures of a quadratic, and the direction in which each is found, else nothing.

    Where the axes do not mix, the directions are theirs, in their order.
    """
    unit = np.eye(2)
    hessian = f.gradient(unit)
    if not np.array_equal(f.gradient(2 * unit), 2 * hessian):
        return None
    values, vectors = np.diag(hessian), unit
    if hessian[0, 1]:
        values, vectors = np.linalg.eigh(hessian)
    return [*zip(values.round(9).tolist(), vectors.T.tolist(), strict=True)]


def contours(f: Landscape, width: float, levels: Any, mesh: int = 41) -> list[str]:
    """Where `f` is above each level, as SVG paths to draw over one another."""
    half = np.array([1, VIEW[1] / VIEW[0]]) * width / 2
    x0, x1 = (np.linspace(-side, side, mesh) for side in half)
    generator = contour_generator(x0, x1, f(np.stack(np.meshgrid(x0, x1), axis=-1)))
    return [outline(generator.filled(level, np.inf), half) for level in levels]


def outline(polygons: Any, half: Any) -> str:
    """Path around polygons, in whole units of the view, each point from the one before."""
    path = ""
    for points, offsets in zip(*polygons, strict=True):
        places = np.rint((points * (1, -1) + half) / (2 * half) * VIEW).astype(int)
        for first, last in pairwise(offsets):
            ring = corners(places[first : last - 1])
            if not ring.size:  # it fits between two whole units
                continue
            steps = np.diff(ring, axis=0, prepend=[[0, 0]])
            (x, y), *rest = steps.tolist()
            path += f"M{x} {y}l" + "".join(f"{dx:+}{dy:+}" for dx, dy in rest) + "z"
    return path


def corners(ring: Any) -> Any:
    """Points of a closed ring at which it bends."""
    ring = ring[np.any(ring != np.roll(ring, 1, axis=0), axis=1)]
    before, after = ring - np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0) - ring
    return ring[before[:, 0] * after[:, 1] != before[:, 1] * after[:, 0]]
