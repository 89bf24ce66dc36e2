"""Measures every page in Lighthouse: ``python -m sitekit.audit``.

A phone on a slow network, as Lighthouse simulates it, and a host that answers as GitHub
Pages does. It fails, and says why, when a page costs more than its budget.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from sitekit import BUILD, LANGUAGES, ROOT, browser, folder, packed
from sitekit.build import build
from sitekit.markdown.katex import NODE
from sitekit.pages import labs, pages

LIGHTHOUSE = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
UNDER = "/some/path/"
"""Where the site stands on its host: never at the root, as on GitHub Pages."""
PACKED = ("text/", "application/javascript", "application/json", "image/svg+xml")


class Host(BaseHTTPRequestHandler):
    """Answers as GitHub Pages does: text by gzip, ten minutes of cache, a page for 404."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one packet

    def __init__(self, *args: Any, site: Path) -> None:
        self.site = site
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        path = unquote(urlsplit(self.path).path)
        file = self.site / path.removeprefix(UNDER)
        file = file / "index.html" if file.is_dir() else file
        found = path.startswith(UNDER) and file.is_file()
        self.answer(200 if found else 404, file if found else self.site / "404.html")

    def answer(self, status: int, file: Path) -> None:
        """Send a file."""
        content, kind = file.read_bytes(), guess_type(file)[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header(
            "Content-Type", kind + "; charset=utf-8" * kind.startswith("text/")
        )
        self.send_header("Cache-Control", "max-age=600")
        if kind.startswith(PACKED):
            content = packed(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """Address of a site, which may be built after the address is known."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, site=site))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{UNDER}"
    server.shutdown()
    server.server_close()


@dataclass(frozen=True)
class Measure:
    """What is read from a report of Lighthouse, and the budget that it is held to."""

    title: str
    read: Callable[[Any], float]
    budget: float
    at_least: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value is within the budget."""
        return value >= self.budget if self.at_least else value <= self.budget


def score(category: str) -> Callable[[Any], float]:
    """Reader of a score, from 0 to 100."""
    return lambda report: round(100 * (report["categories"][category]["score"] or 0))


def number(audit: str, unit: int = 1) -> Callable[[Any], float]:
    """Reader of what an audit measured."""
    return lambda report: float(report["audits"][audit]["numericValue"]) / unit


def html(report: Any) -> float:
    """Size of the page itself over the wire, in KiB."""
    requests = report["audits"]["network-requests"]["details"]["items"]
    return float(requests[0]["transferSize"]) / 1024


MEASURES = (
    Measure("performance", score("performance"), 100, at_least=True),
    Measure("accessibility", score("accessibility"), 100, at_least=True),
    Measure("best practices", score("best-practices"), 100, at_least=True),
    Measure("SEO", score("seo"), 100, at_least=True),
    Measure("LCP s", number("largest-contentful-paint", 1000), 1.5),
    Measure("CLS", number("cumulative-layout-shift"), 0.01),
    Measure("all KiB", number("total-byte-weight", 1024), 170),
    Measure("HTML KiB", html, 25),
)
LAB_MEASURES = (*MEASURES[:-1], Measure("HTML KiB", html, 40))
"""A lab has its pictures in its page."""


def audit(
    address: str, chromium: str, measures: tuple[Measure, ...]
) -> tuple[list[float], list[str]]:
    """Values of a page, and what Lighthouse finds wanting.

    A busy machine measures worse. A page below its budget gets two runs more, and of the
    three the median counts.
    """
    reports = [lighthouse(address, chromium)]
    if over(values(reports[0]), measures):
        reports += [lighthouse(address, chromium) for _ in range(2)]
    runs = zip(*map(values, reports), strict=True)
    return [median(run) for run in runs], wanting(reports[-1])


def lighthouse(address: str, chromium: str) -> Any:
    """Report of one run."""
    options = ["--output=json", "--quiet", "--no-enable-error-reporting"]
    flags = f"--chrome-flags={' '.join(browser.FLAGS)}"
    run = subprocess.run(
        [NODE, LIGHTHOUSE, address, *options, flags],
        env=os.environ | {"CHROME_PATH": chromium},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(run.stdout)


def values(report: Any) -> list[float]:
    """Value of each measure."""
    return [measure.read(report) for measure in MEASURES]


def over(row: list[float], measures: tuple[Measure, ...]) -> list[str]:
    """Which budgets a page does not hold, and by how much."""
    return [
        f"{measure.title} is {value:.4g}, its budget {measure.budget:g}"
        for measure, value in zip(measures, row, strict=True)
        if not measure.holds(value)
    ]


def wanting(report: Any) -> list[str]:
    """Audits that cost a page some of its score."""
    return [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
        for category in report["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"] and (audit := report["audits"][reference["id"]])
        if audit["score"] is not None and audit["score"] < 0.9
    ]


def line(name: str, cells: list[str]) -> str:
    """One row of the table."""
    widths = (max(8, len(measure.title)) for measure in MEASURES)
    aligned = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return "  ".join([f"{name:<28}", *aligned])


def addresses() -> Iterator[tuple[str, tuple[Measure, ...]]]:
    """Where each page stands on the site, and what it is held to."""
    for language in LANGUAGES:
        for page in pages(language):
            name = page.removesuffix("index.md").replace(".md", "/")
            yield folder(language) + name, MEASURES
        for lab in labs(language):
            yield f"{folder(language)}labs/{lab.stem}/", LAB_MEASURES


def main() -> None:
    """Build the site for the address where it will be measured, and measure it there."""
    chromium = browser.find() or browser.install()
    if not chromium:
        sys.exit("There is no Chromium, and none can be installed.")
    site, failures = BUILD / "audited", list[str]()
    with hosted(site) as address:
        build(site, address)
        print(line("page", [measure.title for measure in MEASURES]), flush=True)
        for name, measures in addresses():
            row, reasons = audit(address + name, chromium, measures)
            print(line(f"/{name}", [f"{value:.4g}" for value in row]), flush=True)
            if broken := over(row, measures):
                failures += ["", f"/{name}", *broken, *reasons]
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()
