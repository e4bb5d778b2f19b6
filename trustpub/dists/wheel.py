"""The metadata of a wheel, or why it is not read."""

import os
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from .archive import LARGEST, RATIO, SMALL, check_names, only_one, reading
from .model import UnusableError


def read(file: BinaryIO, filename: str) -> bytes:
    """The bytes of METADATA."""
    # warehouse, forklift/legacy.py: the folder is looked for by the letters of the file's name.
    stem = "-".join(filename.split("-")[:2])
    with reading("zip archive"), ZipFile(file) as archive:
        members = archive.infolist()
        check_size(members, os.fstat(file.fileno()).st_size)
        names = [member.orig_filename for member in members]
        check_names(names)
        only_one(names, f"{stem}.dist-info/WHEEL")
        return member_bytes(archive, names, f"{stem}.dist-info/METADATA")


def member_bytes(archive: ZipFile, names: list[str], wanted: str) -> bytes:
    """One member, of limited size."""
    only_one(names, wanted)
    with archive.open(wanted) as member:
        data = member.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnusableError(f"has a {wanted} of over {LARGEST} bytes", "shorten it")
    return data


def check_size(members: list[ZipInfo], size: int) -> None:
    """What PyPI refuses as a decompression bomb, and compressions that it does not know."""
    total = sum(member.file_size for member in members)
    if total > SMALL and total > RATIO * size:
        raise UnusableError(
            f"would unpack to {total} bytes, over {RATIO} times its size",
            "leave out what blows it up: PyPI refuses it",
        )
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise UnusableError("is not compressed by deflate", "build it with another backend")
