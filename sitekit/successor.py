"""Builds the site under Zensical, for comparison: ``python -m sitekit.successor``.

Material for MkDocs ends on 5 May 2027; Zensical is by the same authors and reads the same
sources. Both build the site for one address, in a copy of the repository. Of every kind
of thing on their pages, all that ours show is compared with all that Zensical's show.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from bs4 import BeautifulSoup, Tag
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Error, sync_playwright

from sitekit import LANGUAGES, ROOT, browser
from sitekit.audit import hosted
from sitekit.build import CONFIG, build, folder, site_url
from sitekit.finish import finish
from sitekit.kept import BUILD

PEER = BUILD / "peers" / "successor"
COPY = BUILD / "successor"
ADDRESS = "https://example.org/some/path/"
REPOSITORY = "https://github.com/someone/fork"
NOT_OURS = shutil.ignore_patterns(
    *(".git", ".venv", "node_modules", "build", "site", "__pycache__", ".*_cache")
)
STAGED = ("docs", "generated")
"""Folders that our first step makes, and that every builder reads."""
FAILED_TEMPLATE = re.compile(r"\(in ([\w./-]+):\d+\)\s*$")
ZENSICAL = [sys.executable, "-m", "zensical"]

Read = Callable[[Tag], str]
Things = dict[str, list[str]]
"""What is shown of each kind, in order."""


def words(tag: Tag) -> str:
    """Text of an element, its spaces made equal."""
    return " ".join(tag.get_text().split())


def attributes(*names: str) -> Read:
    """Reader of attributes and the text."""
    return lambda tag: " ".join([*(str(tag.get(name, "")) for name in names), words(tag)])


def markup(tag: Tag) -> str:
    """All of an element but spaces beside tags and what only the search's index reads."""
    html = re.sub(r"\s+(?=<)|(?<=>)\s+", "", str(tag))
    return html.replace(' data-search-exclude=""', "")


def data(tag: Tag) -> str:
    """JSON of an element, in one order."""
    return json.dumps(json.loads(tag.get_text()), sort_keys=True, ensure_ascii=False)


PARTS: dict[str, tuple[str, Read]] = {
    "headings and their anchors": ("article :is(h1, h2, h3, h4)", attributes("id")),
    "paragraphs": ("article p", words),
    "items of lists": ("article li", words),
    "samples": ("article .language-python", words),
    "outputs": ("article .output", words),
    "formulas": ("article .katex", words),
    "MathML": ("article math", markup),
    "words kept whole": ("article .whole", words),
    "figures": ("article img", attributes("src", "alt", "width", "height", "loading")),
    "captions": ("article figcaption", words),
    "boxes": ("article .admonition", attributes("class")),
    "hints and solutions": ("article details", attributes("class")),
    "exercises": ("article [data-exercise]", attributes("data-exercise")),
    "terms of the glossary": ("article a.term", attributes("href", "title")),
    "rows of tables": ("article tr", attributes("id")),
    "links": ("article a[href]", attributes("href")),
    "objects of the API reference": ("article .doc-object", words),
    "the explorer": ("descent-explorer", words),
    "date, time to read, downloads": ("article .facts", words),
    "the link to edit": ("article a.md-content__button", attributes("href", "title")),
    "buttons for samples": ("template#toolbar", markup),
    "contents of the page": (".md-nav--secondary a", attributes("href")),
    "pages in the menu": ("#menu > ul > li > a", attributes("href", "aria-current")),
    "previous and next": (".md-footer a", attributes("href", "aria-label")),
    "the switch of languages": ("a.language", attributes("href", "hreflang")),
    "the switch of colours": (".schemes button", attributes("value")),
    "the box to search in": ("form[name=search]", markup),
    "titles": ("title", words),
    "descriptions": ("meta[name=description]", attributes("content")),
    "canonical addresses": ("link[rel=canonical]", attributes("href")),
    "other languages (hreflang)": (
        "head link[hreflang]",
        attributes("rel", "href", "hreflang"),
    ),
    "Open Graph": ("meta[property]", attributes("property", "content")),
    "structured data": ("script[type='application/ld+json']", data),
}
"""What is on a page: where it is found, and what is compared of it."""
LOOKED_AT = ("h1", "article p", "pre code", ".admonition", "summary", ".md-nav a")
LOOK = """selector => {
  const element = document.querySelector(selector), style = getComputedStyle(element)
  const names = ["color", "background-color", "font-family", "font-size", "line-height",
    "margin", "padding", "border"]
  const look = names.map(name => `${name} ${style.getPropertyValue(name)}`).join(", ")
  return `${selector}: width ${element.clientWidth}, ${look}`
}"""
UNORDERED = ("other languages (hreflang)", "Open Graph")


def parts(page: Path, site: Path) -> Things:
    """What is on a page."""
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    for tag in soup.select("body a[href]"):
        tag["href"] = urljoin(address(page, site), str(tag["href"]))
    found = {
        name: [read(tag) for tag in soup.select(selector)]
        for name, (selector, read) in PARTS.items()
    }
    return found | {name: sorted(found[name]) for name in UNORDERED}


def address(page: Path, site: Path) -> str:
    """Where a page of a site stands."""
    return ADDRESS + page.relative_to(site).as_posix().removesuffix("index.html")


def nowhere(page: Path, site: Path) -> Iterator[str]:
    """What a page of a site asks for or links to that is not there."""
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    for tag in soup.select("[href], [src], [data-awaited]"):
        name = next(name for name in ("href", "src", "data-awaited") if tag.has_attr(name))
        target = urlsplit(urljoin(address(page, site), str(tag[name])))._replace(
            query="", fragment=""
        )
        if target.geturl().startswith(ADDRESS):
            file = site / unquote(target.geturl().removeprefix(ADDRESS))
            if not (file / "index.html" if file.is_dir() else file).is_file():
                yield target.path


def files(site: Path) -> Things:
    """What a site has besides its pages."""

    def found(*patterns: str) -> list[str]:
        names = (it.relative_to(site).as_posix() for p in patterns for it in site.glob(p))
        return sorted(names)

    def text(name: str) -> str:
        return (site / name).read_text("utf-8") if (site / name).exists() else ""

    maps = [
        ElementTree.parse(site / folder(it) / "sitemap.xml").getroot() for it in LANGUAGES
    ]
    return {
        "pages": found("**/*.html"),
        "addresses in the sitemaps": [entry(it) for map in maps for it in map],
        "lines of robots.txt": text("robots.txt").split("\n"),
        "places that the search knows": [
            f"{folder(language)}{it}"
            for language in LANGUAGES
            for it in search(site / folder(language))
        ],
        "notebooks and scripts": found("**/*.ipynb", "**/*.py"),
        "the package": found("**/*.whl"),
        "Python for the pages": found("python/*"),
        "figures and pictures": found("**/*.svg", "**/*.png"),
        "fonts": found("**/*.woff2"),
        "inventories of the API": found("**/objects.inv"),
    }


def entry(url: Element) -> str:
    """Address in a sitemap, with its date and those of its translations."""
    texts = [(it.text or "").strip() for it in url]
    return " ".join([*texts, *sorted(it.attrib.get("href", "") for it in url)])


def search(language: Path) -> list[str]:
    """Places in an index of the search: Material's, or Zensical's."""
    index = language / "search" / "search_index.json"
    index = index if index.exists() else language / "search.json"
    found = json.loads(index.read_text("utf-8"))
    entries = found["docs" if "docs" in found else "items"]
    return sorted(f"{it['location']} {it['title']}" for it in entries)


def behaviour(site: Path) -> Things:
    """What a browser sees happen on the first lesson of a site."""
    path = browser.find() or browser.install()
    if not path:
        sys.exit("There is no Chromium, and none can be installed.")
    said = list[str]()
    with sync_playwright() as playwright, hosted(site) as host:
        chromium = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
        tab = chromium.new_page()
        tab.set_default_timeout(5_000)
        tab.on("console", lambda it: said.append(it.text.replace(host, "")))
        tab.on("pageerror", lambda it: said.append(str(it)))
        tab.goto(f"{host}gradient/", wait_until="networkidle")
        looks = [tab.evaluate(LOOK, selector) for selector in LOOKED_AT]

        def after(action: Callable[[], object], selector: str) -> list[str]:
            try:
                action()
                tab.wait_for_selector(selector, state="attached")
            except Error:
                return []
            return [
                " ".join(it.split()) for it in tab.locator(selector).all_text_contents()
            ]

        def moves() -> None:
            tab.mouse.move(1, 1)  # our page starts Material's script then

        def schemes() -> None:
            for _ in range(2):
                tab.locator(".schemes button:visible").click()

        def asks() -> None:
            tab.locator("[name=query]").press_sequentially("등고선")

        happened = {
            "how elements look": looks,
            "buttons put below samples": after(list, ".toolbar button[name=run]"),
            "buttons that copy": after(
                moves, "[data-clipboard-target], [data-md-type=copy]"
            ),
            "dark colours when asked for": after(schemes, "[data-scheme=dark] h1"),
            "results of a search": after(asks, ".md-search-result__item h1"),
        }
        chromium.close()
    return happened | {"errors in the console": said}


def copy() -> None:
    """Copy all that a builder reads."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(ROOT, COPY, ignore=NOT_OURS)
    (COPY / "node_modules").symlink_to(ROOT / "node_modules")
    for name in STAGED:
        shutil.copytree(BUILD / name, COPY / "build" / name)


def configure(language: str) -> dict[str, Any]:
    """Write the one file of settings that Zensical needs; return what MkDocs reads.

    It takes the lists of a file that is inherited from for the beginnings of the heir's.
    """
    os.environ |= {
        "SITE_ROOT": ADDRESS,
        "SITE_URL": site_url(language, ADDRESS),
        "EDIT_URI": f"edit/main/docs/{language}/",
    }
    with (ROOT / CONFIG[language]).open(encoding="utf-8") as file:
        settings: dict[str, Any] = yaml_load(file)
    settings["site_dir"] = f"site/{folder(language)}"
    text = json.dumps(settings, ensure_ascii=False)  # which is YAML, too
    (COPY / CONFIG[language]).write_text(text, "utf-8")
    return settings


def zensical(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Zensical in the copy."""
    path = os.pathsep.join([str(PEER), str(COPY)])
    return subprocess.run(
        [*ZENSICAL, *arguments],
        cwd=COPY,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
    )


def render(language: str) -> float:
    """Build a language; take out each template of ours that Zensical does not understand.

    Return the seconds that the build took.
    """
    while True:
        began = time.perf_counter()
        run = zensical("build", "--clean", "--strict", "--config-file", CONFIG[language])
        if run.returncode == 0:
            return time.perf_counter() - began
        failed = FAILED_TEMPLATE.search(run.stderr)
        template = COPY / "sitekit" / "theme" / failed[1] if failed else COPY
        if not template.is_file():
            sys.exit(f"Zensical cannot build docs/{language}:\n{run.stdout}{run.stderr}")
        template.unlink()
        reason = run.stderr.strip().splitlines()[-1]
        print(f"  its own {template.name} in place of ours: {reason}")


def left_out(language: str, settings: dict[str, Any]) -> list[str]:
    """Settings of ours that Zensical has not taken over."""
    program = (
        "import json, sys; from zensical.config import parse_config;"
        "json.dump(parse_config(sys.argv[1]), sys.stdout, default=str)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(COPY / CONFIG[language])],
        cwd=COPY,
        env=os.environ | {"PYTHONPATH": str(PEER)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    read = json.loads(run.stdout)
    plugins = [f"plugins.{it}" for it in settings["plugins"] if it not in read["plugins"]]
    theme = settings["theme"].get("static_templates", [])
    templates = [it for it in theme if it not in read["theme"]["static_templates"]]
    return [*plugins, *(f"theme.static_templates.{it}" for it in templates)]


def last_step(site: Path) -> str:
    """Why our last step refuses what Zensical has built, or nothing."""
    trial = COPY / "finished"
    shutil.copytree(site, trial)
    try:
        for language in reversed(LANGUAGES):
            finish(trial / folder(language), language, site_url(language, ADDRESS))
    except Exception as error:
        return f"{type(error).__name__}: {error}".replace(f"{COPY}/", "").splitlines()[0]
    return ""


def row(name: str, ours: Things, its: Things) -> str:
    """Line of the table; `ours` and `its` are what each page, or the site, has."""
    pages = [page for page in ours if ours[page] != its[page]]
    counts = [sum(map(len, things.values())) for things in (ours, its)]
    verdict = "differs" if pages and (counts[1] or not counts[0]) else "missing"
    line = f"{verdict if pages else 'same':<8} {name:<34}{counts[0]:>6}{counts[1]:>6}"
    if verdict == "missing" or not pages:
        return line
    first = zip_longest(ours[pages[0]], its[pages[0]], fillvalue="nothing")
    left, right = next(pair for pair in first if pair[0] != pair[1])
    same = len(
        [*takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))]
    )
    shown = slice(max(0, same - 30), same + 50)
    where = f"  on {len(pages)} of {len(ours)}" if len(ours) > 1 else ""
    example = f"{'':9}{pages[0]}: {left[shown]!r}, its {right[shown]!r}"
    return f"{line}{where}\n{example}"


def compare(ours: Path, its: Path) -> Iterator[str]:
    """Lines on what is the same of two sites, what differs and what is missing."""
    both = [
        page.relative_to(ours).as_posix()
        for page in sorted(ours.rglob("*.html"))
        if (its / page.relative_to(ours)).exists()
    ]
    yield f"\nOf a site{'ours':>40}{'its':>6}"
    for mine, theirs in ((files(ours), files(its)), (behaviour(ours), behaviour(its))):
        for name, found in mine.items():
            yield row(name, {"first": found}, {"first": theirs[name]})
    yield f"\nOf the {len(both)} pages that both have{'ours':>22}{'its':>6}  pages"
    of_ours, of_its = ({page: parts(it / page, it) for page in both} for it in (ours, its))
    for name, (selector, _) in PARTS.items():
        mine, theirs = ({p: it[p][name] for p in both} for it in (of_ours, of_its))
        if not any(mine.values()):
            sys.exit(f"No page of ours has {name}: {selector} finds nothing")
        yield row(name, mine, theirs)
    broken = [{p: [*nowhere(it / p, it)] for p in both} for it in (ours, its)]
    yield row("addresses that lead nowhere", *broken)


def main() -> None:
    """Build both sites and compare them."""
    os.environ["REPO_URL"] = REPOSITORY
    ours, its = BUILD / "compared", COPY / "site"
    with redirect_stdout(sys.stderr):
        build(ours, ADDRESS)
    copy()
    print(f"Zensical {zensical('--version').stdout.strip()}")
    for language in LANGUAGES:
        settings = configure(language)
        print(f"docs/{language}: built in {render(language):.1f} s")
        print(f"  not taken over: {', '.join(left_out(language, settings)) or 'nothing'}")
    print("  changed for it: INHERIT resolved, site_dir")
    print(f"Our last step: {last_step(its) or 'runs on what it built'}")
    for line in compare(ours, its):
        print(line, flush=True)


if __name__ == "__main__":
    main()
