"""First step of a build: what pages show or link to, and the folders that MkDocs reads."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flit_core import buildapi
from mkdocs.utils.yaml import yaml_load

from sitekit import BUILD, ROOT, digest, settings
from sitekit.pages import pages
from sitekit.prepare import licences, pyodide
from sitekit.prepare.bundle import bundle_theme
from sitekit.prepare.fill import with_facts
from sitekit.prepare.licences import with_licences
from sitekit.prepare.pictures import drawings

GENERATED = BUILD / "generated"
"""What was made for the pages of every language."""
PROFILE = ROOT / "sitekit" / "markdown" / "labs" / "kernel"
KERNEL = BUILD / "ipython" / "profile_default"


def prepare() -> None:
    """Make all that pages show or link to."""
    shutil.rmtree(GENERATED, ignore_errors=True)
    GENERATED.mkdir(parents=True)
    package = wheel(GENERATED)
    with ThreadPoolExecutor() as threads:  # processes of their own do most of it
        staged = threads.submit(pyodide.stage_python, package)
        drawn = drawings()
        for folder in ("figures", "pictures"):
            shutil.copytree(drawn / folder, GENERATED / folder)
        bundle_theme(GENERATED, drawn)
        staged.result()
    licences.write(GENERATED / "licences.txt")
    shutil.rmtree(KERNEL, ignore_errors=True)
    shutil.copytree(PROFILE, KERNEL)


def stage_pages(language: str) -> None:
    """Put the pages of a language beside what was made for all."""
    staged = BUILD / "docs" / language
    shutil.rmtree(staged, ignore_errors=True)
    shutil.copytree(ROOT / "docs" / language, staged)
    for name, page in pages(language).items():
        (staged / name).write_text(with_licences(with_facts(page)), "utf-8")
    shutil.copytree(GENERATED, staged, dirs_exist_ok=True)


def outputs_of_labs(language: str) -> Path:
    """Folder of what labs become, as long as all that makes it is the same."""
    ours = (it for it in ROOT.glob("sitekit/markdown/**/*.*") if it.suffix != ".pyc")
    makers = [*ours, *ROOT.glob("gdlesson/*.py"), ROOT / "requirements.lock"]
    makers.append(ROOT / "docs" / language / "glossary.md")
    with settings(language).open("rb") as file:
        said = yaml_load(file)
    how = said["markdown_extensions"], said["plugins"]["mkdocs-jupyter"]
    return BUILD / "labs" / digest(makers, json.dumps(how)) / language


def wheel(directory: Path) -> Path:
    """Build the wheel of gdlesson, the same bytes wherever and whenever it is built."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")  # else the dates of the files
    name: str = buildapi.build_wheel(str(directory))
    return directory / name
