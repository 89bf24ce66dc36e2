"""The pages of the site, and a tab of Chromium in which nothing may go wrong."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from sitekit import LANGUAGES
from sitekit.pages import labs, pages

NAMES = sorted(path.removesuffix(".md") for path in pages(LANGUAGES[0]))
PREFIX = {"ko": "", "en": "en/"}
PATHS = {
    (language, name): PREFIX[language] + ("" if name == "index" else f"{name}/")
    for language in LANGUAGES
    for name in NAMES
}
LESSONS = [name for name in NAMES if pages(LANGUAGES[0])[f"{name}.md"].is_lesson]
LABS = {
    (language, f"labs/{lab.stem}"): f"{PREFIX[language]}labs/{lab.stem}/"
    for language in LANGUAGES
    for lab in labs(language)
}
each_page = pytest.mark.parametrize(
    ("language", "name"), PATHS, ids=[f"{language}-{name}" for language, name in PATHS]
)
EVERY = PATHS | LABS
"""Every page that MkDocs makes, those of notebooks included."""
each_built_page = pytest.mark.parametrize(
    ("language", "name"), EVERY, ids=[f"{language}-{name}" for language, name in EVERY]
)
each_name = pytest.mark.parametrize("name", NAMES)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(site: Path, host: Path) -> Iterator[str]:
    """Address of a site under a sub-path of a host."""
    (host / "some").mkdir()
    (host / "some" / "path").symlink_to(site, target_is_directory=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(host)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/path/"
    server.shutdown()
    server.server_close()


CONTROLS = """performance.getEntriesByType('resource')
    .find(it => it.name.endsWith('/controls.js'))?.name"""
"""Where a page has its first script from, once it has come."""


def wake(tab: Tab) -> None:
    """Move the mouse, as a reader would; Material's script starts only then."""
    tab.wait_for_function(f"() => {CONTROLS}")
    tab.wait_for_load_state("networkidle")
    tab.mouse.move(1, 1)
    tab.wait_for_function("() => window.component$")


@contextmanager
def watched(chromium: Browser, address: str, **options: Any) -> Iterator[Tab]:
    """Open a tab in which nothing may go wrong and nothing leaves the site."""
    happened: list[str] = []
    viewport: Any = {"width": 1280, "height": 900}
    with chromium.new_context(viewport=viewport, **options) as context:
        context.set_default_timeout(10_000)
        tab = context.new_page()
        tab.on(
            "console", lambda message: happened.append(f"{message.type}: {message.text}")
        )
        tab.on("pageerror", lambda error: happened.append(f"error: {error}"))
        tab.on("request", lambda request: happened.append(request.url))
        tab.on("response", lambda answer: happened.append(f"{answer.status} {answer.url}"))
        yield tab
    fine = re.compile(
        rf"(2\d\d |304 )?({re.escape(address)}|data:|blob:)|(log|info|debug): "
    )
    assert not [what for what in happened if not fine.match(what)]
