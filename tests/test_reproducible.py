"""A commit has one site: every build of it has the same bytes."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from browsing import PUBLISHED_AT
from drill import copy

from sitekit import BUILD, ROOT


def elsewhere():
    """Settings of another machine, where it is another day."""
    ahead = datetime.now(UTC).hour >= 12
    return {
        "HOME": "/nowhere",
        "LC_ALL": "C",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "7",
        "PYODIDE_DIST": str(BUILD / "wheels"),
        "REPO_URL": "https://github.com/someone/fork",
        "SITE_URL": PUBLISHED_AT,
        "TZ": "Etc/GMT-14" if ahead else "Etc/GMT+12",
    }


def files(site):
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_a_build_from_nothing_in_another_folder_and_on_another_day_has_the_same_bytes(
    site, tmp_path
):
    there = tmp_path / "another" / "folder"
    copy(there)
    (there / ".git").symlink_to(ROOT / ".git")
    subprocess.run(
        [sys.executable, "-m", "sitekit", "build"],
        cwd=there,
        env=os.environ | elsewhere(),
        umask=0o077,
        check=True,
    )
    ours, theirs = files(site), files(there / "site")
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
