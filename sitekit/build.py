"""Builds `site/`: ``python -m sitekit.build``.

A language whose pages and tools are unchanged is not built again. `site/` is replaced
only when both languages are whole, so a build that fails leaves the last good one.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from sitekit import LANGUAGES, ROOT
from sitekit.command import CommandError, command, running
from sitekit.kept import BUILD, PACKAGE, digest
from sitekit.prepare import KERNEL, PYTHON, prepare

CONFIG = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}
SITE = ROOT / "site"
NOISE = ("INFO", "[IPKernelApp] WARNING")
"""How lines begin that say nothing of the pages."""
LANGUAGE = [sys.executable, "-m", "sitekit.language"]
REFUSED = re.compile(r"\w*Error: \[Errno \d+\] (.*)")
"""Last line of a traceback, where it is the system that refuses something."""


def build(site: Path = SITE, address: str = "") -> None:
    """Build the languages that changed, and swap all of them into `site`."""
    put_back(site)
    root = address.rstrip("/") + "/" if address else ""
    parts, labs = BUILD / "html" / site.name, BUILD / "labs" / outputs_key()
    parts.mkdir(parents=True, exist_ok=True)
    drop_truncated(labs)
    with ExitStack() as started:
        runs = {}
        for language in LANGUAGES:
            run = waiting(language, root, parts / language, labs / language)
            runs[language] = started.enter_context(running(run))
        prepare()
        keys = {language: key(language, root) for language in LANGUAGES}
        stamps = {language: parts / f"{language}.key" for language in LANGUAGES}
        changed = [
            language
            for language, stamp in stamps.items()
            if not stamp.exists() or stamp.read_text() != keys[language]
        ]
        for language in changed:
            stamps[language].unlink(missing_ok=True)
            mkdocs(runs[language])
        failed = [language for language in changed if not succeeds(runs[language])]
    for language in changed:
        if language not in failed:
            stamps[language].write_text(keys[language])
    if failed:
        raise CommandError(f"MkDocs refused docs/{' and docs/'.join(failed)}: see above")
    assemble(parts, site)


def key(language: str, root: str) -> str:
    """Hash of all that the built pages of a language depend on."""
    sources = [
        *(BUILD / "docs" / language).rglob("*"),
        *(path for path in (ROOT / "sitekit").rglob("*") if path.suffix != ".pyc"),
        *PACKAGE.glob("*.py"),
        *ROOT.glob("mkdocs*.yml"),
        *ROOT.glob("*lock*"),
    ]
    return digest(sources, root, os.environ.get("REPO_URL", ""))


def outputs_key() -> str:
    """Hash of all that the outputs of labs depend on, but for the labs."""
    kernel = (ROOT / "sitekit" / "prepare" / "kernel").rglob("*.py")
    return digest([*PACKAGE.glob("*.py"), *kernel, *ROOT.glob("*.lock")])


def drop_truncated(labs: Path) -> None:
    """Drop what a build that was ended has half-written: mkdocs-jupyter would read it."""
    for file in labs.rglob("*.json"):
        try:
            json.loads(file.read_text("utf-8"))
        except ValueError:
            file.unlink()


def waiting(language: str, root: str, directory: Path, labs: Path) -> subprocess.Popen[str]:
    """Start a process that imports MkDocs for a language, and then waits for `mkdocs`.

    `root` is the address of the whole site, or empty; `labs` keeps what labs print.
    """
    settings = {
        "IPYTHONDIR": str(KERNEL.parent),
        "LAB_CACHE": str(labs),
        "OMP_NUM_THREADS": "1",  # sums in the same order on every machine
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT),
        "EDIT_URI": f"edit/main/docs/{language}/" if os.environ.get("REPO_URL") else "",
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_ROOT": root,
        "SITE_URL": site_url(language, root),
    }
    return subprocess.Popen(
        [*LANGUAGE, language, CONFIG[language], str(directory)],
        cwd=ROOT,
        env=os.environ | settings,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def mkdocs(run: subprocess.Popen[str]) -> None:
    """Let MkDocs, and what finishes its pages, run on the pages that are ready now."""
    assert run.stdin
    run.stdin.write("\n")
    run.stdin.flush()


def succeeds(run: subprocess.Popen[str]) -> bool:
    """Wait for a run of MkDocs; if it fails, print what it says of the pages."""
    _, said = run.communicate()
    if run.returncode != 0:
        lines = [line for line in said.splitlines() if not line.startswith(NOISE)]
        if lines and (refused := REFUSED.fullmatch(lines[-1])):
            raise CommandError(refused[1])
        if len(lines) > 1 and lines[-2].endswith(lines[-1].removeprefix("Error: ")):
            lines.pop()  # MkDocs has said it with the name of the page
        print(*lines, sep="\n", file=sys.stderr)
    return run.returncode == 0


def folder(language: str) -> str:
    """Where a language stands on the site."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def site_url(language: str, root: str) -> str:
    """Address of a language, or nothing if that of the site is unknown."""
    return root and root + folder(language)


def assemble(parts: Path, site: Path) -> None:
    """Put the languages together beside `site`, and then in its place."""
    whole = BUILD / "whole"
    shutil.rmtree(whole, ignore_errors=True)
    for language in LANGUAGES:
        shutil.copytree(parts / language, whole / folder(language))
    shutil.copytree(PYTHON, whole / PYTHON.name)
    try:
        if site.exists():
            shutil.rmtree(last(site), ignore_errors=True)
            site.rename(last(site))
        whole.rename(site)
    except BaseException:
        put_back(site)
        raise
    shutil.rmtree(last(site), ignore_errors=True)


def last(site: Path) -> Path:
    """Where the last good site waits while the next takes its place."""
    return BUILD / f"last-{site.name}"


def put_back(site: Path) -> None:
    """Where a build was ended before its site stood, put the last good one back."""
    if last(site).exists() and not site.exists():
        last(site).rename(site)


@command()
def main() -> None:
    """Build for the address in SITE_URL; without one, for any static host."""
    began = time.perf_counter()
    build(address=os.environ.get("SITE_URL", ""))
    print(f"site/ is ready ({time.perf_counter() - began:.1f} s)")


if __name__ == "__main__":
    main()
