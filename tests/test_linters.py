"""What linters say of the code and of the workflows."""

import subprocess
import sys
from pathlib import Path

import pytest

from sitekit import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
LINTERS = {
    "mypy": ["mypy"],
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--diff"],
    "zizmor": [
        "zizmor",
        "--offline",
        "--persona=auditor",
        "--strict-collection",
        "--collect=all",
        "--no-progress",
        WORKFLOWS.parent,
    ],
    "actionlint": ["actionlint", "-shellcheck=", "-pyflakes=", *WORKFLOWS.iterdir()],
}


@pytest.mark.parametrize("command", LINTERS.values(), ids=LINTERS)
def test_a_linter_finds_nothing(command):
    program, *arguments = command
    run = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr
