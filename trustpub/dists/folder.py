"""Reading a folder of built files: nothing is unpacked, nothing is written."""

import os
from dataclasses import replace

from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import Version

from . import sdist, wheel
from .metadata import metadata_of
from .model import Dist, Folder, Kind, UnusableError, shown

KINDS: dict[str, Kind] = {".whl": "wheel", ".tar.gz": "sdist", ".zip": "sdist"}
BESIDE = (".publish.attestation", ".asc")
"""What belongs to the file of the same name: PEP 740 attestations, signatures."""


def read_folder(path: str) -> Folder:
    """Everything in a folder; hidden files are left alone, as `twine upload dist/*` does."""
    try:
        with os.scandir(path) as entries:
            files = {e.name: e.is_file() for e in entries if not e.name.startswith(".")}
    except OSError as error:
        return Folder(path, unreadable=error.strerror or type(error).__name__)
    except ValueError:
        return Folder(path, unreadable="its name holds a NUL")
    built = [name for name, is_file in files.items() if is_file and kind_of(name)]
    strays = [
        n for n, is_file in files.items() if n not in built and not (is_file and beside(n, built))
    ]
    return Folder(path, tuple(read_dist(path, n) for n in sorted(built)), tuple(sorted(strays)))


def kind_of(filename: str) -> Kind | None:
    """By its ending, as PyPI tells them apart."""
    return next((k for end, k in KINDS.items() if filename.lower().endswith(end)), None)


def beside(filename: str, built: list[str]) -> bool:
    """Whether a file belongs to one that was built."""
    return any(filename.endswith(end) and filename.removesuffix(end) in built for end in BESIDE)


def read_dist(directory: str, filename: str) -> Dist:
    """One file: its name, and its metadata where it can be got at."""
    path, kind = os.path.join(directory, filename), KINDS[ending(filename)]
    dist = Dist(path, filename, kind)
    try:
        name, version = parsed(filename, kind)
        dist = replace(dist, name=name, version=version)
    except (InvalidWheelFilename, InvalidSdistFilename, ValueError) as error:
        dist = replace(dist, misnamed=shown(str(error)))
    try:
        with open(path, "rb") as file:
            data = wheel.read(file, filename) if kind == "wheel" else sdist.read(file, filename)
        return replace(dist, metadata=metadata_of(data))
    except UnusableError as fault:
        return replace(dist, fault=fault)
    except OSError as error:
        closed = UnusableError(f"cannot be read: {error.strerror}", "check its permissions")
        return replace(dist, fault=closed)


def ending(filename: str) -> str:
    """The ending that says of what kind it is."""
    return next(end for end in KINDS if filename.lower().endswith(end))


def parsed(filename: str, kind: Kind) -> tuple[str, Version]:
    """Name and version that a file's name says."""
    if kind == "wheel":
        return parse_wheel_filename(filename)[:2]
    return parse_sdist_filename(filename)
