"""What readers take along: notebooks and scripts that run anywhere and print the same."""

import os
import re
import shlex
import shutil
import subprocess
from importlib.metadata import packages_distributions
from urllib.parse import urldefrag

import nbformat
import pytest
from browsing import EVERY, LABS, LESSONS, PUBLISHED_AT, document, parsed
from uv import find_uv_bin

from sitekit import LANGUAGES, ROOT
from sitekit.pages import labs, pages

TAKEN = {key: path for key, path in EVERY.items() if key in LABS or key[1] in LESSONS}
each_download = pytest.mark.parametrize(("language", "name"), TAKEN)
SAMPLES = ".language-python code:not(.solution *)"
OUTPUTS = ".output > pre > code:not(.solution *)"
LINK = re.compile(r"\]\(([^)\s]+)\)")


def download(site, language, name, kind):
    path = site / TAKEN[language, name]
    return path / f"{path.name}.{kind}"


def cells(notebook, kind):
    read = nbformat.read(notebook, as_version=4)
    nbformat.validate(read)
    assert read.metadata.kernelspec.name == "python3"  # which everyone has
    return [cell for cell in read.cells if cell.cell_type == kind]


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_lessons_and_labs_and_no_other_pages_offer_a_notebook_a_script_and_colab(
    site, language, name
):
    selector = "[download], [href^='https://colab.research.google.com']"
    links = [str(link["href"]) for link in document(site, language, name).select(selector)]
    wanted = []
    if (language, name) in TAKEN:
        notebook, script = (download(site, language, name, it) for it in ("ipynb", "py"))
        branch = "https://colab.research.google.com/github/someone/fork/blob/notebooks/"
        colab = f"{branch}{notebook.relative_to(site)}"
        wanted = [notebook.name, script.name, colab]
    assert links == wanted


@each_download
def test_a_notebook_holds_the_samples_above_solutions_and_what_they_print_and_draw(
    site, language, name
):
    page = document(site, language, name)
    install, *code = cells(download(site, language, name, "ipynb"), "code")
    packages = shlex.split(install.source.removeprefix("%pip install --quiet "))
    wheel = packages[0].partition(" @ ")[2]
    assert (site / wheel.removeprefix(PUBLISHED_AT)).is_file()
    samples = [block.text.strip() for block in page.select(SAMPLES)]
    assert [cell.source for cell in code] == samples
    outputs = [output for cell in code for output in cell.outputs]
    shown = "".join(block.text for block in page.select(OUTPUTS))
    assert "".join(output.get("text", "") for output in outputs) == shown
    drawn = [output for output in outputs if "image/svg+xml" in output.get("data", {})]
    assert len(drawn) == len(page.select("article img[src^='figures/'][src$=only-light]"))


@each_download
def test_a_notebook_is_plain_markdown_whose_links_lead_somewhere(site, language, name):
    first, *others = cells(download(site, language, name, "ipynb"), "markdown")
    page = document(site, language, name)
    title = page.h1.text.removesuffix("¶").strip()
    assert first.source.startswith(f"# {title}\n\n")
    text = "\n".join(cell.source for cell in (first, *others))
    titles = page.select("article :is(.hint, .solution) > summary")
    folded = [title.text.replace("\xa0", " ") for title in titles]
    assert re.findall(r"^<details><summary>(.+)</summary>\n$", text, re.MULTILINE) == folded
    assert text.count("\n\n</details>") == len(folded)
    assert not [it.text for it in page.select(".screen") if it.text[:9] in text]
    tags = {*re.findall(r"</\w+>", text)}
    assert tags <= {"</summary>", "</details>"}
    for mark in ("///", "{ #", "{.", "{:", "attrs:", "explorer#", "\n\n\n"):
        assert mark not in text
    assert f"<{PUBLISHED_AT}{TAKEN[language, name]}>" in text
    for link in LINK.findall(text):
        assert link.startswith("https://")
        if not link.startswith(PUBLISHED_AT):
            continue
        address, id_ = urldefrag(link)
        address, _, state = address.partition("?")
        assert not state or state.startswith("landscape=")  # of the explorer
        path = site / address.removeprefix(PUBLISHED_AT)
        assert path.exists(), link
        if id_:
            assert parsed(path / "index.html").find(id=id_), link


@pytest.fixture(scope="session")
def clean(unpublished, tmp_path_factory):
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


def test_the_home_page_installs_what_labs_import_besides_the_package():
    distributions = packages_distributions()
    for language in LANGUAGES:
        code = "\n".join(lab.read_text("utf-8") for lab in labs(language))
        modules = {*re.findall(r"^(?:from|import) (\w+)", code, re.MULTILINE)}
        packages = {distributions[name][0] for name in modules - {"gdlesson"}}
        command = " ".join(["python -m pip install", *sorted(packages - {"numpy"})])
        assert f"\n{command}\n" in pages(language)["index.md"].text


@pytest.mark.slow
@each_download
def test_a_script_runs_in_a_clean_environment_and_prints_what_the_page_shows(
    unpublished, clean, tmp_path, language, name
):
    environment = os.environ | {"MPLBACKEND": "Agg"}
    environment.pop("PYTHONPATH", None)
    (wheel,) = unpublished.glob("*.whl")
    shutil.copy(wheel, tmp_path)
    printed = subprocess.check_output(
        [clean, "-I", download(unpublished, language, name, "py")],
        cwd=tmp_path,
        env=environment,
        encoding="utf-8",
    )
    shown = document(unpublished, language, name).select(OUTPUTS)
    assert printed == "".join(block.text for block in shown)
