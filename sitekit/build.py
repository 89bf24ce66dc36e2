"""Builds the site: prepare, MkDocs once a language, finish, and swap."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from click import ClickException

from sitekit import BUILD, LANGUAGES, ROOT, folder, settings
from sitekit.finish import finish
from sitekit.prepare import KERNEL, LABS, PYTHON, outputs_of_labs, prepare

SITE = ROOT / "site"
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--strict"]
"""Never with --quiet: what --quiet hides, --strict does not see."""
NOISE = re.compile(r"INFO|\[IPKernelApp\] WARNING|\s*$")
"""How a line of MkDocs begins that says nothing of the pages."""


def build(site: Path = SITE, address: str = "") -> None:
    """Build all languages for an address, or for any, and swap them into `site`.

    A build that fails leaves the last good site.
    """
    put_back(site)
    html, root = BUILD / "html" / site.name, address and address.rstrip("/") + "/"
    prepare()
    labs = {language: outputs_of_labs(language) for language in LANGUAGES}
    run_mkdocs(html, root, labs)
    with ProcessPoolExecutor(len(LANGUAGES)) as processes:
        finished = [
            processes.submit(
                finish,
                html / language,
                language,
                site_url(language, root),
                labs[language],
            )
            for language in LANGUAGES
        ]
    for language in finished:
        language.result()
    swap(html, site)


def run_mkdocs(html: Path, root: str, labs: dict[str, Path]) -> None:
    """Let MkDocs make the pages of each language, side by side."""
    with running(*(mkdocs(it, html / it, root, labs[it]) for it in LANGUAGES)) as runs:
        said = "".join(run.communicate()[1] for run in runs)
    failed = [it for it, run in zip(LANGUAGES, runs, strict=True) if run.returncode]
    if failed:
        lines = [line for line in said.splitlines() if not NOISE.match(line)]
        print(*lines, sep="\n", file=sys.stderr)
        raise ClickException(f"MkDocs refused docs/{' and docs/'.join(failed)}")


def mkdocs(language: str, html: Path, root: str, labs: Path) -> subprocess.Popen[str]:
    """Start MkDocs on the staged pages of a language."""
    return subprocess.Popen(
        [*MKDOCS, "--config-file", settings(language), "--site-dir", html],
        cwd=ROOT,
        env=environment(language, root, labs),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def environment(language: str, root: str, labs: Path) -> dict[str, str]:
    """What the settings, their plugins and what they run read from the environment."""
    return os.environ | {
        "EDIT_URI": f"edit/main/docs/{language}/" if os.environ.get("REPO_URL") else "",
        "IPYTHONDIR": str(KERNEL.parent),
        "JUPYTER_CONFIG_DIR": str(LABS),
        "LABS": str(labs),
        "MKDOCS_CONFIG": str(settings(language)),
        "NO_MKDOCS_2_WARNING": "1",
        "OMP_NUM_THREADS": "1",  # sums in the same order on every machine
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT),
        "SITE_ROOT": root,
        "SITE_URL": site_url(language, root),
    }


@contextmanager
def running(*processes: subprocess.Popen[str]) -> Iterator[list[subprocess.Popen[str]]]:
    """Wait for processes at the end of the block; if that is left early, end them first."""
    try:
        yield [*processes]
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def site_url(language: str, root: str) -> str:
    """Address of a language, or nothing if that of the site is unknown."""
    return root and root + folder(language)


def swap(html: Path, site: Path) -> None:
    """Put the languages together beside `site`, and then in its place."""
    whole = BUILD / "whole"
    shutil.rmtree(whole, ignore_errors=True)
    for language in LANGUAGES:
        shutil.copytree(html / language, whole / folder(language))
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
