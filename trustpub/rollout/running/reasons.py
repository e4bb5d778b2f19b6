"""The errors of an engine in the order in which they are of use. Pure."""

from collections.abc import Iterable

UNHANDLED = "an unhandled error occurred: "
"""The engine tells an error of the program twice, and once with this before it."""
NOTHING = "nothing was written to any forge or index"
"""The head of the list of problems with which our program ends, components/program.py."""


def plainly(errors: Iterable[str]) -> list[str]:
    """Each error once, its reason before that nothing was written."""
    found = dict.fromkeys(one.removeprefix(UNHANDLED).partition("\n") for one in errors)
    return [
        f"{rest}\n{first}" if first == NOTHING and rest else f"{first}{end}{rest}"
        for first, end, rest in found
    ]
