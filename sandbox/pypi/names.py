"""Names as PyPI compares them, and the ones it does not give away."""

import string

from trustpub.indexes.pypi.stdlib_names import names as stdlib_names

EDGES = frozenset(string.ascii_letters + string.digits)
INNER = EDGES | set("._-")


def normalized(name: str) -> str:
    """The canonical name: one project has many spellings and one of these."""
    for mark in "_.":
        name = name.replace(mark, "-")
    while "--" in name:
        name = name.replace("--", "-")
    return name.lower()


def look(name: str) -> str:
    """What is left of a name for somebody who reads quickly (warehouse: ultranormalize_name)."""
    bare = name.lower()
    for mark in "._-":
        bare = bare.replace(mark, "")
    return bare.replace("l", "1").replace("i", "1").replace("o", "0")


def well_formed(name: str) -> bool:
    """Whether it is a project name at all."""
    return bool(name) and name[0] in EDGES and name[-1] in EDGES and set(name) <= INNER


def in_stdlib(name: str) -> bool:
    """Whether a module of some Python's standard library has it."""
    return normalized(name) in stdlib_names()
