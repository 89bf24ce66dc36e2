"""The picture of how the parts fit, drawn from their code for those who keep the site.

A row is a module and an arrow leads to a module that it imports. A module stands under
what brings it in: ``make``, a step of the build, MkDocs; or under the package it is in.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement

from gdlesson.figures import DARK, LIGHT, Theme
from sitekit import ROOT

ROW, WIDTH = 17, 344
"""Pixels: what a row is high, and what a narrow phone has beside the margins."""
LETTER = 7.2
INDENT = 12
COLOURS = ("blue", "green", "purple", "orange", "muted", "ink")


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


def arrows(known: dict[str, ast.Module]) -> dict[str, list[str]]:
    """Which of the known modules each of them imports."""
    return {name: sorted({*imports(known[name])} & {*known}) for name in known}


def called(code: ast.Module, function: str) -> list[str]:
    """What a function calls by its name, in the order of the text."""
    functions = {it.name: it for it in code.body if isinstance(it, ast.FunctionDef)}
    calls = [it for it in ast.walk(functions[function]) if isinstance(it, ast.Call)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    return [call.func.id for call in calls if isinstance(call.func, ast.Name)]


def reached(start: str, graph: dict[str, list[str]]) -> set[str]:
    """A module and all that it needs."""
    found, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph[name]
    return found


def groups() -> dict[str, list[str]]:
    """Modules under what brings them in, in the order of a build."""
    known = modules()
    graph = arrows(known)
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
            it for it in order if it != "mkdocs" and name in reached(f"sitekit.{it}", graph)
        ]
        package = name.partition(".")[0]
        alone = package == "sitekit" and len(needs) == 1
        found[f"{needs[0]}()" if alone else package].append(name)
    return {title: ranked(found[title], graph) for title in found}


def ranked(names: list[str], graph: dict[str, list[str]]) -> list[str]:
    """Modules in such an order that what needs another stands above it."""
    return sorted(names, key=lambda it: (-len(reached(it, graph) & {*names}), it))


def draw(theme: Theme) -> ElementTree:
    """Draw the picture in the colours of a theme."""
    height = ROW * sum(len(names) + 2 for names in groups().values())
    svg = Element("svg", xmlns="http://www.w3.org/2000/svg")
    svg.set("viewBox", f"0 0 {WIDTH} {height}")
    svg.set("width", f"{WIDTH * 0.75}pt")
    svg.set("height", f"{height * 0.75}pt")
    svg.set("font-family", "monospace")
    svg.set("font-size", "12")
    places: dict[str, tuple[float, float, str]] = {}
    y = 0.0
    for (title, names), colour in zip(groups().items(), COLOURS, strict=True):
        shade = getattr(theme, colour)
        y += ROW * 1.5
        write_text(svg, title, 0, y, shade, weight="bold")
        for name in names:
            y += ROW
            end = write_text(svg, name.rpartition(".")[2], INDENT, y, theme.ink)
            places[name] = (end + 4, y - 4, shade)
        y += ROW / 2
    for name, needed in arrows(modules()).items():
        for other in needed:
            svg.append(arrow(f"{name} {other}", places[name], places[other]))
    return ElementTree(svg)


def write_text(
    svg: Element, text: str, x: float, y: float, colour: str, weight: str = ""
) -> float:
    """Write a word of fixed width; return where it ends."""
    length = LETTER * len(text)
    element = SubElement(svg, "text", x=f"{x}", y=f"{y}", fill=colour)
    element.set("textLength", f"{length:.1f}")
    if weight:
        element.set("font-weight", weight)
    element.text = text
    return x + length


def arrow(
    name: str, start: tuple[float, float, str], end: tuple[float, float, str]
) -> Element:
    """Curve from a row to a row, the wider the farther, with a head where it ends."""
    (x0, y0, shade), (x1, y1, _) = start, end
    bow = 110 + abs(y1 - y0) ** 0.5 * 12
    curve = f"M{x0:.1f} {y0}C{bow:.1f} {y0} {bow:.1f} {y1} {x1 + 3:.1f} {y1}"
    head = f"M{x1 + 5:.1f} {y1 - 2.5}l-5 2.5 5 2.5"
    attributes = {"fill": "none", "stroke": shade, "stroke-width": "1.1"}
    return Element("path", attributes, d=curve + head, **{"data-arrow": name})


def write(directory: Path) -> None:
    """Write the picture in light and in dark, named as the figures are."""
    directory.mkdir(exist_ok=True)
    for theme in (LIGHT, DARK):
        draw(theme).write(directory / f"overview-{theme.name}.svg", "utf-8")
