"""What readers take along: notebooks and scripts that run anywhere and print the same."""

import os
import re
import shlex
import shutil
import subprocess
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import nbformat
import pytest
from browsing import EVERY, LABS, LESSONS, PUBLISHED_AT, document, parsed
from uv import find_uv_bin

from sitekit import LANGUAGES, ROOT
from sitekit.finish.downloads import lesson_cells, write
from sitekit.pages import labs, pages

TAKEN = {key: path for key, path in EVERY.items() if key in LABS or key[1] in LESSONS}
each_download = pytest.mark.parametrize(
    ("language", "name"), TAKEN, ids=[f"{language}-{name}" for language, name in TAKEN]
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
RUN = """
import ast, contextlib, io, json, shlex, subprocess, sys

names = {"__name__": "__main__"}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    code = "".join(cell["source"])
    if code.startswith("%pip "):
        pip = [sys.executable, "-m", *shlex.split(code[1:])]
        subprocess.run(pip, check=True)
    elif cell["cell_type"] == "code":
        *first, last = ast.parse(code).body
        shown = isinstance(last, ast.Expr)  # as Jupyter shows its value
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(ast.Module(first, []), cell["id"], "exec"), names)
            mode, tree = ("single", ast.Interactive) if shown else ("exec", ast.Module)
            exec(compile(tree([last], *([] if shown else [[]])), cell["id"], mode), names)
        stored = "".join("".join(output.get("text", "")) for output in cell["outputs"])
        assert printed.getvalue() == stored, (cell["id"], printed.getvalue(), stored)
"""
"""Runs a notebook and compares what each cell prints with what it has stored."""


def download(site: Path, language: str, name: str, kind: str) -> Path:
    path = site / TAKEN[language, name]
    return path / f"{path.name}.{kind}"


def cells(notebook: Path, kind: str) -> list[Any]:
    read = nbformat.read(notebook, as_version=4)
    nbformat.validate(read)
    return [cell for cell in read.cells if cell.cell_type == kind]


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_lessons_and_labs_and_no_other_pages_offer_a_notebook_and_a_script(
    site: Path, language: str, name: str
) -> None:
    links = [
        str(link["href"]) for link in document(site, language, name).select("[download]")
    ]
    wanted = (
        [download(site, language, name, kind).name for kind in ("ipynb", "py")]
        if (language, name) in TAKEN
        else []
    )
    assert links == wanted


@each_download
def test_a_notebook_holds_the_samples_of_its_page_and_what_they_print_and_draw(
    site: Path, language: str, name: str
) -> None:
    page = document(site, language, name)
    install, *code = cells(download(site, language, name, "ipynb"), "code")
    assert install.source.startswith("%pip install --quiet ")
    samples = [block.text.strip() for block in page.select(".language-python code")]
    assert [cell.source for cell in code] == samples
    outputs = [output for cell in code for output in cell.outputs]
    shown = "".join(block.text for block in page.select(".output > pre > code"))
    assert "".join(output.get("text", "") for output in outputs) == shown
    drawn = [output for output in outputs if "image/svg+xml" in output.get("data", {})]
    assert len(drawn) == len(page.select("article img[src^='figures/'][src$=only-light]"))


@each_download
def test_colab_opens_the_notebook_that_the_workflow_puts_on_a_branch(
    site: Path, language: str, name: str
) -> None:
    page = document(site, language, name)
    (link,) = page.select("a[href^='https://colab.research.google.com']")
    branch = "https://colab.research.google.com/github/someone/fork/blob/notebooks/"
    file = str(link["href"]).removeprefix(branch)
    assert site / file == download(site, language, name, "ipynb")


@each_download
def test_a_notebook_is_plain_markdown_under_the_title_of_its_page(
    site: Path, language: str, name: str
) -> None:
    first, *others = cells(download(site, language, name, "ipynb"), "markdown")
    title = document(site, language, name).h1.text.removesuffix("¶").strip()
    assert first.source.startswith(f"# {title}\n\n")
    text = "\n".join(cell.source for cell in (first, *others))
    for mark in ("///", "{ #", "{.", "</", "attrs:", "explorer#", "\n\n\n"):
        assert mark not in text
    # Nobody knows where the site stands.
    assert all(link.startswith("https://") for link in LINK.findall(text))


@each_download
def test_the_links_of_a_published_notebook_lead_to_the_site(
    site: Path, language: str, name: str
) -> None:
    notebook = download(site, language, name, "ipynb")
    text = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    assert f"<{PUBLISHED_AT}{TAKEN[language, name]}>" in text
    links = [link for link in LINK.findall(text) if link.startswith(PUBLISHED_AT)]
    assert links
    for link in links:
        address, id_ = urldefrag(link)
        address, _, state = address.partition("?")
        assert not state or state.startswith("landscape=")  # of the explorer
        path = site / address.removeprefix(PUBLISHED_AT)
        assert path.exists(), link
        if id_:
            assert parsed(path / "index.html").find(id=id_), link


def test_a_notebook_and_a_script_are_the_same_bytes_at_every_run(tmp_path: Path) -> None:
    page = pages("ko")["gradient.md"]
    for run in ("one", "two"):
        (tmp_path / run / "gradient").mkdir(parents=True)
        (tmp_path / run / "gdlesson.whl").touch()
        write(tmp_path / run, "gradient", lesson_cells(page, ""), "ko", "")
    for kind in ("ipynb", "py"):
        one, two = (
            tmp_path / run / "gradient" / f"gradient.{kind}" for run in ("one", "two")
        )
        assert one.read_bytes() == two.read_bytes()


@pytest.fixture(scope="session")
def clean(unpublished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python with all that the downloads say they need, in the locked versions, alone."""
    environment = tmp_path_factory.mktemp("clean")
    scripts = [download(unpublished, *key, "py").read_text("utf-8") for key in TAKEN]
    named = [re.search(r"# %pip install --quiet (.+)", script) for script in scripts]
    needed = {word for line in named if line for word in shlex.split(line[1])}
    uv, python = find_uv_bin(), environment / "bin" / "python"
    options = ["--python", python, "--constraints", ROOT / "requirements.lock"]
    subprocess.run([uv, "venv", "--quiet", "--seed", environment], check=True)
    subprocess.run(
        [uv, "pip", "install", "--quiet", *options, *sorted(needed)],
        cwd=unpublished,
        check=True,
    )
    return python


def test_the_home_page_installs_what_labs_import_besides_the_package() -> None:
    distributions = packages_distributions()
    for language in LANGUAGES:
        code = "\n".join(lab.read_text("utf-8") for lab in labs(language))
        modules = {*re.findall(r"^(?:from|import) (\w+)", code, re.MULTILINE)}
        packages = {distributions[name][0] for name in modules - {"gdlesson"}}
        command = " ".join(["python -m pip install", *sorted(packages - {"numpy"})])
        assert f"\n{command}\n" in pages(language)["index.md"].text


@pytest.mark.slow
@each_download
def test_a_notebook_and_a_script_run_in_a_clean_environment_and_print_the_same(
    unpublished: Path, clean: Path, tmp_path: Path, language: str, name: str
) -> None:
    environment = os.environ | {"MPLBACKEND": "Agg"}
    environment.pop("PYTHONPATH", None)
    (wheel,) = unpublished.glob("*.whl")
    shutil.copy(wheel, tmp_path)
    notebook, script = (
        subprocess.Popen(
            [clean, "-I", *arguments, download(unpublished, language, name, kind)],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for kind, arguments in (("ipynb", ["-c", RUN]), ("py", []))
    )
    printed, _ = script.communicate()
    notebook.communicate()
    assert (script.returncode, notebook.returncode) == (0, 0)
    shown = document(unpublished, language, name).select(".output > pre > code")
    assert printed == "".join(block.text for block in shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_published_download_installs_the_package_from_the_site(
    site: Path, language: str
) -> None:
    for name in LESSONS:
        script = download(site, language, name, "py").read_text("utf-8")
        (wheel,) = re.findall(r'pip install --quiet "gdlesson @ (.+)"', script)
        assert (site / wheel.removeprefix(PUBLISHED_AT)).exists()
