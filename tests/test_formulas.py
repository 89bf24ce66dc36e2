"""The formulas of pages and labs: as MathML, as matrices, in summaries."""

import re

import pytest
from click import ClickException
from texts import each_text, formulas

from sitekit.markdown.formulas import rendered

MATRIX = re.compile(r"\\begin\{.?matrix\}(.*?)\\end\{.?matrix\}", re.DOTALL)
SUMMARY = {".md": "{ #summary }", ".py": 'id="summary"'}
COUNTED = {"2n"}
"""Calls that a gradient takes: lesson 3 counts what lesson 1 only sums up."""


def test_a_formula_that_is_wrong_fails():
    with pytest.raises(ClickException):
        rendered(r"\nothing", display=False)


@each_text
def test_the_indices_in_a_matrix_are_those_of_row_and_column(text):
    for matrix in MATRIX.findall("\n".join(formulas(text.prose))):
        for row, cells in enumerate(re.split(r"\\\\(?:\[\w+\])?", matrix)):
            for column, cell in enumerate(cells.split("&")):
                for index in re.findall(r"_\{(\d\d)\}", cell):
                    assert index == f"{row}{column}", f"{text}: {cell.strip()}"


def plain(tex):
    """A formula without what only lays it out: a fraction is a quotient."""
    return re.sub(
        r"[\s{}()]|\\[,{}]", "", re.sub(r"\\frac\{(.+?)\}\{(.+?)\}", r"\1/\2", tex)
    )


@each_text
def test_a_formula_of_a_summary_stands_in_the_body(text):
    body, _, summary = text.prose.partition(SUMMARY[text.path.suffix])
    said = "  ".join(map(plain, formulas(body)))
    missing = [tex for tex in {*formulas(summary)} - COUNTED if plain(tex) not in said]
    assert not missing, f"{text} says {missing} for the first time in its summary"
