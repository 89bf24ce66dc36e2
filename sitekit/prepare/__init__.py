"""First step of a build: the folders that MkDocs reads, one a language."""

import logging
import os
import re
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from flit_core import buildapi

from sitekit import LANGUAGES, ROOT
from sitekit.command import CommandError
from sitekit.kept import BUILD, PACKAGE, digest
from sitekit.pages import pages
from sitekit.prepare import licences, pyodide
from sitekit.prepare.fill import with_facts
from sitekit.prepare.licences import with_licences

if TYPE_CHECKING:
    from gdlesson.figures import Theme

PYTHON = BUILD / "python"
"""What runs Python in a page. Both languages share it."""
KERNEL = BUILD / "ipython" / "profile_default"
FONT = re.compile(r"url\((fonts/[^)]+)\)")
OTHER_FONTS = re.compile(r',url\(fonts/[^)]+\.(?:woff|ttf)\) format\("\w+"\)')


def prepare() -> None:
    """Stage the pages of every language with all that they show or link to."""
    shutil.copytree(Path(__file__).with_name("kernel"), KERNEL, dirs_exist_ok=True)
    generated = BUILD / "generated"
    shutil.rmtree(generated, ignore_errors=True)
    katex(generated / "katex")
    package = wheel(generated)
    with ThreadPoolExecutor() as threads:
        staging = threads.submit(python, package)  # a process of its own does most of it
        shutil.copytree(drawings(), generated, dirs_exist_ok=True)
        staging.result()
    licences.write(generated / "licences.txt")
    for language in LANGUAGES:
        staged = BUILD / "docs" / language
        shutil.rmtree(staged, ignore_errors=True)
        shutil.copytree(ROOT / "docs" / language, staged)
        for name, page in pages(language).items():
            text = with_licences(with_facts(page))
            (staged / name).write_text(text, "utf-8")
        shutil.copytree(generated, staged, dirs_exist_ok=True)


def drawings() -> Path:
    """Draw all pictures and write their colours, unless what draws them is unchanged."""
    directory = BUILD / "drawings"
    versions = f"matplotlib {version('matplotlib')}, numpy {version('numpy')}"
    names = ("explorer.py", "cards.py", "__init__.py")
    ours = [Path(__file__).with_name(name) for name in names]
    key = digest([*PACKAGE.glob("*.py"), *ours], versions)
    stamp = BUILD / "drawings.key"
    if not stamp.exists() or stamp.read_text() != key:
        stamp.unlink(missing_ok=True)
        from gdlesson import figures  # matplotlib takes half a second to import
        from sitekit.prepare import cards, explorer

        shutil.rmtree(directory, ignore_errors=True)
        with ProcessPoolExecutor(
            max_workers=1,
            mp_context=get_context("spawn"),
            initializer=signal.signal,
            initargs=(signal.SIGINT, signal.SIG_IGN),  # Ctrl-C is for us
        ) as process:
            dark = process.submit(draw, directory / "figures", figures.DARK)
            draw(directory / "figures", figures.LIGHT)
            with no_other_fonts():
                cards.write(directory / "pictures")
            dark.result()
        explorer.write(directory / "explorer.json")
        (directory / "palette.css").write_text(palette(figures.LIGHT, figures.DARK))
        stamp.write_text(key)
    return directory


def draw(directory: Path, theme: "Theme") -> None:
    """Draw the figures in one of their schemes: a second process draws the other."""
    from gdlesson import figures

    with no_other_fonts():
        figures.write(directory, [theme])


@contextmanager
def no_other_fonts() -> Iterator[None]:
    """Let matplotlib draw with no other font in place of one that is missing."""

    def refuse(record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if message.startswith("findfont"):
            raise CommandError(message)
        return True

    logger = logging.getLogger("matplotlib.font_manager")
    logger.addFilter(refuse)
    try:
        yield
    finally:
        logger.removeFilter(refuse)


def palette(light: "Theme", dark: "Theme") -> str:
    """CSS of the scheme that the reader chose, else of the system's; print is light."""
    chosen = colours(":root[data-scheme=dark]", dark)
    wished = colours(":root:not([data-scheme=light])", dark)
    return (
        f"{colours(':root', light)}@media screen {{\n{chosen}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n{wished}}}\n"
    )


def colours(selector: str, theme: "Theme") -> str:
    """Those of the figures as properties, such as ``--ink``, and which of them to show."""
    values = {name: value for name, value in vars(theme).items() if name != "name"}
    for name in ("light", "dark"):
        values[f"only-{name}"] = "block" if name == theme.name else "none"
    lines = "".join(f"  --{name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n  color-scheme: {theme.name};\n{lines}}}\n"


def katex(directory: Path) -> None:
    """Copy KaTeX's stylesheet, and its fonts in the one format that browsers need.

    The fonts get another name, as `sitekit.finish.fonts` will change them.
    """
    source = ROOT / "node_modules" / "katex" / "dist"
    (directory / "fonts").mkdir(parents=True)
    css = OTHER_FONTS.sub("", (source / "katex.min.css").read_text("utf-8"))
    for font in FONT.findall(css):
        shutil.copy(source / font, directory / renamed(font))
    (directory / "katex.min.css").write_text(renamed(css), "utf-8")


def renamed(text: str) -> str:
    """Text with our name for KaTeX's fonts."""
    return text.replace("KaTeX_", "Formula_")


def wheel(directory: Path) -> Path:
    """Build the wheel of gdlesson, the same bytes wherever and whenever it is built."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")  # else the dates of the files
    name: str = buildapi.build_wheel(str(directory))
    return directory / name


def python(wheel: Path) -> None:
    """Stage what runs Python in a page, unless what it is made of is unchanged."""
    numpy = pyodide.numpy(BUILD / "wheels")
    made_of = [
        Path(pyodide.__file__),
        *pyodide.SCRIPTS.glob("*"),
        *pyodide.EXERCISES.glob("*.py"),
        *ROOT.glob("package*.json"),
    ]
    key = digest([*made_of, wheel, *([numpy] if numpy else [])])
    stamp = BUILD / "python.key"
    if not stamp.exists() or stamp.read_text() != key:
        stamp.unlink(missing_ok=True)
        pyodide.stage(PYTHON, wheel, numpy)
        stamp.write_text(key)
