"""Drops from the stylesheet of a language what no page and no script names.

Most of Material's is for features that our pages do not have.
"""

import subprocess
from pathlib import Path

from sitekit import ROOT
from sitekit.prepare.bundle import NODE

PURGECSS = [NODE, ROOT / "node_modules" / "purgecss" / "bin" / "purgecss.js"]
STYLESHEET = "style.css"
OPTIONS = ["--css", STYLESHEET, "--font-face", "--keyframes", "--variables"]
OPTIONS += ["--content", "**/*.html", "*.js", "assets/**/*.js", "--output", "."]


def drop_unused(site: Path) -> None:
    """Leave rules that can apply."""
    subprocess.run([*PURGECSS, *OPTIONS], cwd=site, check=True)
