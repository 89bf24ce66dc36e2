"""Last step of a build: mends what MkDocs and Material leave wrong, drops what is idle."""

import json
import re
import shutil
from pathlib import Path

from material.plugins.search.plugin import Parser

from sitekit.finish.downloads import write_downloads
from sitekit.finish.fonts import all_signs, cut_fonts, embed_fonts, preload_fonts
from sitekit.finish.policy import protect_pages
from sitekit.finish.stylesheet import merge_stylesheets

MENDED = {
    # A checkbox has no autocomplete, says the standard of HTML.
    ("*.html", 'id="__drawer" autocomplete="off"'): 'id="__drawer"',
    ("*.html", 'id="__search" autocomplete="off"'): 'id="__search"',
    # All in an element would be styled again whenever it gets a class.
    ("main.*.css", "table:not([class])"): "table:not(.numbers)",
    # Material's script puts a table without a class into a frame, which moves the text.
    ("*.html", "<table>"): '<table class="data">',
    # Only the index of the search asks for it.
    ("*.html", " data-search-exclude"): "",
    # mkdocstrings leaves a space behind the default of a parameter.
    ("*.html", "</code>\n)"): "</code>)",
    # On Tab, Material's script blurs the box of the search, and WebKit starts over.
    ("bundle.*.js", 'case"Escape":case"Tab":'): (
        'case"Tab":__search.click();break;case"Escape":'
    ),
}
"""What to put for a text of a file, by the name of the file and the text."""
PICTURE = re.compile(r'src="(figures/\w+-(?:light|dark)\.svg)')
SOURCE_MAP = re.compile(r"\n?/[/*]# sourceMappingURL=\S+(?: ?\*/)?")
REWRITTEN = {
    # What stands behind the dot of a title stays together.
    r'((?:<h1[^>]*>|-title">|<div class="md-ellipsis">|md-nav__link[^>]*>)'
    r"\s*[^<>]* (?:·|&middot;) )([^<]+)": r'\1<span class="part">\2</span>',
    # A method is named with its class.
    r'(\.([A-Z]\w*)\.(\w+)"[^>]*>\s*<span[^>]*>\s*)(?=\3\b)': r"\1\2.",
    # Firefox would fetch the next page ahead, which the policy forbids.
    r'<link rel="(?:prev|next)"[^>]*>\n': "",
    # A browser's translator leaves code and formulas as they are.
    r'<(?:code|(?:div|span) class="arithmatex")(?=[ >])': r'\g<0> translate="no"',
    # Templates leave lines of nothing but spaces.
    r"\n +(?=\n)": "",
    # mkdocs-jupyter 0.27 loads MathJax, from elsewhere.
    r"<script data-mkdocs-jupyter-mathjax=(?s:.*?)</script>\n": "",
}
"""What to put for a pattern in every page."""


def finish(site: Path, language: str, address: str, labs: Path) -> None:
    """Finish the pages of a language.

    `address` is where it will stand, or empty; `labs` has what the labs became.
    """
    write_downloads(site, language, address, labs)
    place_pictures(site, labs)
    list_terms(site)
    mend(site)
    rewrite(site)
    drop_source_maps(site)
    drop_foreign_search(site)
    signs = all_signs(site)
    embed_fonts(site, signs)
    merge_stylesheets(site)
    cut_fonts(site, signs)
    preload_fonts(site)
    protect_pages(site)


def place_pictures(site: Path, labs: Path) -> None:
    """Put the pictures of each lab beside its page."""
    for page in site.glob("labs/*/index.html"):
        for name in PICTURE.findall(page.read_text("utf-8")):
            (page.parent / name).parent.mkdir(exist_ok=True)
            shutil.copy(labs / name, page.parent / name)


def mend(site: Path) -> None:
    """Put right what is known to be wrong."""
    for (name, wrong), right in MENDED.items():
        files = [file for file in site.rglob(name) if wrong in file.read_text("utf-8")]
        assert files, f"Nothing to mend: {wrong} is in no {name}"
        for file in files:
            file.write_text(file.read_text("utf-8").replace(wrong, right), "utf-8")


def rewrite(site: Path) -> None:
    """Put right in every page what takes a pattern to find."""
    for file in site.rglob("*.html"):
        html = file.read_text("utf-8")
        for pattern, text in REWRITTEN.items():
            html = re.sub(pattern, text, html)
        file.write_text(html, "utf-8")


def list_terms(site: Path) -> None:
    """Make each row of the glossary a paragraph in the index of the search.

    Of a section the search shows the blocks that match, and a table is no block to it.
    """
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text("utf-8"))
    html = (site / "glossary" / "index.html").read_text("utf-8")
    article = html[html.index("<h1") : html.index("</article>")]
    parser = Parser()
    parser.feed(article.replace("<tr", "<p").replace("</tr>", "</p>"))
    rows = {f"glossary/#{it.id}": "".join(it.text).strip() for it in parser.data if it.id}
    for entry in index["docs"]:
        entry["text"] = rows.get(entry["location"], entry["text"])
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text, "utf-8")


def drop_source_maps(site: Path) -> None:
    """Drop the source maps, which weigh more than all else."""
    for file in site.rglob("*.map"):
        file.unlink()
        source = file.with_suffix("")
        source.write_text(SOURCE_MAP.sub("", source.read_text("utf-8")), "utf-8")


def drop_foreign_search(site: Path) -> None:
    """Drop what would search in other languages."""
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    kept = {"stemmer", *index["config"]["lang"]}
    for file in (site / "assets" / "javascripts" / "lunr").rglob("*.js"):
        if not kept & set(file.name.split(".")):
            file.unlink()
