"""Builds `site/`: ``python -m sitekit.build``.

A language whose pages and tools are unchanged is not built again. `site/` is replaced
only when both languages are whole, so a build that fails leaves the last good one.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from sitekit import LANGUAGES, ROOT
from sitekit.finish import finish
from sitekit.prepare import BUILD, KERNEL, PACKAGE, PYTHON, digest, prepare
from sitekit.runtime import WheelError

CONFIG = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}
SITE = ROOT / "site"
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--strict"]
"""Never with --quiet: what --quiet hides, --strict does not see."""


class BuildError(Exception):
    """MkDocs has refused a page; it has said why."""


def build(site: Path = SITE, address: str = "") -> None:
    """Build the languages that changed, and swap all of them into `site`."""
    prepare()
    root = address.rstrip("/") + "/" if address else ""
    parts, labs = BUILD / "html" / site.name, BUILD / "labs" / outputs_key()
    parts.mkdir(parents=True, exist_ok=True)
    keys = {language: key(language, root) for language in LANGUAGES}
    stamps = {language: parts / f"{language}.key" for language in LANGUAGES}
    changed = [
        language
        for language, stamp in stamps.items()
        if not stamp.exists() or stamp.read_text() != keys[language]
    ]
    runs = {
        language: mkdocs(language, root, parts / language, labs / language)
        for language in changed
    }
    failed = [language for language, run in runs.items() if not succeeds(run)]
    for language in changed:
        if language not in failed:
            finish(parts / language, language, site_url(language, root))
        stamps[language].write_text("" if language in failed else keys[language])
    if failed:
        raise BuildError(f"MkDocs refused docs/{' and docs/'.join(failed)}: see above")
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
    return digest([*PACKAGE.glob("*.py"), *KERNEL.rglob("*.py"), *ROOT.glob("*.lock")])


def mkdocs(language: str, root: str, directory: Path, labs: Path) -> subprocess.Popen[str]:
    """Start MkDocs on a language.

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
        [*MKDOCS, "-f", CONFIG[language], "-d", str(directory)],
        cwd=ROOT,
        env=os.environ | settings,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def succeeds(run: subprocess.Popen[str]) -> bool:
    """Wait for a run of MkDocs; print what it says if it fails."""
    _, said = run.communicate()
    if run.returncode != 0:
        lines = [line for line in said.splitlines() if not line.startswith("INFO")]
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
    whole, old = BUILD / "whole", BUILD / "old"
    shutil.rmtree(whole, ignore_errors=True)
    for language in LANGUAGES:
        shutil.copytree(parts / language, whole / folder(language))
    shutil.copytree(PYTHON, whole / PYTHON.name)
    if site.exists():
        shutil.rmtree(old, ignore_errors=True)
        site.rename(old)
    whole.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    """Build for the address in SITE_URL; without one, for any static host."""
    began = time.perf_counter()
    try:
        build(address=os.environ.get("SITE_URL", ""))
    except (BuildError, WheelError) as error:
        sys.exit(str(error))
    print(f"site/ is ready ({time.perf_counter() - began:.1f} s)")


if __name__ == "__main__":
    main()
