"""Runs the samples of the pages; here, so that ``pytest docs`` does so too."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from _pytest.doctest import DoctestModule
from pytest_markdown_docs._runners import register_runner
from pytest_markdown_docs.plugin import MarkdownDocstringCodeModule

from sitekit.pages import Page, SampleError, Session


@register_runner(default=True)
class PageRunner:
    """Runs each sample once, in the namespace of its page, in the order of the page."""

    def __init__(self) -> None:
        self.sessions: dict[Path, Session] = {}

    def runtest(
        self, test: Any, args: dict[str, Any], *, asyncio_runner: Any = None
    ) -> None:
        """Run one sample."""
        path, line = test.source_path, test.start_line + 1
        session = self.sessions.get(path)
        if session is None or line not in [sample.line for sample in session.waiting]:
            session = self.sessions[path] = Session(Page(path))
        sample, printed = session.run_to(line)
        if difference := sample.difference(printed):
            raise SampleError(difference)

    def repr_failure(
        self, test: Any, excinfo: pytest.ExceptionInfo, style: Any = None
    ) -> str:
        """Say why a sample failed."""
        if isinstance(excinfo.value, SampleError):
            return str(excinfo.value)
        return str(excinfo.getrepr(style="short"))


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path) -> Generator[None, list[Any], list[Any]]:
    """Look for samples in pages alone and for examples in no test: it takes seconds."""
    nothing = (MarkdownDocstringCodeModule,)
    if file_path.parent.name == "tests":
        nothing += (DoctestModule,)
    return [it for it in (yield) if not isinstance(it, nothing)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let linters start first: where nothing is cached, mypy takes longest of all."""
    items.sort(key=lambda item: item.path.stem != "test_linters")
