"""The comparison with the site as Zensical builds it, and what both builders must read."""

import re

import pytest

from sitekit import ROOT
from sitekit.successor import PARTS, parts, row

TEMPLATES = sorted(it for it in (ROOT / "sitekit" / "theme").rglob("*.*ml"))
TAG = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
METHOD = re.compile(r"(?<!lang)\.\w+\(")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda it: str(it.relative_to(ROOT)))
def test_a_template_calls_no_method_which_jinja_has_and_minijinja_has_not(template):
    tags = TAG.findall(template.read_text("utf-8"))
    assert [tag for tag in tags if METHOD.search(tag)] == []


@pytest.mark.parametrize(
    ("ours", "its", "verdict"),
    [
        ({"a": ["1"], "b": []}, {"a": ["1"], "b": []}, "same"),
        ({"a": ["1"], "b": ["2"]}, {"a": ["1"], "b": ["3"]}, "differs"),
        ({"a": ["1"], "b": ["2"]}, {"a": ["1"], "b": []}, "differs"),
        ({"a": [], "b": []}, {"a": [], "b": ["2"]}, "differs"),
        ({"a": ["1"], "b": ["2"]}, {"a": [], "b": []}, "missing"),
    ],
)
def test_a_row_says_whether_things_are_the_same(ours, its, verdict):
    assert row("things", ours, its).split()[0] == verdict


def test_every_part_of_a_page_is_on_some_page_of_ours(published):
    found = [parts(page, published) for page in published.rglob("*.html")]
    assert [name for name in PARTS if not any(page[name] for page in found)] == []
