"""Configuration of nbconvert, which mkdocs-jupyter loads: labs are rendered by us."""

from pathlib import Path

from mkdocs_jupyter import plugin
from mkdocs_jupyter.config import settings
from nbconvert.exporters.templateexporter import default_filters

from sitekit.markdown.labs import Lab

lab = Lab()
settings.templates_dir = str(Path(__file__).parent)
default_filters["lab"] = lab.render
# It reads the headings in plain Markdown, without the ids that we give them.
plugin._get_nb_toc_tokens = lab.table_of_contents
