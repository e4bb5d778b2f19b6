"""`python -m bench.bulk COUNT`: read, judge and plan so many configs, in a process of its own."""

import json
import resource
import sys
import time

from trustpub.checking import check
from trustpub.plan import make_plan

from .configs import config


def main() -> int:
    """Print one JSON line: seconds of wall and processor time, peak memory in MiB."""
    number = int(sys.argv[1])
    wall = cpu = 0.0
    for index in range(number):
        text = config(index)
        began = time.perf_counter(), time.process_time()
        handle(text, f"{index}/release.yaml")
        wall += time.perf_counter() - began[0]
        cpu += time.process_time() - began[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak}))
    return 0


def handle(text: str, file: str) -> None:
    """One config from text to plan; the generator's own time is not measured."""
    checked = check(text, file)
    if checked.config is None or checked.errors:
        raise ValueError(f"{file} is not valid: {checked.problems}")
    make_plan(checked.config)


if __name__ == "__main__":
    sys.exit(main())
