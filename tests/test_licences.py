"""What the site ships of others is named with its licence, and nothing else is."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from browsing import parsed
from click import ClickException

from sitekit import LANGUAGES, folder
from sitekit.prepare import licences

OURS = [
    *("*.html", "*figures/*.svg", "pictures/*"),
    *("controls.js", "chunk-*.js", "predictions-*.js", "toolbar-*.js"),
    *("compass-*.js", "descent-*.js", "net-*.js"),
    *("*.ipynb", "*/[a-z-]*.py", "gdlesson-*.whl", "licences.txt", "objects.inv"),
    *("robots.txt", "search/search_index.json", "sitemap.xml*"),
    *(f"python/{name}" for name in ("editor.js", "page.js", "worker.js")),
]
"""What is written here, or made of it, the editor in our scripts apart."""
THEIRS = [
    *("assets/javascripts/bundle.*.js", "assets/javascripts/workers/search.*.js"),
    *("assets/javascripts/lunr/min/lunr.*.js", "style.css", "fonts/*.woff2"),
    *("python/pyodide.*", "python/python_stdlib.zip", "python/numpy-*.whl"),
]
"""What is in the files that others wrote, or wrote a part of."""
ICON = re.compile(r'<path d=[\'"]([^\'"]+)')


def test_every_file_is_ours_or_of_a_package_on_the_page(site):
    for file in filter(Path.is_file, site.rglob("*")):
        name = file.relative_to(site).as_posix().removeprefix("en/")
        assert any(fnmatch(name, pattern) for pattern in OURS + THEIRS), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_each_package_and_its_text_has_all_licences(site, language):
    page = site / folder(language) / "licences"
    html = parsed(page / "index.html")
    rows = [
        tuple(cell.text for cell in row.select("td")) for row in html.select("tbody tr")
    ]
    assert rows == [package[:3] for package in licences.shipped()]
    texts = (page.parent / "licences.txt").read_text("utf-8")
    for package in licences.shipped():
        assert len(package.text) > 500
        assert licences.chapter(package) in texts
    for package in licences.from_editor():
        for file in (licences.MODULES / package.name).glob("LICEN[CS]E*"):
            assert file.read_text("utf-8").strip() in texts


def test_icons_are_of_the_collections_on_the_page(site):
    sources = [*site.rglob("*.html"), *site.rglob("style.css")]
    shown = {icon for file in sources for icon in ICON.findall(file.read_text("utf-8"))}
    collections = {
        file.relative_to(licences.MATERIAL / ".icons").parts[0]
        for file in (licences.MATERIAL / ".icons").rglob("*.svg")
        if shown & set(ICON.findall(file.read_text("utf-8")))
    }
    assert collections == set(licences.ICONS.values())


def test_a_package_without_a_licence_fails_the_build(monkeypatch):
    monkeypatch.delitem(licences.STATED, "rxjs")
    with pytest.raises(ClickException, match="rxjs is shipped"):
        licences.shipped.__wrapped__()
