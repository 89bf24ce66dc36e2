"""Runs the benchmarks, each with its peers: ``python -m benchmarks [PART …]``.

What they measure is kept in `results.json` and shown in `README.md`. A part that is not
run keeps its numbers.
"""

import json
import os
import subprocess
import sys

from benchmarks.report import RESULTS, write
from sitekit import BUILD, ROOT

PARTS = ["gradients", "net", "documents", "sites"]


def run(part: str) -> object:
    """Measure a part in a process that finds its peers."""
    path = os.pathsep.join([str(BUILD / "peers" / part), str(ROOT)])
    measure = [sys.executable, "-m", f"benchmarks.{part}"]
    environment = os.environ | {"PYTHONPATH": path}
    said = subprocess.run(measure, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    if said.returncode:
        sys.exit(f"{part} could not be measured: see above")
    return json.loads(said.stdout)


def main() -> None:
    """Measure the parts that are named, or all."""
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for part in sys.argv[1:] or PARTS:
        print(part, flush=True)
        results[part] = run(part)
        RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")
        write()


if __name__ == "__main__":
    main()
