"""Lessons and labs as notebooks and scripts that a reader takes along.

They hold the text of the page in plain Markdown, its samples, and what these print. Their
first cell installs what they need, and then they run anywhere from top to bottom.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import jupytext
import nbformat
from nbformat import v4

from sitekit import interface
from sitekit.markdown.figures import SOURCE as FIGURE
from sitekit.pages import FRONT_MATTER, HEADING_ID, Page, Sample, hashed_cells, labs, pages

BLOCK = re.compile(r"/{3,}(?: *([\w-]+)(?: *\| *(.+))?)?")
ATTRIBUTES = re.compile(r" +attrs: \{.*\}")
QUIET = ("figure-caption", "html")
"""Blocks that have neither a title nor an end that a reader must see."""
FOLDED = ("hint", "solution")
FENCE = re.compile(r"^```\{\.(\w+).*\}$", re.MULTILINE)
ON_SCREEN = re.compile(r"^.+\n\{: \.screen \}$", re.MULTILINE)
"""A paragraph about what a page alone can do."""
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
PAGE_FILE = re.compile(r"(?:/index)?\.(?:md|py)(?=[?#]|$)")
GAP = re.compile(r"\n{3,}")
RULES = re.compile(r"---\n\n(?=---)")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
PLAIN = {"notebook_metadata_filter": "-all", "cell_metadata_filter": "-all"}


def write_downloads(site: Path, language: str, address: str, outputs: Path) -> None:
    """Write the notebook and the script of each lesson and lab beside its page.

    `address` is that of the language, or empty; `outputs` has the labs as they were run.
    """
    for name, page in pages(language).items():
        if page.is_lesson:
            cells = lesson_cells(page, address and address + name)
            write(site, Path(name).stem, cells, language, address)
    for source in labs(language):
        path = f"labs/{source.stem}"
        run = outputs / f"{hashed_cells(jupytext.read(source))}.ipynb"
        cells = lab_cells(nbformat.read(run, 4), address and f"{address}{path}/")
        write(site, path, cells, language, address)


def write(site: Path, path: str, cells: list[Any], language: str, address: str) -> None:
    """Write the notebook and the script of the page that stands at `path`."""
    (wheel,) = (file.name for file in site.glob("*.whl"))
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    extra = "[figures]" if "import matplotlib" in code else ""
    ours = f"gdlesson{extra} @ {address}{wheel}" if address else f"./{wheel}{extra}"
    other = " scikit-learn" if "from sklearn" in code else ""
    said = interface(language)["install" if address else "install_file"]
    said = said.format(page=f"{address}{path}/", wheel=wheel)
    name, _, text = cells[0].source.partition("\n")
    cells[:1] = [
        v4.new_markdown_cell(f"{name}\n\n{said}"),
        v4.new_code_cell(f'%pip install --quiet "{ours}"{other}'),
        v4.new_markdown_cell(text.strip()),
    ]
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number}"
    notebook = v4.new_notebook(cells=cells, metadata=METADATA)
    file = site / path / Path(path).name
    nbformat.write(notebook, file.with_suffix(".ipynb"))
    notebook.metadata.jupytext = PLAIN
    file.with_suffix(".py").write_text(jupytext.writes(notebook, "py:percent"), "utf-8")


def lesson_cells(page: Page, base: str) -> list[Any]:
    """Text and samples of a lesson, with the outputs that it shows."""
    front_matter = FRONT_MATTER.match(page.text)
    start = front_matter[0].count("\n") if front_matter else 0
    lines = list(unboxed(page.text.splitlines()))
    cells = []
    for sample in page.samples:
        if is_solution(sample):  # it stays text: who runs all cells has an answer of theirs
            continue
        cells.append(prose(lines[start : sample.line - 2], base))
        cells.append(v4.new_code_cell(sample.code.rstrip("\n")))
        if sample.output is not None:
            cells[-1].outputs = [v4.new_output("stream", text=sample.output)]
        start = sample.output_end
    cells.append(prose(lines[start:], base))
    return [cell for cell in cells if cell.source]


def is_solution(sample: Sample) -> bool:
    """Whether a sample stands in a solution."""
    above = map(BLOCK.fullmatch, sample.page.text.splitlines()[: sample.line])
    return [block[1] for block in above if block][-1:] == ["solution"]


def prose(lines: list[str], base: str) -> Any:
    """Cell of text that any reader of Markdown understands."""
    text = "\n".join(HEADING_ID.sub("", line).rstrip() for line in lines)
    text = FENCE.sub(r"```\1", ON_SCREEN.sub("", relinked(text, base)))
    text = RULES.sub("", GAP.sub("\n\n", text))
    return v4.new_markdown_cell(text.strip())


def unboxed(lines: list[str]) -> Iterator[str]:
    """Lines of a page, its blocks folded, or between rules and under a title in bold."""
    opened: list[str] = []
    for line in lines:
        block = BLOCK.fullmatch(line)
        if not block:
            line = ATTRIBUTES.sub("", line)
            # Of a prediction's answers, what a reader may answer.
            answer = opened[-1:] == ["predict"] and line.startswith("- ")
            yield line.partition(" | ")[0] if answer else line
            continue
        kind, title = block.groups()
        outermost = len(opened) == (0 if kind else 1)
        rule = "\n---\n" if outermost else ""
        if kind:
            opened.append(kind)
        last = kind or opened.pop()
        if last in QUIET:
            yield ""
        elif last in FOLDED:
            yield f"<details><summary>{title}</summary>\n" if kind else "\n</details>\n"
        else:
            yield f"{rule}\n**{title}**\n" if kind else rule


def relinked(text: str, base: str) -> str:
    """Text whose links lead to the site; if nobody knows where that is, their words."""

    def link(found: re.Match[str]) -> str:
        mark, words, target = found.groups()
        if not urlsplit(target).scheme:
            if not base:
                return f"({words})" if mark else words
            target = FIGURE.sub(r"\1\2-light.svg", target)
            target = PAGE_FILE.sub("/", urljoin(base, target))
        return f"{mark}[{words}]({target})"

    return LINK.sub(link, text)


def lab_cells(notebook: Any, base: str) -> list[Any]:
    """Cells of a lab that was run."""
    return [
        v4.new_code_cell(cell.source, outputs=cell.outputs)
        if cell.cell_type == "code"
        else prose(list(unboxed(cell.source.splitlines())), base)
        for cell in notebook.cells
    ]
