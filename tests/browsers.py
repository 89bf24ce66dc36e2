"""Finds the browsers, and brings those that the machine lacks.

``python tests/browsers.py`` prints where Chromium is.
"""

import os
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = (
    "chromium-headless-shell",  # opens no window, and takes a quarter less time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def chromium():
    """Path of Chromium: the system's, else Playwright's, else that of a package."""
    if path := found(*CHROMIUM):
        return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if run(sys.executable, "-m", "playwright", "install", "chromium") and run(
        own, "--version"
    ):
        return own
    return brought(CHROMIUM[0], *CHROMIUM) or brought("chromium", *CHROMIUM)


def brought(package, *programs):
    """Path of one of the programs, which a package of Debian or Ubuntu brings."""
    apt = [*(["sudo", "-n"] if os.geteuid() else []), "apt-get", "-qy"]
    if not found(*programs) and run(*apt, "update"):
        run(*apt, "install", "--no-install-recommends", package)
    return found(*programs)


def found(*programs):
    """Path of the first program that is there."""
    return next(filter(None, map(shutil.which, programs)), None)


def missing(name):
    """Leave out what needs a program that cannot be had, or fail where all must run."""
    reason = f"there is no {name}, and it cannot be installed"
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


def run(*command):
    """Whether the command exists and succeeds."""
    return bool(shutil.which(command[0])) and not subprocess.call(
        command, stdout=sys.stderr
    )


if __name__ == "__main__":
    print(chromium() or sys.exit("There is no Chromium, and none can be installed."))
