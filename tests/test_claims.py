"""What the prose claims is computed on its page, or holds by `claims.toml`."""

import re
import tomllib
from dataclasses import asdict
from functools import cache, reduce
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import pyplot
from matplotlib.colors import to_hex
from test_figures import artist, gids
from test_numbers import in_words
from texts import ENGLISH, HIDDEN, INLINE_CODE, KOREAN, PAIRS, answered, words

from gdlesson.figures import LIGHT
from sitekit import ROOT
from sitekit.markdown.predictions import NUMBER as ANSWER_IN_NUMBERS
from sitekit.pages import Session

TABLE = Path(__file__).with_name("claims.toml")
CLAIMS = tomllib.loads(TABLE.read_text("utf-8"))["claim"]
NUMBER = re.compile(
    r"(?<![\dt.])(\d[\d,]*(?:\.(\d+))?)(?:\s*\\times\s*10\^\{?(-?\d+))?(?!\d)"
)
COMPUTED = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?")
MARKS = {"o": "circle", "s": "square", "^": "triangle", "v": "triangle", "*": "star"}
DASHES = {"--": "dashed", ":": "dotted"}


@cache
def ran(text):
    """Namespace that the code of a page or a lab leaves, with that code and its output.

    And with what each prediction comes to, right after the sample below it.
    """
    session, asked = Session(text), answered(text)
    runs, right = [], []
    with mpl.rc_context({"backend": "agg"}):
        while session.waiting:
            sample, printed = session.step()
            runs.append((sample.code, printed))
            while asked and asked[0].line < sample.line:
                names = session.namespace | {"printed": printed}
                question = asked.pop(0)
                source = compile(question.right, f"{text}:{question.line}", "eval")
                right.append(eval(source, names))
    pyplot.close("all")
    code = "\n".join(code for code, _ in runs)
    printed = "".join(printed for _, printed in runs)
    return session.namespace | {"code": code, "printed": printed, "right": right}


def count(figure, start):
    """How many names of a figure begin with `start`, but for those of starting points."""
    return sum(not it.endswith("-start") for it in gids(figure, start))


def look(figure, name):
    """Words for the colour, the mark and the line of what a figure draws under a name."""
    line, colours = artist(figure, name), asdict(LIGHT)
    colour = next(it for it in colours if colours[it] == to_hex(line.get_color()))
    mark, dashes = MARKS.get(line.get_marker()), DASHES.get(line.get_linestyle())
    hollow = LIGHT.paper == line.get_markerfacecolor()
    fill = mark and ("hollow" if hollow else "filled")
    return {word for word in (colour, mark, fill, dashes) if word}


def file(path):
    """Text of a file of the repository."""
    return (ROOT / path).read_text("utf-8")


def waiting(page, id, *values):
    """What is asked of a page: of a lab, which takes seconds, where the site is built."""
    marks = [pytest.mark.site] if page.startswith("labs/") else []
    return pytest.param(*values, id=id, marks=marks)


HELP = {it.__name__: it for it in (artist, count, look, file, reduce, re)}


@pytest.mark.parametrize("claim", [waiting(it["page"], it["en"], it) for it in CLAIMS])
def test_a_claim_stands_on_its_page_and_holds(claim):
    ((korean, english),) = [(ko, en) for ko, en in PAIRS if ko.name == claim["page"]]
    for text, said in ((korean, claim["ko"]), (english, claim["en"])):
        assert said in text.prose, (
            f"{text} no longer says “{said}”. If it now says something else, change "
            f"{TABLE.name} too, and `holds` so that it is true of what it says now."
        )
    if (source := claim.get("source", "")).startswith("test_"):
        assert any(
            f"def {source}(" in it.read_text("utf-8") for it in TABLE.parent.glob("*.py")
        )
    elif not source:
        assert eval(claim["holds"], ran(english) | HELP), (
            f"{english} says “{claim['en']}”, and by `holds` in {TABLE.name} it is not true"
        )


@pytest.mark.parametrize(
    ("korean", "english"), [waiting(ko.name, ko.name, ko, en) for ko, en in PAIRS]
)
def test_the_one_answer_without_a_word_is_right_by_the_sample_below(korean, english):
    for text in (korean, english):
        for question in text.predictions:
            where = f"{text}:{question.line}"
            assert bool(question.answers) == bool(question.right), f"{where}: data-answer"
        for question, value in zip(answered(text), ran(english)["right"], strict=True):
            where = f"{text}:{question.line}"
            answers = [answer for answer, _ in question.answers]
            right = [answer for answer, word in question.answers if not word]
            assert len(right) == 1, f"{where}: one answer has no word, and it is right"
            if all(map(ANSWER_IN_NUMBERS.fullmatch, answers)):
                decimals = len(right[0].partition(".")[2])
                assert f"{value:.{decimals}f}" == right[0], f"{where}: it is {value}"
            else:
                assert answers.index(right[0]) == value, f"{where}: it is number {value}"


def unclaimed(text):
    """Prose of a page, without what the table claims and what readers may answer."""
    language = "ko" if text in KOREAN else "en"
    questions = text.predictions
    answers = {f"- {answer}" for question in questions for answer, _ in question.answers}
    parted = [it.partition(" | ") for it in text.passages]
    passages = [word if it in answers else f"{it}{bar}{word}" for it, bar, word in parted]
    prose = "\n\n".join(passages)
    for claim in CLAIMS:
        if claim["page"] == text.name:
            prose = prose.replace(claim[language], " ")
    return prose


@pytest.mark.parametrize(
    "text", [waiting(text.name, str(text), text) for text in [*KOREAN, *ENGLISH]]
)
def test_a_number_of_three_digits_or_more_is_computed_on_its_page_or_claimed(text):
    ran_here = ran(next(en for en in ENGLISH if en.name == text.name))
    shown = (ran_here["code"] + ran_here["printed"]).replace("_", "")
    computed = {float(number) for number in COMPUTED.findall(shown)}
    prose = HIDDEN.sub(" ", INLINE_CODE.sub(" ", unclaimed(text)))
    for number, decimals, power in NUMBER.findall(prose):
        digits = re.sub(r"[.,]", "", number)
        if len(digits.lstrip("0")) >= 3:
            unit = 10.0 ** (int(power or 0) - len(decimals))
            value = int(digits) * unit
            assert any(abs(it - value) <= 0.51 * unit for it in computed), (
                f"{text} says {number}, and no sample or output does, perhaps rounded. "
                f"Correct it, or say in {TABLE.name} why it is true."
            )


@pytest.mark.parametrize("text", ENGLISH, ids=str)
def test_a_number_in_words_from_ten_up_is_claimed(text):
    for passage in unclaimed(text).split("\n\n"):
        large = [number for number in in_words(words(passage), "en") if number >= 10]
        assert not large or text.name == "glossary.md", (
            f"{text} says {large} in words: say in {TABLE.name} why it is true.\n{passage}"
        )
