"""Builds one language: ``python -m sitekit.language LANGUAGE CONFIG DIRECTORY``.

MkDocs and the last step share a process, as they do most of what they import.
"""

import gc
import os
import sys
from pathlib import Path

from mkdocs.__main__ import cli

from sitekit.finish import finish


def main() -> None:
    """Let MkDocs make the pages when they are ready, and finish them."""
    gc.disable()  # it would look through all modules again and again, a tenth of the time
    language, config, directory = sys.argv[1:]
    if not sys.stdin.readline():  # what is imported above has taken as long as the pages
        return
    try:  # never with --quiet: what --quiet hides, --strict does not see
        cli(["build", "--strict", "--config-file", config, "--site-dir", directory])
    except SystemExit as end:
        if end.code:
            raise
    finish(Path(directory), language, os.environ["SITE_URL"])


if __name__ == "__main__":
    main()
