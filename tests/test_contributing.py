"""What the repository says to those who keep it."""

import json
import re
import subprocess

import pytest

from benchmarks import documents, net
from benchmarks.report import PAGE, RESULTS, TEMPLATE, report
from sitekit import ROOT
from sitekit.__main__ import main

TEXTS = ["README.md", "CONTRIBUTING.md"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())


@pytest.mark.parametrize("path", [*map(ROOT.joinpath, TEXTS), *WORKFLOWS], ids=str)
def test_every_command_that_is_named_is_one_of_the_makefile(path):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)
    named = re.findall(r"(?:`|&& |run: |^)make ([a-z-]+)", path.read_text(), re.MULTILINE)
    assert named
    assert set(named) <= set(targets)


def test_the_makefile_tells_all_that_it_makes_and_calls_commands_that_there_are():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)
    assert re.findall(r"^  make ([a-z-]+)", made("help"), re.MULTILINE) == targets
    assert {*re.findall(r"-m sitekit ([a-z]+)", makefile)} <= main.commands.keys()


@pytest.mark.parametrize("lock", ["requirements.lock", "package-lock.json"])
def test_what_is_locked_anew_is_installed(lock):
    assert "pip sync" in made("--dry-run", f"--what-if={lock}", "check")


def made(*arguments):
    """What make prints."""
    return subprocess.check_output(["make", *arguments], cwd=ROOT, encoding="utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_every_path_that_is_named_is_there(name):
    text = (ROOT / name).read_text("utf-8")
    named = re.findall(r"`([\w.-]+(?:/[\w.-]+)+)`|\]\(((?!\w+:)[^)#]+)", text)
    places = re.compile("NAME|LANGUAGE|LESSON")
    paths = [code or link for code, link in named if not places.search(code)]
    actions = "../../actions/workflows/"  # pages of GitHub, one a workflow
    paths = [path.replace(actions, ".github/workflows/") for path in paths]
    paths = [path.removesuffix("/badge.svg") for path in paths]
    kept = [path for path in paths if not path.startswith("build/")]
    assert kept
    assert [path for path in kept if not (ROOT / path).exists()] == []


def test_the_page_of_the_benchmarks_shows_what_was_measured_last():
    results = json.loads(RESULTS.read_text("utf-8"))
    assert PAGE.read_text("utf-8") == report(results, TEMPLATE.read_text("utf-8"))


def test_the_benchmarks_find_what_they_change_and_measure():
    assert net.LAB.read_text("utf-8").count(net.COST) == 1
    page = (ROOT / "docs" / "en" / "gradient.md").read_text("utf-8")
    for fault in documents.FAULTS.values():
        assert fault(page) != page
    assert page.count("Imagine walking") == 1, "benchmarks/sites.py changes these words"


def test_differences_took_thousands_of_times_as_long_as_the_third_lab_says():
    assert 2_000 <= json.loads(RESULTS.read_text("utf-8"))["net"]["ratio"][1] < 10_000
