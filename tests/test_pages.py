"""Each page, as it stands in docs/ and README.md."""

import ast
import code
import inspect
import io
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import numpy as np
import pytest

import gdlesson
from gdlesson.figures import FIGURES
from sitekit import LANGUAGES, ROOT
from sitekit.pages import (
    FORMULA,
    INLINE_CODE,
    Page,
    Session,
    fences,
    is_output,
    is_python,
    pages,
    words,
)

KOREAN, ENGLISH = pages("ko"), pages("en")
PAGES = [*KOREAN.values(), *ENGLISH.values(), Page(ROOT / "README.md")]
TAUGHT = sorted(set(gdlesson.__all__) - {"landscapes"})
each_page = pytest.mark.parametrize("page", PAGES, ids=str)


# Samples


@each_page
def test_every_python_fence_is_a_sample_that_pytest_collects(page: Page) -> None:
    for fence in fences(page.text):
        where = f"{page}:{fence.map[0] + 1}"
        language, *options = words(fence) or [""]
        assert language != "pycon", (
            f"{where} is a transcript: write a sample and its output"
        )
        if not is_python(fence):
            continue
        assert set(options) <= {"continuation"}, (
            f"{where} has options that hide it: {options}"
        )
        prompt = re.search(r"^(>>>|\.\.\.)( |$)", fence.content, re.MULTILINE)
        assert not prompt, f"{where} has a prompt: nobody can paste it"
    indented = re.findall(
        r"^[ \t>*+\-\d.)]+(?:```|~~~)[^`\n]*py.*$", page.text, re.MULTILINE
    )
    assert not indented, f"{page} has a fence that is not at column 0: {indented[0]!r}"
    assert "notest" not in page.text


@each_page
def test_only_the_first_sample_starts_afresh(page: Page) -> None:
    found = [fence for fence in fences(page.text) if is_python(fence)]
    for number, fence in enumerate(found):
        wanted = ["python", "continuation"] if number else ["python"]
        assert words(fence) == wanted, (
            f"{page}:{fence.map[0] + 1}: the first fence of a page is ```python, "
            "each later one ```{.python continuation}"
        )


@each_page
def test_every_output_stands_right_below_its_sample(page: Page) -> None:
    outputs = [fence for fence in fences(page.text) if is_output(fence)]
    owned = [sample for sample in page.samples if sample.output is not None]
    assert len(outputs) == len(owned), f"{page} has an output block with no sample above it"


class Paste(code.InteractiveConsole):
    """A plain interactive Python that a sample is pasted into, line by line."""

    errors = ""

    def write(self, data: str) -> None:
        self.errors += data

    def paste(self, source: str) -> str:
        with redirect_stdout(io.StringIO()) as printed:
            more = False
            for line in source.splitlines():
                more = self.push(line)
            if more:
                self.push("")  # the reader presses Enter
        return printed.getvalue()


@each_page
def test_a_page_pasted_into_an_interactive_python_prints_the_same(page: Page) -> None:
    console = Paste({"__name__": "__main__"})
    for sample in page.samples:
        printed = console.paste(sample.code)
        assert not console.errors, (
            f"{page}:{sample.line} cannot be pasted: a blank line inside a function, "
            f"or none after it?\n{console.errors}"
        )
        difference = sample.difference(printed)
        assert not difference, f"pasted line by line, {difference}"


@pytest.mark.parametrize("page", [KOREAN["index.md"], ENGLISH["index.md"]], ids=str)
def test_the_check_of_an_installation_needs_nothing_from_above_it(page: Page) -> None:
    *_, check = page.samples
    with redirect_stdout(io.StringIO()) as printed:
        exec(check.code, {})
    assert not check.difference(printed.getvalue())


# The functions on the pages are those of the package


def definitions(page: Page) -> dict[str, Any]:
    """Last function or class that a page defines under each name of the package."""
    session, found = Session(page), {}
    while session.waiting:
        sample, _ = session.step()
        for node in ast.parse(sample.code).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in TAUGHT:
                found[node.name] = session.namespace[node.name]
    return found


@pytest.fixture(scope="module")
def defined() -> dict[str, dict[str, Any]]:
    return {str(page): definitions(page) for page in PAGES}


def functions(rng: np.random.Generator) -> Iterator[tuple[Callable[..., Any], Any]]:
    """Smooth functions of arrays of several shapes, each with a point."""
    for shape in [(1,), (2,), (5,), (2, 3), (3, 2, 2)]:
        a, b = rng.normal(size=(2, *shape))
        yield lambda x, a=a, b=b: np.sum(a * x**2 + np.sin(b * x)), rng.normal(size=shape)


def numerical_gradient_calls(rng: np.random.Generator) -> Iterator[Callable[[Any], Any]]:
    for f, x in functions(rng):
        yield lambda function, f=f, x=x: function(f, x)


def gradient_descent_calls(rng: np.random.Generator) -> Iterator[Callable[[Any], Any]]:
    for f, x in functions(rng):
        lr, steps = rng.uniform(0, 0.1), int(rng.integers(0, 5))
        yield lambda function, f=f, x=x, lr=lr, steps=steps: function(
            f, init_x=x, lr=lr, step_num=steps
        )


def softmax_calls(rng: np.random.Generator) -> Iterator[Callable[[Any], Any]]:
    for shape in [(2,), (3,), (4, 3), (1, 10)]:
        x = rng.normal(size=shape) * rng.choice([1, 10, 1000])
        yield lambda function, x=x: function(x)


def cross_entropy_error_calls(rng: np.random.Generator) -> Iterator[Callable[[Any], Any]]:
    y = gdlesson.softmax(rng.normal(size=(4, 3)) * rng.choice([1, 10, 1000]))
    t = rng.integers(0, 3, size=4)
    for labels in (t, np.eye(3)[t]):
        yield lambda function, labels=labels: function(y, labels)
        yield lambda function, labels=labels: function(y[0], labels[0])


def simple_net_calls(rng: np.random.Generator) -> Iterator[Callable[[Any], Any]]:
    W, x, t = rng.normal(size=(2, 3)), rng.normal(size=(4, 2)), rng.integers(0, 3, size=4)
    yield lambda net: net(W).W
    yield lambda net: net(W).predict(x[0])
    yield lambda net: net(W).predict(x)
    for labels in (t, np.eye(3)[t]):
        yield lambda net, labels=labels: net(W).loss(x[0], labels[0])
        yield lambda net, labels=labels: net(W).loss(x, labels)
        yield lambda net, labels=labels: getattr(net(W), "gradient", lambda *_: None)(
            x, labels
        )


def two_layer_net_calls(rng: np.random.Generator) -> Iterator[Callable[[Any], Any]]:
    parameters = {
        name: rng.normal(size=shape)
        for name, shape in {"W1": (2, 4), "b1": 4, "W2": (4, 3), "b2": 3}.items()
    }
    x, t = rng.normal(size=(5, 2)), rng.integers(0, 3, size=5)
    yield lambda net: net(**parameters).predict(x)
    yield lambda net: net(**parameters).loss(x, t)
    for name in parameters:
        yield lambda net, name=name: net(**parameters).parameters[name]
        yield lambda net, name=name: net(**parameters).gradient(x, t)[name]


CALLS = {
    "numerical_gradient": numerical_gradient_calls,
    "gradient_descent": gradient_descent_calls,
    "descent_path": gradient_descent_calls,
    "softmax": softmax_calls,
    "log_softmax": softmax_calls,
    "cross_entropy_error": cross_entropy_error_calls,
    "SimpleNet": simple_net_calls,
    "TwoLayerNet": two_layer_net_calls,
}


def arrays(call: Callable[[Any], Any]) -> list[Any]:
    """Arrays that a call of `CALLS` gives to the function."""
    held = [
        *(call.__defaults__ or ()),
        *(it.cell_contents for it in call.__closure__ or ()),
    ]
    return [it for it in held if isinstance(it, np.ndarray)]


@pytest.mark.parametrize("name", TAUGHT)
def test_a_function_on_a_page_gives_bit_for_bit_what_the_package_gives(
    name: str, defined: dict[str, dict[str, Any]]
) -> None:
    on_pages = {page: found[name] for page, found in defined.items() if name in found}
    assert on_pages, f"no page defines {name}"
    ours = getattr(gdlesson, name)
    for page, theirs in on_pages.items():
        rng = np.random.default_rng(0)
        for draw in range(100):
            for call in CALLS[name](rng):
                result, arguments = call(theirs), arrays(call)
                if result is None:  # a method that the page does not teach
                    continue
                got, want = np.asarray(result), np.asarray(call(ours))
                same = got.shape == want.shape and got.tobytes() == want.tobytes()
                assert same, (
                    f"{page}: {name} on draw {draw} gives {got}, the package {want}"
                )
                shared = [it for it in arguments if np.shares_memory(got, it)]
                assert not shared, f"{page}: {name} returns the memory that it was given"


def defaults(tree: ast.Module) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Functions and methods of a sample, each with its default values."""
    for node in tree.body:
        for it in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(it, ast.FunctionDef):
                name = it.name if it is node else f"{node.name}.{it.name}"
                yield name, tuple(map(ast.literal_eval, it.args.defaults))


def packaged(name: str) -> tuple[object, ...] | None:
    """Default values of a function or method of the package, if it has one of that name."""
    taught, _, method = name.partition(".")
    found = getattr(gdlesson, taught, None) if taught in TAUGHT else None
    found = getattr(found, method, None) if method else found
    parameters = inspect.signature(found).parameters.values() if found else ()
    return found and tuple(it.default for it in parameters if it.default is not it.empty)


def test_a_function_has_the_same_defaults_wherever_it_is_shown() -> None:
    shown: dict[str, tuple[object, ...]] = {}
    for page in PAGES:
        for sample in page.samples:
            for name, values in defaults(ast.parse(sample.code)):
                ours = shown.setdefault(name, packaged(name) or values)
                assert values == ours, f"{page}:{sample.line}: {name} had {ours} elsewhere"


def test_no_link_but_the_switch_leaves_a_language() -> None:
    for language in LANGUAGES:
        for path in sorted((ROOT / "docs" / language).rglob("*.*")):
            name = path.relative_to(ROOT / "docs").with_suffix("").as_posix()
            page = f"/{name}/" if path.suffix == ".py" else f"/{name}"
            for link in re.findall(r"\]\(([^)\s]+)", path.read_text("utf-8")):
                assert urljoin(page, link).startswith((f"/{language}/", "http")), (
                    f"docs/{name} links to {link}"
                )


# Names, words, figures


@pytest.mark.parametrize("page", [KOREAN["reference.md"], ENGLISH["reference.md"]], ids=str)
def test_the_reference_lists_exactly_what_the_package_offers(page: Page) -> None:
    listed = re.findall(r"^::: gdlesson\.(\w+)", page.text, re.MULTILINE)
    assert set(listed) == set(gdlesson.__all__)


def test_the_readme_lists_exactly_what_the_package_offers() -> None:
    table = re.findall(
        r"^\| *`([\w.]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(table) == sorted(gdlesson.__all__)


@each_page
def test_an_apostrophe_of_prose_is_as_curly_as_the_quotation_marks(page: Page) -> None:
    assert straight_apostrophes(page.prose) == []


def straight_apostrophes(text: str) -> list[str]:
    """Words of a text with a straight apostrophe, and what follows on the line."""
    return re.findall(r"\w+'.*", FORMULA.sub("", INLINE_CODE.sub("", text)))


@pytest.mark.parametrize("language", [KOREAN, ENGLISH], ids=LANGUAGES)
def test_one_alt_text_is_of_one_picture(language: dict[str, Page]) -> None:
    said = {image for page in language.values() for image in page.images}
    alts, sources = ([image[it] for image in said] for it in (0, 1))
    assert len({*alts}) == len(alts), "two pictures have the same alt text"
    assert len({*sources}) == len(sources), "a picture has two alt texts"


@each_page
def test_every_image_says_in_words_what_it_shows(page: Page) -> None:
    for alt, source in page.images:
        assert alt.strip(), f"{page}: {source} has no alt text"
    figures = re.findall(r"^!\[.*\]\(.*figures/.*\)\n(.*)$", page.prose, re.MULTILINE)
    bare = [below for below in figures if not below.startswith("/// figure-caption")]
    if page.path.name != "README.md":
        assert not bare, f"{page}: a figure has no `/// figure-caption` right below it"


def test_every_figure_is_used_and_every_used_figure_exists() -> None:
    used = {
        Path(source).stem
        for page in [*KOREAN.values(), *ENGLISH.values()]
        for _, source in page.images
        if "figures/" in source
    }
    assert used == set(FIGURES)
