"""What the site adds to Python-Markdown for the pages of lessons and labs.

Beside it stands what reads pages: search.py for the search, references.py for mkdocstrings.
"""

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from sitekit.markdown.figures import FigureTreeprocessor
from sitekit.markdown.formulas import FormulaTreeprocessor
from sitekit.markdown.glossary import GlossaryTreeprocessor
from sitekit.markdown.korean import KoreanTreeprocessor
from sitekit.markdown.predictions import PredictionTreeprocessor


class SiteExtension(Extension):
    """Registers all of it in its order."""

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "answer": ["Answer", "What the folded answers of a prediction are called"],
            "figures": ["build/generated/figures", "Where the figures are"],
            "glossary": ["docs/ko/glossary.md", "The glossary, in Markdown"],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown, whose inline patterns are at 20 and contents at 5.

        MkDocs checks the links last, at 0.
        """
        answer, figures, glossary = self.getConfigs().values()
        for priority, processor in {
            25: PredictionTreeprocessor(md, answer),
            15: FormulaTreeprocessor(md),
            7: GlossaryTreeprocessor(md, Path(glossary)),
            6: KoreanTreeprocessor(md),  # behind attr_list
            3: FigureTreeprocessor(md, Path(figures)),  # behind captions
        }.items():
            md.treeprocessors.register(processor, type(processor).__name__, priority)
