"""The figures show what is true, in every theme, and are the same files at every run."""

import itertools
import os
import re
import runpy
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from ast import literal_eval
from dataclasses import asdict, fields
from decimal import Decimal
from functools import cache
from io import StringIO
from math import e, factorial
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure
from matplotlib.quiver import Quiver

from gdlesson import SimpleNet, descent_path, figures, landscapes, numerical_gradient
from gdlesson.figures import DARK, FIGURES, LIGHT, Theme
from gdlesson.landscapes import bowl, plateau, saddle, two_wells
from sitekit.pages import pages

NAMES = [
    "field",
    "secants",
    "step_size",
    "valley",
    "path",
    "learning_rates",
    "loss",
    "trouble",
    "matrices",
    "learning",
    "kinks",
    "xor",
    "forward",
    "backward",
    "wells",
]
THEMES = [LIGHT, DARK]
EVERY = [
    pytest.param(name, theme, id=f"{name}-{theme.name}")
    for name in NAMES
    for theme in THEMES
]


def drawn(name, theme=LIGHT):
    return draw_once(name, theme)


@cache
def draw_once(name, theme):
    return FIGURES[name](theme)


def artist(name, gid, theme=LIGHT):
    (found,) = drawn(name, theme).findobj(lambda a: a.get_gid() == gid)
    return found


def gids(name, start):
    found = drawn(name).findobj(lambda a: (a.get_gid() or "").startswith(start))
    return sorted(a.get_gid() for a in found)


def points(name, gid):
    return np.asarray(artist(name, gid).get_xydata())


def texts(figure):
    """Every text that a reader sees."""
    found = []
    for ax in figure.axes:
        found += [
            ax.title,
            *ax.texts,
            *(ax.get_legend().get_texts() if ax.get_legend() else ()),
        ]
        for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
            low, high = sorted(axis.get_view_interval())
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            found += [axis.label, *(t.label1 for t in ticks if low <= t.get_loc() <= high)]
    return [text for text in found if text.get_visible() and text.get_text()]


def words(figure):
    return [t.get_text() for t in texts(figure)]


def maps(name, theme=LIGHT):
    return [
        it
        for it in drawn(name, theme).findobj(QuadContourSet)
        if "contours" in it.get_gid()
    ]


def landscape(contours):
    return getattr(landscapes, contours.get_gid().split("-")[1])


def on_the_bowl(lr, steps):
    """Points from (-3, 4): every step multiplies by 1 - 2 lr."""
    return np.array([-3.0, 4.0]) * (1 - 2 * lr) ** np.arange(steps + 1)[:, np.newaxis]


def luminance(colour):
    channels = np.array(to_rgb(colour))
    linear = np.where(
        channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
    )
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    lower, higher = sorted((luminance(one), luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


# Theme and registry


def test_the_registry_holds_every_figure_by_its_name():
    assert list(FIGURES) == NAMES
    assert all(FIGURES[name] is getattr(figures, name) for name in NAMES)


def test_a_figure_is_light_unless_it_is_told_otherwise():
    ticks = FIGURES["kinks"]().axes[0].get_xticklabels()
    assert {to_hex(t.get_color()) for t in ticks} == {LIGHT.muted}


def test_every_colour_of_a_theme_is_plain_hex():
    assert next(field.name for field in fields(Theme)) == "name"
    for theme in THEMES:
        colours = {k: v for k, v in asdict(theme).items() if k != "name"}
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours.values())
        assert len(set(colours.values())) == len(colours)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("colour", ["ink", "muted", "blue", "orange", "green", "purple"])
def test_text_stands_out_from_the_paper(theme, colour):
    assert contrast(getattr(theme, colour), theme.paper) >= 4.5


@pytest.mark.parametrize(("name", "theme"), EVERY)
def test_text_on_a_map_stands_out_from_what_is_under_it(name, theme):
    for contours in maps(name, theme):
        bands = [to_hex(face) for face in contours.get_facecolor()]
        for text in contours.axes.texts:
            x, y = contours.axes.transData.inverted().transform(
                text.get_window_extent().corners().mean(axis=0)
            )
            level = landscape(contours)([x, y])
            band = bands[np.searchsorted(contours.levels, level) - 1]
            assert contrast(text.get_color(), band) >= 4.5, text.get_text()


@pytest.mark.parametrize(("name", "theme"), EVERY)
def test_the_text_of_a_figure_has_the_colours_of_its_theme(name, theme):
    palette = set(asdict(theme).values())
    assert {to_hex(text.get_color()) for text in texts(drawn(name, theme))} <= palette


# What every figure must be


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_cut_off_or_lies_on_another(name):
    figure = drawn(name)
    figure.draw_without_rendering()
    boxes = [(t.get_text(), t.get_window_extent()) for t in texts(figure)]
    page = figure.bbox
    for text, box in boxes:
        assert page.x0 - 1 <= box.x0 < box.x1 <= page.x1 + 1, text
        assert page.y0 - 1 <= box.y0 < box.y1 <= page.y1 + 1, text
    for (one, box), (other, other_box) in itertools.combinations(boxes, 2):
        assert not box.padded(-1).overlaps(other_box.padded(-1)), (one, other)


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_read_where_a_figure_is_328_pixels_wide(name):
    figure = drawn(name)
    pixels = 328 / (72 * figure.get_figwidth())
    assert all(text.get_fontsize() * pixels >= 11 for text in texts(figure))


@pytest.mark.parametrize(
    "name", ["field", "valley", "path", "learning_rates", "kinks", "xor", "wells"]
)
def test_a_unit_is_as_long_up_as_across_where_directions_matter(name):
    assert {ax.get_aspect() for ax in drawn(name).axes} == {1.0}


@pytest.mark.parametrize("name", NAMES)
def test_every_axis_has_its_ticks_labelled(name):
    for ax in (ax for ax in drawn(name).axes if ax.axison):
        if ax.get_subplotspec().is_last_row():
            assert ax.get_xlabel() or name == "secants"
            assert any(label.get_text() for label in ax.get_xticklabels())
        assert len(ax.get_yticks()) >= 2


@pytest.mark.parametrize(
    "name", ["field", "valley", "path", "learning_rates", "trouble", "wells"]
)
def test_the_contours_are_the_landscape_s(name):
    assert maps(name)
    for contours in maps(name):
        assert contours.axes.get_aspect() == 1.0
        f = landscape(contours)
        (left, right), (bottom, top) = contours.axes.get_xlim(), contours.axes.get_ylim()
        most_curved = 72 if f is two_wells else 2
        chord = most_curved * (max(right - left, top - bottom) / 20) ** 2 / 8
        for level, path in zip(contours.levels, contours.get_paths(), strict=True):
            x, y = path.vertices.T
            inside = (left < x) & (x < right) & (bottom < y) & (y < top)
            edges = np.array([level, *contours.levels[contours.levels > level][:1]])
            away = np.abs(f(path.vertices[inside])[:, np.newaxis] - edges).min(axis=-1)
            assert (away <= chord).all()


@pytest.mark.parametrize("name", ["field", "valley", "path", "learning_rates", "trouble"])
def test_neighbouring_contours_are_equally_far_apart_in_height(name):
    for contours in maps(name):
        np.testing.assert_allclose(np.ptp(np.diff(contours.levels)), 0, atol=1e-12)


@pytest.mark.parametrize(("name", "theme"), EVERY)
def test_a_map_is_tinted_up_to_its_corners(name, theme):
    for contours in maps(name, theme):
        assert contrast(contours.get_facecolor()[-1], theme.paper) >= 1.1
        x, y = contours.axes.get_xlim(), contours.axes.get_ylim()
        highest = landscape(contours)(list(itertools.product((*x, 0), (*y, 0)))).max()
        step = np.diff(contours.levels)[-1]
        assert contours.levels[-1] <= highest <= contours.levels[-1] + step


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_map_is_bluest_where_it_is_lowest(theme):
    (contours,) = maps("field", theme)
    bands = [contrast(face, theme.blue) for face in contours.get_facecolor()]
    assert bands == sorted(bands)


# Each figure


GRID = np.stack(np.meshgrid([-1.5, -0.25, 0.0, 2.0], [-1.0, 0.5, 3.0]), axis=-1)


@pytest.mark.parametrize(
    "f", [bowl, landscapes.valley, saddle, plateau, two_wells], ids=lambda f: f.name
)
@pytest.mark.parametrize(
    "at", [GRID, GRID.reshape(-1, 2), GRID[0, 0]], ids=["grid", "list", "one"]
)
def test_an_arrow_is_the_negative_gradient_at_its_own_point(f, at):
    ax = Figure().add_subplot()
    figures._arrows(ax, f, at, 4, "#000000")
    assert_negative_gradient(ax.collections[0], f, at)
    assert ax.collections[0].scale == 4


def assert_negative_gradient(arrows, f, at):
    assert isinstance(arrows, Quiver)
    assert (arrows.angles, arrows.scale_units, arrows.pivot) == ("xy", "xy", "tail")
    tails, heads = np.reshape(arrows.XY, (-1, 2)), np.column_stack([arrows.U, arrows.V])
    np.testing.assert_array_equal(tails, np.reshape(at, (-1, 2)))
    down = [-numerical_gradient(f, tail) for tail in tails]
    np.testing.assert_allclose(heads, down, rtol=1e-6, atol=1e-6)


def test_the_field_is_the_negative_gradient_of_the_bowl_over_a_grid():
    side = np.arange(-2, 2.1, 0.5)
    arrows = artist("field", "arrows")
    assert_negative_gradient(arrows, bowl, [(x0, x1) for x1 in side for x0 in side])
    assert arrows.scale == 10
    np.testing.assert_array_equal(points("field", "minimum"), [[0, 0]])


def test_the_drawn_arrows_point_to_the_minimum_of_the_bowl():
    drawn("field").draw_without_rendering()
    arrows = artist("field", "arrows")
    arrows.figure.draw_without_rendering()
    for tail, path in zip(arrows.XY, arrows.get_paths(), strict=True):
        if np.hypot(*tail) > 0.6:
            tip = path.vertices[np.hypot(*path.vertices.T).argmax()]
            angle = np.arctan2(-tail[1], -tail[0]) - np.arctan2(tip[1], tip[0])
            assert abs(np.sin(angle / 2)) < 0.03


def line(name, gid):
    """Slope of a straight line, and its height at 0."""
    (x, y), (x_end, y_end) = points(name, gid)
    slope = (y_end - y) / (x_end - x)
    return slope, y - slope * x


def test_the_secants_go_through_the_points_that_they_are_named_after():
    slope, height = line("secants", "forward")
    np.testing.assert_allclose([height, height + slope], [1, e])
    slope, height = line("secants", "central")
    np.testing.assert_allclose([height - slope, height + slope], [1 / e, e])
    np.testing.assert_allclose(line("secants", "tangent"), [1, 1], rtol=1e-8)
    x, y = points("secants", "curve").T
    np.testing.assert_allclose(y, e**x)


def test_the_secants_are_labelled_with_their_slopes():
    labels = [t.get_text() for t in drawn("secants").axes[0].get_legend().get_texts()]
    assert [label[-5:-1] for label in labels] == [
        f"{e - 1:.2f}",
        f"{(e - 1 / e) / 2:.2f}",
        "1.00",
    ]
    assert "f(x+h)-f(x)}{h}" in labels[0]
    assert "f(x+h)-f(x-h)}{2h}" in labels[1]
    assert "f\\,'(x)" in labels[2]
    ax = drawn("secants").axes[0]
    ticks = [
        (at, t.get_text())
        for at, t in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True)
    ]
    assert ticks == [(-1, "$x-h$"), (0, "$x$"), (1, "$x+h$")]
    assert "$e^x$" in words(drawn("secants"))


def truncation(h, orders):
    """Exact |difference quotient - e| of exp at 1: e * sum of h^k / (k + 1)!."""
    h = Decimal(float(h))
    return float(Decimal(1).exp() * sum(h**k / factorial(k + 1) for k in orders))


@pytest.mark.parametrize(
    ("gid", "orders"), [("forward", range(1, 40)), ("central", range(2, 40, 2))]
)
def test_the_error_is_that_of_taylor_up_to_rounding(gid, orders):
    eps = 2.0**-52
    h, error = points("step_size", gid).T
    exact = np.array([truncation(step, orders) for step in h])
    rounding = 4 * e * eps / h
    assert (np.abs(error - exact) <= rounding).all()
    assert (error[h < eps**0.5] > 1e-4 * rounding[h < eps**0.5]).any()
    small = h < 100 * eps
    assert error[small].max() > 1e-4 * e


@pytest.mark.parametrize(
    ("gid", "best", "mark"),
    [
        ("forward", 2.0**-26, "best-2"),
        ("central", 2 ** (-52 / 3), "best-3"),
    ],
)
def test_the_best_h_is_near_the_one_that_is_marked(gid, best, mark):
    np.testing.assert_allclose(points("step_size", mark)[:, 0], best)
    h, error = points("step_size", gid).T
    assert abs(np.log10(h[error.argmin()] / best)) <= 1


@pytest.mark.parametrize(("order", "name"), [(1, "forward"), (2, "central")])
def test_the_dashed_lines_are_the_first_term_of_taylor(order, name):
    h, error = points("step_size", f"slope-{order}").T
    np.testing.assert_allclose(error, e * h**order / factorial(order + 1))
    guide = artist("step_size", f"slope-{order}")
    assert guide.get_linestyle() == "--"
    assert guide.get_zorder() < artist("step_size", name).get_zorder()
    at, measured = points("step_size", name).T
    middle = (at > 1e-3) & (at < 0.1)
    np.testing.assert_allclose(
        measured[middle], e * at[middle] ** order / factorial(order + 1), rtol=0.05
    )


def test_step_size_is_log_log():
    ax = drawn("step_size").axes[0]
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert ax.get_ylabel() == r"$|D-f\,'(1)|$"


def test_the_valley_shows_the_gradient_and_the_way_to_the_minimum():
    start = np.array([-7.0, 2.0])
    assert_negative_gradient(artist("valley", "arrows"), landscapes.valley, [start])
    np.testing.assert_array_equal(points("valley", "way"), [start, [0, 0]])
    np.testing.assert_array_equal(points("valley", "point"), [start])
    np.testing.assert_array_equal(points("valley", "minimum"), [[0, 0]])


def test_the_angle_in_the_valley_is_the_one_between_the_two():
    start = np.array([-7.0, 2.0])
    down = -landscapes.valley.gradient(start)
    cosine = down @ -start / np.linalg.norm(down) / np.linalg.norm(start)
    angle = np.degrees(np.arccos(cosine))
    assert f"{angle:.1f}" == "64.1"
    assert r"$64.1^\circ$" in words(drawn("valley"))
    arc = artist("valley", "angle")
    assert tuple(arc.center) == (-7, 2)
    np.testing.assert_allclose(arc.theta2 - arc.theta1, angle)
    np.testing.assert_allclose(
        np.tan(np.radians([arc.theta1, arc.theta2])), [-4 / 0.7, -2 / 7]
    )


def test_the_path_is_that_of_descent():
    path = points("path", "path")
    np.testing.assert_array_equal(
        path, descent_path(bowl, [-3.0, 4.0], lr=0.1, step_num=100)
    )
    np.testing.assert_allclose(path, on_the_bowl(0.1, 100), atol=1e-9)
    np.testing.assert_array_equal(points("path", "path-start"), [[-3, 4]])
    np.testing.assert_array_equal(points("path", "minimum"), [[0, 0]])
    assert {r"$(-3,\,4)$", r"$(0,\,0)$", r"$\eta=0.1$"} <= set(words(drawn("path")))


RATES = [0.01, 0.1, 0.5, 0.9, 1.0, 1.1]


def test_the_learning_rates_stand_in_order_in_two_columns():
    axes = drawn("learning_rates").axes
    assert [ax.get_title() for ax in axes] == [rf"$\eta={lr}$" for lr in RATES]
    assert axes[0].get_subplotspec().get_gridspec().get_geometry() == (3, 2)
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in axes}) == 1


@pytest.mark.parametrize("lr", RATES)
def test_each_learning_rate_shows_its_own_descent(lr):
    path = points("learning_rates", f"path-{lr}")
    steps = 3 if lr == 1.1 else 20
    np.testing.assert_array_equal(path, descent_path(bowl, [-3, 4], lr=lr, step_num=steps))
    np.testing.assert_allclose(path, on_the_bowl(lr, steps), atol=1e-9)
    line = artist("learning_rates", f"path-{lr}")
    assert line.axes.get_title() == rf"$\eta={lr}$"
    inside = np.abs(path).max(axis=-1) < line.axes.get_xlim()[1]
    assert inside[:-1].all()
    assert inside[-1] == (lr != 1.1)


@pytest.mark.parametrize("lr", RATES)
def test_the_steps_of_a_descent_are_bent_where_they_go_to_and_fro_alone(lr):
    bows = artist("learning_rates", f"bows-{lr}").get_path().vertices
    path = points("learning_rates", f"path-{lr}")
    np.testing.assert_array_equal(bows[::2], path)
    bends = bows[1::2] - (path[:-1] + path[1:]) / 2
    step = np.diff(path, axis=0)
    np.testing.assert_allclose(np.sum(bends * step, axis=-1), 0, atol=1e-9)
    bent = 0.3 if (step[:-1] * step[1:]).sum(axis=-1).min() < -1e-6 else 0
    assert bool(bent) == (lr in (0.9, 1.0, 1.1))
    np.testing.assert_allclose(np.hypot(*bends.T), bent * np.hypot(*step.T), atol=1e-12)
    assert (step[:, 0] * bends[:, 1] - step[:, 1] * bends[:, 0] >= 0).all()


def test_the_loss_is_the_bowl_along_each_descent():
    rates = [0.01, 0.1, 0.9, 1.0, 1.1]
    assert gids("loss", "loss-") == [f"loss-{lr}" for lr in rates]
    ax = drawn("loss").axes[0]
    assert (ax.get_xscale(), ax.get_yscale()) == ("linear", "log")
    for lr in rates:
        k, values = points("loss", f"loss-{lr}").T
        np.testing.assert_array_equal(k, np.arange(21))
        np.testing.assert_array_equal(values, bowl(descent_path(bowl, [-3, 4], lr, 20)))
        np.testing.assert_allclose(values, 25 * (1 - 2 * lr) ** (2 * k), rtol=1e-7)
        (label,) = [t for t in ax.texts if t.get_text() == rf"$\eta={lr}$"]
        assert label.xy == (20, values[-1])
        assert label.get_color() == artist("loss", f"loss-{lr}").get_color()


def test_the_two_learning_rates_that_share_a_line_can_both_be_seen():
    hollow, full = artist("loss", "loss-0.9"), artist("loss", "loss-0.1")
    assert hollow.get_fillstyle() == "none"
    assert hollow.get_markersize() > full.get_markersize() + 4


RUNS = [
    (two_wells, "wells", [[-2.0], [2.0]]),
    (saddle, "saddle", [[-3.0, 0.0], [-3.0, 1e-8]]),
    (plateau, "plateau", [[1.0], [4.0]]),
]


@pytest.mark.parametrize(("f", "sample", "starts"), RUNS, ids=lambda it: str(it))
def test_trouble_shows_the_runs_of_the_lesson_s_samples(f, sample, starts):
    lesson = pages("en")["gradient-descent.md"].path.read_text("utf-8")
    loop = rf"for start in (.+):\n(?: .*\n)*? .*\({sample}, .*lr=(.+), step_num=(\d+)\)"
    (found,) = re.findall(loop, lesson)
    said, lr, step_num = map(literal_eval, found)
    assert [np.atleast_1d(start).tolist() for start in said] == starts
    for start, marker in zip(starts, "os", strict=True):
        gid = f"{f.name}-{start[-1]:g}"
        path = descent_path(f, start, lr=lr, step_num=step_num)
        at = path if f is saddle else np.column_stack([path, f(path)])
        np.testing.assert_array_equal(points("trouble", gid), at)
        np.testing.assert_array_equal(points("trouble", f"{gid}-start"), at[:1])
        line = artist("trouble", gid)
        assert line.get_marker() == marker
        assert line.axes.get_title() == rf"$\eta={lr}$"


def test_both_runs_at_the_saddle_can_be_seen_though_one_lies_on_the_other():
    stays, leaves = artist("trouble", "saddle-0"), artist("trouble", "saddle-1e-08")
    assert stays.get_linewidth() > leaves.get_linewidth() + 3
    assert stays.get_markersize() > leaves.get_markersize() + 4
    lines = stays.axes.get_lines()
    assert lines.index(stays) < lines.index(leaves)
    (_, stopped), (_, left) = (line.get_xydata()[[0, -1]] for line in (stays, leaves))
    np.testing.assert_allclose(stopped, [0, 0], atol=1e-8)
    np.testing.assert_allclose(left, [0, 0.83], atol=5e-3)


def test_a_star_is_full_at_the_global_minimum_and_hollow_at_a_local_one():
    lower, higher = sorted(np.roots([4, 0, -6, 1]).real)[::2]
    for name, gid, at, face in (
        ("trouble", "minimum--2", [lower, two_wells([lower])], LIGHT.green),
        ("trouble", "minimum-2", [higher, two_wells([higher])], LIGHT.paper),
        ("trouble", "minimum", [0, 0], LIGHT.green),
        ("wells", "minimum--2", [lower, 0], LIGHT.green),
        ("wells", "minimum-2", [higher, 0], LIGHT.paper),
    ):
        np.testing.assert_allclose(points(name, gid), [at], atol=1e-6)
        star = artist(name, gid)
        assert (star.get_markerfacecolor(), star.get_color()) == (face, LIGHT.green)


@pytest.mark.parametrize("name", NAMES)
def test_a_star_lies_over_all_else_and_is_larger_than_any_other_mark(name):
    for ax in drawn(name).axes:
        stars = [line for line in ax.get_lines() if line.get_marker() == "*"]
        others = [line for line in ax.get_lines() if line not in stars]
        for star, other in itertools.product(stars, others):
            assert star.get_zorder() > other.get_zorder()
            assert star.get_markersize() > other.get_markersize()


def test_the_plateau_says_how_small_its_slope_is():
    slope = 8 * np.exp(-16.0)
    assert f"{slope:.1e}" == "9.0e-07"
    assert r"$f\,'(4)=9.0\times 10^{-7}$" in words(drawn("trouble"))


def test_the_panels_of_trouble_stand_in_line():
    figure = FIGURES["trouble"]()
    figure.draw_without_rendering()
    sides = [(ax.get_window_extent().x0, ax.get_window_extent().x1) for ax in figure.axes]
    np.testing.assert_allclose(sides, sides[:1] * 3, atol=0.01)


def test_of_points_that_lie_on_one_another_the_first_alone_is_marked():
    ax = Figure().add_subplot()
    run = np.array([[0.001, 0], [1, 0], [0, 0.001], [1.001, 0], [0, 1]])
    figures._steps(ax, run, LIGHT, "#000000", "run")
    line, start = ax.get_lines()
    np.testing.assert_array_equal(line.get_xydata(), run)
    assert line.get_markevery() == [0, 1, 4]
    np.testing.assert_array_equal(start.get_xydata(), run[:1])


def test_the_curves_of_trouble_are_the_landscapes():
    x, y = points("trouble", "curve-two_wells").T
    np.testing.assert_allclose(y, x**4 - 3 * x**2 + x)
    x, y = points("trouble", "curve-plateau").T
    np.testing.assert_allclose(y, 1 - np.exp(-(x**2)), atol=1e-12)


NOTE_W = np.array(
    [[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]]
)
NOTE_dW = np.array([[0.2192, 0.1436, -0.3628], [0.3289, 0.2153, -0.5442]])


def test_the_constants_are_those_of_the_note():
    np.testing.assert_array_equal(figures.W, NOTE_W)
    assert (figures.X, figures.T, figures.START) == ((0.6, 0.9), 2, (-3.0, 4.0))


@pytest.mark.parametrize(("panel", "gid", "matrix"), [(0, "W", NOTE_W), (1, "dW", NOTE_dW)])
def test_each_cell_shows_its_number(panel, gid, matrix):
    ax = drawn("matrices").axes[panel]
    shown = {text.xy: text.get_text() for text in ax.texts}
    for (row, column), value in np.ndenumerate(matrix):
        cell = artist("matrices", f"{gid}-{row}-{column}")
        assert cell.axes is ax
        assert cell.get_bbox().bounds == (column, row, 1, 1)
        assert shown[column + 0.5, row + 0.5] == f"${value:.4f}$"
    assert ax.yaxis_inverted()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_cell_of_either_matrix_is_blue_where_positive_and_the_deeper_the_greater(theme):
    for gid, matrix in (("W", NOTE_W), ("dW", NOTE_dW)):
        for (row, column), value in np.ndenumerate(matrix):
            face = np.array(
                artist("matrices", f"{gid}-{row}-{column}", theme).get_facecolor()[:3]
            )
            hue = theme.blue if value > 0 else theme.orange
            paper = np.array(to_rgb(theme.paper))
            amount = round(0.5 * abs(value) / np.abs(NOTE_W).max(), 2)
            np.testing.assert_allclose(
                face, paper + amount * (to_rgb(hue) - paper), atol=0.003
            )
            assert contrast(face, theme.ink) >= 4.5


def test_the_column_of_the_right_class_is_framed():
    for gid in ("W", "dW"):
        frame = artist("matrices", f"{gid}-right")
        assert (frame.get_xy(), frame.get_width(), frame.get_height()) == ((2, 0), 1, 2)
        assert to_hex(frame.get_edgecolor()) == LIGHT.green
    (label,) = [t for t in drawn("matrices").axes[0].texts if t.get_text() == "$t=2$"]
    assert label.xy == (2.5, 0)


def test_rows_and_columns_are_numbered_as_the_text_counts_them():
    above, below = drawn("matrices").axes
    at = {text.xy: text.get_text() for text in above.texts}
    assert [at[column + 0.5, 0] for column in range(3)] == ["$0$", "$1$", "$t=2$"]
    for ax in (above, below):
        at = {text.xy: text.get_text() for text in ax.texts}
        assert [at[0, row + 0.5] for row in range(2)] == ["$0$", "$1$"]


def learned(steps):
    """Probabilities along 100 steps by the formula, without the package."""
    weights = NOTE_W.copy()
    x, t = np.array([0.6, 0.9]), np.array([0, 0, 1])
    found = []
    for _ in range(steps + 1):
        scores = np.exp(x @ weights)
        found.append(scores / scores.sum())
        weights = weights - np.outer(x, found[-1] - t)
    return np.array(found)


def test_learning_shows_the_loss_and_the_probabilities_of_every_step():
    p = learned(100)
    k, loss = points("learning", "loss").T
    np.testing.assert_array_equal(k, np.arange(101))
    np.testing.assert_allclose(loss, -np.log(p[:, 2]), rtol=1e-6)
    assert round(loss[0], 5) == 0.92807
    for column in range(3):
        np.testing.assert_allclose(
            points("learning", f"y-{column}")[:, 1], p[:, column], rtol=1e-5
        )
    assert loss[0] == SimpleNet(NOTE_W).loss([0.6, 0.9], 2)
    assert p[-1, 2] > 0.99
    assert artist("learning", "y-2").get_color() == LIGHT.green


def test_each_probability_is_named_in_its_colour_where_it_differs_from_the_others():
    below = drawn("learning").axes[1]
    assert below.get_ylim()[0] < 0
    assert len(below.texts) == 3
    for text in below.texts:
        line = artist("learning", f"y-{text.get_text()[-2]}")
        assert text.get_color() == line.get_color()
        assert text.xy in map(tuple, line.get_xydata()[:5].tolist())


def test_the_kinks_show_what_the_central_difference_says():
    assert line("kinks", "slope-abs") == (0, 0)
    np.testing.assert_allclose(line("kinks", "slope-relu"), (0.5, 0), atol=1e-12)
    assert {"$0$", "$0.5$", "$|x|$", r"$\max(x,\,0)$"} <= set(words(drawn("kinks")))
    np.testing.assert_array_equal(points("kinks", "curve-abs"), [[-1, 1], [0, 0], [1, 1]])
    np.testing.assert_array_equal(points("kinks", "curve-relu"), [[-1, 0], [0, 0], [1, 1]])


XOR, CLASSES = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
WITH_ONE = np.column_stack([XOR, np.ones(4)])
W1, B1 = np.array([[2.0, -0.5, 0.8], [0.6, 1.2, -0.7]]), np.array([0.1, -0.2, 0.0])
W2, B2 = np.array([[1.0, -0.5], [-0.4, 0.9], [0.7, 0.3]]), np.array([-0.1, 0.2])


def probabilities(scores):
    powers = np.exp(scores)
    return powers / powers.sum(axis=-1, keepdims=True)


def trained_straight():
    """Scores by a layer that learnt the first three samples, without the package."""
    W = np.zeros((3, 2))
    for _ in range(1000):
        x, one_hot = WITH_ONE[:3], np.eye(2)[CLASSES[:3]]
        W -= x.T @ (probabilities(x @ W) - one_hot) / 3
    return lambda x: np.column_stack([x, np.ones(len(x))]) @ W


def trained_bent():
    """Scores by the net of lesson 4 after 1000 steps, without the package."""
    u, p, v, q = W1.copy(), B1.copy(), W2.copy(), B2.copy()
    for _ in range(1000):
        hidden = np.tanh(XOR @ u + p)
        errors = (probabilities(hidden @ v + q) - np.eye(2)[CLASSES]) / 4
        back = (errors @ v.T) / np.cosh(XOR @ u + p) ** 2
        u, p = u - XOR.T @ back, p - back.sum(axis=0)
        v, q = v - hidden.T @ errors, q - errors.sum(axis=0)
    return lambda x: np.tanh(x @ u + p) @ v + q


@pytest.mark.parametrize(
    ("gid", "trained"), [("straight", trained_straight), ("bent", trained_bent)]
)
def test_xor_is_tinted_where_the_net_answers_class_1(gid, trained):
    scores = trained()
    (tinted,) = artist("xor", f"answers-{gid}").get_paths()
    grid = np.stack(np.meshgrid(*[np.linspace(-0.38, 1.38, 23)] * 2), axis=-1).reshape(
        -1, 2
    )
    lead = np.diff(scores(grid))[:, 0]
    clear = np.abs(lead) > 0.2
    assert clear.sum() > 450
    np.testing.assert_array_equal(tinted.contains_points(grid[clear]), lead[clear] > 0)
    wrong = XOR[scores(XOR).argmax(axis=-1) != CLASSES]
    np.testing.assert_array_equal(points("xor", f"wrong-{gid}"), wrong)
    assert len(wrong) == {"straight": 1, "bent": 0}[gid]
    for k, marker in enumerate("os"):
        samples = artist("xor", f"class-{k}-{gid}")
        np.testing.assert_array_equal(samples.get_xydata(), XOR[k == CLASSES])
        assert samples.get_marker() == marker
        assert samples.axes is artist("xor", f"answers-{gid}").axes


def test_the_border_of_one_layer_is_a_straight_line():
    (tinted,) = artist("xor", "answers-straight").get_paths()
    x, y = tinted.vertices.T
    inside = (np.abs(x - 0.5) < 0.899) & (np.abs(y - 0.5) < 0.899)
    slope, height = np.polyfit(x[inside], y[inside], 1)
    np.testing.assert_allclose(y[inside], height + slope * x[inside], atol=1e-9)


def passed_through():
    """Each value of the figure of the way forward, and what the loss makes of it."""
    x, t = XOR[2], CLASSES[2]
    z = x @ W1 + B1
    a = np.tanh(z)
    s = a @ W2 + B2
    y = probabilities(s)

    def of_s(s):
        return -np.log(probabilities(s)[t])

    def of_a(a):
        return of_s(a @ W2 + B2)

    def of_z(z):
        return of_a(np.tanh(z))

    return {
        **{"x": (x, None), "z": (z, of_z), "a": (a, of_a), "s": (s, of_s), "y": (y, None)},
        "L": (np.array([of_s(s)]), lambda loss: loss[0]),
        "W1": (W1, lambda W: of_z(x @ W + B1)),
        "b1": (B1, lambda b: of_z(x @ W1 + b)),
        "W2": (W2, lambda W: of_s(a @ W + B2)),
        "b2": (B2, lambda b: of_s(a @ W2 + b)),
    }


def shown_cells(name):
    """The numbers of a figure of cells: its arrays by their names, row by row."""
    ax, found = drawn(name).axes[0], {}
    at = {text.xy: text.get_text() for text in ax.texts}
    for gid in sorted(a.get_gid() for a in ax.patches if "arrow" not in a.get_gid()):
        array, row, _ = gid.split("-")
        left, top, _, _ = artist(name, gid).get_bbox().bounds
        rows = found.setdefault(array, {})
        rows.setdefault(row, []).append(float(at[left + 0.5, top + 0.5].strip("$")))
    return {array: [rows[row] for row in sorted(rows)] for array, rows in found.items()}


def test_the_way_forward_shows_every_value():
    values = {name: np.atleast_2d(value) for name, (value, _) in passed_through().items()}
    cells = shown_cells("forward")
    assert cells.keys() == values.keys()
    for name, value in values.items():
        np.testing.assert_allclose(cells[name], value, rtol=0, atol=5.1e-5, err_msg=name)


def test_the_way_back_shows_the_gradient_of_what_is_behind_each_value():
    parts = {name: part for name, part in passed_through().items() if part[1]}
    cells = shown_cells("backward")
    assert cells.keys() == parts.keys()
    for name, (value, behind) in parts.items():
        wanted = np.atleast_2d(numerical_gradient(behind, value))
        np.testing.assert_allclose(cells[name], wanted, rtol=0, atol=5.1e-5, err_msg=name)


def facing_edges(name, start, end):
    """Where an array ends on the side of another, and the other on the side of it."""
    tops = [artist(name, f"{array}-0-0").get_bbox().bounds[1] for array in (start, end)]
    down = tops[1] > tops[0]
    return [tops[0] + down, tops[1] + 1 - down]


def test_the_arrows_lead_from_array_to_array_down_on_the_way_forward_and_up_back():
    ways = {name: set(gids(name, "arrow-")) for name in ("forward", "backward")}
    parameters = {"arrow-b1-z", "arrow-b2-s"}
    chain = {f"arrow-{start}-{end}" for start, end in itertools.pairwise("xzasyL")}
    assert ways["forward"] == parameters | chain
    assert ways["backward"] == parameters | {"arrow-L-s", "arrow-s-a", "arrow-a-z"}
    for name, direction in (("forward", 1), ("backward", -1)):
        for gid in ways[name]:
            ends = np.array(artist(name, gid)._posA_posB)
            assert np.sign(ends[1, 1] - ends[0, 1]) == direction
            if gid not in parameters:
                assert ends[:, 1].tolist() == facing_edges(name, *gid.split("-")[1:])


def test_each_step_back_is_labelled_with_what_it_multiplies_by():
    assert {
        *("$y-t$", r"$ds\,W_2^{\top}$", r"$da\,(1-a^2)$"),
        *(r"$dW_2=a^{\top}ds$", "$db_2=ds$", r"$dW_1=x^{\top}dz$", "$db_1=dz$"),
    } <= set(words(drawn("backward")))


def test_every_descent_of_the_wells_is_one_and_ends_where_its_colour_and_marker_say():
    paths = [gid for gid in gids("wells", "path-") if not gid.endswith("start")]
    assert len(paths) == 24
    lower, higher = sorted(np.roots([4, 0, -6, 1]).real)[::2]
    ends = {"o": (lower, LIGHT.orange), "s": (higher, LIGHT.purple)}
    for gid in paths:
        path, line = points("wells", gid), artist("wells", gid)
        np.testing.assert_array_equal(path, descent_path(two_wells, path[0], 0.02, 150))
        x0, colour = ends[line.get_marker()]
        np.testing.assert_allclose(path[-1], [x0, 0], atol=0.01)
        assert line.get_color() == colour
        start = artist("wells", f"{gid}-start")
        np.testing.assert_array_equal(start.get_xydata(), path[:1])
        assert (start.get_marker(), start.get_color()) == (line.get_marker(), colour)


# The files


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=Path(figures.__file__).parents[1],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


COMMAND = """
import runpy, sys
sys.argv = ["figures", *sys.argv[1:]]
runpy.run_module("gdlesson.figures", run_name="__main__")
assert "matplotlib" in sys.modules and "matplotlib.pyplot" not in sys.modules
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Directory that the command line wrote to without pyplot, and what it printed."""
    directory = tmp_path_factory.mktemp("figures") / "made" / "here"
    result = run("-c", COMMAND, str(directory), PYTHONHASHSEED="1")
    assert result.returncode == 0, result.stderr
    return directory, result.stdout


FILES = [f"{name}-{theme.name}.svg" for name in NAMES for theme in THEMES]


def test_the_command_writes_every_figure_light_and_dark_and_says_so(written):
    directory, said = written
    assert sorted(file.name for file in directory.iterdir()) == sorted(FILES)
    assert said == f"{len(FILES)} figures in {directory}\n"


def test_another_process_with_other_settings_of_matplotlib_writes_the_same_bytes(
    written, tmp_path, monkeypatch, capsys
):
    some = {name: FIGURES[name] for name in ("field", "kinks")}
    monkeypatch.setattr(figures, "FIGURES", some)
    monkeypatch.setattr(sys, "argv", ["figures", str(tmp_path)])
    settings = {"font.size": 30, "axes.linewidth": 9, "svg.hashsalt": "other"}
    with matplotlib.rc_context(settings):
        figures.main()
        assert {name: matplotlib.rcParams[name] for name in settings} == settings
    assert capsys.readouterr().out == f"4 figures in {tmp_path}\n"
    for file in tmp_path.iterdir():
        assert file.read_bytes() == (written[0] / file.name).read_bytes(), file


def test_write_returns_the_files(tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "FIGURES", {"kinks": FIGURES["kinks"]})
    files = [tmp_path / "kinks-light.svg", tmp_path / "kinks-dark.svg"]
    assert figures.write(str(tmp_path)) == files
    assert all(file.exists() for file in files)


def test_drawing_leaves_the_settings_of_matplotlib_alone():
    before = dict(matplotlib.rcParams)
    FIGURES["kinks"](DARK)
    assert dict(matplotlib.rcParams) == before


COLOUR = re.compile("#[0-9a-f]{6}")
DRAWN = re.compile(r"#[0-9a-f]{6}|\b[mp][0-9a-f]{10}\b")
"""A colour, or an id that Matplotlib makes of what it draws, colours included."""


@pytest.mark.parametrize("name", NAMES)
def test_the_dark_figure_is_the_light_one_in_the_colours_of_the_same_names(written, name):
    light, dark = (
        (written[0] / f"{name}-{theme.name}.svg").read_text("utf-8") for theme in THEMES
    )
    assert DRAWN.sub("", light) == DRAWN.sub("", dark)
    names = {asdict(LIGHT)[it]: asdict(DARK)[it] for it in asdict(LIGHT) if it != "name"}
    pairs = set(zip(COLOUR.findall(light), COLOUR.findall(dark), strict=True))
    assert len(dict(pairs)) == len(pairs)
    assert all(names.get(colour, other) == other for colour, other in pairs)


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_small(written, file):
    assert (written[0] / file).stat().st_size < 100_000


@pytest.mark.parametrize("file", FILES)
def test_a_file_has_shapes_for_text_no_background_no_date_and_no_id_twice(written, file):
    text = (written[0] / file).read_text(encoding="utf-8")
    tree = ElementTree.fromstring(text)
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not tags & {"text", "image", "script", "date"}
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    page = tree.find(".//*[@id='patch_1']")[0]
    assert page.get("style") == "fill: none"


@pytest.mark.parametrize("file", FILES)
def test_a_file_says_nothing_in_any_language(written, file):
    """Matplotlib notes each text that it turns into shapes in a comment.

    NumPy's names of numbers are the same in every language.
    """
    notes = re.findall(
        "<!-- (.*?) -->", (written[0] / file).read_text(encoding="utf-8"), re.DOTALL
    )
    assert notes or file.startswith("wells")
    for note in notes:
        assert set(note) <= {"\N{MINUS SIGN}", *map(chr, range(32, 127))}
        said = re.sub(r"\\[A-Za-z]+|float(32|64)", " ", note)
        assert not re.search("[A-Za-z]{3}", said), note


def test_rounding_moves_nothing_by_more_than_a_hundredth_of_a_point(written):
    exact = StringIO()
    with figures._styled(LIGHT):
        FIGURES["path"]().savefig(exact, format="svg", metadata={"Date": None})
    rounded = (written[0] / "path-light.svg").read_text(encoding="utf-8")
    numbers = [
        np.array([float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)])
        for text in (exact.getvalue(), rounded)
    ]
    assert 0 < np.abs(numbers[0] - numbers[1]).max() < 0.01
    assert len(rounded) < 0.9 * len(exact.getvalue())


def test_the_command_names_what_is_missing():
    result = run("-m", "gdlesson.figures")
    assert result.returncode == 2
    assert result.stderr.endswith("error: the following arguments are required: DIR\n")


def test_the_command_says_where_it_cannot_write(tmp_path, monkeypatch, capsys):
    taken = tmp_path / "taken"
    taken.write_text("a file")
    monkeypatch.setattr(sys, "argv", ["figures", str(taken)])
    with pytest.raises(SystemExit) as stopped:
        figures.main()
    assert stopped.value.code == 2
    error = f"DIR must be a directory to write to; got {taken}: File exists\n"
    assert capsys.readouterr().err.endswith(error)
    assert taken.read_text() == "a file"


def test_the_package_needs_no_matplotlib():
    result = run("-c", "import gdlesson, sys; assert 'matplotlib' not in sys.modules")
    assert result.returncode == 0, result.stderr


def test_without_matplotlib_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError, match=re.escape('pip install "gdlesson[figures]"')):
        runpy.run_path(figures.__file__)


def test_without_matplotlib_the_command_names_the_extra_too(tmp_path):
    code = (
        "import sys, runpy; sys.modules['matplotlib'] = None\n"
        f"sys.argv = ['figures', {str(tmp_path)!r}]\n"
        "runpy.run_module('gdlesson.figures', run_name='__main__')"
    )
    result = run("-c", code)
    assert result.returncode == 1
    assert result.stderr.endswith(
        'ImportError: gdlesson.figures needs matplotlib: pip install "gdlesson[figures]"\n'
    )


@pytest.mark.parametrize("name", ["field", "step_size"])
def test_a_figure_keeps_its_style_wherever_it_is_saved(name):
    inside, outside = StringIO(), StringIO()
    with figures._styled(DARK):
        FIGURES[name](DARK).savefig(inside, format="svg", metadata={"Date": None})
    with matplotlib.rc_context({"xtick.color": "red", "svg.hashsalt": "gdlesson"}):
        FIGURES[name](DARK).savefig(outside, format="svg", metadata={"Date": None})
    assert inside.getvalue() == outside.getvalue()
