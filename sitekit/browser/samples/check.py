"""Checks an answer to an exercise in the reader's browser; ``check.js`` brings it there."""

import json
import sys
from pathlib import Path

FOLDER = Path("/exercises")


def check(files: dict[str, str], name: str, source: str, language: str) -> str:
    """Return as JSON what came of each requirement; `files` are the package of checks."""
    if not FOLDER.exists():
        package = FOLDER / "exercises"
        package.mkdir(parents=True)
        for file, text in files.items():
            (package / file).write_text(text, "utf-8")
        sys.path.append(str(FOLDER))
    import exercises  # type: ignore[import-not-found]

    return json.dumps(exercises.check(name, source, language))
