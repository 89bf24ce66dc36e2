"""Makes the faults of a tired author, one by one: ``python tests/drill.py [WORD …]``.

Each stands in `faults.toml` with the test that must notice it. All is done in a copy
of the repository, where every test that is named passes first. Words choose faults.
"""

import re
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPY = ROOT / "build" / "drill"
FAILED = re.compile(r"^(?:FAILED|ERROR|!+) (.+?)(?: - .*| !+)?$", re.MULTILINE)
"""What pytest says of a test, or, where the site cannot be built, of its end."""
TESTED = ["build/drawings", "build/drawings.key", "build/labs"]
"""What the copy need not make again."""


@dataclass(frozen=True)
class Fault:
    """A change that the author did not mean."""

    name: str
    files: list[str]
    text: str
    becomes: str
    test: str
    """Address of the test that notices it, as pytest takes it."""

    def make(self) -> dict[Path, str]:
        """Change the files; return what they were."""
        were = {COPY / name: (COPY / name).read_text("utf-8") for name in self.files}
        for path, was in were.items():
            path.write_text(was.replace(self.text, self.becomes), "utf-8")
        return were


TABLE = tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))
FAULTS = [Fault(**fault) for fault in TABLE["fault"]]


def copy(directory: Path) -> None:
    """Copy all that Git would keep to a new directory."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
    for name in files.decode().strip("\0").split("\0"):
        if (ROOT / name).is_file():
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, directory / name)
    (directory / "node_modules").symlink_to(ROOT / "node_modules")


def copy_tested() -> None:
    """Copy what takes long to make."""
    for name in TESTED:
        source = ROOT / name
        if source.exists():
            (shutil.copytree if source.is_dir() else shutil.copy)(source, COPY / name)


def failing(*tests: str) -> list[str]:
    """Run tests in the copy; return the first that does not pass, if there is one."""
    options = ["-qx", "--tb=no", "--no-header", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, *tests]
    run = subprocess.run(command, cwd=COPY, capture_output=True, encoding="utf-8")
    if run.returncode > 1:
        sys.exit(run.stdout + run.stderr)
    return FAILED.findall(run.stdout)


def main() -> None:
    """Make every fault, and fail if one is not noticed."""
    faults = [f for f in FAULTS if all(word in f.name for word in sys.argv[1:])]
    shutil.rmtree(COPY, ignore_errors=True)
    copy(COPY)
    copy_tested()
    if broken := failing(*{fault.test for fault in faults}):
        sys.exit("Fails without any fault: " + " ".join(broken))
    missed = 0
    for fault in faults:
        were, began = fault.make(), time.perf_counter()
        noticed = failing(fault.test)
        for path, was in were.items():
            path.write_text(was, "utf-8")
        missed += not noticed
        by = noticed[0] if noticed else "NOTHING"
        print(f"{time.perf_counter() - began:5.1f} s  {fault.name}: {by}", flush=True)
    print(f"{len(faults)} faults, {missed} not noticed")
    sys.exit(missed > 0)


if __name__ == "__main__":
    main()
