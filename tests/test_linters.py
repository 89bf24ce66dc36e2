"""What linters say of the code and of the workflows."""

import subprocess
import sys
from pathlib import Path

import pytest

from sitekit import ROOT

WORKFLOWS = [str(path) for path in ROOT.glob(".github/workflows/*")]
LINTERS = {
    "mypy": [],
    "ruff check": [],
    "ruff format --diff": [],
    "zizmor --offline --persona=auditor --strict-collection --collect=all .github": [],
    "actionlint -shellcheck= -pyflakes=": WORKFLOWS,
}
"""Commands, and the files that they are told of besides."""


@pytest.mark.parametrize(("command", "files"), LINTERS.items(), ids=LINTERS)
def test_a_linter_finds_nothing(command, files):
    program, *arguments = command.split()
    run = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments, *files],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    mended = "`make format` mends it" if "format" in command else ""
    assert run.returncode == 0, f"{run.stdout}{run.stderr}{mended}"
