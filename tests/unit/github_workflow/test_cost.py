"""Large workflows are read; how long that takes is printed."""

import time

import pytest

from .rows_steps import GH
from .snapshots import reading

ON = (
    "on:\n  push: {tags: ['v*'], branches: [main]}\n  release:\n  pull_request:\n"
    "  workflow_dispatch:\n    inputs:\n      a: {type: boolean}\n"
    "      b: {type: choice, options: [x, y, z]}\n      c: {type: boolean}\njobs:\n"
)


def jobs(count: int) -> str:
    """A chain of jobs, each with a condition, and an upload at its end."""
    one = (
        "  j{0}:\n    needs: [{1}]\n    if: github.ref_name != 'x{0}' && inputs.a\n"
        "    runs-on: x\n    steps:\n      - run: echo {0}\n"
    )
    chain = "".join(one.format(n, f"j{n - 1}" if n else "") for n in range(count))
    return f"{ON}{chain}  up:\n    needs: j{count - 1}\n    steps:\n      - uses: {GH}\n"


def steps(count: int) -> str:
    """A job of many steps, the last of which uploads."""
    one = "      - run: echo {0}\n        if: inputs.b == 'x{0}' || github.ref_type == 'tag'\n"
    listed = "".join(one.format(n) for n in range(count))
    return f"{ON}  up:\n    runs-on: x\n    steps:\n{listed}      - uses: {GH}\n"


def rows(count: int) -> str:
    """A matrix as large as it may be, over steps that look at it."""
    matrix = ", ".join(f"'3.{n}'" for n in range(64))
    one = "      - run: echo ${{{{ matrix.py }}}} {0}\n        if: matrix.os == 'x{0}'\n"
    listed = "".join(one.format(n) for n in range(count))
    return (
        f"{ON}  up:\n    strategy:\n      matrix: {{os: [a, b, c, d], py: [{matrix}]}}\n"
        f"    steps:\n{listed}      - uses: {GH}\n"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [("1,000 jobs", jobs(1000)), ("2,000 steps", steps(2000)), ("256 rows", rows(20))],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_large_workflows(name: str, text: str) -> None:
    """One upload is found in a workflow of thousands of lines."""
    begun = time.perf_counter()
    found = reading(text)
    print(f"{name}: {len(text.splitlines())} lines in {time.perf_counter() - begun:.2f} s")

    assert 1 == len(found.jobs)


def test_calls_that_multiply() -> None:
    """Ten files that each call the next twenty times are read, and what is left out is told."""
    call = (
        "  c{0}:\n    uses: ./.github/workflows/w{1}.yml\n"
        "    with: {{x: '${{{{ inputs.x }}}}{0}'}}\n"
    )
    on = "on: {workflow_call: {inputs: {x: {type: string}}}}\njobs:\n"
    files = {
        f".github/workflows/w{n}.yml": (on if n else "on: push\njobs:\n")
        + "".join(call.format(m, n + 1) for m in range(20))
        for n in range(9)
    }
    files[".github/workflows/w9.yml"] = f"{on}  up:\n    steps:\n      - uses: {GH}\n"
    found = reading(files)

    assert "w9.yml" in {job.file.rpartition("/")[2] for job in found.jobs} or found.unknown
