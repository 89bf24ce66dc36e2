"""A host that answers as GitHub Pages does."""

from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from threading import Thread
from urllib.parse import unquote, urlsplit

from sitekit import packed

UNDER = "/some/path/"
"""Where the site stands on its host: never at the root, as on GitHub Pages."""
PACKED = ("text/", "application/javascript", "application/json", "image/svg+xml")


class Host(BaseHTTPRequestHandler):
    """Answers as GitHub Pages does: text by gzip, ten minutes of cache, a page for 404."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one packet
    cut = ""
    """Name of a file of which only half comes."""

    def __init__(self, *args, site):
        self.site = site
        super().__init__(*args)

    def handle(self):
        """Answer until the browser goes away, be it amid an answer."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self):
        """Answer with a file of the site."""
        path = unquote(urlsplit(self.path).path)
        file = self.site / path.removeprefix(UNDER)
        file = file / "index.html" if file.is_dir() else file
        found = path.startswith(UNDER) and file.is_file()
        file = file if found else self.site / "404.html"
        content, kind = file.read_bytes(), guess_type(file)[0] or "application/octet-stream"
        self.send_response(200 if found else 404)
        self.send_header(
            "Content-Type", kind + "; charset=utf-8" * kind.startswith("text/")
        )
        self.send_header("Cache-Control", "max-age=600")
        if kind.startswith(PACKED):
            content = packed(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        half = len(content) // 2 if file.name == self.cut else None
        self.wfile.write(content[:half])
        self.close_connection = half is not None

    def log_message(self, format, *args):
        """Say nothing."""


@contextmanager
def hosted(site):
    """Address of a site, which may be built after the address is known."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, site=site))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{UNDER}"
    server.shutdown()
    server.server_close()
