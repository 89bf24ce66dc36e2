"""A number of one language stands in the same passage of the other, perhaps in words."""

import re

from texts import each_pair, words

FIGURES = re.compile(r"(?<![\dt])(\d[\d,]*(?:\.\d+)?)(억|만(?= ?[배번개분걸]))?")
LARGE = {"": 1.0, "만": 1e4, "억": 1e8}
ENGLISH = (
    "zero|zeros|no|nothing|none one|once|a|an|single|first two|twice|half|halves|second "
    "three|third four|fourth five|fifth six seven eight nine ten|tenth eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
)
KOREAN = "영 하나|한|첫 둘|두|절반 셋|세 넷|네 다섯 여섯 일곱 여덟 아홉 열"
ONES = {
    word: float(number)
    for row in (ENGLISH, KOREAN)
    for number, same in enumerate(row.split())
    for word in same.split("|")
}
TENS = {"twenty-": 20.0, "thirty-": 30.0, "forty-": 40.0, "열": 10.0, "스물": 20.0, "": 0.0}
ROUND = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
ROUND |= {"hundred-million": 1e8, "스무": 20.0, "백만": 1e6}
NAMES = "|".join(sorted(ONES | ROUND, key=len, reverse=True))
WORDS = {
    "en": re.compile(rf"\b({'|'.join(TENS)})({NAMES})(?:th|fold)?\b"),
    "ko": re.compile(rf"({'|'.join(TENS)})({NAMES})"),
}
SURE = 5.0
"""Smaller ones are said in many ways: “both”, “each”, “the other”."""

# Passages where one language says in figures what the other says without a number.
EXCUSED = {"정답인 2번의 확률은"}


def in_figures(text):
    """Numbers that are written with digits."""
    found = FIGURES.findall(text)
    return {float(number.replace(",", "")) * LARGE[large] for number, large in found}


def in_words(text, language):
    """Numbers that are written with letters."""
    found = WORDS[language].findall(text.lower())
    return {TENS[tens] + (ONES | ROUND)[rest] for tens, rest in found}


def in_names(text):
    """Numbers of names such as float64."""
    return {float(number) for number in re.findall(r"float(\d+)", text)}


@each_pair
def test_a_number_of_one_language_stands_in_the_same_passage_of_the_other(korean, english):
    for ko, en in zip(korean.passages, english.passages, strict=True):
        figures = in_figures(words(ko)), in_figures(words(en))
        said = in_words(words(ko), "ko"), in_words(words(en), "en")
        names = in_names(ko) | in_names(en)
        wrong = (figures[0] - figures[1] - said[1]) | (figures[1] - figures[0] - said[0])
        wrong -= names
        wrong |= {it for it in said[1] - said[0] - figures[0] if it >= SURE}
        assert not wrong or any(it in ko for it in EXCUSED), (
            f"{wrong} stands only in one of\n{korean}: {ko}\n{english}: {en}"
        )
