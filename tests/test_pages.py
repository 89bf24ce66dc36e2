"""Each page, as it stands in docs/ and README.md."""

import ast
import inspect
import io
import re
from codeop import compile_command
from contextlib import redirect_stdout
from operator import call
from pathlib import Path
from urllib.parse import urljoin

import numpy as np
import pytest
from texts import ENGLISH, INLINE_CODE, KOREAN, Text

import gdlesson
from gdlesson.figures import FIGURES
from sitekit import LANGUAGES, ROOT
from sitekit.pages import FORMULA, fences, is_output, is_python
from sitekit.pages import words as info

README = Text(ROOT / "README.md")
TEXTS = [*KOREAN, *ENGLISH]
PAGES = [text for text in TEXTS if text.path.suffix == ".md"]
TAUGHT = sorted(set(gdlesson.__all__) - {"landscapes"})
each_page = pytest.mark.parametrize("page", [*PAGES, README], ids=str)
each_text = pytest.mark.parametrize("text", [*TEXTS, README], ids=str)


# Samples


@each_page
def test_every_python_fence_is_a_sample_that_pytest_collects(page):
    samples = 0
    for fence in fences(page.text):
        where, said = f"{page}:{fence.map[0] + 1}", " ".join(info(fence))
        if is_python(fence):
            wanted = "python continuation" if samples else "python"
            assert said == wanted, f"{where} is {said!r}; it must be {wanted!r}"
            assert not re.search(r"^(>>>|\.\.\.)( |$)", fence.content, re.MULTILINE), where
            samples += 1
        else:
            assert said in {"text output", "sh", ""}, where
    owned = [sample for sample in page.samples if sample.output is not None]
    outputs = [fence for fence in fences(page.text) if is_output(fence)]
    assert len(outputs) == len(owned), f"{page} has an output block with no sample above it"
    indented = re.findall(
        r"^[ \t>*+\-\d.)]+(?:```|~~~)[^`\n]*py.*$", page.text, re.MULTILINE
    )
    assert not indented, f"{page} has a fence that is not at column 0: {indented[0]!r}"


def error_of_pasting(source):
    """What an interactive Python says to code that it reads line by line."""
    lines = []
    for line in [*source.splitlines(), ""]:  # at last the reader presses Enter
        lines.append(line)
        try:
            if compile_command("\n".join(lines)):
                lines.clear()
        except SyntaxError as error:
            return str(error)
    return ""


@each_text
def test_what_a_reader_pastes_into_an_interactive_python_does_the_same(text):
    for sample in text.samples:
        error = error_of_pasting(sample.code)
        assert not error, (
            f"{text}:{sample.line} cannot be pasted: a blank line inside a function, "
            f"or none after it?\n{error}"
        )
        for node in ast.parse(sample.code).body if text.path.suffix == ".md" else ():
            # Python would show the value of any other expression, and a page does not.
            assert not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call), (
                f"{text}:{sample.line + node.lineno - 1} is not printed"
            )


@pytest.mark.parametrize("text", [it for it in TEXTS if it.name == "index.md"], ids=str)
def test_the_check_of_an_installation_needs_nothing_from_above_it(text):
    *_, check = text.samples
    with redirect_stdout(io.StringIO()) as printed:
        exec(check.code, {})
    assert not check.difference(printed.getvalue())


# The functions on the pages are those of the package


def definitions(page):
    """Last function or class that a page defines under each name of the package."""
    namespace = {"__name__": str(page)}
    found = {}
    for sample in page.samples:
        made = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
        body = [it for it in ast.parse(sample.code).body if isinstance(it, made)]
        exec(compile(ast.Module(body, []), str(page), "exec"), namespace)
        names = {it.name for it in body if isinstance(it, made[2:])}
        found |= {name: namespace[name] for name in names & {*TAUGHT}}
    return found


def calls(rng):
    """Calls of each function of the package, each with the arrays that it is given."""
    a, b, point = rng.normal(size=(3, *rng.integers(1, 4, size=rng.integers(1, 4))))
    descent = {"lr": rng.uniform(0, 0.1), "step_num": int(rng.integers(0, 5))}

    def f(x):
        return np.sum(a * x**2 + np.sin(b * x))

    descents = [(lambda descend, x: descend(f, init_x=x, **descent), point)]
    size = rng.choice([1, 10, 1000])
    scores = [(call, size * rng.normal(size=shape)) for shape in [3, (4, 3)]]
    x, t = rng.normal(size=(4, 2)), rng.integers(0, 3, size=4)
    y = gdlesson.softmax(scores[1][1])
    pairs = [(0, t[0]), (0, np.eye(3)[t[0]]), (slice(None), t), (slice(None), np.eye(3)[t])]
    W = rng.normal(size=(2, 3))
    two = [rng.normal(size=shape) for shape in [(2, 4), 4, (4, 3), 3]]
    return {
        "numerical_gradient": [(lambda gradient, x: gradient(f, x), point)],
        "gradient_descent": descents,
        "descent_path": descents,
        "softmax": scores,
        "log_softmax": scores,
        "cross_entropy_error": [(call, y[it], t) for it, t in pairs],
        "SimpleNet": [
            (lambda Net, W: Net(W).W, W),
            *((lambda Net, W, x: Net(W).predict(x), W, it) for it in (x, x[0])),
            *((lambda Net, *given: Net(W).loss(*given), x[it], t) for it, t in pairs),
        ],
        "TwoLayerNet": [
            (lambda Net: Net(*two).predict(x),),
            (lambda Net: Net(*two).loss(x, t),),
            *((lambda Net, k=k: [*Net(*two).parameters.values()][k],) for k in range(4)),
            *(
                (lambda Net, k=k: [*Net(*two).gradient(x, t).values()][k],)
                for k in range(4)
            ),
        ],
    }


@pytest.mark.parametrize("name", TAUGHT)
def test_a_function_on_a_page_gives_bit_for_bit_what_the_package_gives(name):
    shown = {page: found[name] for page in PAGES if name in (found := definitions(page))}
    assert shown, f"no page defines {name}"
    ours, rng = getattr(gdlesson, name), np.random.default_rng(0)
    for _ in range(20):
        for use, *arrays in calls(rng)[name]:
            want = np.asarray(use(ours, *arrays))
            for page, theirs in shown.items():
                got = np.asarray(use(theirs, *arrays))
                same = got.shape == want.shape and got.tobytes() == want.tobytes()
                assert same, f"{page}: {name} gives {got}, the package {want}"
                shared = [it for it in arrays if np.shares_memory(got, it)]
                assert not shared, f"{page}: {name} returns the memory that it was given"


def defaults(function):
    """Default values of a function, in the order of its parameters."""
    parameters = inspect.signature(function).parameters.values()
    return [it.default for it in parameters if it.default is not it.empty]


@each_page
def test_a_function_has_the_same_defaults_wherever_it_is_shown(page):
    for name, shown in definitions(page).items():
        assert defaults(shown) == defaults(getattr(gdlesson, name)), f"{page}: {name}"


def test_no_link_but_the_switch_leaves_a_language():
    for text in TEXTS:
        name = text.path.relative_to(ROOT / "docs").with_suffix("").as_posix()
        page = f"/{name}/" if text.path.suffix == ".py" else f"/{name}"
        language = name.partition("/")[0]
        for link in re.findall(r"\]\(([^)\s]+)", text.text):
            inside = urljoin(page, link).startswith((f"/{language}/", "http"))
            assert inside, f"{text} links to {link}"


# Names, words, figures


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("docs/ko/reference.md", r"^::: gdlesson\.(\w+)"),
        ("docs/en/reference.md", r"^::: gdlesson\.(\w+)"),
        ("README.md", r"^\| *`([\w.]+)"),
    ],
)
def test_the_reference_and_the_readme_list_exactly_what_the_package_offers(file, row):
    listed = re.findall(row, (ROOT / file).read_text("utf-8"), re.MULTILINE)
    assert {*listed} == {*gdlesson.__all__}


@each_text
def test_an_apostrophe_of_prose_is_as_curly_as_the_quotation_marks(text):
    prose = re.sub("^ +attrs: .*$", "", text.prose, flags=re.MULTILINE)
    prose = FORMULA.sub("", INLINE_CODE.sub("", prose))
    assert re.findall(r"\w+'.*", prose) == []


@pytest.mark.parametrize("texts", [KOREAN, ENGLISH], ids=LANGUAGES)
def test_one_alt_text_is_of_one_picture(texts):
    said = {image for text in texts for image in text.images}
    alts, sources = zip(*({(alt, Path(it).name) for alt, it in said}), strict=True)
    assert len({*alts}) == len(alts), "two pictures have the same alt text"
    assert len({*sources}) == len(sources), "a picture has two alt texts"


@each_text
def test_every_block_is_closed(text):
    opened = re.findall(r"^(/{3,}) \w", text.prose, re.MULTILINE)
    closed = re.findall(r"^(/{3,})$", text.prose, re.MULTILINE)
    assert sorted(opened) == sorted(closed), f"{text}: a block is not closed"


@each_page
def test_every_image_says_in_words_what_it_shows(page):
    for alt, source in page.images:
        assert alt.strip(), f"{page}: {source} has no alt text"
    figures = re.findall(r"^!\[.*\]\(.*figures/.*\)\n(.*)$", page.prose, re.MULTILINE)
    bare = [below for below in figures if not below.startswith("/// figure-caption")]
    assert not bare, f"{page}: a figure has no `/// figure-caption` right below it"


def test_every_figure_is_used_and_every_used_figure_exists():
    images = [source for page in PAGES for _, source in page.images]
    used = {Path(source).stem for source in images if "figures/" in source}
    assert used == set(FIGURES)
