"""The picture of how the parts fit, drawn from their code for those who keep the site.

A module stands in the box of what brings it in: ``make``, a step of the build, MkDocs; or
in that of its package. An arrow leads to a box from those whose modules import one of it.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement

from gdlesson.figures import DARK, LIGHT, Theme
from sitekit import ROOT

ROW, WIDTH, BOX, LANE = 17, 344, 190, 24
"""Pixels: how high a row is; how wide a narrow phone beside the margins, a box, a lane."""
LETTER = 7.2
COLOURS = ("blue", "green", "purple", "orange", "muted", "ink")


@cache
def modules() -> dict[str, ast.Module]:
    """All modules of both packages, but for the constants of `sitekit` itself."""
    files = [*ROOT.glob("sitekit/*.py"), *ROOT.glob("gdlesson/*.py")]
    names = {".".join(it.relative_to(ROOT).with_suffix("").parts): it for it in files}
    del names["sitekit.__init__"]
    return {
        name.removesuffix(".__init__"): ast.parse(names[name].read_text("utf-8"))
        for name in sorted(names)
    }


def imports(code: ast.Module) -> Iterator[str]:
    """Names that a module imports, those of modules among them."""
    for node in ast.walk(code):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{it.name}" for it in node.names)
        elif isinstance(node, ast.Import):
            yield from (it.name for it in node.names)


def graph(known: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Which of the known modules each of them imports."""
    return {name: {*imports(known[name])} & {*known} for name in known}


def arrows(boxes: dict[str, list[str]]) -> dict[str, list[str]]:
    """Titles of the groups whose modules those of each group import, but for its own."""
    needed = graph(modules())
    return {
        title: [
            other
            for other in boxes
            if other != title
            and any(needed[name] & {*boxes[other]} for name in boxes[title])
        ]
        for title in boxes
    }


def called(code: ast.Module, function: str) -> list[str]:
    """What a function calls by its name, in the order of the text."""
    functions = {it.name: it for it in code.body if isinstance(it, ast.FunctionDef)}
    calls = [it for it in ast.walk(functions[function]) if isinstance(it, ast.Call)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    return [call.func.id for call in calls if isinstance(call.func, ast.Name)]


def reached(start: str, needed: dict[str, set[str]]) -> set[str]:
    """A module and all that it needs."""
    found, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needed[name]
    return found


def groups() -> dict[str, list[str]]:
    """Modules under what brings them in, in the order of a build."""
    known = modules()
    needed = graph(known)
    made = re.findall(r"-m (sitekit\.\w+)", (ROOT / "Makefile").read_text("utf-8"))
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("sitekit/", "sitekit.")
    loaded = [it for it in known if re.search(rf"\b{re.escape(it)}(:|\.py)", settings)]
    loaded.append("sitekit.language")
    calls = called(known["sitekit.build"], "build")
    calls += called(known["sitekit.language"], "main")
    order = [*dict.fromkeys(it for it in calls if it in ("prepare", "mkdocs", "finish"))]
    found = {"make": [*dict.fromkeys(made)], **{f"{step}()": [] for step in order}}
    found |= {"mkdocs()": loaded, "sitekit": [], "gdlesson": []}
    placed = {*made, *loaded}
    for name in (it for it in known if it not in placed):
        needs = [
            it
            for it in order
            if it != "mkdocs" and name in reached(f"sitekit.{it}", needed)
        ]
        package = name.partition(".")[0]
        alone = package == "sitekit" and len(needs) == 1
        found[f"{needs[0]}()" if alone else package].append(name)
    return {title: sorted(found[title]) for title in found}


def draw(theme: Theme) -> ElementTree:
    """Draw the picture in the colours of a theme."""
    svg = Element("svg", xmlns="http://www.w3.org/2000/svg")
    svg.set("font-family", "monospace")
    svg.set("font-size", "12")
    boxes = groups()
    needed = arrows(boxes)
    colours = dict(zip(boxes, (getattr(theme, it) for it in COLOURS), strict=True))
    tops: dict[str, float] = {}
    y = 1.0
    for title, names in boxes.items():
        tops[title] = y
        half = (len(names) + 1) // 2
        rows = max(half, len(needed[title]))
        box = {"x": "1", "y": f"{y}", "width": f"{BOX}", "height": f"{ROW * (rows + 1.5)}"}
        SubElement(svg, "rect", box, rx="4", fill="none", stroke=colours[title])
        write_text(svg, title, 9, y + ROW, colours[title], weight="bold")
        for place, name in enumerate(names):
            column, row = divmod(place, half)
            at = 9 + BOX / 2 * column, y + ROW * (row + 2)
            write_text(svg, name.rpartition(".")[2], *at, theme.ink)
        y += ROW * (rows + 2.5)
    svg.set("viewBox", f"0 0 {WIDTH} {y - ROW + 1}")
    svg.set("width", f"{WIDTH * 0.75}pt")
    svg.set("height", f"{(y - ROW + 1) * 0.75}pt")
    ends = {
        it: [y for title, y in tops.items() if it in (title, *needed[title])] for it in tops
    }
    lanes = sorted(ends, key=lambda end: max(ends[end]) - min(ends[end]))
    for title, others in needed.items():
        for row, end in enumerate(others):
            start = tops[title] + ROW * (row + 1.5)
            lane = BOX + LANE * (lanes.index(end) + 1)
            svg.append(arrow(title, end, start, lane, tops[end] + ROW - 4, colours[end]))
    return ElementTree(svg)


def write_text(
    svg: Element, text: str, x: float, y: float, colour: str, weight: str = ""
) -> None:
    """Write a word of fixed width."""
    element = SubElement(svg, "text", x=f"{x}", y=f"{y}", fill=colour)
    element.set("textLength", f"{LETTER * len(text):.1f}")
    if weight:
        element.set("font-weight", weight)
    element.text = text


def arrow(
    title: str, other: str, start: float, lane: float, end: float, colour: str
) -> Element:
    """Arrow from a box, along a lane, to the title of another."""
    line = f"M{BOX + 1} {start}H{lane}V{end}H{BOX + 3}"
    head = f"M{BOX + 8} {end - 4}l-6 4 6 4"
    attributes = {"fill": "none", "stroke": colour, "stroke-width": "1.5"}
    return Element("path", attributes, d=line + head, **{"data-arrow": f"{title} {other}"})


def write(directory: Path) -> None:
    """Write the picture in light and in dark, named as the figures are."""
    directory.mkdir(exist_ok=True)
    for theme in (LIGHT, DARK):
        draw(theme).write(directory / f"overview-{theme.name}.svg", "utf-8")
