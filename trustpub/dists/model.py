"""Built files as they were read: Folder, Dist. Values only; rules.py judges them."""

from dataclasses import dataclass
from typing import Literal

from packaging.version import Version

from ..claims.verdict import cut, escaped

Kind = Literal["wheel", "sdist"]


class UnusableError(Exception):
    """An archive that is not read any further: (found, fix), both half sentences."""

    def __init__(self, found: str, fix: str = "build it anew") -> None:
        super().__init__(found, fix)
        self.found, self.fix = found, fix


@dataclass(frozen=True)
class Metadata:
    """What METADATA or PKG-INFO says; None where it does not, or says it twice."""

    name: str | None
    version: str | None
    description: str | None
    content_type: str | None
    invalid: tuple[tuple[str, str], ...] = ()
    """(field, why) for each that breaks the specification."""


@dataclass(frozen=True)
class Dist:
    """One wheel or sdist."""

    path: str
    filename: str
    kind: Kind
    name: str | None = None
    """From the file's name, normalised; None where that does not parse."""
    version: Version | None = None
    misnamed: str | None = None
    """Why the file's name does not parse."""
    fault: UnusableError | None = None
    metadata: Metadata | None = None


@dataclass(frozen=True)
class Folder:
    """A folder of built files."""

    path: str
    dists: tuple[Dist, ...] = ()
    strays: tuple[str, ...] = ()
    unreadable: str | None = None


def shown(text: str) -> str:
    """Anything out of a file, in ASCII, on one line and of limited length."""
    return cut(escaped(text[:1000]))
