"""The files that a fleet is made of, as patterns for CI systems. Pure."""

import posixpath
import re
from collections.abc import Iterable

from ..fleet.model import Item
from .model import FleetCiError

CLASS = re.compile(r"\[[^]]*\]|\?")
"""What one character may be; CI systems read it otherwise, and a wider pattern does no harm."""


def watched(fleet: str, items: Iterable[Item]) -> tuple[str, ...]:
    """The fleet file and the files that it names, counted from the repository."""
    folder = posixpath.dirname(fleet)
    found = [fleet]
    for item in items:
        if item.kind == "files":
            path = posixpath.normpath(posixpath.join(folder, item.value))
            if path.startswith(("../", "/")) or path == "..":
                what = f"{fleet} names {item.value}, which is outside of the repository"
                raise FleetCiError(f"{what}, where a job does not see it; move it inside")
            if "$" in path or not path.isprintable():
                what = f"{fleet} names {item.value!r}, which a CI would read as something else"
                raise FleetCiError(f"{what}; write the path without dollar signs and line breaks")
            found.append(CLASS.sub("*", path))
    return tuple(dict.fromkeys(found))
