"""The built site, as files."""

import json
import posixpath
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from browsing import EVERY, LABS, budget, document, parsed
from bs4 import BeautifulSoup
from click import ClickException
from hosting import UNDER

import gdlesson
from sitekit import LANGUAGES, ROOT, folder, packed, settings
from sitekit.build import run_mkdocs
from sitekit.finish import mended
from sitekit.pages import Page

UNRENDERED = ("$", r"\(", r"\[", "**", "///", "```", "{ #", "{ .", "](", ":::", "{{")


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_page_has_all_that_its_source_has_and_nothing_unrendered(
    site, subtests, language, name
):
    is_lab = (language, name) in LABS
    html = document(site, language, name)
    page = Page(ROOT / "docs" / language / f"{name}{'.py' if is_lab else '.md'}")
    article = html.select_one("article")

    def texts(selector):
        return [it.text for it in article.select(selector)]

    with subtests.test("every sample"):
        shown = texts(".language-python:not(.doc-signature) code")
        wanted = [sample.code for sample in page.samples]
        assert [*map(str.strip, shown)] == [*map(str.strip, wanted)]
    with subtests.test("every output"):
        outputs = [sample.output for sample in page.samples]
        shown = texts(".output > pre > code")
        assert shown == [text for text in outputs if text is not None] or is_lab
    with subtests.test("nothing unrendered"):
        hidden = {"code", "pre", "math", "script", "style"}
        text = "".join(
            string
            for string in article.find_all(string=True)
            if not hidden & {tag.name for tag in string.parents}
        )
        marks = "|".join(map(re.escape, UNRENDERED))
        assert not re.findall(rf".*(?:{marks}).*|^- .*", text, re.MULTILINE)
    with subtests.test("a size of each image"):
        for image in article.select("img"):
            assert int(str(image["width"])) > 0
            assert int(str(image["height"])) > 0
    with subtests.test("captions that are parted from their numbers"):
        for number in article.select(".caption-prefix"):
            assert str(number.next_sibling)[0] == " ", number.parent
    with subtests.test("its place in the menu"):
        assert html.select_one("#menu [aria-current=page]")
    with subtests.test("its language"):
        assert html.select_one(f"html[lang={language}]")


def test_the_theme_says_our_words_in_the_place_of_materials(site):
    words = yaml.safe_load(settings("ko").read_text("utf-8"))["theme"]["words"]
    html = (site / "gradient" / "index.html").read_text("utf-8")
    for text in words.values():
        assert {text, json.dumps(text)[1:-1]} & {*re.split(r'[">]|\s*\n\s*|</', html)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_of_the_search_has_the_formulas_of_a_page_whole(site, language):
    indexed = "article math:not([data-search-exclude] *, .answers *)"
    shown = document(site, language, "gradient-descent").select(indexed)
    index = json.loads((site / folder(language) / "search/search_index.json").read_text())
    texts = [it["text"] for it in index["docs"] if "t-descent/" in it["location"]]
    found = BeautifulSoup("".join(texts), "html.parser").select("math")
    assert [*map(str, found)] == [*map(str, shown)]
    assert len(found) > 20


def test_the_reference_names_the_class_of_a_method_and_nothing_private(site):
    html = parsed(site / "reference" / "index.html")
    signatures = [it.text for it in html.select(".doc-signature code")]
    assert not [it for it in signatures if re.search(r"\b_[a-z]", it)]
    assert max(len(line) for it in signatures for line in it.splitlines()) <= 36  # a phone
    contents = [it.text.strip() for it in html.select(".md-nav--secondary a")]
    assert len({*contents}) == len(contents)
    names = {it["id"]: it.span.text for it in html.select(".doc-heading") if it.span}
    methods = {name for name in names if re.search(r"\.[A-Z]\w*\.", str(name))}
    for own in gdlesson.SimpleNet, gdlesson.TwoLayerNet:
        public = [it for it in vars(own) if it[0] != "_" and callable(getattr(own, it))]
        assert {f"gdlesson.{own.__name__}.{it}" for it in public} <= methods
    for name in methods:
        shown = ".".join(str(name).split(".")[-2:])
        assert names[name] == shown
        assert shown in contents


def target(site, file, address):
    """Return the file that an address on a page leads to."""
    path = unquote(urlsplit(address).path)
    path = f"/{path.removeprefix(UNDER)}" if path.startswith(UNDER) else path
    base = "/" + file.parent.relative_to(site).as_posix() + "/"
    resolved = posixpath.normpath(posixpath.join(base, path)) if path else ""
    found = site / resolved.lstrip("/") if path else file
    return found / "index.html" if found.is_dir() else found


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_page_is_light_has_one_stylesheet_and_switches_to_its_translation(
    site, language, name
):
    file, html = site / EVERY[language, name] / "index.html", document(site, language, name)
    assert len(packed(file.read_bytes())) <= budget("resource-summary:document:size")
    (link,) = html.select("link[rel=stylesheet]")
    sheet = target(site, file, str(link["href"]))
    assert sheet == site / folder(language) / "style.css"
    assert len(packed(sheet.read_bytes())) <= 20 * 1024
    (other,) = set(LANGUAGES) - {language}
    (switch,) = html.select(f"header a[hreflang={other}]")
    assert switch["lang"] == other
    found = target(site, file, str(switch["href"]))
    assert found == site / EVERY[other, name] / "index.html"


def test_an_underline_is_written_as_webkit_reads_it():
    """It takes no colour and no style in the shorthand."""
    for sheet in (ROOT / "sitekit").rglob("*.css"):
        assert not re.findall(r"text-decoration:[^;]+ [^;]+;", sheet.read_text("utf-8"))


def test_every_link_and_anchor_leads_somewhere(site):
    for file in sorted(site.rglob("*.html")):
        for element in parsed(file).select("[href], [src]"):
            address = element.get("href", element.get("src"))
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            found = target(site, file, address)
            assert found.exists(), f"{file.relative_to(site)} links to {address}"
            if parts.fragment and found.suffix == ".html":
                assert unquote(parts.fragment) in ids(found), (
                    f"{file.relative_to(site)} links to {address}"
                )


@cache
def ids(file):
    return {str(it["id"]) for it in parsed(file).select("[id]")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_published_page_can_be_edited(site, language):
    html = parsed(site / folder(language) / "gradient" / "index.html")
    links = [link["href"] for link in html.select(".contribute a")]
    assert f"https://github.com/someone/fork/edit/main/docs/{language}/gradient.md" in links


@pytest.mark.site
def test_a_broken_page_fails_the_build(tmp_path, caplog):
    text = (
        "[a page](nowhere.md), [a section](#nowhere), [from the root](/nowhere/),\n"
        "![a figure](figures/nothing.svg)"
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(f"# A page\n\n{text}\n")
    own = {
        "INHERIT": str(settings("ko")),
        "docs_dir": str(tmp_path / "docs"),
        "nav": ["index.md"],
        "theme": {"custom_dir": str(ROOT / "sitekit" / "theme")},
    }
    (tmp_path / "mkdocs.yml").write_text(json.dumps(own))
    with pytest.raises(ClickException):
        run_mkdocs(tmp_path / "mkdocs.yml", tmp_path / "site", tmp_path)
    links = "'nowhere.md'", "'#nowhere'", "'/nowhere/'"
    for complaint in (*links, "nothing-light.svg", "nothing-dark.svg"):
        assert any(complaint in line for line in caplog.messages), complaint


def test_what_is_no_longer_wrong_is_named():
    with pytest.raises(ClickException, match="nothing is left to mend of"):
        mended({Path("index.html"): "<table>"}, "Output")


def test_no_browser_fetches_another_page_and_a_translator_leaves_code_and_formulas_alone(
    site,
):
    for page in site.rglob("*.html"):
        assert not parsed(page).select("[rel~=next], [rel~=prefetch]")
        for element in parsed(page).select("code, pre:not(:has(code)), math"):
            assert element.get("translate") or element.find_parent(translate="no"), element
