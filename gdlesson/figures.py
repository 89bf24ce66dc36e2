"""The figures of the lessons, drawn on the package's own mathematics.

Every figure is a function of a `Theme` that returns a matplotlib ``Figure``; `FIGURES`
holds them by name, and ``python -m gdlesson.figures DIR`` writes each in light and in dark.
They carry symbols and numbers only, so that one figure serves every language.

matplotlib comes with the extra: ``pip install "gdlesson[figures]"``.
"""

import argparse
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdlesson._arguments import FloatArray
from gdlesson.descent import descent_path, gradient_descent
from gdlesson.gradient import numerical_gradient
from gdlesson.landscapes import Landscape, bowl, plateau, saddle, two_wells
from gdlesson.landscapes import valley as long_valley
from gdlesson.network import SimpleNet, TwoLayerNet, log_softmax, softmax

try:
    import matplotlib
    from matplotlib.axes import Axes
    from matplotlib.colors import to_hex, to_rgb
    from matplotlib.figure import Figure
    from matplotlib.patches import Arc, FancyArrowPatch, PathPatch, Rectangle
    from matplotlib.path import Path as Curve
    from matplotlib.patheffects import withStroke
except ImportError as error:
    raise ImportError(
        'gdlesson.figures needs matplotlib: pip install "gdlesson[figures]"'
    ) from error

W = ((0.47355232, 0.9977393, 0.84668094), (0.85557411, 0.03563661, 0.69422093))
"""Weights of the net that lesson 3 follows."""
X = (0.6, 0.9)
"""Its one sample."""
T = 2
"""The right class of that sample."""
START = (-3.0, 4.0)
"""Where the descents of lesson 2 start on the bowl."""
XOR = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
"""The four samples of lesson 4."""
DIFFERENT = (0, 1, 1, 0)
"""Their classes."""
TWO_LAYERS = TwoLayerNet(
    W1=((2.0, -0.5, 0.8), (0.6, 1.2, -0.7)),
    b1=(0.1, -0.2, 0.0),
    W2=((1.0, -0.5), (-0.4, 0.9), (0.7, 0.3)),
    b2=(-0.1, 0.2),
)
"""The net of lesson 4, before it learns."""
SAMPLE = 2
"""Which of the samples goes through it, forward and back."""


@dataclass(frozen=True)
class Theme:
    """Colours of a figure, as ``#rrggbb``; the site takes its own from here.

    Attributes
    ----------
    name : str
        ``light`` or ``dark``.
    paper, ink, muted, line : str
        Background, text, quieter text, rules.
    blue, orange, green, purple : str
        The gradient; descent and its steps; the minimum and what is right; a fourth.
    """

    name: str
    paper: str
    ink: str
    muted: str
    line: str
    blue: str
    orange: str
    green: str
    purple: str


LIGHT = Theme(
    *("light", "#ffffff", "#1d2433", "#5b6475", "#d5d9e0"),
    *("#0b5cad", "#c2410c", "#0f766e", "#7e3a9e"),
)
DARK = Theme(
    *("dark", "#12161f", "#e6e9ef", "#9aa4b5", "#2e3645"),
    *("#6cb2f5", "#ff9d5c", "#4cc9b0", "#d59bf6"),
)

FIGURES: dict[str, Callable[..., Figure]] = {}
"""Every figure by its name: ``FIGURES["field"](DARK)``."""


def style(theme: Theme) -> None:
    """Set the defaults of matplotlib and then ours: what figures and labs are drawn in."""
    matplotlib.rcdefaults()
    matplotlib.rc("figure", facecolor="none")
    matplotlib.rc("axes", facecolor="none", labelcolor=theme.ink, edgecolor=theme.muted)
    matplotlib.rc("axes", labelsize=13, titlesize=13)
    matplotlib.rc("axes.spines", top=False, right=False)
    matplotlib.rc("xtick", color=theme.muted)
    matplotlib.rc("ytick", color=theme.muted)
    matplotlib.rc("text", color=theme.ink)
    matplotlib.rc("font", family="STIXGeneral", size=12)
    matplotlib.rc("mathtext", fontset="stix")
    matplotlib.rc("lines", solid_capstyle="round")
    matplotlib.rc("path", simplify_threshold=0.3)
    matplotlib.rc("svg", fonttype="path", hashsalt="gdlesson")


@contextmanager
def _styled(theme: Theme) -> Iterator[None]:
    """Draw in our `style`; what the caller has set stays set."""
    with matplotlib.rc_context():
        style(theme)
        yield


def _figure(draw: Callable[[Theme], Figure]) -> Callable[..., Figure]:
    """Register `draw` in `FIGURES`, and let it run in our `style`."""

    @wraps(draw)
    def drawn(theme: Theme = LIGHT) -> Figure:
        with _styled(theme):
            return draw(theme)

    FIGURES[draw.__name__] = drawn
    return drawn


def _panels(
    height: float, rows: int = 1, columns: int = 1, **options: Any
) -> tuple[Figure, list[Axes]]:
    figure = Figure(figsize=(4.6, height))
    figure.set_layout_engine("constrained", h_pad=0.07)
    return figure, list(figure.subplots(rows, columns, squeeze=False, **options).flat)


def _mix(paper: str, colour: str, amount: float) -> str:
    """`colour` laid thinly over `paper`."""
    under, over = np.array(to_rgb(paper)), np.array(to_rgb(colour))
    return to_hex(tuple(under + amount * (over - under)))


def _map(
    ax: Axes,
    f: Landscape,
    theme: Theme,
    window: tuple[float, float, float, float],
    levels: FloatArray,
    mesh: int = 33,
    depth: float = 0.36,
) -> None:
    """Contours of `f` over a window (left, right, bottom, top): deeper blue is lower."""
    left, right, bottom, top = window
    x0, x1 = np.linspace(left, right, mesh), np.linspace(bottom, top, mesh)
    values = f(np.stack(np.meshgrid(x0, x1), axis=-1))
    tints = [_mix(theme.paper, theme.blue, d) for d in np.linspace(depth, 0.1, len(levels))]
    bands = ax.contourf(
        x0, x1, values, levels, colors=tints, extend="max", antialiased=True, zorder=0
    )
    bands.set(edgecolor=_mix(theme.paper, theme.blue, depth + 0.1), linewidth=0.6)
    bands.set_gid(f"contours-{f.name}-{ax.figure.axes.index(ax)}")
    ax.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
    ax.set(xlabel="$x_0$", ylabel="$x_1$")
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)


def _arrows(ax: Axes, f: Landscape, points: FloatArray, scale: float, colour: str) -> None:
    """Draw ``−∇f / scale`` as an arrow from each of `points`, shape (..., 2)."""
    x, v = np.moveaxis(points, -1, 0), np.moveaxis(-f.gradient(points), -1, 0)
    style: dict[str, Any] = {"angles": "xy", "scale_units": "xy", "scale": scale}
    ax.quiver(*x, *v, color=colour, width=0.0065, gid="arrows", **style)


def _steps(
    ax: Axes, points: FloatArray, theme: Theme, colour: str, gid: str, **style: Any
) -> None:
    """Points of a descent, shape (steps + 1, 2), joined; the start is hollow.

    Of points that lie on one another, the first alone is marked.
    """
    firsts = np.unique(points.round(2), axis=0, return_index=True)[1].tolist()
    line: dict[str, Any] = {"marker": "o", "markersize": 4, "linewidth": 1.5} | style
    ax.plot(*points.T, color=colour, gid=gid, **{"markevery": sorted(firsts)} | line)
    line |= {"markersize": line["markersize"] + 4, "markeredgewidth": 1.8}
    line |= {"markerfacecolor": theme.paper, "gid": f"{gid}-start"}
    ax.plot(*points[:1].T, color=colour, **line)


def _minimum(
    ax: Axes,
    theme: Theme,
    point: ArrayLike = (0, 0),
    gid: str = "minimum",
    size: float = 19,
    local: bool = False,
) -> None:
    """Draw a star over all else; hollow if there is a lower minimum."""
    x, y = np.asarray(point)
    style: dict[str, Any] = {"markersize": size, "markeredgewidth": 1.6, "zorder": 5}
    style |= {"markerfacecolor": theme.paper if local else theme.green}
    style |= {"path_effects": [withStroke(linewidth=4, foreground=theme.paper)]}
    ax.plot(x, y, "*", color=theme.green, gid=gid, **style)


def _label(
    ax: Axes,
    text: str,
    x: float,
    y: float,
    colour: str,
    shift: tuple[float, float] = (0, 0),
    size: float = 13,
) -> None:
    """Write `text` at a point, moved by `shift` (in points); it grows away from there."""
    side = ("right", "center", "left")[int(np.sign(shift[0])) + 1]
    style: dict[str, Any] = {"ha": side, "va": "center", "fontsize": size}
    ax.annotate(text, (x, y), shift, textcoords="offset points", color=colour, **style)


@_figure
def surface(theme: Theme) -> Figure:
    """Bowl above its map: at (3, 4) its slopes along both axes, and ∇f on the map.

    Rings join points of equal height. The arrow is half as long as ∇f.
    """
    figure, (ax,) = _panels(4.6)
    point, edge, ground = np.array([3.0, 4.0]), 40.0, -48.0
    height, slopes = bowl(point), bowl.gradient(point)
    around, across = np.linspace(0, 2 * np.pi, 61), np.linspace(-1, 1, 61)[:, np.newaxis]
    tint = _mix(theme.paper, theme.blue, 0.45)
    thin: dict[str, Any] = {"color": tint, "linewidth": 0.8}
    for level in np.arange(4.0, edge + 1, 6):
        ring = np.sqrt(level) * np.column_stack([np.cos(around), np.sin(around)])
        for gid, at in (("ring", level), ("map", ground)):
            ax.plot(*_seen(ring, at).T, gid=f"{gid}-{level:g}", **thin)
    for angle in np.arange(6) * np.pi / 6:
        line = np.sqrt(edge) * across * [np.cos(angle), np.sin(angle)]
        ax.plot(*_seen(line, bowl(line)).T, **thin)
    for axis, colour, side in ((0, theme.orange, 1), (1, theme.purple, -1)):
        unit, slope = np.eye(2)[axis], slopes[axis]
        rest, near = point * (1 - unit), 1.2 * across[[0, -1]]
        cut = rest + np.sqrt(edge - bowl(rest)) * across * unit
        tangent = _seen(point + near * unit, height + slope * near[:, 0])
        line = _seen(8 * across[[0, -1]] * unit, ground)
        ax.plot(*_seen(cut, bowl(cut)).T, color=colour, lw=1.4, gid=f"cut-{axis}")
        ax.plot(*tangent.T, color=colour, lw=3.5, gid=f"tangent-{axis}")
        ax.plot(*line.T, color=theme.muted, lw=0.8, gid=f"axis-{axis}", zorder=0)
        (x, y), (end, top) = tangent[-1], line[-1]
        _label(ax, f"${slope:.0f}$", x, y, colour, (9 * side, 0), size=16)
        _label(ax, f"$x_{axis}$", end, top, theme.ink, (10 - 10 * axis, 10 * axis))
    above, below = _seen(point, height), _seen(point, ground)
    ax.plot(*np.stack([above, below]).T, "o:", color=theme.ink, lw=1, gid="point", zorder=4)
    head = _seen(point + slopes / 2, ground)
    style: dict[str, Any] = {"angles": "xy", "scale_units": "xy", "scale": 1}
    style |= {"color": theme.blue, "width": 0.008, "gid": "gradient"}
    ax.quiver(*below, *(head - below), **style)
    _label(ax, r"$(6,\,8)$", head[0], head[1], theme.blue, (0, 12), size=15)
    ax.set_aspect("equal")
    ax.set_axis_off()
    return figure


def _seen(x: FloatArray, height: ArrayLike) -> FloatArray:
    """Where points ``x`` of the plane, shape (..., 2), are seen at a height: from above."""
    up = np.multiply.outer(height, [0.0, 0.13])
    return x @ [[0.97, -0.09], [0.3, 0.33]] + up


@_figure
def field(theme: Theme) -> Figure:
    """−∇f of the bowl as arrows, at a tenth of its length, over the contours.

    The arrows cross the contours at right angles and grow with the distance.
    """
    figure, (ax,) = _panels(4.5)
    _map(ax, bowl, theme, (-2.3, 2.3, -2.3, 2.3), np.arange(11.0))
    side = np.linspace(-2, 2, 9)
    _arrows(ax, bowl, np.stack(np.meshgrid(side, side), axis=-1), 10, theme.blue)
    _minimum(ax, theme)
    ax.set(xticks=range(-2, 3), yticks=range(-2, 3))
    return figure


@_figure
def secants(theme: Theme) -> Figure:
    """Tangent of exp at x = 0, and its forward and central secant with h = 1.

    Each comes with its slope: the central one's is near the tangent's.
    """
    x, h = 0.0, 1.0
    forward = (np.exp(x + h) - np.exp(x)) / h
    central = numerical_gradient(np.exp, x, h=h)
    tangent = numerical_gradient(np.exp, x)
    figure, (ax,) = _panels(4.4)
    xs = np.linspace(-1.75, 1.42, 60)
    ax.plot(xs, np.exp(xs), color=theme.ink, linewidth=2, gid="curve")
    for gid, through, slope, dashes, colour, name in (
        ("forward", x, forward, "-.", theme.purple, r"\dfrac{f(x+h)-f(x)}{h}"),
        ("central", x + h, central, "--", theme.blue, r"\dfrac{f(x+h)-f(x-h)}{2h}"),
        ("tangent", x, tangent, "-", theme.green, r"f\prime(x)"),
    ):
        line = np.exp(through) + slope * (xs[[0, -1]] - through)
        label = rf"${name}\,=\,{slope:.2f}$"
        ax.plot(xs[[0, -1]], line, dashes, color=colour, lw=1.8, gid=gid, label=label)
    for at in (x - h, x, x + h):
        ax.plot([at, at], [-2, np.exp(at)], ":", color=theme.muted, linewidth=1)
        ax.plot(at, np.exp(at), "o", color=theme.ink, markersize=6, zorder=4)
    style: dict[str, Any] = {"frameon": False, "labelcolor": "linecolor"}
    ax.legend(loc="upper left", fontsize=16, handlelength=1.5, **style)
    _label(ax, "$e^x$", 1.4, 4.05, theme.ink, (-14, 0), size=17)
    ax.set(xticks=[x - h, x, x + h], xticklabels=["$x-h$", "$x$", "$x+h$"])
    ax.set(xlim=(-1.75, 1.5), ylim=(-2, 5.3), yticks=range(-2, 6))
    ax.tick_params(axis="x", labelsize=15, labelcolor=theme.ink)
    return figure


@_figure
def step_size(theme: Theme) -> Figure:
    """Error of the forward and of the central difference against h, for exp at 1.

    Dashed, behind: the truncation errors by Taylor's series, in proportion to h and h²;
    dotted: the h at which each should be best.
    """
    figure, (ax,) = _panels(4.3)
    hs = 10.0 ** np.arange(-14, 0.1, 0.25)
    forward = (np.exp(1 + hs) - np.exp(1.0)) / hs
    central = np.array([numerical_gradient(np.exp, 1.0, h=h) for h in hs])
    style: dict[str, Any] = {"markersize": 4, "linewidth": 1}
    for gid, found, colour, marker in (
        ("forward", forward, theme.purple, "^"),
        ("central", central, theme.blue, "o"),
    ):
        error = np.abs(found - np.exp(1.0))
        ax.loglog(hs, error, color=colour, marker=marker, gid=gid, **style)
    for order, factor, least in ((1, 2, 1e-9), (2, 6, 2e-6)):
        ends = np.array([least, 3])
        taylor = np.e * ends**order / factor
        style = {"linestyle": "--", "linewidth": 1.3, "zorder": 1}
        ax.loglog(ends, taylor, color=theme.ink, gid=f"slope-{order}", **style)
    for root, top, colour in ((2, 1e-8, theme.purple), (3, 1e-11, theme.blue)):
        best = float(np.finfo(float).eps) ** (1 / root)
        ax.plot([best, best], [1e-15, top], ":", color=colour, gid=f"best-{root}")
        power = rf"$\varepsilon^{{\,1/{root}}}$"
        _label(ax, power, best, 4e-14, colour, (4, 0), size=15)
    _label(ax, r"$\dfrac{f(x+h)-f(x)}{h}$", 2e-9, 2e-4, theme.purple)
    _label(ax, r"$\dfrac{f(x+h)-f(x-h)}{2h}$", 8e-12, 6e-11, theme.blue)
    _label(ax, "$h$", 2e-5, 2e-6, theme.ink)
    _label(ax, "$h^2$", 5e-4, 1e-9, theme.ink)
    ax.set(xlim=(5e-15, 3), ylim=(3e-15, 30), xticks=10.0 ** np.arange(-12, 1, 4))
    ax.set(xlabel="$h$", ylabel=r"$|D-f\prime(1)|$", yticks=10.0 ** np.arange(-12, 1, 4))
    ax.minorticks_off()
    return figure


@_figure
def valley(theme: Theme) -> Figure:
    """At (−7, 2) of the long valley: −∇f, and far beside it the way to the minimum."""
    figure, (ax,) = _panels(2.75)
    window, levels = (-8.6, 2.4, -2.9, 2.9), np.arange(0, 12.1, 0.75)
    _map(ax, long_valley, theme, window, levels, depth=0.27)
    point = (-7.0, 2.0)
    _arrows(ax, long_valley, np.array(point), 1, theme.blue)
    ax.plot([point[0], 0], [point[1], 0], "--", color=theme.green, lw=1.8, gid="way")
    ahead = np.stack([-long_valley.gradient(point), -np.array(point)])
    down, way = np.degrees(np.arctan2(ahead[:, 1], ahead[:, 0])).tolist()
    style: dict[str, Any] = {"color": theme.ink, "linewidth": 1.4}
    ax.add_patch(Arc(point, 2.6, 2.6, theta1=down, theta2=way, **style))
    middle = np.radians((down + way) / 2)
    inside = point[0] + 2 * np.cos(middle), point[1] + 2 * np.sin(middle)
    _label(ax, rf"${way - down:.1f}^\circ$", *inside, theme.ink)
    _label(ax, r"$-\nabla f$", -6.4, -1.4, theme.blue, (8, 0))
    _label(ax, r"$(-7,\,2)$", *point, theme.ink, (0, 13))
    ax.plot(*point, marker="o", color=theme.ink, markersize=6, gid="point")
    _minimum(ax, theme)
    ax.set(xticks=range(-8, 3, 2), yticks=range(-2, 3, 2))
    return figure


@_figure
def path(theme: Theme) -> Figure:
    """Hundred steps of gradient descent on the bowl from (−3, 4), with η = 0.1."""
    figure, (ax,) = _panels(4.5)
    _map(ax, bowl, theme, (-4.6, 2.2, -1.6, 5.2), np.arange(0, 49, 4.0))
    _steps(ax, descent_path(bowl, START, lr=0.1), theme, theme.orange, "path", markersize=5)
    _minimum(ax, theme)
    _label(ax, r"$(-3,\,4)$", *START, theme.ink, (10, 4))
    _label(ax, r"$(0,\,0)$", 0, 0, theme.ink, (13, -4))
    _label(ax, r"$\eta=0.1$", -1.5, 2, theme.ink, (12, 6))
    ax.set(xticks=range(-4, 3, 2), yticks=range(0, 5, 2))
    return figure


@_figure
def learning_rates(theme: Theme) -> Figure:
    """Twenty steps on the bowl from (−3, 4), with each of six learning rates.

    Where it steps to and fro, a bow joins each point to the next, so that the steps can be
    told apart. With η = 1.1 the descent leaves the panel at its third step.
    """
    figure, panels = _panels(7.3, 3, 2, sharex=True, sharey=True)
    for ax, lr in zip(panels, (0.01, 0.1, 0.5, 0.9, 1.0, 1.1), strict=True):
        _map(ax, bowl, theme, (-6.2, 6.2, -6.2, 6.2), np.arange(0, 73, 18.0), mesh=21)
        points = descent_path(bowl, START, lr=lr, step_num=20)
        outside = np.flatnonzero(np.abs(points).max(axis=-1) > 6.2)
        points = points[: outside[0] + 1] if outside.size else points
        _steps(ax, points, theme, theme.orange, f"path-{lr}", linewidth=0)
        curve = _bows(points, bend=0.3 if lr > 0.5 else 0)
        ax.add_patch(PathPatch(curve, fill=False, edgecolor=theme.orange, linewidth=1.4))
        _minimum(ax, theme, gid=f"minimum-{lr}", size=13)
        ax.set(xticks=(-4, 0, 4), yticks=(-4, 0, 4), title=rf"$\eta={lr}$")
        ax.label_outer()
    return figure


def _bows(points: FloatArray, bend: float) -> Curve:
    """Curves from each point to the next, each bent to its left by `bend` of its length."""
    step = np.diff(points, axis=0)
    bends = points[:-1] + step / 2 + bend * np.stack([-step[:, 1], step[:, 0]], axis=-1)
    rest = np.stack([bends, points[1:]], axis=1).reshape(-1, 2)
    codes = [Curve.MOVETO] + [Curve.CURVE3] * len(rest)
    return Curve(np.concatenate([points[:1], rest]), codes)


@_figure
def loss(theme: Theme) -> Figure:
    """Value of the bowl at each of twenty steps from (−3, 4), on a log axis.

    Straight lines: up, level, slowly down, fast down. η = 0.1 and 0.9 share the last one.
    """
    figure, (ax,) = _panels(3.7)
    for lr, marker, size, fill, colour, shift in (
        (1.1, "^", 5, "full", theme.purple, 0),
        (1.0, "s", 4, "full", theme.muted, 7),
        (0.01, "v", 5, "full", theme.blue, -7),
        (0.9, "o", 9, "none", theme.green, 8),
        (0.1, "o", 4, "full", theme.orange, -8),
    ):
        values = bowl(descent_path(bowl, START, lr=lr, step_num=20))
        style: dict[str, Any] = {"marker": marker, "markersize": size, "fillstyle": fill}
        ax.semilogy(values, color=colour, linewidth=1.4, gid=f"loss-{lr}", **style)
        _label(ax, rf"$\eta={lr}$", 20, values[-1], colour, (10, shift))
    ax.set(xlim=(-0.5, 20.5), xticks=range(0, 21, 5), xlabel="$k$", ylabel="$f$")
    ax.set(yticks=10.0 ** np.arange(-2, 5))
    ax.minorticks_off()
    return figure


@_figure
def trouble(theme: Theme) -> Figure:
    """Where descent goes wrong: two minima, a saddle and a plateau, one below the other.

    Two starts each, in the order of the lesson's samples and as many steps: they end in
    different minima; one at the saddle, the other, 1e-8 beside it, leaves; from 1 the
    plateau lets go, from 4 it does not.
    """
    figure, panels = _panels(8.3, 3, subplot_kw={"box_aspect": 0.5})
    _slope(panels[0], two_wells, np.linspace(-2.2, 2.12, 61), theme)
    _map(panels[1], saddle, theme, (-3.6, 3.6, -1.8, 1.8), np.arange(-4, 13.0, 2), mesh=25)
    _slope(panels[2], plateau, np.linspace(-1.6, 5, 61), theme)
    for ax, f, lr, step_num, starts in (
        (panels[0], two_wells, 0.01, 1000, ((-2.0,), (2.0,))),
        (panels[1], saddle, 0.1, 100, ((-3.0, 0.0), (-3.0, 1e-8))),
        (panels[2], plateau, 0.1, 100, ((1.0,), (4.0,))),
    ):
        for start, marker, size, colour in zip(
            starts, "os", (8, 3), (theme.orange, theme.purple), strict=True
        ):
            descent = descent_path(f, start, lr=lr, step_num=step_num)
            style = {"marker": marker, "markersize": size, "linewidth": size - 2}
            if f is not saddle:
                descent, style["linewidth"] = _on(f, descent), 0
            _steps(ax, descent, theme, colour, f"{f.name}-{start[-1]:g}", **style)
        ax.set_title(rf"$\eta={lr}$")
    for x, local in ((-2.0, False), (2.0, True)):
        end = gradient_descent(two_wells, [x], lr=0.05)
        at = (*end, two_wells(end))
        _minimum(panels[0], theme, at, f"minimum-{x:g}", local=local)
    _minimum(panels[2], theme)
    digits, power = f"{plateau.gradient([4.0])[0]:.1e}".split("e")
    slope = rf"$f\prime(4)={digits}\times 10^{{{int(power)}}}$"
    _label(panels[2], slope, 3.6, 1, theme.ink, (0, -20))
    panels[0].set(xticks=range(-2, 3), yticks=range(-4, 9, 4))
    panels[1].set(xticks=range(-3, 4), yticks=(-1, 0, 1))
    panels[2].set(xticks=range(-1, 6), yticks=(0, 0.5, 1))
    return figure


def _on(f: Landscape, xs: FloatArray) -> FloatArray:
    """Points (x, f(x)) of a landscape of one dimension, for `xs` of shape (k, 1)."""
    return np.column_stack([xs, f(xs)])


def _slope(ax: Axes, f: Landscape, xs: FloatArray, theme: Theme) -> None:
    ax.plot(*_on(f, xs[:, np.newaxis]).T, color=theme.muted, lw=2, gid=f"curve-{f.name}")
    ax.set(xlabel="$x$", ylabel="$f$", ymargin=0.12)


@_figure
def matrices(theme: Theme) -> Figure:
    """W of the net and ∂L/∂W below it, cell by cell; the right class is framed.

    The greater a number of either, the deeper its colour: blue if positive, orange if
    negative. Rows and columns are numbered.
    """
    dW = numerical_gradient(lambda W: SimpleNet(W).loss(X, T), W)
    greatest = max(np.abs(W).max(), np.abs(dW).max())
    figure, panels = _panels(4.1, 2)
    for ax, gid, name, values in (
        (panels[0], "W", "$W$", np.array(W)),
        (panels[1], "dW", r"$\dfrac{\partial L}{\partial W}$", dW),
    ):
        _cells(ax, gid, values, theme, full=greatest)
        frame = Rectangle((T, 0), 1, 2, fill=False, edgecolor=theme.green, lw=2.5, zorder=4)
        frame.set_gid(f"{gid}-right")
        ax.add_patch(frame)
        for row in range(2):
            _label(ax, f"${row}$", 0, row + 0.5, theme.muted, (-9, 0))
        _label(ax, name, 0, 1, theme.ink, (-26, 0))
        ax.set(xlim=(-0.75, 3.05), ylim=(2.1, -0.3))
        ax.set_axis_off()
    for column in range(3):
        right = column == T
        text, colour = (f"$t={T}$", theme.green) if right else (f"${column}$", theme.muted)
        _label(panels[0], text, column + 0.5, 0, colour, (0, 12))
    return figure


def _cells(
    ax: Axes,
    gid: str,
    matrix: FloatArray,
    theme: Theme,
    corner: tuple[float, float] = (0, 0),
    full: float = 1,
    size: float = 13,
) -> None:
    """Draw a matrix: blue if positive, orange if negative, deepest from `full` on."""
    for (row, column), value in np.ndenumerate(matrix):
        amount = round(0.5 * min(1, abs(value) / full), 2)
        tint = _mix(theme.paper, theme.blue if value > 0 else theme.orange, amount)
        left, top = corner[0] + column, corner[1] + row
        cell = Rectangle((left, top), 1, 1, facecolor=tint, edgecolor=theme.line)
        cell.set_gid(f"{gid}-{row}-{column}")
        ax.add_patch(cell)
        number = f"{value + 0.0:.4f}".rstrip("0").rstrip(".")
        _label(ax, f"${number}$", left + 0.5, top + 0.5, theme.ink, size=size)


@_figure
def learning(theme: Theme) -> Figure:
    """Loss of the net over 100 steps with η = 1, and its three probabilities below."""
    weights = descent_path(lambda W: SimpleNet(W).loss(X, T), W, lr=1.0, step_num=100)
    nets = [SimpleNet(step) for step in weights]
    figure, (above, below) = _panels(4.8, 2, sharex=True)
    above.plot([net.loss(X, T) for net in nets], color=theme.orange, lw=2.2, gid="loss")
    above.set(ylabel="$L$", yticks=(0, 0.5, 1))
    y = softmax([net.predict(X) for net in nets])
    for k, dashes, colour, shift in (
        (0, "--", theme.blue, (14, 8)),
        (1, ":", theme.purple, (-10, 3)),
        (T, "-", theme.green, (14, -8)),
    ):
        below.plot(y[:, k], dashes, color=colour, linewidth=2.2, gid=f"y-{k}")
        _label(below, f"$y_{k}$", 1, y[1, k], colour, shift)
    below.set(xlim=(-10, 100), ylim=(-0.07, 1.07), xlabel="$k$", ylabel="$y$")
    below.set(xticks=range(0, 101, 20), yticks=(0, 0.5, 1))
    return figure


@_figure
def kinks(theme: Theme) -> Figure:
    """|x| and ReLU near 0, with the slope that the central difference gives there."""
    figure, panels = _panels(2.4, 1, 2, sharex=True, sharey=True)
    xs, ends = np.array([-1.0, 0.0, 1.0]), np.array([-0.55, 0.55])
    for ax, gid, name, f in (
        (panels[0], "abs", "$|x|$", np.abs),
        (panels[1], "relu", r"$\max(x,\,0)$", lambda x: np.maximum(0, x)),
    ):
        ax.plot(xs, f(xs), color=theme.ink, lw=2.2, gid=f"curve-{gid}")
        slope = float(numerical_gradient(f, 0.0))
        ax.plot(ends, slope * ends, "--", color=theme.blue, lw=2.2, gid=f"slope-{gid}")
        _label(ax, f"${slope:g}$", 0.55, slope * 0.55, theme.blue, (7, -4))
        ax.set(title=name, xlabel="$x$", aspect="equal", xticks=(-1, 0, 1), yticks=(0, 1))
    return figure


@_figure
def xor(theme: Theme) -> Figure:
    """XOR, and where the answer of two trained nets changes: one layer, then two.

    Circles are class 0 and squares class 1; what a net takes for class 1 is tinted. The
    net of one layer learnt three of the samples; a cross marks the fourth.
    """
    x, t = np.array(XOR), np.array(DIFFERENT)
    straight = SimpleNet(np.zeros((3, 2)))
    bent = TWO_LAYERS
    for _ in range(1000):
        straight = SimpleNet(straight.W - straight.gradient(_with_one(x[:3]), t[:3]))
        gradient = bent.gradient(x, t)
        bent = TwoLayerNet(**{k: part - gradient[k] for k, part in bent.parameters.items()})
    figure, panels = _panels(2.8, 1, 2, sharex=True, sharey=True)
    side = np.linspace(-0.4, 1.4, 61)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    tint = _mix(theme.paper, theme.blue, 0.25)
    for ax, gid, title, answer in (
        (panels[0], "straight", "2-2", lambda x: straight.predict(_with_one(x))),
        (panels[1], "bent", "2-3-2", bent.predict),
    ):
        lead = np.diff(answer(grid)).reshape(61, 61)
        bands = ax.contourf(side, side, lead, [0, 99], colors=[tint], zorder=0)
        bands.set(edgecolor=theme.blue, linewidth=1.8, gid=f"answers-{gid}")
        for k, marker in enumerate("os"):
            style: dict[str, Any] = {"color": (theme.orange, theme.green)[k], "ls": ""}
            ax.plot(*x[t == k].T, marker=marker, ms=11, gid=f"class-{k}-{gid}", **style)
        wrong = x[answer(x).argmax(axis=-1) != t]
        ax.plot(*wrong.T, "x", color=theme.ink, ms=18, mew=2.5, gid=f"wrong-{gid}")
        ax.set(title=title, xlabel="$x_0$", aspect="equal", xticks=(0, 1), yticks=(0, 1))
        ax.set(xlim=(-0.4, 1.4), ylim=(-0.4, 1.4))
    panels[0].set_ylabel("$x_1$")
    return figure


def _with_one(x: FloatArray) -> FloatArray:
    """Add to each sample a 1, which the biases of one layer multiply."""
    return np.column_stack([x, np.ones(len(x))])


@_figure
def forward(theme: Theme) -> Figure:
    """Every value on the way of one sample through the net, and what it meets there."""
    x, parameters = np.array(XOR[SAMPLE]), TWO_LAYERS.parameters
    z, s = x @ parameters["W1"] + parameters["b1"], TWO_LAYERS.predict(x)
    loss = -log_softmax(s)[[DIFFERENT[SAMPLE]]]
    values = {"x": x, "z": z, "a": np.tanh(z), "s": s, "y": softmax(s), "L": loss}
    names = {name: f"${'_'.join(name)}$" for name in parameters | values}
    steps = {
        ("x", "z"): "$xW_1+b_1$",
        ("z", "a"): r"$\tanh\,z$",
        ("a", "s"): "$aW_2+b_2$",
        ("s", "y"): r"$e^s/\,\Sigma\,e^s$",
        ("y", "L"): rf"$-\log\,y_{DIFFERENT[SAMPLE]}$",
    }
    return _graph(theme, parameters | values, names, steps)


@_figure
def backward(theme: Theme) -> Figure:
    """Gradient of the loss with respect to each value of `forward`, from the loss back."""
    gradient = TWO_LAYERS.gradient(XOR[SAMPLE], DIFFERENT[SAMPLE])
    da = TWO_LAYERS.parameters["W2"] @ gradient["b2"]
    values = gradient | {"z": gradient["b1"], "a": da, "s": gradient["b2"], "L": np.ones(1)}
    names = {
        **{"W1": r"$dW_1=x^{\top}dz$", "b1": "$db_1=dz$"},
        **{"W2": r"$dW_2=a^{\top}ds$", "b2": "$db_2=ds$"},
        **{"z": "$dz$", "a": "$da$", "s": "$ds$", "L": "$dL$"},
    }
    steps = {
        ("L", "s"): "$y-t$",
        ("s", "a"): r"$ds\,W_2^{\top}$",
        ("a", "z"): "$da\\,(1-a^2)$",
    }
    return _graph(theme, values, names, steps)


PLACES = {
    **{"x": (0, 0), "z": (0, 5.3), "a": (0, 7.7), "s": (0, 13.9), "y": (0, 16.3)},
    **{"L": (0, 18.7), "W1": (4, 0.6), "b1": (4, 3.6), "W2": (4, 8.2), "b2": (4, 12.2)},
}
"""Upper left corners in `_graph`: the way of a sample at the left, parameters beside it."""


def _graph(
    theme: Theme,
    values: dict[str, FloatArray],
    names: dict[str, str],
    steps: dict[tuple[str, str], str],
) -> Figure:
    """Draw arrays cell by cell, and arrows from each to what is computed of it."""
    figure = Figure(figsize=(4.6, 6.9))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(-0.62, 7.08), ylim=(20, -0.6))
    ax.set_axis_off()
    for name, array in values.items():
        left, top = PLACES[name]
        _cells(ax, name, np.atleast_2d(array), theme, (left, top), size=11.5)
        if name in TWO_LAYERS.parameters:
            _label(ax, names[name], left, top, theme.ink, (3, 9), size=14)
        else:
            _label(ax, names[name], left, top + 0.5, theme.ink, (-7, 0), size=14)
    down = "x" in values
    for (start, end), text in steps.items():
        tail, tip = PLACES[start][1] + down, PLACES[end][1] + 1 - down
        _arrow(ax, f"{start}-{end}", (0.5, tail), (0.5, tip), theme)
        _label(ax, text, 0.5, (tail + tip) / 2, theme.ink, (9, 0), size=14)
    for bias, sums in (("b1", "z"), ("b2", "s")):
        left, top = PLACES[bias]
        ends = (left - 0.1, top - 0.5), (values[sums].size + 0.1, PLACES[sums][1] + 0.5)
        _arrow(ax, f"{bias}-{sums}", *(ends if down else ends[::-1]), theme)
    return figure


def _arrow(
    ax: Axes, gid: str, start: tuple[float, float], end: tuple[float, float], theme: Theme
) -> None:
    style: dict[str, Any] = {"color": theme.muted, "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
    arrow = FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=13, **style)
    arrow.set_gid(f"arrow-{gid}")
    ax.add_patch(arrow)


@_figure
def wells(theme: Theme) -> Figure:
    """Descents from a ring of starts on two_wells, each into the well it falls to.

    Circles fall into the lower minimum, squares into the higher one. For the home page.
    """
    figure = Figure(figsize=(6.4, 3.6))
    ax = figure.add_axes((0, 0, 1, 1))
    levels = -3.6 + 30 * np.linspace(0, 1, 18) ** 1.6
    _map(ax, two_wells, theme, (-2.56, 2.56, -1.44, 1.44), levels, mesh=49, depth=0.6)
    angles = np.radians(np.arange(0, 360, 15) + 7.5)
    for k, start in enumerate(
        np.column_stack([2.2 * np.cos(angles), 1.22 * np.sin(angles)])
    ):
        descent = descent_path(two_wells, start, lr=0.02, step_num=150)
        marker, colour = ("o", theme.orange) if descent[-1, 0] < 0 else ("s", theme.purple)
        style = {"marker": marker, "markersize": 4, "markevery": [-1], "linewidth": 2}
        _steps(ax, descent, theme, colour, f"path-{k}", **style)
    for x0 in (-2.0, 2.0):
        end = gradient_descent(two_wells, [x0, 0], lr=0.05)
        _minimum(ax, theme, end, f"minimum-{x0:g}", size=21, local=x0 > 0)
    ax.set_axis_off()
    return figure


def write(directory: str | Path) -> list[Path]:
    """Write every figure, light and dark, as SVG.

    Parameters
    ----------
    directory : str or Path
        Where to; made if it does not exist.

    Returns
    -------
    list of Path
        ``<name>-light.svg`` and ``<name>-dark.svg`` of each figure, the same bytes at
        every run.

    Raises
    ------
    OSError
        `directory` cannot be made or written to.
    """
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    files = []
    for theme in (LIGHT, DARK):
        for name, figure in FIGURES.items():
            files.append(directory / f"{name}-{theme.name}.svg")
            files[-1].write_text(_svg(figure(theme), theme), encoding="utf-8", newline="\n")
    return files


def _svg(figure: Figure, theme: Theme) -> str:
    """SVG of `figure`, without a date; coordinates to a hundredth of a point, not 1e-6."""
    text = StringIO()
    with _styled(theme):
        figure.savefig(text, format="svg", metadata={"Date": None})

    def shorter(coordinates: re.Match[str]) -> str:
        return re.sub(r"(\.\d\d)\d+", r"\1", coordinates[0])

    return re.sub(r'(?<= [dxy]=")[^"]*', shorter, text.getvalue())


def main() -> None:
    """Write the figures to the directory that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m gdlesson.figures", description="Write every figure as SVG."
    )
    parser.add_argument("directory", metavar="DIR", help="where to write; made if missing")
    directory = parser.parse_args().directory
    try:
        files = write(directory)
    except OSError as error:
        parser.error(
            f"DIR must be a directory to write to; got {directory}: {error.strerror}"
        )
    print(f"{len(files)} figures in {directory}")


if __name__ == "__main__":
    main()
