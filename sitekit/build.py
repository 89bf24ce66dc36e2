"""Builds the site: prepare, MkDocs once a language, finish, and swap."""

import logging
import os
import shutil
import signal
import sys
from multiprocessing import Process
from pathlib import Path

from click import ClickException
from mkdocs.commands.build import build as make_pages
from mkdocs.config import load_config

from sitekit import BUILD, LANGUAGES, ROOT, SITE, folder, settings
from sitekit.finish import finish
from sitekit.markdown.labs import render_labs
from sitekit.markdown.search import index_formulas
from sitekit.prepare import KERNEL, outputs_of_labs, prepare, stage_pages
from sitekit.prepare.pyodide import PYTHON


def build(site: Path = SITE, address: str = "") -> None:
    """Build all languages for an address, or for any, and swap them into `site`.

    A build that fails leaves the last good site.
    """
    html, root = BUILD / "html" / site.name, address and address.rstrip("/") + "/"
    prepare()
    makers = [
        Process(target=make, args=(language, html / language, root), daemon=True)
        for language in LANGUAGES
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    failed = [it for it, maker in zip(LANGUAGES, makers, strict=True) if maker.exitcode]
    if failed:
        raise ClickException(f"docs/{' and docs/'.join(failed)} cannot be built")
    swap(html, site)


def make(language: str, html: Path, root: str) -> None:
    """Make the site of a language of its pages and of what was prepared."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    labs = outputs_of_labs(language)
    os.environ |= environment(language, root, labs)
    logging.basicConfig(format=f"docs/{language}: %(levelname)s: %(message)s", force=True)
    try:
        stage_pages(language)
        run_mkdocs(settings(language), html, labs)
        finish(html, language, os.environ["SITE_URL"], labs)
    except ClickException as error:
        sys.exit(str(error))


def run_mkdocs(file: Path, html: Path, labs: Path) -> None:
    """Let MkDocs make pages, and refuse what it warns of."""
    config = load_config(str(file), site_dir=str(html), strict=True)
    render_labs(config, labs)
    index_formulas()
    config.plugins.on_startup(command="build", dirty=False)
    make_pages(config)
    config.plugins.on_shutdown()


def environment(language: str, root: str, labs: Path) -> dict[str, str]:
    """What the settings, their plugins and what they run read from the environment."""
    repository = os.environ.get("REPO_URL", "").rstrip("/")
    return {
        "EDIT_URI": repository and f"edit/main/docs/{language}/",
        "IPYTHONDIR": str(KERNEL.parent),
        "JUPYTER_NO_CONFIG": "1",  # that of the author's own notebooks
        "LABS": str(labs),
        "OMP_NUM_THREADS": "1",  # sums in the same order on every machine
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT),
        "REPO_URL": repository,
        "SITE_ROOT": root,
        "SITE_URL": root and root + folder(language),
    }


def swap(html: Path, site: Path) -> None:
    """Put the languages together beside `site`, and then in its place."""
    whole, last = BUILD / "whole", BUILD / f"last-{site.name}"
    for leftover in (whole, last):  # of a build that was ended here
        shutil.rmtree(leftover, ignore_errors=True)
    for language in LANGUAGES:
        shutil.copytree(html / language, whole / folder(language))
    shutil.copytree(PYTHON, whole / PYTHON.name)
    if site.exists():
        site.rename(last)
    whole.rename(site)
    shutil.rmtree(last, ignore_errors=True)
