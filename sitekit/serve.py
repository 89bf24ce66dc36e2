"""Shows the site while you write.

A saved edit is built and shown at once; an edit that does not build is reported, and
the last good site stays.
"""

import logging
import os
import socket
import subprocess
import sys
from contextlib import suppress

from click import ClickException
from mkdocs.livereload import LiveReloadServer

from sitekit import ROOT, SITE
from sitekit.finish.policy import protected

HOST = "127.0.0.1"
WATCHED = ("docs", "gdlesson", "sitekit", "pyproject.toml")


class Server(LiveReloadServer):
    """Serves pages with a script that reloads them, and a policy that allows it."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return protected(page.decode()).encode()


def build() -> int:
    """Build in a process of its own, which sees the code as it now is."""
    command = [sys.executable, "-m", "sitekit", "build", "--address="]  # not SITE_URL
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        return process.wait()
    finally:
        process.terminate()
        process.wait()


def rebuild() -> None:
    """Build again, and on an error say what is shown instead."""
    if build() != 0:
        print("Still showing the last good site.", file=sys.stderr)


def serve(port: int) -> None:
    """Build `site/`, then serve it and rebuild it until Ctrl-C."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        raise ClickException(f"port {port}: {error.strerror}; try PORT=8001") from None
    if build() != 0 and not SITE.exists():
        sys.exit(1)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"  # it would be a change to watch
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    server: LiveReloadServer = Server(rebuild, HOST, port, root=str(SITE))
    server.error_handler = lambda code: (SITE / "404.html").read_bytes()
    for path in (*map(ROOT.joinpath, WATCHED), *ROOT.glob("mkdocs*.yml")):
        server.watch(str(path))
    print(f"\n  한국어   http://{HOST}:{port}/\n  English  http://{HOST}:{port}/en/\n")
    print("Save a page to see it; Ctrl-C to stop.", flush=True)
    try:
        with suppress(KeyboardInterrupt):
            server.serve()
    finally:
        server.shutdown()
