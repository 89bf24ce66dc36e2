"""Whether all that is installed is locked, by its content and not by an address."""

import json
import re
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sitekit import ROOT

PYTHON = (ROOT / "requirements.lock").read_text("utf-8")
LOCKED = re.findall(r"^(\S+)==(\S+) (.*(?:\n .*)*)", PYTHON, re.MULTILINE)
NPM = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
INSTALLED = {path: package for path, package in NPM.items() if path}


def test_every_python_package_has_an_exact_version_and_the_hashes_of_all_its_files():
    """A package has a wheel and a source: with one hash gone, the other is installed."""
    assert len(LOCKED) == len(re.findall(r"^[^\s#]", PYTHON, re.MULTILINE)) > 0
    assert [name for name, _, rest in LOCKED if rest.count("--hash=sha256:") < 2] == []


def test_every_npm_package_has_a_hash():
    hashes = {path: package.get("integrity", "") for path, package in INSTALLED.items()}
    assert hashes
    assert [path for path, hash in hashes.items() if not hash.startswith("sha512-")] == []


def test_no_lock_names_an_address():
    assert "://" not in PYTHON
    assert [path for path, package in INSTALLED.items() if "resolved" in package] == []


PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = PYPROJECT["dependency-groups"]


def asked_for(*groups):
    """What pyproject.toml asks for: for the package, with all its options, and groups."""
    project = PYPROJECT["project"]
    options = project["optional-dependencies"].values()
    return map(Requirement, chain(project["dependencies"], *options, *groups))


def test_all_that_the_site_imports_is_asked_for():
    imports = re.compile(r"^ *(?:from|import) (\w+)", re.MULTILINE)
    files = [it.read_text("utf-8") for it in ROOT.glob("sitekit/**/*.py")]
    found, packages = set(imports.findall("\n".join(files))), packages_distributions()
    needed = {canonicalize_name(packages[it][0]) for it in found & packages.keys()}
    assert needed <= {canonicalize_name(it.name) for it in asked_for(GROUPS["site"])}


def test_the_locked_python_packages_are_those_that_pyproject_allows():
    for asked in asked_for(*GROUPS.values()):
        name = canonicalize_name(asked.name)
        versions = [version for locked, version, _ in LOCKED if locked == name]
        assert versions, asked
        assert all(map(asked.specifier.contains, versions)), asked
