"""Whether the built pages are valid HTML."""

import json
import subprocess

from sitekit import ROOT
from sitekit.prepare.bundle import NODE

VALIDATOR = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
MATTERS_OF_STYLE = {
    "input-attributes": "Firefox would keep the search open over a reload",
    "doctype-style": "Material writes it in lower case",
    "no-trailing-whitespace": "nobody sees it",
    "presentation-role-style": "Material's script sets the role of its list",
    "valid-id": "it wants a letter first; Material and the captions begin with __",
    "valid-autocomplete": "as input-attributes",
    "void-style": "Python-Markdown closes its images",
    "wcag/h32": "it wants a button in the search, which answers while one types",
}


def test_every_page_is_valid_html(site, tmp_path):
    config = tmp_path / "config.json"
    rules = dict.fromkeys(MATTERS_OF_STYLE, "off")
    config.write_text(
        json.dumps({"root": True, "extends": ["html-validate:recommended"], "rules": rules})
    )
    pages = sorted(site.rglob("*.html"))
    assert pages
    command = [NODE, VALIDATOR, "--config", config, "--formatter", "text", *pages]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr
