"""The figures show what is true, in every theme, and are the same files at every run."""

import itertools
import re
import runpy
import sys
import xml.etree.ElementTree as ElementTree
from ast import literal_eval
from dataclasses import asdict
from functools import cache
from math import e

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.contour import QuadContourSet
from matplotlib.quiver import Quiver

from gdlesson import (
    SimpleNet,
    descent_path,
    figures,
    landscapes,
    numerical_gradient,
    softmax,
)
from gdlesson.figures import DARK, FIGURES, LIGHT
from gdlesson.landscapes import bowl, plateau, saddle, two_wells, valley
from sitekit.pages import pages
from sitekit.prepare.pictures import drawings

THEMES = [LIGHT, DARK]
EVEN = ["field", "valley", "path", "learning_rates", "trouble"]
"""Maps with contours at equal heights."""
MAPS = [*EVEN, "wells"]
each_figure = pytest.mark.parametrize("name", FIGURES)
each_map = pytest.mark.parametrize("name", MAPS)
each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


@cache
def draw_once(name, theme):
    return FIGURES[name](theme)


def drawn(name, theme=LIGHT):
    return draw_once(name, theme)


@cache
def laid_out(name):
    drawn(name).draw_without_rendering()
    return drawn(name)


def artist(name, gid, theme=LIGHT):
    (found,) = drawn(name, theme).findobj(lambda it: it.get_gid() == gid)
    return found


def gids(name, start):
    found = {it.get_gid() or "" for it in drawn(name).findobj()}
    return {gid for gid in found if gid.startswith(start)}


def points(name, gid):
    return np.asarray(artist(name, gid).get_xydata())


def texts(figure):
    """Every text that a reader sees."""
    found = []
    for ax in figure.axes:
        legend = ax.get_legend()
        found += [ax.title, *ax.texts, *(legend.get_texts() if legend else ())]
        for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
            low, high = sorted(axis.get_view_interval())
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            found += [axis.label, *(t.label1 for t in ticks if low <= t.get_loc() <= high)]
    return [text for text in found if text.get_visible() and text.get_text()]


def maps(name, theme=LIGHT):
    found = drawn(name, theme).findobj(QuadContourSet)
    return [it for it in found if "contours" in it.get_gid()]


def landscape(contours):
    return getattr(landscapes, contours.get_gid().split("-")[1])


def contrast(one, other):
    def luminance(colour):
        channels = np.array(to_rgb(colour))
        gamma = ((channels + 0.055) / 1.055) ** 2.4
        linear = np.where(channels <= 0.04045, channels / 12.92, gamma)
        return linear @ [0.2126, 0.7152, 0.0722]

    lower, higher = sorted((luminance(one), luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


# Colours


@each_theme
@each_figure
def test_text_stands_out_from_the_paper(name, theme):
    for text in texts(drawn(name, theme)):
        assert contrast(text.get_color(), theme.paper) >= 4.5, text.get_text()


@each_theme
@each_map
def test_text_on_a_map_stands_out_from_what_is_under_it(name, theme):
    laid_out(name)
    for light, shown in zip(maps(name), maps(name, theme), strict=True):
        bands = [to_hex(face) for face in shown.get_facecolor()]
        for placed, text in zip(light.axes.texts, shown.axes.texts, strict=True):
            middle = placed.get_window_extent().corners().mean(axis=0)
            level = landscape(light)(light.axes.transData.inverted().transform(middle))
            band = bands[np.searchsorted(light.levels, level) - 1]
            assert contrast(text.get_color(), band) >= 4.5, text.get_text()


@each_theme
@each_map
def test_a_map_is_tinted_up_to_its_corners_and_bluest_where_it_is_lowest(name, theme):
    for contours in maps(name, theme):
        bands = [contrast(face, theme.blue) for face in contours.get_facecolor()]
        assert bands == sorted(bands)
        assert contrast(contours.get_facecolor()[-1], theme.paper) >= 1.1
        x, y = contours.axes.get_xlim(), contours.axes.get_ylim()
        highest = landscape(contours)(list(itertools.product((*x, 0), (*y, 0)))).max()
        step = np.diff(contours.levels)[-1]
        assert contours.levels[-1] <= highest <= contours.levels[-1] + step


# What every figure must be


@each_figure
def test_no_text_is_cut_off_or_lies_on_another(name):
    figure = laid_out(name)
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    page = figure.bbox.padded(1)
    for text, box in boxes:
        assert page.x0 <= box.x0 < box.x1 <= page.x1, text
        assert page.y0 <= box.y0 < box.y1 <= page.y1, text
    for (one, box), (other, other_box) in itertools.combinations(boxes, 2):
        assert not box.padded(-1).overlaps(other_box.padded(-1)), (one, other)


@each_figure
def test_text_can_be_read_where_a_figure_is_328_pixels_wide(name):
    pixels = 328 / (72 * drawn(name).get_figwidth())
    assert all(text.get_fontsize() * pixels >= 11 for text in texts(drawn(name)))


@each_figure
def test_an_axis_along_the_bottom_says_what_it_shows(name):
    for ax in drawn(name).axes:
        if ax.axison and ax.get_subplotspec().is_last_row():
            assert ax.get_xlabel() or name == "secants"


@pytest.mark.parametrize(
    ("name", "scales"), [("step_size", ("log", "log")), ("loss", ("linear", "log"))]
)
def test_an_axis_is_logarithmic_where_powers_matter(name, scales):
    (ax,) = drawn(name).axes
    assert (ax.get_xscale(), ax.get_yscale()) == scales


@each_map
def test_the_contours_are_the_landscape_s(name):
    assert maps(name)
    for contours in maps(name):
        assert contours.axes.get_aspect() == 1.0
        if name in EVEN:
            np.testing.assert_allclose(np.ptp(np.diff(contours.levels)), 0, atol=1e-12)
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


# What stands where


RATES = [0.01, 0.1, 0.5, 0.9, 1.0, 1.1]
LOWER, HIGHER = sorted(np.roots([4, 0, -6, 1]).real)[::2]
XOR, CLASSES = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
NOTE_W = [[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]]
NOTE_dW = [[0.2192, 0.1436, -0.3628], [0.3289, 0.2153, -0.5442]]
LEARNING = [SimpleNet(NOTE_W)]
for _ in range(100):
    LEARNING.append(SimpleNet(LEARNING[-1].W - LEARNING[-1].gradient([0.6, 0.9], 2)))
SURE = softmax([net.predict([0.6, 0.9]) for net in LEARNING])


def on_the_bowl(lr, steps=None):
    """Points from (-3, 4), as many as fit: every step multiplies by 1 - 2 lr."""
    steps = steps or (3 if lr == 1.1 else 20)
    return np.array([-3.0, 4.0]) * (1 - 2 * lr) ** np.arange(steps + 1)[:, np.newaxis]


MARKS = {
    **{f"{name} minimum": [(0, 0)] for name in ("field", "valley", "path", "trouble")},
    "valley point": [(-7, 2)],
    "valley way": [(-7, 2), (0, 0)],
    "path path-start": [(-3, 4)],
    "path path": on_the_bowl(0.1, 100),
    **{f"learning_rates path-{lr}": on_the_bowl(lr) for lr in RATES},
    "trouble minimum--2": [(LOWER, two_wells([LOWER]))],
    "trouble minimum-2": [(HIGHER, two_wells([HIGHER]))],
    "kinks curve-abs": [(-1, 1), (0, 0), (1, 1)],
    "kinks curve-relu": [(-1, 0), (0, 0), (1, 1)],
    **{f"learning y-{k}": np.column_stack([range(101), SURE[:, k]]) for k in range(3)},
    "learning loss": np.column_stack([range(101), -np.log(SURE[:, 2])]),
    **{f"xor class-{k}-straight": XOR[k == CLASSES] for k in (0, 1)},
    **{f"xor class-{k}-bent": XOR[k == CLASSES] for k in (0, 1)},
    "wells minimum--2": [(LOWER, 0)],
    "wells minimum-2": [(HIGHER, 0)],
}

CURVES = {
    "secants curve": lambda x: e**x,
    "secants forward": lambda x: 1 + (e - 1) * x,
    "secants central": lambda x: (e + 1 / e + (e - 1 / e) * x) / 2,
    "secants tangent": lambda x: 1 + x,
    "step_size slope-1": lambda h: e * h / 2,
    "step_size slope-2": lambda h: e * h**2 / 6,
    **{
        f"loss loss-{lr}": lambda k, lr=lr: 25 * (1 - 2 * lr) ** (2 * k)
        for lr in (0.01, 0.1, 0.9, 1.0, 1.1)
    },
    "trouble curve-two_wells": lambda x: x**4 - 3 * x**2 + x,
    "trouble curve-plateau": lambda x: 1 - e ** -(x**2),
    "kinks slope-abs": lambda x: 0 * x,
    "kinks slope-relu": lambda x: x / 2,
}


WORDS = {
    "surface": ["$6$", "$8$", r"$(6,\,8)$"],
    "valley": [r"$64.1^\circ$"],
    "path": [r"$(-3,\,4)$", r"$(0,\,0)$", r"$\eta=0.1$"],
    "trouble": [r"$f\prime(4)=9.0\times 10^{-7}$"],
    "kinks": ["$0$", "$0.5$", "$|x|$", r"$\max(x,\,0)$"],
    "backward": [
        *("$y-t$", r"$ds\,W_2^{\top}$", r"$da\,(1-a^2)$"),
        *(r"$dW_2=a^{\top}ds$", "$db_2=ds$", r"$dW_1=x^{\top}dz$", "$db_1=dz$"),
    ],
}


@pytest.mark.parametrize("drawing", MARKS)
def test_a_figure_has_its_points_where_they_should_be(drawing):
    found = points(*drawing.split())
    np.testing.assert_allclose(found, MARKS[drawing], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("drawing", CURVES)
def test_a_curve_is_that_of_its_function(drawing):
    x, y = points(*drawing.split()).T
    np.testing.assert_allclose(y, CURVES[drawing](x), rtol=1e-7, atol=1e-7 * y.max())


@pytest.mark.parametrize("name", WORDS)
def test_a_figure_says_what_it_should(name):
    assert set(WORDS[name]) <= {text.get_text() for text in texts(drawn(name))}


# Each figure


def test_lines_touch_the_bowl_and_the_arrow_below_is_the_gradient_on_the_map():
    along = [np.diff(points("surface", f"axis-{k}"), axis=0)[0] / 16 for k in (0, 1)]
    above, below = points("surface", "point")
    low, high = (
        points("surface", f"ring-{k}") - points("surface", f"map-{k}") for k in (4, 40)
    )
    up = (high - low)[0] / 36
    np.testing.assert_allclose(above - below, low[0] + 21 * up)
    for k, slope in enumerate(bowl.gradient([3, 4])):
        tangent = points("surface", f"tangent-{k}")
        np.testing.assert_allclose(tangent.mean(axis=0), above)
        cross = np.linalg.det([np.diff(tangent, axis=0)[0], along[k] + slope * up])
        np.testing.assert_allclose(cross, 0, atol=1e-12)
        beside = np.linalg.norm(points("surface", f"cut-{k}") - above, axis=1)
        assert beside.min() < 0.3
    arrow = artist("surface", "gradient")
    np.testing.assert_allclose(arrow.XY, [below])
    np.testing.assert_allclose([*arrow.U, *arrow.V], 3 * along[0] + 4 * along[1])


GRID = [(x0, x1) for x1 in np.arange(-2, 2.1, 0.5) for x0 in np.arange(-2, 2.1, 0.5)]


@pytest.mark.parametrize(
    ("name", "f", "at", "scale"),
    [("field", bowl, GRID, 10), ("valley", valley, [(-7, 2)], 1)],
)
def test_an_arrow_is_the_negative_gradient_at_its_own_point(name, f, at, scale):
    arrows = artist(name, "arrows")
    assert isinstance(arrows, Quiver)
    assert (arrows.angles, arrows.scale_units, arrows.pivot) == ("xy", "xy", "tail")
    assert arrows.scale == scale
    np.testing.assert_array_equal(np.reshape(arrows.XY, (-1, 2)), at)
    heads = np.column_stack([arrows.U, arrows.V])
    down = [-numerical_gradient(f, tail) for tail in at]
    np.testing.assert_allclose(heads, down, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(
    ("gid", "order", "slope"),
    [
        ("forward", 1, lambda h: e * np.expm1(h) / h),
        ("central", 2, lambda h: e * np.sinh(h) / h),
    ],
)
def test_the_error_against_h_is_that_of_the_secant_and_of_rounding(gid, order, slope):
    h, error = points("step_size", gid).T
    rounding = 4 * e * 2.0**-52 / h
    assert (np.abs(error - (slope(h) - e)) <= rounding).all()
    (best, _), _ = points("step_size", f"best-{order + 1}")
    assert abs(np.log10(h[error.argmin()] / best)) <= 1


def test_each_learning_rate_stands_over_its_own_path():
    for ax, lr in zip(drawn("learning_rates").axes, RATES, strict=True):
        assert ax.get_title() == rf"$\eta={lr}$"
        assert artist("learning_rates", f"path-{lr}").axes is ax


@pytest.mark.parametrize(
    ("name", "gid", "label"),
    [("loss", "loss-", r"$\eta={}$"), ("learning", "y-", "$y_{}$")],
)
def test_a_line_is_named_at_one_of_its_points_in_its_colour(name, gid, label):
    labels = {text.get_text(): text for ax in drawn(name).axes for text in ax.texts}
    lines = {label.format(it.removeprefix(gid)): artist(name, it) for it in gids(name, gid)}
    assert labels.keys() == lines.keys()
    for named, line in lines.items():
        assert labels[named].get_color() == line.get_color()
        assert labels[named].xy in map(tuple, line.get_xydata().tolist())


@pytest.mark.parametrize(
    ("name", "below", "above"),
    [("loss", "loss-0.9", "loss-0.1"), ("trouble", "saddle-0", "saddle-1e-08")],
)
def test_of_two_lines_that_share_points_both_can_be_seen(name, below, above):
    below, above = artist(name, below), artist(name, above)
    assert below.get_markersize() >= above.get_markersize() + 5
    lines = below.axes.get_lines()
    assert lines.index(below) < lines.index(above)


@pytest.mark.parametrize(
    ("f", "sample"), [(two_wells, "wells"), (saddle, "saddle"), (plateau, "plateau")]
)
def test_trouble_shows_the_runs_of_the_lesson_s_samples(f, sample):
    lesson = pages("en")["gradient-descent.md"].path.read_text("utf-8")
    loop = rf"for start in (.+):\n(?: .*\n)*? .*\({sample}, .*lr=(.+), step_num=(\d+)\)"
    (found,) = re.findall(loop, lesson)
    starts, lr, step_num = map(literal_eval, found)
    for start, marker in zip(starts, "os", strict=True):
        path = descent_path(f, np.atleast_1d(start), lr=lr, step_num=step_num)
        at = path if f is saddle else np.column_stack([path, f(path)])
        gid = f"{f.name}-{path[0, -1]:g}"
        np.testing.assert_array_equal(points("trouble", gid), at)
        np.testing.assert_array_equal(points("trouble", f"{gid}-start"), at[:1])
        line = artist("trouble", gid)
        assert line.get_marker() == marker
        assert line.axes.get_title() == rf"$\eta={lr}$"


@each_theme
def test_a_cell_is_blue_where_positive_and_the_right_class_is_framed(theme):
    paper = np.array(to_rgb(theme.paper))
    for ax, (gid, matrix) in zip(
        drawn("matrices", theme).axes, {"W": NOTE_W, "dW": NOTE_dW}.items(), strict=True
    ):
        shown = {text.xy: text.get_text() for text in ax.texts}
        assert ax.yaxis_inverted()
        frame = artist("matrices", f"{gid}-right", theme)
        assert frame.get_bbox().bounds == (2, 0, 1, 2)
        for (row, column), value in np.ndenumerate(matrix):
            cell = artist("matrices", f"{gid}-{row}-{column}", theme)
            assert cell.axes is ax
            assert cell.get_bbox().bounds == (column, row, 1, 1)
            assert shown[column + 0.5, row + 0.5] == f"${value:.4f}$"
            amount = round(0.5 * abs(value) / np.max(NOTE_W), 2)
            hue = np.array(to_rgb(theme.blue if value > 0 else theme.orange))
            face = cell.get_facecolor()[:3]
            np.testing.assert_allclose(face, paper + amount * (hue - paper), atol=0.003)
            assert contrast(face, theme.ink) >= 4.5


@pytest.mark.parametrize("gid", ["straight", "bent"])
def test_xor_is_tinted_where_class_1_is_answered_and_a_wrong_answer_is_crossed(gid):
    (tinted,) = artist("xor", f"answers-{gid}").get_paths()
    answers = tinted.contains_points(XOR)
    wrong = answers != CLASSES
    assert wrong.tolist() == [False, False, False, gid == "straight"]
    np.testing.assert_array_equal(points("xor", f"wrong-{gid}"), XOR[wrong])
    assert artist("xor", f"class-0-{gid}").axes is artist("xor", f"answers-{gid}").axes


W1, B1 = np.array([[2.0, -0.5, 0.8], [0.6, 1.2, -0.7]]), np.array([0.1, -0.2, 0.0])
W2, B2 = np.array([[1.0, -0.5], [-0.4, 0.9], [0.7, 0.3]]), np.array([-0.1, 0.2])


def passed_through(**given):
    """Every value on the way forward, from the parameters and from what is given."""
    way = {"x": XOR[2], "W1": W1, "b1": B1, "W2": W2, "b2": B2} | given
    way.setdefault("z", way["x"] @ way["W1"] + way["b1"])
    way.setdefault("a", np.tanh(way["z"]))
    way.setdefault("s", way["a"] @ way["W2"] + way["b2"])
    way.setdefault("y", softmax(way["s"]))
    way.setdefault("L", -np.log(way["y"][CLASSES[2]]))
    return way


@pytest.mark.parametrize("name", ["forward", "backward"])
def test_the_way_shows_each_value_forward_and_the_gradient_of_what_is_behind_it_back(name):
    wanted = passed_through()
    if name == "backward":
        wanted = {
            array: numerical_gradient(
                lambda v, a=array: passed_through(**{a: v})["L"], value
            )
            for array, value in wanted.items()
            if array not in "xy"
        }
    at = {text.xy: text.get_text() for text in drawn(name).axes[0].texts}
    cells = {
        f"{array}-{row}-{column}": value
        for array, values in wanted.items()
        for (row, column), value in np.ndenumerate(np.atleast_2d(values))
    }
    assert cells.keys() == gids(name, "") - gids(name, "arrow-") - {""}
    for cell, value in cells.items():
        left, top, _, _ = artist(name, cell).get_bbox().bounds
        shown = float(at[left + 0.5, top + 0.5].strip("$"))
        assert shown == pytest.approx(value, rel=0, abs=5.1e-5), cell


@pytest.mark.parametrize(("name", "down"), [("forward", True), ("backward", False)])
def test_arrows_lead_down_on_the_way_forward_and_up_on_the_way_back(name, down):
    arrows = [np.array(artist(name, gid)._posA_posB) for gid in gids(name, "arrow-")]
    assert [tip > tail for (_, tail), (_, tip) in arrows] == [down] * len(arrows) != []


def test_every_descent_of_the_wells_is_one_and_ends_where_its_colour_and_marker_say():
    ends = {"o": (LOWER, LIGHT.orange), "s": (HIGHER, LIGHT.purple)}
    for gid in {gid.removesuffix("-start") for gid in gids("wells", "path-")}:
        path, line = points("wells", gid), artist("wells", gid)
        np.testing.assert_array_equal(path, descent_path(two_wells, path[0], 0.02, 150))
        x0, colour = ends[line.get_marker()]
        np.testing.assert_allclose(path[-1], [x0, 0], atol=0.01)
        assert line.get_color() == colour


# The files


OTHERS = {"font.size": 30, "axes.linewidth": 9, "xtick.color": "red", "svg.hashsalt": "x"}
"""Settings of Matplotlib that no figure may follow."""
COLOUR = re.compile("#[0-9a-f]{6}")
DRAWN = re.compile(r"#[0-9a-f]{6}|\b[mp][0-9a-f]{10}\b")
"""A colour, or an id that Matplotlib makes of what it draws, colours included."""


@pytest.fixture(scope="module")
def files():
    """Directory of the figures as a build of the site draws them."""
    return drawings() / "figures"


def test_the_command_writes_every_figure_light_and_dark_the_same_everywhere_and_says_so(
    files, tmp_path, monkeypatch, capsys
):
    assert {file.name for file in files.iterdir()} == {
        f"{name}-{theme.name}.svg" for name in FIGURES for theme in THEMES
    }
    monkeypatch.setattr(figures, "FIGURES", {"kinks": FIGURES["kinks"]})
    monkeypatch.setattr(sys, "argv", ["figures", str(tmp_path / "made" / "here")])
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with matplotlib.rc_context(OTHERS):
        figures.main()
        assert {name: matplotlib.rcParams[name] for name in OTHERS} == OTHERS
    directory = tmp_path / "made" / "here"
    assert capsys.readouterr().out == f"2 figures in {directory}\n"
    written = {file.name: file.read_bytes() for file in directory.iterdir()}
    assert written == {
        name: (files / name).read_bytes() for name in ("kinks-light.svg", "kinks-dark.svg")
    }


@each_figure
def test_the_dark_figure_is_the_light_one_in_the_colours_of_the_same_names(files, name):
    light, dark = ((files / f"{name}-{it.name}.svg").read_text("utf-8") for it in THEMES)
    assert DRAWN.sub("", light) == DRAWN.sub("", dark)
    names = {asdict(LIGHT)[it]: asdict(DARK)[it] for it in asdict(LIGHT) if it != "name"}
    pairs = set(zip(COLOUR.findall(light), COLOUR.findall(dark), strict=True))
    assert len(dict(pairs)) == len(pairs)
    assert all(names.get(colour, other) == other for colour, other in pairs)


@each_figure
def test_a_file_is_small_and_serves_every_language_on_any_paper(files, name):
    text = (files / f"{name}-light.svg").read_text("utf-8")
    assert len(text) < 100_000
    tree = ElementTree.fromstring(text)
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not tags & {"text", "image", "script", "date"}
    assert tree.find(".//*[@id='patch_1']")[0].get("style") == "fill: none"
    # Matplotlib notes each text that it turns into shapes in a comment.
    for note in re.findall("<!-- (.*?) -->", text, re.DOTALL):
        assert set(note) <= {"\N{MINUS SIGN}", *map(chr, range(32, 127))}
        said = re.sub(r"\\[A-Za-z]+|float(32|64)", " ", note)
        assert not re.search("[A-Za-z]{3}", said), note


def test_the_command_says_where_it_cannot_write(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["figures", __file__])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(figures.__file__, run_name="__main__")
    assert stopped.value.code == 2
    said = f"DIR must be a directory to write to; got {__file__}: File exists\n"
    assert capsys.readouterr().err.endswith(said)


def test_without_matplotlib_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError, match=re.escape('pip install "gdlesson[figures]"')):
        runpy.run_path(figures.__file__)
