"""The labs: executed, and in the site's own look."""

import re

import pytest
from browsing import LABS, document

from gdlesson.figures import DARK, LIGHT

PARTS = {
    "goals": ".goals > .admonition-title + ul",
    "a prediction": ".predict > .admonition-title + p",
    "a summary below { #summary }": "#summary + .summary > .admonition-title + ul",
}
each_lab = pytest.mark.parametrize(("language", "name"), LABS)


@each_lab
def test_a_built_lab_has_the_look_of_a_lesson(site, language, name):
    html = document(site, language, name)
    page = html.article
    outputs = page.select(".output")
    assert outputs
    assert all(
        it.find_previous_sibling() in page.select(".language-python") for it in outputs
    )
    for part, selector in PARTS.items():
        assert page.select_one(selector), f"{name} needs {part}"
    assert not page.select("style, script, [class*=jp-]")
    title, description = (
        html.select_one(f"meta[property='og:{it}']")["content"]
        for it in ("title", "description")
    )
    assert title == page.h1.text.removesuffix("¶")
    assert description


@each_lab
def test_a_picture_of_a_lab_is_described_and_takes_the_colours_of_the_page(
    site, language, name
):
    figures = document(site, language, name).select("article figure")
    assert figures
    for number, figure in enumerate(figures, start=1):
        assert str(number) in figure.select_one("figcaption .caption-prefix").text
        images = figure.select("img[alt]:not([alt=''])")
        assert images, f"figure {number} of {name} needs an `alt`"
        light, dark = (
            (site / LABS[language, name] / str(image["src"]).partition("#")[0])
            for image in images
        )
        assert figure.img["alt"] not in figure.figcaption.text
        drawn = [path.read_text("utf-8") for path in (light, dark)]
        for picture, theme in zip(drawn, (LIGHT, DARK), strict=True):
            assert theme.ink in picture
            assert not re.search(r"(fill|stroke): ?#000", picture)
        assert drawn[1].count("<image ") == drawn[1].count('filter="url(#tint)"')
        colours = {colour for colour in vars(LIGHT).values() if colour.startswith("#")}
        assert not [colour for colour in colours if colour in drawn[1]]
