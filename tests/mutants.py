"""Breaks gdlesson in every way that mutmut knows: ``python tests/mutants.py``.

A mutant that no test notices must stand in `mutants.toml`, with the reason that nothing
could notice it; one that stands there and does not survive must go. mutmut changes what
is in functions: the lambdas of `landscapes` and the figures are left to `drill.py`.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from drill import ROOT, copy

COPY = ROOT / "build" / "mutants"


def mutmut(*arguments):
    """Run mutmut in the copy; return the lines that it prints."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    run = subprocess.run(command, cwd=COPY, capture_output=True, encoding="utf-8")
    if run.returncode:
        sys.exit(run.stdout + run.stderr)
    return run.stdout.splitlines()


def change(mutant):
    """Line that `mutant` changes, and what it makes of it."""
    diff = [line for line in mutmut("show", mutant) if line[:3] not in ("---", "+++")]
    was, now = ([line[1:].strip() for line in diff if line[0:1] == sign] for sign in "-+")
    return " ".join(was), " ".join(now)


def main():
    """Run all mutants; fail if one survives that is not known to be equivalent."""
    shutil.rmtree(COPY, ignore_errors=True)
    copy(COPY)
    mutmut("run")
    known = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    equivalent = {(mutant["was"], mutant["now"]) for mutant in known["equivalent"]}
    results = [line.strip().split(": ") for line in mutmut("results", "--all", "true")]
    survivors = {
        change(mutant): f"{mutant} {status}"
        for mutant, status in results
        if status != "killed"
    }
    listed = len(survivors.keys() & equivalent)
    print(
        f"{len(results)} mutants, {len(survivors)} not noticed, "
        f"{listed} of them listed as equivalent"
    )
    for was, now in survivors.keys() - equivalent:
        print(f"{survivors[was, now]}\n- {was}\n+ {now}", file=sys.stderr)
    for was, now in equivalent - survivors.keys():
        print(f"mutants.toml lists what is noticed\n- {was}\n+ {now}", file=sys.stderr)
    sys.exit(survivors.keys() != equivalent)


if __name__ == "__main__":
    main()
