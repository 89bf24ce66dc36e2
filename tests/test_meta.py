"""What a page says of itself: to search engines, to those who share it, to its reader."""

import posixpath
import re
import xml.etree.ElementTree as ET
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import yaml
from browsing import EVERY, LESSONS, PUBLISHED_AT, arrive, document, each_page, parsed
from PIL import Image
from playwright.sync_api import expect

from sitekit import LANGUAGES, ROOT, folder, interface
from sitekit.pages import Page, pages
from sitekit.prepare import fill

LOCALES = {"ko": "ko_KR", "en": "en_GB"}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def one(page, selector):
    (found,) = page.select(selector)
    return found


def properties(page):
    return {
        str(meta.get("property") or meta.get("name")): str(meta["content"])
        for meta in page.select("meta[content]")
    }


# For those who find a fault


@each_language
def test_a_report_of_a_fault_opens_a_form_that_knows_page_and_section(
    tab, address, language
):
    arrive(tab, f"{address}{folder(language)}gradient/#step-size")
    report = tab.locator(".contribute a").first
    report.evaluate("it => it.addEventListener('click', it => it.preventDefault())")
    report.click()
    opened = urlsplit(report.get_attribute("href") or "")
    assert opened.path == "/someone/fork/issues/new"
    given = parse_qs(opened.query)
    form = ROOT / ".github" / "ISSUE_TEMPLATE" / given["template"][0]
    fields = {it["id"] for it in yaml.safe_load(form.read_text("utf-8"))["body"]}
    assert {"page", "section"} <= fields
    assert given["page"] == [f"{PUBLISHED_AT}{folder(language)}gradient/"]
    assert given["section"] == ["#step-size"]


# For search engines and for those who share a page


@each_page
def test_a_shared_page_shows_its_title_words_and_picture(site, language, name):
    html = document(site, language, name)
    found = properties(html)
    (other,) = set(LANGUAGES) - {language}
    page = pages(language)[f"{name}.md"]
    assert f"title: {found['og:title']}" in page.front_matter.splitlines()
    assert f"description: {found['og:description']}" in page.front_matter.splitlines()
    assert found["description"] == found["og:description"]
    assert found["og:title"] in one(html, "title").text
    assert found["og:type"] == ("article" if name in LESSONS else "website")
    assert found["og:locale"] == LOCALES[language]
    assert found["og:locale:alternate"] == LOCALES[other]
    address = PUBLISHED_AT + EVERY[language, name]
    assert found["og:url"] == address == one(html, "link[rel=canonical]")["href"]
    assert found["twitter:card"] == "summary_large_image"
    assert "robots" not in found
    card = yaml.safe_load(page.front_matter).get("card", "wells")
    assert found["og:image"].endswith(f"/{card}.png")
    picture = site / found["og:image"].removeprefix(PUBLISHED_AT)
    assert picture.stat().st_size < 200_000
    with Image.open(picture) as image:
        width, height = image.size
    assert [found["og:image:width"], found["og:image:height"]] == [f"{width}", f"{height}"]


@each_language
def test_the_sitemap_of_a_language_holds_its_pages_and_their_translations(site, language):
    tree = ET.parse(site / folder(language) / "sitemap.xml")
    entries = {
        entry.findtext("{*}loc"): {
            link.attrib["hreflang"]: link.attrib["href"]
            for link in entry.iterfind("{*}link")
        }
        for entry in tree.iterfind("{*}url")
    }
    names = {name for _, name in EVERY}
    assert entries.keys() == {PUBLISHED_AT + EVERY[language, name] for name in names}
    for name in names:
        translations = {code: PUBLISHED_AT + EVERY[code, name] for code in LANGUAGES}
        default = {"x-default": translations["ko"]}
        assert entries[translations[language]] == translations | default


def test_robots_are_told_of_both_sitemaps(site):
    lines = (site / "robots.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("Sitemap:")] == [
        f"Sitemap: {PUBLISHED_AT}{folder(language)}sitemap.xml" for language in LANGUAGES
    ]
    assert "Disallow: /" not in lines
    assert not (site / "en" / "robots.txt").exists()


# For its reader


@pytest.mark.parametrize("name", LESSONS)
@each_language
def test_a_lesson_says_how_long_it_takes_and_when_it_was_changed(site, language, name):
    line = one(document(site, language, name), "h1 + .facts")
    page = pages(language)[f"{name}.md"]
    assert re.search(rf"\b{fill.minutes(page)}(분| minutes)", line.text)
    times = [str(time["datetime"]) for time in line.select("time")]
    assert times == [date for date in [fill.changed(page)] if date]
    for date in times:
        assert interface(language)["date"].format(*map(int, date.split("-"))) in line.text


def test_a_page_has_a_date_where_git_knows_it(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(fill, "ROOT", tmp_path)
        assert fill.changed(Page(tmp_path / "page.md")) == ""
        patch.setenv("PATH", "")
        assert fill.changed(Page(tmp_path / "page.md")) == ""
    answers = {"rev-parse": "true", "log": "2026-01-01"}
    monkeypatch.setattr(fill, "git", lambda command, *_: answers[command])
    assert fill.changed(pages("ko")["gradient.md"]) == ""  # a clone without history
    answers["rev-parse"] = "false"
    assert fill.changed(pages("ko")["gradient.md"]) == "2026-01-01"


@each_page
def test_a_term_is_explained_where_a_page_first_uses_it(site, language, name):
    glossary = document(site, language, "glossary")
    page = document(site, language, name)
    links = page.select("a.term")
    if name in LESSONS:
        assert len(links) > 10
    for link in links:
        first = next(it for it in page.select("strong") if it.text == link.text)
        assert link.parent is first
        path, _, id_ = str(link["href"]).partition("#")
        assert urljoin(EVERY[language, name] or "./", path).endswith("glossary/")
        row = one(glossary, f"tr[id='{id_}']")
        assert link.text.lower()[:4] in row.text.lower()
        _, other, meaning, *_ = row.select("td")
        assert {other["lang"]} == set(LANGUAGES) - {language}
        if not meaning.select_one(".arithmatex"):
            words = meaning.text.replace("\xa0", " ").replace("\u2060", "")
            assert link["title"] == words
        assert not set(str(link["title"])) & set("$\\")
    assert len({link["href"] for link in links}) == len(links)


@each_language
def test_a_missing_page_helps_in_the_language_of_its_path(tab, address, site, language):
    """A static host answers every missing path with the 404.html of its root."""
    answer = (site / "404.html").read_text("utf-8")
    tab.route(
        "**/nowhere/", lambda route: route.fulfill(body=answer, content_type="text/html")
    )
    tab.goto(f"{address}{folder(language)}nowhere/")
    expect(tab.locator("html")).to_have_attribute("lang", language)
    expect(tab.get_by_role("search")).to_be_attached()
    links = "links => links.map(it => it.href)"
    listed = tab.locator("article li a").evaluate_all(links)
    assert {*listed} == {address + path for path in paths(language)}
    (other,) = set(LANGUAGES) - {language}
    switch = tab.locator(f"article a[hreflang={other}]")
    assert switch.evaluate_all(links) == [address + folder(other)]


@pytest.mark.slow
def test_robots_are_told_of_no_sitemap_whose_address_is_unknown(unpublished):
    assert not (unpublished / "robots.txt").exists()


@pytest.mark.slow
@each_language
def test_a_missing_page_needs_no_address_to_find_those_of_its_language(
    unpublished, language
):
    page = parsed(unpublished / folder(language) / "404.html")
    links = {str(link["href"]) for link in page.select("article li a")}
    wanted = {posixpath.normpath(f"/{path}") for path in paths(language)}
    assert {posixpath.normpath(link) for link in links} == wanted


def paths(language):
    return [path for (code, _), path in EVERY.items() if code == language]
