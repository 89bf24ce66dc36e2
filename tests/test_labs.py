"""The labs: the same in both languages, executed, and in the site's own look."""

import re
from pathlib import Path

import pytest
from browsing import LABS, document
from nbclient import NotebookClient
from nbformat import v4

from gdlesson.figures import DARK, LIGHT
from sitekit import ROOT
from sitekit.pages import Page
from sitekit.prepare import KERNEL

SLOW = """
import time
for number in range(3):
    print(number)
    time.sleep(0.3)
"""
each_lab = pytest.mark.parametrize(("language", "name"), LABS)


@each_lab
def test_a_built_lab_shows_every_cell_in_the_look_of_a_lesson(
    site: Path, language: str, name: str
) -> None:
    html = document(site, language, name)
    page = html.article
    samples = [code.text.strip() for code in page.select(".language-python pre > code")]
    lab = Page(ROOT / "docs" / language / f"{name}.py")
    assert samples == [sample.code.strip() for sample in lab.samples]
    outputs = page.select(".output")
    assert outputs
    assert all(
        it.find_previous_sibling() in page.select(".language-python") for it in outputs
    )
    assert page.select_one(".goals > .admonition-title + ul")
    assert page.select_one(".predict > .admonition-title + p")
    assert page.select_one("#summary + .summary > .admonition-title + ul")
    assert not page.select("style, script, [class*=jp-]")
    assert "$" not in "".join(
        string
        for string in page.find_all(string=True)
        if not string.find_parent(["code", "pre", "math"])
    )
    title, description = (
        html.select_one(f"meta[property='og:{it}']")["content"]
        for it in ("title", "description")
    )
    assert title == page.h1.text.removesuffix("¶")
    assert description


@each_lab
def test_a_picture_of_a_lab_is_described_and_takes_the_colours_of_the_page(
    site: Path, language: str, name: str
) -> None:
    figures = document(site, language, name).select("article figure")
    assert figures
    for number, figure in enumerate(figures, start=1):
        assert str(number) in figure.select_one("figcaption .caption-prefix").text
        light, dark = (
            (site / LABS[language, name] / str(image["src"]).partition("#")[0])
            for image in figure.select("img[alt]:not([alt=''])")
        )
        assert "-light.svg" in light.name
        assert "-dark.svg" in dark.name
        drawn = [path.read_text("utf-8") for path in (light, dark)]
        for picture, theme in zip(drawn, (LIGHT, DARK), strict=True):
            assert theme.ink in picture
            assert not re.search(r"(fill|stroke): ?#000", picture)
        assert drawn[1].count("<image ") == drawn[1].count('filter="url(#tint)"')
        colours = {colour for colour in vars(LIGHT).values() if colour.startswith("#")}
        assert not [colour for colour in colours if colour in drawn[1]]


def test_what_a_cell_prints_is_one_output_however_slowly_it_prints(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(KERNEL.parent))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = v4.new_notebook(cells=[v4.new_code_cell(SLOW)])
    NotebookClient(notebook).execute()
    (output,) = notebook.cells[0].outputs
    assert output.text == "0\n1\n2\n"
