"""The Korean and the English pages say the same things in the same order."""

import io
import re
import tokenize
from itertools import zip_longest

import pytest
import texts
from texts import Text, formulas

from sitekit import reviewed
from sitekit.pages import Page, pages
from sitekit.reviewed import korean_hash, noted_hash
from sitekit.samples import fences, is_python, samples, words

KOREAN, ENGLISH = pages("ko"), pages("en")
PAIRS = [(KOREAN[name], ENGLISH[name]) for name in KOREAN.keys() & ENGLISH.keys()]
PAIRS.sort(key=lambda pair: str(pair[0]))
each_pair = pytest.mark.parametrize(
    ("korean", "english"), PAIRS, ids=[pair[0].path.stem for pair in PAIRS]
)


def same(
    korean: Page, english: Page, what: str, ko: list[object], en: list[object]
) -> None:
    """Fail at the first difference."""
    for number, (left, right) in enumerate(zip(ko, en, strict=False), start=1):
        assert left == right, (
            f"{what} {number}:\n{korean} has\n{left}\n{english} has\n{right}"
        )
    more = korean if len(ko) > len(en) else english
    rest = (ko if more is korean else en)[min(len(ko), len(en)) :]
    assert not rest, f"only {more} has {what} {min(len(ko), len(en)) + 1}:\n{rest[0]}"


def statements(code: str) -> str:
    """Code without its comments."""
    skipped = (tokenize.COMMENT, tokenize.NL)
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    return " ".join(token.string for token in tokens if token.type not in skipped)


def without_words(tex: str) -> str:
    r"""Formula without the words in its \text{}, and with its spaces made equal."""
    return " ".join(re.sub(r"\\text\{[^}]*\}", r"\\text{}", tex).split())


def kind(passage: str) -> tuple[str, list[str]]:
    """What a passage is, by the mark that it begins with, and its formulas."""
    mark = re.match(r"/{3,} *[\w-]*|#+|[-|!]|", passage)
    return mark[0] if mark else "", sorted({*map(without_words, formulas(passage))})


def test_both_languages_have_the_same_pages() -> None:
    assert KOREAN.keys() == ENGLISH.keys()


@pytest.mark.parametrize("page", [*KOREAN.values(), *ENGLISH.values()], ids=str)
def test_every_heading_has_an_id_of_its_own(page: Page) -> None:
    ids = [id_ for _, id_ in page.headings]
    assert all(ids), f"{page}: heading {ids.index('') + 1} needs {{ #an-id }} at its end"
    assert len(set(ids)) == len(ids), (
        f"{page}: two headings have the same id: {sorted(ids)}"
    )


@pytest.mark.parametrize("page", [*KOREAN.values(), *ENGLISH.values()], ids=str)
def test_every_page_has_a_title_and_a_description(page: Page) -> None:
    assert re.search(r"^title: \S", page.front_matter, re.MULTILINE)
    assert re.search(r"^description: \S", page.front_matter, re.MULTILINE)


@each_pair
def test_headings_are_the_same(korean: Page, english: Page) -> None:
    same(korean, english, "heading", [*korean.headings], [*english.headings])


@each_pair
def test_samples_are_the_same_but_for_comments(korean: Page, english: Page) -> None:
    ko, en = (
        [statements(fence.content) for fence in fences(page.text) if is_python(fence)]
        for page in (korean, english)
    )
    same(korean, english, "sample", [*ko], [*en])


@each_pair
def test_outputs_are_the_same(korean: Page, english: Page) -> None:
    ko, en = (
        [sample.output for sample in samples(page.path)] for page in (korean, english)
    )
    same(korean, english, "output of sample", [*ko], [*en])


@each_pair
def test_other_fences_are_of_the_same_kind(korean: Page, english: Page) -> None:
    ko, en = ([words(fence) for fence in fences(page.text)] for page in (korean, english))
    same(korean, english, "fence", [*ko], [*en])


@each_pair
def test_figures_are_the_same(korean: Page, english: Page) -> None:
    ko, en = ([source for _, source in page.images] for page in (korean, english))
    same(korean, english, "figure", [*ko], [*en])


@each_pair
def test_links_go_to_the_same_places(korean: Page, english: Page) -> None:
    same(korean, english, "link", [*korean.links], [*english.links])


@texts.each_pair
def test_passages_are_of_the_same_kinds_with_the_same_formulas_but_for_words(
    korean: Text, english: Text
) -> None:
    for ko, en in zip_longest(korean.passages, english.passages, fillvalue=""):
        left, right = kind(ko), kind(en)
        assert left == right, (
            f"one has {left}, the other {right}, or one has a passage more:\n"
            f"{korean}: {ko}\n{english}: {en}"
        )  # how often and in which order a sentence names them is the language's affair


@each_pair
def test_the_english_page_was_looked_at_since_the_korean_one_changed(
    korean: Page, english: Page
) -> None:
    name = korean.path.name
    assert noted_hash(english) == korean_hash(korean), (
        f"{korean} has changed: bring {english} up to date, then run\n"
        f"  make reviewed PAGES={name}"
    )


def test_marking_a_page_shows_what_changed_since_it_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = KOREAN["gradient.md"]
    said = {"log": "third second first", "show third:": "new", "show second:": "old"}
    said |= {"diff --unified=0 second": "the difference"}

    def git(*arguments: str) -> str:
        command = " ".join(arguments)
        return next((said[it] for it in said if command.startswith(it)), "")

    monkeypatch.setattr(reviewed, "git", git)
    assert reviewed.changed_since(page, reviewed.text_hash("old\n")) == "the difference"
    assert "read all of it" in reviewed.changed_since(page, "another hash")
