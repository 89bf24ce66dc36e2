"""All pictures of the site, and the colours that they share with its pages."""

import shutil
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sitekit import BUILD, ROOT, digest

if TYPE_CHECKING:
    from gdlesson.figures import Theme


def drawings() -> Path:
    """Draw all pictures and write their colours, unless what draws them is unchanged."""
    directory = BUILD / "drawings"
    versions = f"matplotlib {version('matplotlib')}, numpy {version('numpy')}"
    names = ("explorer.py", "cards.py", "pictures.py")
    ours = [Path(__file__).with_name(name) for name in names]
    key = digest([*ROOT.glob("gdlesson/*.py"), *ours], versions)
    stamp = BUILD / "drawings.key"
    if not stamp.exists() or stamp.read_text() != key:
        stamp.unlink(missing_ok=True)
        from gdlesson import figures  # matplotlib takes half a second to import
        from sitekit.prepare import cards, explorer

        shutil.rmtree(directory, ignore_errors=True)
        figures.write(directory / "figures")
        cards.write(directory / "pictures")
        explorer.write(directory / "explorer.json")
        (directory / "palette.css").write_text(palette(figures.LIGHT, figures.DARK))
        stamp.write_text(key)
    return directory


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
