"""Gives what mkdocs-jupyter made of a lab the markup of a lesson.

A notebook comes with half a megabyte of Jupyter's own style and with formulas that wait
for a script from elsewhere. What remains here is text, samples, outputs and pictures, in
the site's look; the pictures take the colours of the scheme that they are read in.
"""

import hashlib
import json
import re
from base64 import b64decode
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement
from material.plugins.search.plugin import Parser

from sitekit import BUILD
from sitekit.markdown.katex import renderer
from sitekit.markdown.korean import INLINE, PARTICLE, joined

ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
OTHER = "code, pre, .arithmatex"
"""What holds no words."""
PARTS = ".jp-RenderedMarkdown, .highlight-ipynb, .jp-OutputArea-output"
OUTPUT = "language-text output highlight"
PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
REFERENCE = re.compile(r'(\bid="|href="#|url\(#)')
RASTER = "<image "
TINT = (
    '<filter id="tint"><feFlood style="flood-color: var(--blue)"/>'
    '<feComposite in2="SourceAlpha" operator="in"/></filter>'
)
"""Paints a raster, of which only the opacity counts, in a colour of the page."""
COLOUR = re.compile(r"(--\w+): (#\w+);")
PREFIX = {"ko": "그림 {}.", "en": "Figure {}."}


def dress_labs(site: Path, language: str) -> None:
    """Give the labs of a language the markup of a lesson, and their sections to the search.

    The index was made from what mkdocs-jupyter left: of a section it has the first words,
    and its address only where that is in English.
    """
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text("utf-8"))
    found = [entry for entry in index["docs"] if not entry["location"].startswith("labs/")]
    for page in sorted(site.glob("labs/*/index.html")):
        html = dressed(page.read_text("utf-8"), PREFIX[language])
        page.write_text(html, "utf-8")
        found += sections(html, f"{page.parent.relative_to(site).as_posix()}/")
    text = json.dumps(index | {"docs": found}, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text, "utf-8")


def sections(html: str, address: str) -> list[dict[str, str]]:
    """Return the entries of a page in the index of the search, made as Material does."""
    parser = Parser()
    article = html[html.index("<h1") : html.index("</article>")]
    parser.feed(PICTURE.sub("", article))  # most of a lab, and without words
    return [
        {
            "location": address + (f"#{section.id}" if section.id else ""),
            "title": "".join(section.title).strip(),
            "text": "".join(section.text).strip(),
        }
        for section in parser.data
    ]


def dressed(html: str, prefix: str) -> str:
    """Return the page of a lab as a page of ours; `prefix` opens its captions."""
    found = ARTICLE.search(html)
    assert found
    article, titles = dressed_article(found[0], prefix)
    html = html.replace(found[0], article)
    for title, name in titles:
        entry = re.compile(rf'href="#[^"]*"([^>]*>\s*<span[^>]*>\s*{re.escape(title)}\s*<)')
        html = entry.sub(rf'href="#{name}"\1', html)
    return html


def dressed_article(html: str, prefix: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the article of a lab as one of ours, and the names of its headings."""
    soup = BeautifulSoup(html, "html.parser")
    article, notebook = soup.select_one("article"), soup.select_one(".jupyter-wrapper")
    assert article
    assert notebook
    for part in notebook.select(PARTS):
        article.append(lesson_part(soup, part.extract()))
    for prose in article.select(".jp-RenderedMarkdown"):
        prose.unwrap()
    for number, figure in enumerate(article.select("figure"), start=1):
        caption(soup, figure, f"figure-{number}", prefix.format(number))
    notebook.decompose()
    for element in article.select(":scope > style, :scope > script"):
        element.decompose()
    for comment in article.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    titles = [name_heading(anchor) for anchor in article.select("p > a[id]:empty")]
    return article.decode(formatter="html5"), titles


def name_heading(anchor: Tag) -> tuple[str, str]:
    """Give the name of an empty anchor to the heading below it; return title and name."""
    heading = anchor.find_next(["h2", "h3"])
    assert isinstance(heading, Tag)
    assert heading.a
    name = str(anchor["id"])
    heading["id"], heading.a["href"] = name, f"#{name}"
    assert anchor.parent
    anchor.parent.decompose()
    return heading.get_text().removesuffix("¶"), name


def lesson_part(soup: BeautifulSoup, part: Tag) -> Tag:
    """Text, a sample, what it prints or what it draws, as a lesson has it."""
    if "jp-RenderedMarkdown" in part["class"]:
        return text(part)
    if "highlight-ipynb" in part["class"]:
        return block(soup, part, "language-python highlight")
    picture = part.find("img")
    if isinstance(picture, Tag):
        return drawing(soup, str(picture["src"]))
    return block(soup, part, OUTPUT)


def text(part: Tag) -> Tag:
    """Prose, with its formulas rendered."""
    for link in part.select(".anchor-link"):
        link["class"] = "headerlink"
    for string in list(part.find_all(string=FORMULA)):
        if not string.find_parent(["code", "pre"]):
            html = FORMULA.sub(formula, string)
            string.replace_with(BeautifulSoup(html, "html.parser"))
    for display in part.select("p > div.arithmatex"):
        assert display.parent
        display.parent.unwrap()
    for quotation in part.select("blockquote"):
        card(quotation)
    keep_words_whole(part)
    return part


def card(quotation: Tag) -> None:
    """Make a card of a quotation with a title in bold.

    One without a list asks for a prediction; one with a list has the goals of the lab
    before its first section, and its summary in a section.
    """
    title = quotation.p
    assert title
    assert title.strong
    kind = "summary" if quotation.find_previous("h2") else "goals"
    quotation.name = "div"
    quotation["class"] = f"admonition {kind if quotation.ul else 'predict'}"
    title["class"] = "admonition-title"
    title.strong.unwrap()


def keep_words_whole(part: Tag) -> None:
    """Do for the words of a lab what `markdown.korean` does for those of a lesson."""
    for string in list(part.find_all(string=True)):
        if string.parent and not string.parent.css.closest(OTHER):
            before, after = string.previous_sibling, string.next_sibling
            string.replace_with(joined(string, is_inline(before), is_inline(after)) or "")
    for element in part.select("span.arithmatex"):
        words = element.next_sibling
        if isinstance(words, NavigableString) and (particle := PARTICLE.match(words)):
            words.replace_with(words.removeprefix(particle[0]))
            element.wrap(Tag(name="span", attrs={"class": "whole"})).append(particle[0])


def is_inline(element: PageElement | None) -> bool:
    """Whether what stands beside a text is text too, and not the link of a heading."""
    return isinstance(element, Tag) and element.name in INLINE and not element.get("class")


def caption(soup: BeautifulSoup, figure: Tag, name: str, prefix: str) -> None:
    """Take the paragraph in italics below a picture as its caption and its description."""
    words = figure.find_next("p")
    assert isinstance(words, Tag)
    assert words.em, f"{name} has no caption: a paragraph in italics below it"
    text = soup.new_tag("figcaption", attrs={"id": name})
    number = soup.new_tag("span", attrs={"class": "caption-prefix"}, string=prefix)
    text.extend([number, " ", *words.em.contents])
    words.decompose()
    figure.append(text)
    assert figure.svg
    figure.svg.attrs |= {"role": "img", "aria-labelledby": name}


def formula(match: re.Match[str]) -> str:
    """HTML of a formula in the text of a notebook."""
    display, inline = match.groups()
    if display:
        rendered = renderer().render(display.strip(), display=True)
        return f'<div class="arithmatex">{rendered}</div>'
    return f'<span class="arithmatex">{renderer().render(inline, display=False)}</span>'


def block(soup: BeautifulSoup, part: Tag, kind: str) -> Tag:
    """Return a sample or an output, coloured by the site's own style."""
    source = part.find("pre")
    assert isinstance(source, Tag)
    code = soup.new_tag("code")
    code.extend(list(source.contents))
    pre, outer = soup.new_tag("pre"), soup.new_tag("div", attrs={"class": kind})
    pre.append(code)
    outer.append(pre)
    return outer


@cache
def colours() -> list[tuple[str, str]]:
    """Name and value of each colour of the light scheme; to import it would take longer."""
    palette = (BUILD / "drawings" / "palette.css").read_text("utf-8")
    light, _ = palette.split("}", 1)
    return COLOUR.findall(light)


def drawing(soup: BeautifulSoup, address: str) -> Tag:
    """Return a picture, from its data address, in the colours of the page."""
    markup = b64decode(address.partition(",")[2]).decode()
    for variable, value in colours():
        markup = markup.replace(value, f"var({variable})")
    if RASTER in markup:
        markup = markup.replace("<defs>", f"<defs>{TINT}", 1)
        markup = markup.replace(RASTER, f'{RASTER}filter="url(#tint)" ')
    salt = hashlib.sha256(markup.encode()).hexdigest()[:6]  # ids are unique on a page
    markup = REFERENCE.sub(rf"\g<1>{salt}-", markup[markup.index("<svg") :])
    figure = soup.new_tag("figure")
    figure.append(BeautifulSoup(markup, "html.parser"))
    for element in figure.select("style, metadata"):
        element.decompose()
    return figure
