"""Runs the samples of the pages; here, so that ``pytest docs`` does so too."""

import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from pytest_markdown_docs._runners import register_runner

from sitekit.samples import Session


class SampleError(Exception):
    """A sample raised, or printed something else than its page shows."""


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
            session = self.sessions[path] = Session(path)
        try:
            sample, printed = session.run_to(line)
        except Exception as error:  # the plugin would run the sample again on a TypeError
            raise SampleError(reader_traceback(error, path)) from error
        if difference := sample.difference(printed):
            raise SampleError(difference)

    def repr_failure(
        self, test: Any, excinfo: pytest.ExceptionInfo, style: Any = None
    ) -> str:
        """Say why a sample failed."""
        if isinstance(excinfo.value, SampleError):
            return str(excinfo.value)
        return str(excinfo.getrepr(style="short"))


def reader_traceback(error: Exception, path: Path) -> str:
    """Traceback of `error` as a reader of the page sees it."""
    trace: TracebackType | None = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename != str(path):
        trace = trace.tb_next
    return "".join(traceback.format_exception(type(error), error, trace))
