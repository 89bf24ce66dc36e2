"""What is kept of a stylesheet."""

import re

import pytest

from sitekit import ROOT
from sitekit.finish.stylesheet import lean

USED = ("a", "b", "data-x", "dir", "ltr")


@pytest.mark.parametrize(
    "css",
    [
        ".a{x:y}",
        "p>.a:hover,#b{x:y}",
        "[dir=ltr] .a::before{x:y}",
        "[data-x]{x:y}",
        ".a:not(.nowhere){x:y}",
        ":is(.nowhere,.a) b{x:y}",
        "@media print{.a{x:y}}",
        "@font-face{font-family:z;x:y}.a{font:1em z,serif}",
        "@keyframes z{from{x:y}}",
        ':root{--z:url("a;b}c")}.a{x:var(--z)}',
    ],
)
def test_what_can_apply_is_kept(css: str) -> None:
    assert lean(css, USED) == css


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".nowhere{x:y}", ""),
        ("@font-face{font-family:z}.nowhere{font-family:z}", ""),
        (".a .nowhere,.b{x:y}", ".b{x:y}"),
        ("[dir=rtl] .a{x:y}", ""),
        ("@media print{.nowhere{x:y}}", ""),
        (':root{--z:url("a;b}c");--y:0}', ":root{}"),
        ("/* why */ .a {\n  x: y;\n}\n", ".a { x: y; }"),
    ],
)
def test_what_cannot_apply_is_not(css: str, kept: str) -> None:
    assert lean(css, USED) == kept


def test_a_line_under_a_text_is_written_as_webkit_reads_it():
    """It takes no colour and no style in the shorthand."""
    for sheet in (ROOT / "sitekit").rglob("*.css"):
        assert not re.findall(r"text-decoration:[^;]+ [^;]+;", sheet.read_text("utf-8"))
