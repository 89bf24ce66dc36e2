"""Gives the tests the built site."""

from pathlib import Path

import pytest

from sitekit import LANGUAGES
from sitekit.build import build, folder, mkdocs, succeeds
from sitekit.prepare import BUILD


@pytest.fixture(scope="session")
def site() -> Path:
    """The site without an address, as `make site` builds it."""
    build(BUILD / "tested")
    return BUILD / "tested"


@pytest.fixture(scope="session")
def published(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with an address, as a fork publishes it."""
    directory = tmp_path_factory.mktemp("published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPO_URL", "https://github.com/someone/fork")
        for languages in (LANGUAGES[:1], LANGUAGES[1:]):  # MkDocs empties the root first
            runs = [
                mkdocs(
                    language, "https://example.org/some/path/", directory / folder(language)
                )
                for language in languages
            ]
            assert all(succeeds(run) for run in runs)
    return directory
