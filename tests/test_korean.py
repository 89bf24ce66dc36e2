"""The Korean of pages, labs, exercises and buttons: the glossary's words, and particles."""

import re

import markdown
import pytest
from texts import final

from sitekit import ROOT
from sitekit.markdown.glossary import glossary

EXTENSION = "sitekit.markdown:SiteExtension"

GLOSSARY = ROOT / "docs" / "ko" / "glossary.md"
SAID = [
    path
    for place in ("docs/ko", "docs/exercises", "sitekit", "mkdocs.yml", "mkdocs.ko.yml")
    for path in sorted([ROOT / place, *(ROOT / place).rglob("*")])
    if path.suffix in {".md", ".py", ".json", ".html", ".yml"} and path != GLOSSARY
    if re.search("[가-힣]", path.read_text("utf-8"))
]
each_file = pytest.mark.parametrize("path", SAID, ids=lambda it: str(it.relative_to(ROOT)))

TERMS = {*glossary(GLOSSARY.read_text("utf-8"))}
BARRED = {
    word
    for row in re.findall(
        r"^\| (?!한국어).*\| ([^|]+) \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE
    )
    for word in row.split(", ")
}
"""What stands in its last column."""

STYLE = {
    "견주|견줍|견줄|견줘": "비교하다",
    "까닭": "이유",
    "저마다": "각각",
    "붙잡|붙들": "고정하다, 상한을 정하다, …",
    "씌우|씌워|씌운": "로그를 취하다",
    "함수의 값": "함숫값",
    "함수[를로] (?:직접 )?쓰|여기에 쓰": "작성하다",
    "지수 함수": "지수함수",
    "쌍점": "콜론",
    "들여 쓰|들여 쓴|들여 씁": "들여쓰다",
    "예제": "코드",
    "카드": "상자",
    "대화형 창": "대화형 셸",
    "새 판": "최신 버전",
    "Python": "파이썬",
    "분의 것|차분의 것|글의 것|중치의 것": "the noun again",
    "첫 쪽|이 쪽|한 쪽에": "페이지",
}
"""Words of which a textbook needs but one, and which one it is."""

# What a particle follows: a word, perhaps in bold and with its English in brackets, or a
# number, a formula, or code of one letter. By how it is read it ends in a vowel (0), in ㄹ
# (1) or in another consonant (2).
PARTICLE = re.compile(
    r"(?P<word>[가-힣]*)(?:[가-힣]|(?P<digit>\d)|`(?P<code>\w)`|\$(?P<tex>[^$\n]+)\$)"
    r"(?:\*\*|[”’]|\([^()가-힣\n]*\))*"
    r"(?P<particle>을|를|은|는|이|가|(?:과|와|으로|로)(?:는|도|만|의|부터)?)(?![가-힣])"
)
FITS = {"을": "12", "를": "0", "은": "12", "는": "0", "이": "12", "가": "0"}
FITS |= {"과": "12", "와": "0", "으로": "2", "로": "01"}
READ = {"l": "1", "L": "1", "m": "2", "M": "2", "n": "2", "N": "2", "r": "1"}
READ |= {r"\varepsilon": "2", r"\sin": "2", r"\cos": "2"}
READ |= dict(zip("0123456789", "2102002110", strict=True))
UNREAD = re.compile(r"\\(left|right|[lr][vV]ert|,|;|quad|mathsf)")
POWER = re.compile(r"\^(?:\{(?!T)[^{}]*\}|\w|\\\w+)$")
FRACTION = re.compile(r"\\frac\{(.*)\}\{.*\}$")
QUOTIENT = re.compile(r"(.*)/([^/]*)$")

# Endings that look like particles: of verbs, of questions, of words.
VERBS = "있없않받놓읽닿잃넣넘찾잇맞잡남같좋짓묻걷듣싣낳쌓"
WORDS = re.compile(
    r"(?:모|이|그|지|나)은|나을|[은는인던]가|누군가|가까이|넘파이|사이|차이|길이"
)


def sound(tex):
    """How a formula ends where it is read aloud, from left to right but for fractions."""
    tex = UNREAD.sub("", tex).rstrip(" )]|")
    if fraction := FRACTION.search(tex):
        return sound(fraction[1])
    if quotient := QUOTIENT.search(tex):
        return sound(quotient[1]) + sound(quotient[2])  # from either side
    if POWER.search(tex):
        return "2"  # read as 제곱 or 승
    end = re.search(r"(\\[a-z]+|\w)\}*$", tex)
    return READ.get(end[1], "0") if end else "012"


def wrong_particles(text):
    """Words whose particle does not fit how they end."""
    wrong = []
    for match in PARTICLE.finditer(text):
        whole, particle = match[0], match["particle"]
        base = particle if particle in FITS else re.sub(".(부터)?$", "", particle)
        said = match["digit"] or match["code"]
        if said or match["tex"]:
            end = sound(said or match["tex"])
        else:
            syllable = re.findall("[가-힣]", whole.removesuffix(particle))
            last = final(syllable[-1])
            end = "0" if not last else "1" if last == 8 else "2"
            if (particle == "는" and syllable[-1] in VERBS) or WORDS.search(whole):
                continue
        if not set(end) & set(FITS[base]):
            wrong.append(whole)
    return wrong


@each_file
def test_a_particle_fits_the_sound_before_it(path):
    assert wrong_particles(path.read_text("utf-8")) == []


@pytest.mark.parametrize("number", ["한", "두", "열", "열다섯", "스무", "스물네", "몇"])
def test_a_number_in_words_is_not_parted_from_what_it_counts(number):
    html = markdown.markdown(f"모두 {number} 번과 *{number} 개*", extensions=[EXTENSION])
    assert {f"{number}\u00a0번과", f"{number}\u00a0개"} <= {*re.split("[ <>\u2060]", html)}


def test_a_name_is_not_parted_from_its_number_or_initial():
    text = "*실험 3*에서, 연습 2, in lab 4 by B. T. Polyak"
    whole = {*re.split("[ <>]", markdown.markdown(text, extensions=[EXTENSION]))}
    assert {"실험\u00a03", "연습\u00a02,", "lab\u00a04", "B.\u00a0T.\u00a0Polyak"} <= whole


def test_a_name_with_a_hyphen_is_not_parted_and_other_words_are_where_they_were():
    text = "착한 번역, 두 변수, 세 점, scikit-image, "
    html = markdown.markdown(f"{text}scikit-learn 784-50-10 원-핫", extensions=[EXTENSION])
    assert html == f"<p>{text}scikit-\u2060learn 784-\u206050-\u206010 원-\u2060핫</p>"


def test_a_formula_is_not_parted_from_brackets_and_particles_at_it():
    html = markdown.markdown(
        "값($a$는 1)과 $b$(비)를, $c$(두 말)도",
        extensions=["pymdownx.arithmatex", EXTENSION],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    whole = re.findall(r'<span class="whole">(.*?)<span.*?</span>(.*?)</span>', html)
    assert whole == [("(", "는"), ("", "(비)\u2060를,"), ("", "(두")]


@each_file
def test_one_thing_has_one_name(path):
    for line in path.read_text("utf-8").splitlines():
        for pattern, word in STYLE.items():
            found = re.search("[가-힣]", line) and re.search(pattern, line)
            assert not found, f"say {word}: {line.strip()}"


def test_a_page_uses_every_term_of_the_glossary():
    text = " ".join(path.read_text("utf-8") for path in SAID).replace("\n", " ")
    assert {term for term in TERMS if term not in text.lower()} == set()


@each_file
def test_words_that_the_glossary_rules_out_stand_nowhere(path):
    for word in sorted(BARRED):
        text = path.read_text("utf-8")
        for term in sorted((it for it in TERMS if word in it), key=len, reverse=True):
            text = text.replace(term, "")
        assert word not in text, f"{word} is ruled out by docs/ko/glossary.md"
