"""Last step of a build: mends what others leave wrong, and drops what is idle."""

import json
import re
import shutil
import subprocess
from pathlib import Path

from click import ClickException

from sitekit import ROOT, interface
from sitekit.finish.downloads import write_downloads
from sitekit.finish.font import cut_font
from sitekit.finish.policy import protected
from sitekit.prepare.bundle import NODE

MENDED = {
    # Material's script puts a table without a class into a frame, which moves the text.
    r"<table>": '<table class="data">',
    # Of the style that mkdocstrings brings our own has what it does.
    r'\s*<link rel="stylesheet" href="[^"]*_mkdocstrings.css">': "",
    # mkdocstrings leaves a space behind the default of a parameter.
    r"</code>\n\)": "</code>)",
    # A method is named with its class.
    r'(\.([A-Z]\w*)\.(\w+)"[^>]*>\s*<span[^>]*>\s*)(?=\3\b)': r"\1\2.",
    # Firefox would fetch the next page ahead, and mkdocs-jupyter 0.27 MathJax.
    r'<link rel="(?:prev|next)"[^>]*>\n|'
    r"<script data-mkdocs-jupyter-mathjax=(?s:.*?)</script>\n": "",
    # The docstrings are English on every page.
    r'<div class="doc doc-contents': '<div lang="en" class="doc doc-contents',
    # What a sample prints is told from it, a copy is said, and an exercise has a heading.
    r"<div (?=class=.language-text output)": '<div role="group" aria-label="{output}" ',
    r"<div (?=class=.md-dialog\b)": '<div role="status" ',
    r'(<div class="admonition exercise".*\s)<p (.*)</p>': r"\1<h3 \2</h3>",
    # The table of contents leads to each heading; in its name nobody wants a pilcrow.
    r'(?<=class="headerlink") ': ' aria-hidden="true" tabindex="-1" ',
    # A browser's translator leaves code as it is.
    r"<code(?=[ >])": '<code translate="no"',
    # Pygments marks more than the editor of samples: it would change their colours.
    r'(<span class="si">:</span>)<span class="s2">([^<]*)</span>': r"\1\2",
    r'<span class="(?:bp|n|nb|ne|nn|o|p|si|w)">([^<]*)</span>': r"\1",
    r'<span class="s[ae]">': '<span class="s2">',
    r'<span class="fm">': '<span class="nf">',
    r'<span class="(?:kc|ow)">': '<span class="k">',
}
"""What to put for a pattern in every page."""
PICTURE = re.compile(r'src="(figures/\w+-(?:light|dark)\.svg)')
NEEDED = re.compile(r"(bundle|search)\.\w+\.min\.js|lunr\.(stemmer\.support|ko)\.min\.js")
"""What a page needs of the theme's files; its styles are a part of ours."""
PURGECSS = [NODE, ROOT / "node_modules" / "purgecss" / "bin" / "purgecss.js"]
OPTIONS = ["--css", "style.css", "--font-face", "--keyframes", "--variables"]
OPTIONS += ["--content", "**/*.html", "*.js", "assets/**/*.js", "--output", "."]
"""Leave rules that can apply: most of Material's are for what our pages do not have."""


def finish(site: Path, language: str, address: str, labs: Path) -> None:
    """Finish the pages of a language.

    `address` is where it will stand, or empty; `labs` has what the labs became.

    A policy allows the scripts as they are mended. Idle scripts go before the styles, which
    stay if any script names them.
    """
    write_downloads(site, language, address, labs)
    place_pictures(site, labs)
    shorten_index(site)
    pages = {page: page.read_text("utf-8") for page in site.rglob("*.html")}
    pages = mended(pages, interface(language)["output"])
    for page, html in pages.items():
        page.write_text(protected(html), "utf-8")
    for file in (site / "assets").rglob("*.*"):
        if not NEEDED.fullmatch(file.name):
            file.unlink()
    subprocess.run([*PURGECSS, *OPTIONS], cwd=site, check=True)
    cut_font(site, "".join(pages.values()))


def place_pictures(site: Path, labs: Path) -> None:
    """Put the pictures of each lab beside its page."""
    for page in site.glob("labs/*/index.html"):
        for name in PICTURE.findall(page.read_text("utf-8")):
            (page.parent / name).parent.mkdir(exist_ok=True)
            shutil.copy(labs / name, page.parent / name)


def mended(pages: dict[Path, str], output: str) -> dict[Path, str]:
    """Put right in all pages what is known to be wrong, and say what no longer is.

    `output` is what that of a sample is called.
    """
    for wrong, mend in MENDED.items():
        right = mend.format(output=output)
        mends = {page: re.subn(wrong, right, html) for page, html in pages.items()}
        if not any(times for _, times in mends.values()):
            raise ClickException(f"nothing is left to mend of {wrong}")
        pages = {page: html for page, (html, _) in mends.items()}
    return pages


def shorten_index(site: Path) -> None:
    """Write the index of the search without escapes: in Korean it weighs a tenth less."""
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text("utf-8"))
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text, "utf-8")
