"""Keeps what is slow to make, from one build to the next."""

import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterable
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from sitekit import ROOT

BUILD = ROOT / "build"
PACKAGE = ROOT / "gdlesson"
Function = TypeVar("Function", bound=Callable[..., Any])


def kept(function: Function) -> Function:
    """Make a function remember what it returns for texts, bytes and numbers."""

    @wraps(function)
    def remember(*arguments: Any) -> Any:
        name = hashlib.sha256(f"{function.__qualname__}{arguments}".encode()).hexdigest()
        file = folder() / name
        if file.exists():
            return pickle.loads(file.read_bytes())
        result = function(*arguments)
        half = file.with_name(f"{name}.{os.getpid()}")
        half.write_bytes(pickle.dumps(result))
        half.rename(file)
        return result

    return remember  # type: ignore[return-value]


@cache
def folder() -> Path:
    """Where things are kept while our code and what it is built with stay as they are."""
    code = [*(ROOT / "sitekit").rglob("*.py"), *PACKAGE.glob("*.py"), *ROOT.glob("*lock*")]
    directory = BUILD / "kept" / digest(code)
    directory.mkdir(parents=True, exist_ok=True)
    for other in directory.parent.iterdir():
        if other != directory:
            shutil.rmtree(other, ignore_errors=True)
    return directory


def digest(files: Iterable[Path], *settings: str) -> str:
    """Hash of the contents of `files`, their names and `settings`."""
    sha = hashlib.sha256("\n".join(settings).encode())
    for file in sorted(file for file in files if file.is_file()):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        sha.update(f"\n{file.relative_to(ROOT)} {content}".encode())
    return sha.hexdigest()
