"""The site built by us, by Jupyter Book and by plain mkdocs-jupyter, from the same lessons.

The peers get each page as a notebook: the same text, code and figures, without our
blocks, ids of headings, the API reference and the outputs, which they compute.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from itertools import count, product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jupytext
import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from benchmarks.machine import described
from benchmarks.timing import Run, compare, ratios, seconds, spread
from sitekit import BUILD, LANGUAGES, ROOT
from sitekit.pages import FRONT_MATTER, Page, fences, is_output, is_python, pages
from sitekit.prepare.pictures import drawings

PLACE = BUILD / "bench" / "sites"
NOT_OURS = shutil.ignore_patterns(
    *(".git", ".venv", "node_modules", "build", "site", "__pycache__", ".*_cache")
)
DECORATION = re.compile(r"^/{3,}.*\n?|(?<= )\{ *[#.][^}]*\}", re.MULTILINE)
LESSONS = ["gradient", "gradient-descent", "neural-network-gradient", "backpropagation"]
COPIES = 6
"""How often each lesson is copied to see what lessons more take."""
ROUNDS = int(os.environ.get("ROUNDS", "7"))
BOOK = """
title: gdlesson
execute: {execute_notebooks: cache, timeout: 300}
"""
MKDOCS = """
site_name: gdlesson
theme: material
plugins:
  search: {}
  mkdocs-jupyter: {execute: true}
"""


def notebook(page: Page) -> Any:
    """Page as a notebook."""
    lines, cells, at = page.text.splitlines(), [], 0
    for fence in fences(page.text):
        if is_python(fence) or is_output(fence):
            start, end = fence.map or [0, 0]
            cells.append(markdown(lines[at:start]))
            cells += [new_code_cell(fence.content)] * is_python(fence)
            at = end
    return new_notebook(cells=[*cells, markdown(lines[at:])])


def markdown(lines: list[str]) -> Any:
    """Cell of text, without what only our site understands."""
    text = FRONT_MATTER.sub("", "\n".join(lines) + "\n")
    return new_markdown_cell(DECORATION.sub("", text))


def notebooks(language: str, folder: Path) -> None:
    """Write the pages and labs of a language as notebooks, and their figures."""
    for name, page in pages(language).items():
        if name != "reference.md":
            path = folder / name.replace(".md", ".ipynb")
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(notebook(page), path)
    (folder / "labs").mkdir()
    for lab in (ROOT / "docs" / language / "labs").glob("*.py"):
        jupytext.write(jupytext.read(lab), folder / "labs" / f"{lab.stem}.ipynb")
    (folder / "figures").mkdir()
    for figure in (drawings() / "figures").glob("*-light.svg"):
        name = figure.name.replace("-light", "")
        shutil.copy(figure, folder / "figures" / name)


class Ours:
    """A copy of the repository."""

    def __init__(self, name: str = "ours") -> None:
        self.root = PLACE / name
        shutil.copytree(ROOT, self.root, ignore=NOT_OURS)
        (self.root / "node_modules").symlink_to(ROOT / "node_modules")
        self.page = self.root / "docs" / "en" / "gradient.md"
        self.site = self.root / "site"
        self.lesson = "en/gradient/"

    def clean(self) -> None:
        """Remove all that was made."""
        for name in ("build", "site"):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def build(self) -> None:
        """Build both languages."""
        finish([start(["-m", "sitekit", "build"], self.root)])

    def tests(self) -> None:
        """Run the samples of all pages."""
        finish([start(["-m", "pytest", "-q", "docs"], self.root)])

    def grow(self) -> None:
        """Copy each lesson several times."""
        nav = ""
        for copy, lesson in product(range(COPIES), LESSONS):
            nav += f"  - {lesson} {copy}: {lesson}-{copy}.md\n"
            for language in LANGUAGES:
                folder = self.root / "docs" / language
                shutil.copy(folder / f"{lesson}.md", folder / f"{lesson}-{copy}.md")
        for config in self.root.glob("mkdocs*.yml"):
            config.write_text(config.read_text("utf-8").replace("nav:\n", f"nav:\n{nav}"))


class JupyterBook:
    """A book a language."""

    def __init__(self) -> None:
        self.root = PLACE / "jupyter_book"
        for language in LANGUAGES:
            folder = self.root / language
            notebooks(language, folder)
            found = sorted(it.relative_to(folder) for it in folder.rglob("*.ipynb"))
            chapters = [{"file": str(it)} for it in found if it.stem != "index"]
            toc = {"format": "jb-book", "root": "index", "chapters": chapters}
            (folder / "_toc.yml").write_text(json.dumps(toc))
            (folder / "_config.yml").write_text(BOOK)
        self.page = self.root / "en" / "gradient.ipynb"
        self.site = self.root / "en" / "_build" / "html"
        self.lesson = "gradient.html"

    def clean(self) -> None:
        """Remove all that was made, the cache of outputs too."""
        for language in LANGUAGES:
            shutil.rmtree(self.root / language / "_build", ignore_errors=True)

    def build(self) -> None:
        """Build both languages."""
        peers = BUILD / "peers" / "sites"
        command = [str(peers / "bin" / "jb"), "build"]
        finish([start([*command, it], self.root, str(peers)) for it in LANGUAGES])


class MkdocsJupyter:
    """MkDocs with one plugin, in the theme that we use."""

    def __init__(self) -> None:
        self.root = PLACE / "mkdocs_jupyter"
        for language in LANGUAGES:
            notebooks(language, self.root / language / "docs")
            (self.root / language / "mkdocs.yml").write_text(MKDOCS)
        self.page = self.root / "en" / "docs" / "gradient.ipynb"
        self.site = self.root / "en" / "site"
        self.lesson = "gradient/"

    def clean(self) -> None:
        """Remove all that was made, the cache of outputs too."""
        for language, made in product(LANGUAGES, ("site", ".cache")):
            shutil.rmtree(self.root / language / made, ignore_errors=True)

    def build(self) -> None:
        """Build both languages."""
        finish([start(["-m", "mkdocs", "build"], self.root / it) for it in LANGUAGES])


def start(arguments: list[str], folder: Path, peers: str = "") -> subprocess.Popen[bytes]:
    """Start Python in a folder, with the peers that are named and no others."""
    path = os.pathsep.join(filter(None, [peers, str(folder), str(ROOT)]))
    environment = os.environ | {"PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1"}
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, env=environment, **silent
    )


def finish(runs: list[subprocess.Popen[bytes]]) -> None:
    """Wait for all of them."""
    failed = [run.args for run in runs if run.wait()]
    if failed:
        sys.exit(f"this failed: {failed}")


Site = Ours | JupyterBook | MkdocsJupyter
WORDS = count(1)


def from_nothing(site: Site) -> None:
    """Build a site of which nothing is made yet."""
    site.clean()
    site.build()


def after_a_word(site: Site) -> None:
    """Build a site again after one word of one page was changed."""
    text = site.page.read_text("utf-8")
    changed, times = re.subn(r"Imagine\d* walking", f"Imagine{next(WORDS)} walking", text)
    if times != 1:
        sys.exit(f"the word to change is {times} times in {site.page}")
    site.page.write_text(changed, "utf-8")
    site.build()


def building(sites: dict[str, Site]) -> dict[str, Any]:
    """Time of the peers against ours, and our seconds."""
    found = {}
    for name, way in (("nothing", from_nothing), ("word", after_a_word)):
        runs: dict[str, Run] = {key: partial(way, site) for key, site in sites.items()}
        times = compare(runs, ROUNDS, once=True)
        found[name] = ratios(times, "ours") | {"seconds": spread(times["ours"])}
    return found


def growth() -> dict[str, Any]:
    """Seconds that a lesson more takes to build and to test."""
    taken: dict[str, list[float]] = {"build": [], "test": []}
    few, many = Ours("few"), Ours("many")
    many.grow()
    for site in (few, many):
        site.build()
    for _ in range(ROUNDS):
        for name, way in (("build", Ours.build), ("test", Ours.tests)):
            more = seconds(partial(way, many)) - seconds(partial(way, few))
            taken[name].append(more / (COPIES * len(LESSONS)))
    return {name: spread(values) for name, values in taken.items()}


def visiting(sites: dict[str, Site]) -> dict[str, Any]:
    """Read from Lighthouse what opening the same lesson takes."""
    found = {}
    for name, site in sites.items():
        reports = lighthouse(site)
        requests = reports[0]["audits"]["network-requests"]["details"]["items"]
        host = urlsplit(requests[0]["url"]).netloc
        found[name] = {
            "performance": spread([score(it, "performance") for it in reports]),
            "accessibility": score(reports[0], "accessibility"),
            "kib": round(reports[0]["audits"]["total-byte-weight"]["numericValue"] / 1024),
            "others": len(
                [it for it in requests if urlsplit(it["url"]).netloc not in (host, "")]
            ),
        }
    return found


def lighthouse(site: Site) -> list[Any]:
    """Visit the lesson several times; return the reports."""
    options = {
        "staticDistDir": site.site,
        "url": f"http://localhost/{site.lesson}",
        "numberOfRuns": ROUNDS,
        "settings.chromeFlags": "--no-sandbox",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    collect = [ROOT / "node_modules/.bin/lhci", "collect", "--no-lighthouserc", *flags]
    subprocess.run(collect, cwd=PLACE, stdout=subprocess.DEVNULL, check=True)
    reports = (PLACE / ".lighthouseci").glob("lhr-*.json")
    return [json.loads(it.read_text("utf-8")) for it in sorted(reports)]


def score(report: Any, category: str) -> int:
    """From 0 to 100."""
    return round(100 * (report["categories"][category]["score"] or 0))


def measure() -> dict[str, Any]:
    """All of it."""
    shutil.rmtree(PLACE, ignore_errors=True)
    sites = {
        "ours": Ours(),
        "jupyter_book": JupyterBook(),
        "mkdocs_jupyter": MkdocsJupyter(),
    }
    return {
        "building": building(sites),
        "growth": growth(),
        "visiting": visiting(sites),
        "on": described("jupyter-book", "mkdocs", "mkdocs-jupyter"),
    }


if __name__ == "__main__":
    print(json.dumps(measure()))
