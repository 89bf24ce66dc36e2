"""What is known of a page besides its text: how long it takes to read, and its age."""

import re
import subprocess
from functools import cache

from sitekit import ROOT
from sitekit.pages import FORMULA, Page, hashed

TARGET = re.compile(r"\]\([^)]*\)|\{[^}]*\}")
SYLLABLE = re.compile(r"[가-힣]")
WORD = re.compile(r"[A-Za-z][\w’'-]*")
SYLLABLES_PER_MINUTE = 500
WORDS_PER_MINUTE = 220
CODE_LINES_PER_MINUTE = 12


def with_facts(page: Page) -> str:
    """Page with its facts in the front matter, where the templates find them."""
    facts = f'changed: "{changed(page)}"\n'
    if page.is_lesson:
        facts += f"minutes: {minutes(page)}\n"
    return page.text.replace("---\n", f"---\n{facts}", 1)


def minutes(page: Page) -> int:
    """Minutes that a page takes to read."""
    prose = FORMULA.sub("", TARGET.sub("", page.prose))
    lines = sum(sample.code.count("\n") + 1 for sample in page.samples)
    return round(
        len(SYLLABLE.findall(prose)) / SYLLABLES_PER_MINUTE
        + len(WORD.findall(prose)) / WORDS_PER_MINUTE
        + lines / CODE_LINES_PER_MINUTE
    )


def changed(page: Page) -> str:
    """Date of the last commit that changed a page, or nothing where Git cannot know."""
    if git("rev-parse", "--is-shallow-repository") != "false":
        return ""  # a clone without history dates every page by its newest commit
    return git("log", "-1", "--format=%cs", "--", str(page.path))


def changed_since(page: Page, noted: str) -> str:
    """What Git knows to have changed in a page since its text had the hash noted."""
    for commit in git("log", "--format=%H", "--", str(page)).split():
        if hashed(git("show", f"{commit}:{page}") + "\n") == noted:
            return git("diff", "--unified=0", commit, "--", str(page))
    return f"{page} was never committed as it was looked at: read all of it"


@cache
def git(*arguments: str) -> str:
    """What Git answers, or nothing."""
    try:
        run = subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return run.stdout.strip()
