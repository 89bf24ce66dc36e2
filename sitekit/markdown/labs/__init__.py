"""Makes of a lab that mkdocs-jupyter has run what the site makes of a lesson.

A lab is written as a lesson is. Its code and what that printed and drew become samples,
outputs and figures in Markdown, and the whole is rendered by the site's own extensions.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs_jupyter import plugin
from mkdocs_jupyter.config import settings
from nbconvert.exporters.templateexporter import default_filters

from sitekit.pages import hashed, hashed_cells

EXTENSION = "sitekit.markdown:SiteExtension"
RASTER = "<image "
TINT = (
    '<filter id="tint"><feFlood flood-color="{}"/>'
    '<feComposite in2="SourceAlpha" operator="in"/></filter>'
)
"""Paints a raster, of which only the opacity counts, in a colour."""
UNDESCRIBED = re.compile(r'!\[\](\(.*\)\s+/// figure-caption\n) +attrs: \{alt: "(.+)"\}\n')


def render_labs(config: MkDocsConfig, kept: Path) -> None:
    """Let mkdocs-jupyter render labs with the Markdown of the site, and keep their runs."""
    lab = Lab(config, kept)
    settings.templates_dir = str(Path(__file__).parent)
    default_filters["lab"] = lab.render
    # It reads the headings in plain Markdown, without the ids that we give them.
    plugin._get_nb_toc_tokens = lab.table_of_contents


class Lab:
    """Renders labs of a language."""

    def __init__(self, config: MkDocsConfig, kept: Path) -> None:
        self.kept = kept
        self.pictures = kept / "figures"
        settings = config.mdx_configs
        ours = settings[EXTENSION] | {"figures": str(self.pictures)}
        self.markdown = Markdown(
            extensions=config.markdown_extensions,
            extension_configs=settings | {EXTENSION: ours},
        )

    def render(self, notebook: Any) -> str:
        """HTML of a lab; its pictures, and the lab with its outputs, are kept in files."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, self.kept / f"{hashed_cells(notebook)}.ipynb")
        self.markdown.reset()
        text = UNDESCRIBED.sub(r"![\2]\1", "\n\n".join(self.parts(notebook)))
        html = self.markdown.convert(text)
        return html.replace('href="/glossary.md', 'href="../../glossary/')

    def table_of_contents(self, *_: object) -> tuple[Any, None]:
        """Headings of the lab that was rendered last."""
        return self.markdown.toc_tokens, None  # type: ignore[attr-defined]

    def parts(self, notebook: Any) -> Iterator[str]:
        """Text, samples, outputs and figures in Markdown."""
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                yield cell.source
            else:
                yield f"```python\n{cell.source}\n```"
                yield from map(self.output, cell.outputs)

    def output(self, output: Any) -> str:
        """What a cell printed or drew."""
        if output.output_type == "stream":
            return f"```{{.text .output}}\n{output.text.rstrip()}\n```"
        light = output.data["image/svg+xml"]
        file = hashed(light)
        for scheme, picture in (("light", light), ("dark", dark(light))):
            (self.pictures / f"{file}-{scheme}.svg").write_text(picture, "utf-8")
        return f"![](figures/{file}.svg)"


def dark(picture: str) -> str:
    """Return a picture in the colours of the dark scheme."""
    from gdlesson.figures import DARK, LIGHT  # matplotlib takes half a second to import

    for role, colour in vars(LIGHT).items():
        if colour.startswith("#"):
            picture = picture.replace(colour, vars(DARK)[role])
    if RASTER in picture:
        picture = picture.replace("<defs>", f"<defs>{TINT.format(DARK.blue)}", 1)
        picture = picture.replace(RASTER, f'{RASTER}filter="url(#tint)" ')
    return picture
