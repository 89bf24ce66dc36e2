"""Finds Chromium for the tests, or installs one: ``python -m sitekit.browser``."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """Path of a Chromium that starts: the system's, else Playwright's."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    paths = [*filter(None, map(shutil.which, NAMES)), own]
    return next((path for path in paths if starts(path)), None)


def starts(path: str) -> bool:
    """Whether the program is there with all that it needs."""
    if not Path(path).exists():
        return False
    return (
        subprocess.run([path, "--version"], capture_output=True, check=False).returncode
        == 0
    )


def install() -> str | None:
    """Install Playwright's Chromium, else the system's; return what is there then."""
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    if run(own) and (path := find()):
        return path
    return find() if install_packages("chromium") else None


def install_packages(*names: str) -> bool:
    """Install packages of Debian or Ubuntu, and return whether that went well."""
    apt = [*([] if os.geteuid() == 0 else ["sudo", "-n"]), "apt-get", "-q"]
    return run([*apt, "update"]) and run(
        [*apt, "install", "-y", "--no-install-recommends", *names]
    )


def run(command: list[str]) -> bool:
    """Whether the command exists and succeeds."""
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    print(find() or install() or sys.exit("No Chromium, and none can be installed."))
