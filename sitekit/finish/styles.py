"""Drops from the stylesheet of a language what no page and no script names.

Most of Material's is for features that our pages do not have.
"""

import re
import subprocess
from pathlib import Path

from sitekit import ROOT
from sitekit.markdown.katex import NODE

PURGECSS = [NODE, ROOT / "node_modules" / "purgecss" / "bin" / "purgecss.js"]
STYLESHEET = "style.css"
OPTIONS = ["--css", STYLESHEET, "--font-face", "--keyframes", "--variables"]
OPTIONS += ["--content", "**/*.html", "*.js", "assets/**/*.js", "--output", "."]
FONT = re.compile(r"[\w-]+\.woff2")


def drop_unused(site: Path) -> None:
    """Leave rules and fonts that can apply."""
    subprocess.run([*PURGECSS, *OPTIONS], cwd=site, check=True)
    used = FONT.findall((site / STYLESHEET).read_text("utf-8"))
    for font in site.glob("fonts/*.woff2"):
        if font.name not in used:
            font.unlink()
