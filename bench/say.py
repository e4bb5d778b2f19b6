"""Progress, apart from the results."""

import sys


def progress(line: str) -> None:
    """One line on standard error."""
    print(f"bench: {line}", file=sys.stderr, flush=True)
