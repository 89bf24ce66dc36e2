"""The formulas of pages and labs: as MathML, as matrices, in summaries, in the search."""

import re
from html import unescape

import pytest
from click import ClickException
from texts import each_text, formulas

from sitekit.markdown.formulas import rendered
from sitekit.markdown.search import FORMULA, TAG, in_a_line

MATRIX = re.compile(r"\\begin\{.?matrix\}(.*?)\\end\{.?matrix\}", re.DOTALL)
SUMMARY = {".md": "{ #summary }", ".py": 'id="summary"'}
IN_A_LINE = {
    r"(1 - 2\eta)^k < 1": "(1 − 2η)<sup>k</sup> &lt; 1",
    r"-x_0^2": "−x<sub>0</sub><sup>2</sup>",
    r"\frac{f(x+h)-f(x)}{2h} = \frac{\partial f}{\partial x_0} u": (
        "(f(x + h) − f(x))/(2h) = ∂f/∂x<sub>0</sub> u"
    ),
    r"\sqrt{\kappa} + \sqrt{1 - a}": "√κ + √(1 − a)",
    r"-\log y_r": "− log y<sub>r</sub>",
    r"\sum_i e^{s_i}": "∑<sub>i</sub>e<sup>s<sub>i</sub></sup>",
    r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}": "(1 2; 3 4)",
    r"\underbrace{a}_{\text{the first}}": "a<sub>the first</sub>",
}
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


@pytest.mark.parametrize(("tex", "line"), IN_A_LINE.items())
def test_a_formula_reads_in_the_search_as_one_writes_it_in_a_line(tex, line):
    assert FORMULA.sub(in_a_line, rendered(tex, display=True)) == line


@each_text
def test_a_formula_loses_no_sign_and_no_exponent_in_the_search(text):
    for tex in formulas(text.prose):
        mathml = rendered(tex, display=False)
        line = FORMULA.sub(in_a_line, mathml)
        signs = [re.findall(r"\w", unescape(TAG.sub("", it))) for it in (line, mathml)]
        assert signs[0] == signs[1], f"{text}: {tex}"
        assert line.count("<sup>") == len(re.findall("<msu(?:bsu)?p>", mathml)), tex
