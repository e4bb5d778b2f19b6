"""What wheels and sdists have in common: limits, and names of members that lead outside."""

import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from .model import UnusableError, shown

MIB = 1024 * 1024
LARGEST = 8 * MIB
"""Bytes of one METADATA or PKG-INFO, or of one piece of a tar archive's bookkeeping."""
# warehouse, forklift/legacy.py COMPRESSION_RATIO_MIN_SIZE and COMPRESSION_RATIO_THRESHOLD
SMALL = 64 * MIB
RATIO = 50
MOST = 1024 * MIB
"""Bytes that are decompressed of an sdist; PyPI takes 100 MiB compressed unless asked."""

BROKEN = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    OverflowError,
    MemoryError,
)
"""What the standard library raises over an archive that is not right."""


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Anything that is wrong with an archive is an UnusableError."""
    try:
        yield
    except BROKEN as error:
        raise UnusableError(f"is no readable {what} ({type(error).__name__})") from None


def check_names(names: Iterable[str]) -> None:
    """No member lies, or would be unpacked, anywhere but below the folder."""
    for name in names:
        if outside(name):
            raise UnusableError(
                f"holds the path '{shown(name)}', which leads outside or is no plain path",
                "find out what put it there, and build anew",
            )


def outside(name: str) -> bool:
    """Absolute, upwards, of a Windows drive, or with characters that hide something."""
    parts = name.split("/")
    odd = re.search(r"[\x00-\x1f\x7f\\]", name)
    return bool(odd) or not name or name.startswith("/") or ".." in parts or ":" in parts[0]


def only_one(names: list[str], wanted: str) -> None:
    """Two members of one name: some programs read the first, some the last."""
    if wanted not in names:
        raise UnusableError(f"has no {shown(wanted)}")
    if names.count(wanted) > 1:
        raise UnusableError(f"has {shown(wanted)} {names.count(wanted)} times")
