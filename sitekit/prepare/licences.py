"""The licences of what the site ships that others wrote.

What is shipped, in which version and under which licence, is read from the packages as
they are installed, so that it cannot be out of date. Where one leaves its licence unsaid,
it is stated here; what nobody states fails the build.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from click import ClickException

from sitekit import ROOT
from sitekit.prepare import pyodide
from sitekit.prepare.bundle import MATERIAL

PLACE = "{{ licences }}"
MODULES = ROOT / "node_modules"
ICONS = {"Font Awesome Free": "fontawesome", "Material Design Icons": "material"}
"""Collections that icons of the site are from, and their folders in the theme."""
STATED = {
    "clipboard": "MIT",
    "escape-html": "MIT",
    "focus-visible": "W3C",
    "lunr": "MIT",
    "lunr-languages": "MPL-1.1",
    "rxjs": "Apache-2.0",
    "tslib": "0BSD",
    "Font Awesome Free": "CC-BY-4.0",
    "Material Design Icons": "Apache-2.0",
    "Python": "Python-2.0",
    "numpy": "BSD-3-Clause",
}
"""Licences that no package says in a way that can be read."""
MODULE = re.compile(r".*node_modules/((?:@[^/]+/)?[^/]+)/")
LICENCE = re.compile(r"\.dist-info/(licenses/)?LICENSE")
NOTICE = re.compile(r"/\*(?:(?!\*/).)*(?:opyright|©)(?:(?!\*/).)*\*/", re.DOTALL)


class Package(NamedTuple):
    """Something that others wrote."""

    name: str
    version: str
    licence: str
    """Its identifier in the list of SPDX."""
    text: str
    """Notice and licence; where the package brings none, the licence as SPDX has it."""


def with_licences(page: str) -> str:
    """Page with a row for each package that is shipped."""
    if PLACE not in page:
        return page
    rows = [f"| {it.name} | {it.version} | {it.licence} |" for it in shipped()]
    table = "\n".join(rows).replace("/", "/<wbr>")  # a long name may break there
    return page.replace(PLACE, table)


def write(file: Path) -> None:
    """Write the texts of all licences."""
    file.write_text("\n".join(map(chapter, shipped())), "utf-8")


def chapter(package: Package) -> str:
    """Text of a package's licence, under its name."""
    title = f"{package.name} {package.version} ({package.licence})"
    return f"{title}\n{'=' * len(title)}\n\n{package.text.strip()}\n\n"


@cache
def shipped() -> list[Package]:
    """All that is shipped, by name."""
    found = [*from_material(), *from_editor(), *from_pyodide()]
    found += [from_npm("@fontsource/stix-two-math"), from_pypi("mkdocstrings-python")]
    return sorted(found, key=lambda package: package.name.lower())


def from_material() -> Iterator[Package]:
    """The theme, what its scripts are bundled from, and its icons."""
    theme = from_pypi("mkdocs-material")
    within = f"{theme.name} {theme.version}"
    yield theme
    for name, notices in bundled().items():
        yield stated(name, within, notices)
    yield stated("lunr-languages", within)
    for name, collection in ICONS.items():
        (notice,) = (MATERIAL / ".icons" / collection).glob("LICENSE*")
        yield stated(name, within, notice.read_text("utf-8"))


def bundled() -> dict[str, str]:
    """Modules in the scripts of the theme, from the source maps, and their notices."""
    notices: dict[str, dict[str, None]] = {}
    for file in sorted((MATERIAL / "assets" / "javascripts").rglob("*.map")):
        sources = json.loads(file.read_text("utf-8"))
        for source, code in zip(sources["sources"], sources["sourcesContent"], strict=True):
            if found := MODULE.match(source):
                kept = notices.setdefault(found[1], {})
                kept |= dict.fromkeys(NOTICE.findall(code or ""))
    return {name: "\n\n".join(kept) for name, kept in notices.items()}


def from_editor() -> Iterator[Package]:
    """What esbuild has put into our scripts."""
    inputs = json.loads(pyodide.INPUTS.read_text("utf-8"))["inputs"]
    names = {found[1] for source in inputs if (found := MODULE.match(source))}
    yield from map(from_npm, sorted(names))


def from_pyodide() -> Iterator[Package]:
    """Pyodide, the Python in it, and NumPy where it comes with the site."""
    yield from_npm("pyodide")
    _, info, numpy = pyodide.pinned()
    yield stated("Python", info["python"])
    for wheel in pyodide.PYTHON.glob(numpy["file_name"]):
        with ZipFile(wheel) as files:
            names = [name for name in files.namelist() if LICENCE.search(name)]
            texts = [files.read(name).decode() for name in names]
        yield Package("numpy", numpy["version"], STATED["numpy"], "\n\n".join(texts))


def from_pypi(name: str) -> Package:
    """Package that is installed from PyPI."""
    installed = distribution(name)
    files = [file for file in installed.files or [] if "LICENSE" in file.name]
    texts = [file.read_text("utf-8") for file in files if ".dist-info" in str(file)]
    licence = installed.metadata["License-Expression"]
    return Package(
        name, installed.version, licence, "\n\n".join(texts) or standard(licence)
    )


def from_npm(name: str) -> Package:
    """Package that is installed from npm."""
    folder = MODULES / name
    about = json.loads((folder / "package.json").read_text("utf-8"))
    licence = about["license"]
    texts = [file.read_text("utf-8") for file in sorted(folder.glob("LICENSE*"))]
    return Package(name, about["version"], licence, "\n\n".join(texts) or standard(licence))


def stated(name: str, version: str, notice: str = "") -> Package:
    """Package whose licence is stated here."""
    if name not in STATED:
        raise ClickException(
            f"{name} is shipped: state its licence in sitekit/prepare/licences.py"
        )
    licence = STATED[name]
    return Package(name, version, licence, f"{notice}\n\n{standard(licence)}")


def standard(licence: str) -> str:
    """Text of a licence in the list of SPDX."""
    file = MODULES / "spdx-license-list" / "licenses" / f"{licence}.json"
    return str(json.loads(file.read_text("utf-8"))["licenseText"])
