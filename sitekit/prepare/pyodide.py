"""Stages what runs Python in a page: Pyodide, the wheels of two packages, our scripts.

NumPy's wheel is not on npm. It is taken from the folder PYODIDE_DIST, or else from
Pyodide's own host. Where it cannot be had, the site says so and pages ask that host for it.
Everywhere it must be the file that Pyodide's lock file names.
"""

import json
import os
import shutil
import sys
import urllib.request
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from click import ClickException

from sitekit import BUILD, LANGUAGES, ROOT, interface, packed
from sitekit.prepare.bundle import bundle

PYODIDE = ROOT / "node_modules" / "pyodide"
CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
HOST = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{name}"
PYTHON = BUILD / "python"
"""What runs Python in a page. Both languages share it."""
WHEELS = BUILD / "wheels"
INPUTS = BUILD / "python.json"
"""What esbuild says that it has bundled."""
SECONDS = 5
"""How long the host may be silent."""
SCRIPTS = ROOT / "sitekit" / "browser" / "samples"


@cache
def pinned() -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Pyodide's version, and what its lock file says of itself and of NumPy."""
    version = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    return version, lock["info"], lock["packages"]["numpy"]


def numpy_wheel() -> Path | None:
    """NumPy's wheel, once it was downloaded; None if it cannot be had."""
    version, _, package = pinned()
    name = str(package["file_name"])
    wheel, given = WHEELS / name, Path(os.environ.get("PYODIDE_DIST", "")) / name
    if not (wheel.exists() and sha256(wheel.read_bytes()).hexdigest() == package["sha256"]):
        content = given.read_bytes() if given.is_file() else download(version, name)
        if not content:
            return None
        if sha256(content).hexdigest() != package["sha256"]:
            raise ClickException(f"{name} is not the wheel that Pyodide {version} names")
        WHEELS.mkdir(parents=True, exist_ok=True)
        wheel.write_bytes(content)
    return wheel


def download(version: str, name: str) -> bytes:
    """Content of a file of Pyodide's host, or nothing, and then say so."""
    address = HOST.format(version=version, name=name)
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            return bytes(answer.read())
    except OSError as error:
        if os.environ.get("REQUIRE_PYODIDE") == "1":
            raise ClickException(f"{name} cannot be had: {error}") from error
        print(f"Without {name}, pages will load {address}", file=sys.stderr)
        return b""


def stage_python(wheel: Path) -> None:
    """Fill its folder; `wheel` is that of gdlesson, which will stand one folder above."""
    numpy = numpy_wheel()
    shutil.rmtree(PYTHON, ignore_errors=True)
    PYTHON.mkdir(parents=True)
    files = [PYODIDE / name for name in CORE]
    files += [numpy] if numpy else []
    for file in files:
        shutil.copy(file, PYTHON)
    bundle_scripts(lock(wheel, numpy), weights([*files, wheel]))


def lock(wheel: Path, numpy: Path | None) -> dict[str, Any]:
    """Pyodide's lock file without all that no page needs, and with our own package."""
    version, info, package = pinned()
    if not numpy:
        address = HOST.format(version=version, name=package["file_name"])
        package = package | {"file_name": address}
    name, number = wheel.name.split("-")[:2]
    ours = package | {
        "name": name,
        "version": number,
        "file_name": f"../{wheel.name}",
        "sha256": sha256(wheel.read_bytes()).hexdigest(),
        "imports": [name],
        "depends": ["numpy"],
    }
    return {"info": info, "packages": {"numpy": package, name: ours}}


def weights(files: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """Size of each file in bytes, and what is sent of it by a host that packs."""
    contents = {file.name: file.read_bytes() for file in files}
    return {name: (len(it), len(packed(it))) for name, it in contents.items()}


def bundle_scripts(lock: dict[str, Any], weights: dict[str, tuple[int, int]]) -> None:
    """Bundle our scripts, those that a page loads each with what it imports."""
    names = ("page.js", "editor.js", "worker.js")
    words = {
        language: {part: interface(language)[part] for part in ("samples", "hints")}
        for language in LANGUAGES
    }
    exercises = (ROOT / "docs" / "exercises").glob("*.py")
    texts = {it.name: it.read_text("utf-8") for it in sorted(exercises)}
    bundle(
        [SCRIPTS / name for name in names],
        PYTHON,
        f"--define:LOCK={json.dumps(lock)}",
        f"--define:FILES={json.dumps(weights)}",
        f"--define:EXERCISES={json.dumps(texts)}",
        f"--define:WORDS={json.dumps(words)}",
        f"--alias:style-mod={SCRIPTS / 'styles.js'}",
        "--external:./pyodide.mjs",
        "--loader:.css=text",
        "--loader:.py=text",
        f"--metafile={INPUTS}",
    )
