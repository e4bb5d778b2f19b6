"""The normal form of a project's name. Of its own: `packaging.utils` imports subprocess and more,
a tenth of the time in which `trustpub check` starts.
"""

import re

RUNS = re.compile(r"[-_.]+")


def normal_name(name: str) -> str:
    """PEP 503: lower case, every run of `-`, `_` and `.` one `-`."""
    return RUNS.sub("-", name).lower()
