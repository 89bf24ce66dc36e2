"""The Korean and the English pages say the same things in the same order."""

import re
from itertools import zip_longest

import pytest
import yaml
from click.testing import CliRunner
from texts import ENGLISH, KOREAN, PAIRS, Text, each_pair, each_text, formulas

from sitekit import LANGUAGES, interface
from sitekit.__main__ import main
from sitekit.pages import (
    Page,
    fences,
    hashed,
    pages,
    with_outputs,
    with_samples,
    with_samples_of,
)
from sitekit.pages import words as info

PAGES = [pair for pair in PAIRS if pair[0].path.suffix == ".md"]
each_page = pytest.mark.parametrize(("korean", "english"), PAGES, ids=str)
PARTS = {
    "headings": lambda text: text.headings,
    "fences": lambda text: [info(fence) for fence in fences(text.text)],
    "figures": lambda text: [source for _, source in text.images],
    "links": lambda text: text.links,
}
"""What stands in both languages in the same order."""


def without_words(tex):
    r"""Formula without the words in its \text{}, and with its spaces made equal."""
    return " ".join(re.sub(r"\\text\{[^}]*\}", r"\\text{}", tex).split())


def kind(passage):
    """What a passage is, by the mark that it begins with, and its formulas."""
    mark = re.match(r"/{3,} *[\w-]*|#+|[-|!]|", passage)
    return mark[0] if mark else "", sorted({*map(without_words, formulas(passage))})


def places(setting):
    """A setting without its words, and how often these say what is put in or is code."""
    if isinstance(setting, dict):
        return {name: places(value) for name, value in setting.items()}
    return [setting.count(mark) for mark in "%{`"]


def test_the_interface_says_the_same_things_in_both_languages():
    korean, english = (places(interface(it) | {"to_root": ""}) for it in LANGUAGES)
    assert korean == english


def test_both_languages_have_the_same_pages_and_labs():
    assert {text.name for text in KOREAN} == {text.name for text in ENGLISH}


@each_text
def test_every_heading_has_an_id_of_its_own(text):
    ids = [id_ for _, id_ in text.headings]
    assert all(ids), f"{text}: heading {ids.index('') + 1} needs {{ #an-id }} at its end"
    assert len(set(ids)) == len(ids), f"{text}: two headings have one id: {sorted(ids)}"


@pytest.mark.parametrize("page", [page for pair in PAGES for page in pair], ids=str)
def test_every_page_has_a_title_and_a_description(page):
    said = yaml.safe_load(page.front_matter)
    for name in ("title", "description"):
        assert isinstance(said.get(name), str), f"{page} needs a {name}"


@pytest.mark.parametrize("part", PARTS)
@each_pair
def test_headings_fences_figures_and_links_are_the_same(korean, english, part):
    assert PARTS[part](english) == PARTS[part](korean)


@each_pair
def test_samples_and_outputs_are_the_same_but_for_comments(korean, english):
    assert english.text == with_samples_of(korean, english), "see `make outputs`"


@each_pair
def test_no_comment_of_an_english_sample_is_korean(korean, english):
    for sample in english.samples:
        found = re.search("#.*[가-힣].*", sample.code)
        assert not found, f"{english}, from line {sample.line}: translate {found[0]}"


@each_pair
def test_make_outputs_fills_an_english_page_with_the_korean_samples(
    korean, english, tmp_path
):
    empty = Text(tmp_path / english.path.name)
    begun = [(sample, "print(\n", "") for sample in english.samples]
    empty.path.write_text(with_samples(english, begun), "utf-8")
    filled = Text(tmp_path / f"filled-{english.path.name}")
    filled.path.write_text(with_samples_of(korean, empty), "utf-8")
    assert filled.prose == english.prose
    for sample, wanted in zip(filled.samples, korean.samples, strict=True):
        assert (sample.code, sample.output) == (wanted.code, wanted.output)


def test_make_outputs_writes_what_the_samples_of_a_page_print(tmp_path):
    (page,) = (it for it in KOREAN if it.name == "index.md")
    stale = Text(tmp_path / "index.md")
    outputs = [(sample, sample.code, "old") for sample in page.samples]
    stale.path.write_text(with_samples(page, outputs), "utf-8")
    assert with_outputs(stale) == page.text


@each_pair
def test_passages_are_of_the_same_kinds_with_the_same_formulas_but_for_words(
    korean, english
):
    for ko, en in zip_longest(korean.passages, english.passages, fillvalue=""):
        left, right = kind(ko), kind(en)
        assert left == right, (
            f"one has {left}, the other {right}, or one has a passage more:\n"
            f"{korean}: {ko}\n{english}: {en}"
        )  # how often and in which order a sentence names them is the language's affair


@each_page
def test_the_english_page_was_looked_at_since_the_korean_one_changed(korean, english):
    name = korean.path.name
    assert english.compared_with == hashed(korean.text), (
        f"{korean} has changed: bring {english} up to date, then run\n"
        f"  make reviewed PAGES={name}"
    )


def test_make_reviewed_notes_the_korean_page_as_it_is(monkeypatch):
    written = []
    monkeypatch.setattr(Page, "rewrite", lambda self, text: written.append(text))
    monkeypatch.setattr(Page, "compared_with", "another")
    assert not CliRunner().invoke(main, ["reviewed", "index.md"]).exception
    assert f"korean: {hashed(pages('ko')['index.md'].text)}\n" in written[0]
