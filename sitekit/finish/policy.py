"""Gives each page a Content-Security-Policy: what a browser may load and run on it.

A static host lets nobody set headers, so the policy stands in the page. What it does not
allow, the browser refuses, even if someone gets markup of their own into a page.
"""

import re
from base64 import b64encode
from hashlib import sha256

PLACE = re.compile(
    r'(<meta charset="utf-8">)(?:<meta http-equiv="Content-Security-Policy"[^>]*>)?'
)
"""Above all that it is about; only the encoding must come first."""
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
"""With attributes it is a file, or data, which no browser runs."""
POLICY = "; ".join(
    [
        "default-src 'none'",
        # Python runs in a worker. A worker has a policy of its own, from the headers of its
        # file: so WebAssembly, and the host that NumPy may come from, need no word here.
        "script-src 'self' {hashes}",
        "worker-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # Chromium sets some while a reader edits code
        # Icons in the stylesheet and pixels in the drawings of labs are data.
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
)


def protected(html: str) -> str:
    """Return a page with the policy that allows the scripts in it, and no others."""
    scripts = dict.fromkeys(SCRIPT.findall(html))
    policy = POLICY.format(hashes=" ".join(map(hashed, scripts)))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    html, found = PLACE.subn(rf"\g<1>{meta}", html, count=1)
    assert found, "A page has no place for its policy"
    return html


def hashed(script: str) -> str:
    """Return what allows a script."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
