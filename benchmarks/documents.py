"""The samples of all pages, run by our tests and by two plugins of pytest."""

import json
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.machine import described
from benchmarks.timing import Run, compare, ratios, spread
from sitekit import BUILD, ROOT

OK, TESTS_FAILED = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED
INTERNAL_ERROR = pytest.ExitCode.INTERNAL_ERROR
"""How pytest-examples and pytest 9 end where a sample raises."""

PLACE = BUILD / "bench" / "documents"
OURS = ["conftest.py", "gdlesson", "pyproject.toml", "sitekit", "tests"]
OURS += ["mkdocs.yml", "mkdocs.ko.yml", "mkdocs.en.yml"]
EXAMPLES = """
import pytest
from pytest_examples import find_examples

NAMESPACES = {}


@pytest.mark.parametrize("example", find_examples("docs", "README.md"), ids=str)
def test_example(example, eval_example):
    names = NAMESPACES.get(example.group)
    NAMESPACES[example.group] = eval_example.run(example, module_globals=names)
"""
COMMANDS = {
    "ours": ["docs", "README.md"],
    "examples": ["test_examples.py"],
    "stock": ["--markdown-docs", "--markdown-docs-syntax=superfences", "docs", "README.md"],
}
BESIDE = {
    "ours": [
        "tests/test_pages.py::test_every_python_fence_is_a_sample_that_pytest_collects"
    ]
}
"""What is no sample, but looks after them."""
HIDDEN = "\n!!! note\n\n    ```{.python continuation}\n    raise SystemError\n    ```\n"
FAULTS = {
    "output": lambda page: page.replace("6.0000 8.0000", "6.0000 8.0001"),
    "hidden": lambda page: page + HIDDEN,
}


def lay_out(name: str) -> Path:
    """Make a folder with the pages and what runs them; return it."""
    folder = PLACE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(
        ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("labs", "*.ipynb")
    )
    for item in ["README.md", *(OURS if name == "ours" else [])]:
        source = ROOT / item
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / item)
    if name == "ours":
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
    else:
        (folder / "pytest.ini").write_text("[pytest]\n")
    if name == "examples":
        (folder / "test_examples.py").write_text(EXAMPLES)
    return folder


def passes(folder: Path, *more: str) -> bool:
    """Whether all samples pass, and what is told `more`, in a new process."""
    path = os.pathsep.join([str(BUILD / "peers" / "documents"), str(ROOT)])
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *COMMANDS[folder.name], *more],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
    )
    if run.returncode not in (OK, TESTS_FAILED, INTERNAL_ERROR):
        sys.exit(run.stdout + run.stderr)
    return run.returncode == OK


def notices(folder: Path, fault: str) -> bool:
    """Whether a fault on a page is noticed."""
    page = folder / "docs" / "en" / "gradient.md"
    was = page.read_text("utf-8")
    page.write_text(FAULTS[fault](was), "utf-8")
    noticed = not passes(folder, *BESIDE.get(folder.name, []))
    page.write_text(was, "utf-8")
    return noticed


def measure() -> dict[str, Any]:
    """Time of each against ours, and what it notices."""
    folders = {name: lay_out(name) for name in COMMANDS}
    if broken := [name for name, folder in folders.items() if not passes(folder)]:
        sys.exit(f"the pages do not pass as they are: {broken}")
    runs: dict[str, Run] = {name: partial(passes, it) for name, it in folders.items()}
    times = compare(runs, rounds=3, once=True)
    return {
        "time": ratios(times, "ours"),
        "seconds": spread(times["ours"]),
        "notices": {
            name: {fault: notices(folder, fault) for fault in FAULTS}
            for name, folder in folders.items()
        },
        "on": described("pytest", "pytest-markdown-docs", "pytest-examples"),
    }


if __name__ == "__main__":
    print(json.dumps(measure()))
