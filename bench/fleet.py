"""Part fleet-load: 10,000 projects of a fleet against 1,000: read, merged, judged.

`python -m bench.fleet FILE PROJECTS` is one run, in a process of its own.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

from lab.world import CLONE

from .configs import config
from .measure import must
from .say import progress
from .table import table
from .volume import FEW, MANY, Batch, batch_rows

FORMS = {
    "inline": "written out in the fleet file",
    "files": "each in a file of its own",
    "profiles": "three lines each, the rest from defaults and profiles",
}
SHARED = """defaults:
  publishers:
    - index: pypi
      environment:
        name: pypi
        reviewers: {teams: [release-managers]}
        prevent_self_review: true
        admins_can_bypass: false
  tags:
    - pattern: "v*"
      created_by: {teams: [release-managers]}
profiles:
  library:
    github: {workflow: release.yml}
  service:
    extends: library
    github: {workflow: cd.yml}
overrides:
  - match: "github:acme/*7"
    github: {workflow: publish.yml}
"""


def measure_fleet(runs: int, work: Path) -> str:
    """Pairs of a small and a large fleet, for every way of naming projects."""
    tables = []
    for form, meaning in FORMS.items():
        few, many = (written(work / "fleet" / f"{form}-{size}", form, size) for size in (FEW, MANY))
        small: list[Batch] = []
        large: list[Batch] = []
        for number in range(1, runs + 1):
            progress(f"(fleet-load) {MANY} projects, {form}, pair {number} of {runs}")
            small.append(load(few, FEW))
            large.append(load(many, MANY))
        title = f"(fleet-load) fleets read, merged and judged, projects {meaning}, {runs} pairs"
        columns = ("min median max", f"{FEW} projects", f"{MANY} projects", "ratio", "target")
        tables.append(table(title, columns, batch_rows(small, large)))
    return "\n".join([*tables, f"  Targets for {MANY} projects besides: 10 s, 477 MiB.\n"])


def written(folder: Path, form: str, size: int) -> Path:
    """A fleet file of so many projects, and what it names."""
    folder.mkdir(parents=True)
    if form == "files":
        for number in range(size):
            file = folder / f"{number % 100}" / f"{number}" / "release.yaml"
            file.parent.mkdir(parents=True)
            file.write_text(config(number), "utf-8")
    text = {"inline": inline, "files": lambda _: "projects: ['*/*/release.yaml']\n"}
    (folder / "fleet.yaml").write_text(text.get(form, short)(size), "utf-8")
    return folder / "fleet.yaml"


def inline(size: int) -> str:
    """Every project in full."""
    return "projects:\n" + "".join(indented(config(number)) for number in range(size))


def indented(text: str) -> str:
    """A config as an item of a list."""
    lines = text.splitlines()
    return "".join(f"{'    ' if n else '  - '}{line}\n" for n, line in enumerate(lines))


def short(size: int) -> str:
    """Every project with its names alone."""
    return f"{SHARED}projects:\n" + "".join(
        f"  - project: lib-{number}\n"
        f"    profile: {('library', 'service')[number % 2]}\n"
        f"    github: {{repository: acme/lib-{number}}}\n"
        for number in range(size)
    )


def load(file: Path, size: int) -> Batch:
    """One run in a process of its own."""
    command = (sys.executable, "-m", "bench.fleet", str(file), str(size))
    return Batch(**json.loads(must(command, CLONE, os.environ)))


def main() -> int:
    """Print one JSON line: seconds of wall and processor time, peak memory in MiB."""
    from trustpub import short_lived as short_lived
    from trustpub.fleet.reading import read_fleet

    began = time.perf_counter(), time.process_time()
    fleet = read_fleet(sys.argv[1])
    wall, cpu = time.perf_counter() - began[0], time.process_time() - began[1]
    if len(fleet.entries) != int(sys.argv[2]):
        raise ValueError(f"{len(fleet.entries)} projects are read: {fleet.problems[:3]}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
