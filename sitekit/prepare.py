"""First step of a build: the folders that MkDocs reads, one a language."""

import hashlib
import re
import shutil
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from flit_core import buildapi

from sitekit import LANGUAGES, ROOT

BUILD = ROOT / "build"
PACKAGE = ROOT / "gdlesson"
OTHER_FONTS = re.compile(r',url\(fonts/[^)]+\.(?:woff|ttf)\) format\("\w+"\)')


def prepare() -> None:
    """Stage the pages of every language with all that they show or link to."""
    generated = BUILD / "generated"
    shutil.rmtree(generated, ignore_errors=True)
    shutil.copytree(drawings(), generated)
    katex(generated / "katex")
    buildapi.build_wheel(str(generated))
    for language in LANGUAGES:
        staged = BUILD / "docs" / language
        shutil.rmtree(staged, ignore_errors=True)
        shutil.copytree(ROOT / "docs" / language, staged)
        shutil.copytree(generated, staged, dirs_exist_ok=True)


def drawings() -> Path:
    """Draw the figures and write their colours, unless what draws them is unchanged."""
    directory = BUILD / "drawings"
    versions = f"matplotlib {version('matplotlib')}, numpy {version('numpy')}"
    key = digest(PACKAGE.glob("*.py"), versions, Path(__file__).read_text("utf-8"))
    stamp = BUILD / "drawings.key"
    if not stamp.exists() or stamp.read_text() != key:
        from gdlesson import figures  # matplotlib takes half a second to import

        shutil.rmtree(directory, ignore_errors=True)
        figures.write(directory / "figures")
        schemes = palette("default", figures.LIGHT) + palette("slate", figures.DARK)
        (directory / "palette.css").write_text(schemes)
        stamp.write_text(key)
    return directory


def palette(scheme: str, theme: object) -> str:
    """CSS custom properties, such as ``--ink``, that hold the colours of the figures."""
    colours = "".join(
        f"  --{name}: {value};\n" for name, value in vars(theme).items() if name != "name"
    )
    return f"[data-md-color-scheme={scheme}] {{\n{colours}}}\n"


def katex(directory: Path) -> None:
    """Copy KaTeX's stylesheet, and its fonts in the one format that browsers need."""
    source = ROOT / "node_modules" / "katex" / "dist"
    fonts = directory / "fonts"
    fonts.mkdir(parents=True)
    css = OTHER_FONTS.sub("", (source / "katex.min.css").read_text("utf-8"))
    (directory / "katex.min.css").write_text(css, "utf-8")
    for font in source.glob("fonts/*.woff2"):
        shutil.copy(font, fonts)


def digest(files: Iterable[Path], *settings: str) -> str:
    """Hash of the contents of `files`, their names and `settings`."""
    sha = hashlib.sha256("\n".join(settings).encode())
    for file in sorted(file for file in files if file.is_file()):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        sha.update(f"\n{file.relative_to(ROOT)} {content}".encode())
    return sha.hexdigest()
