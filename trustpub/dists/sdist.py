"""The metadata of an sdist, or why it is not read."""

import gzip
import io
import tarfile
from typing import BinaryIO

from .archive import LARGEST, MOST, check_names, only_one, reading
from .model import UnusableError


class Bounded(io.RawIOBase):
    """A decompressed stream that ends in a sentence where there is too much of it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self.stream = gzip.GzipFile(fileobj=file, mode="rb")

    def read(self, size: int = -1) -> bytes:
        """tarfile reads its own bookkeeping in one piece, however large that says it is."""
        if not 0 <= size <= LARGEST:
            raise UnusableError(f"holds a header or a PKG-INFO of over {LARGEST} bytes")
        return self.stream.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Going on decompresses what lies between."""
        if whence != io.SEEK_SET or offset > MOST:
            raise UnusableError(
                f"unpacks to over {MOST} bytes", "leave out what does not belong into an sdist"
            )
        return self.stream.seek(offset)

    def tell(self) -> int:
        """Bytes after decompression."""
        return self.stream.tell()


def read(file: BinaryIO, filename: str) -> bytes:
    """The bytes of PKG-INFO in the one folder at the top."""
    if not filename.lower().endswith(".tar.gz"):
        raise UnusableError("is no .tar.gz, as PyPI wants sdists", "build it as .tar.gz")
    with reading("gzipped tar archive"), tarfile.open(fileobj=Bounded(file), mode="r:") as archive:
        members = archive.getmembers()
        check_members(members)
        names = [member.name for member in members]
        tops = {name.partition("/")[0] for name in names}
        if len(tops) != 1:
            raise UnusableError(f"has {len(tops)} folders and files at the top, not one folder")
        wanted = f"{tops.pop()}/PKG-INFO"
        only_one(names, wanted)
        return member_bytes(archive, members[names.index(wanted)])


def member_bytes(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    """One member, of limited size."""
    if not member.isreg() or member.size > LARGEST:
        raise UnusableError(f"has a PKG-INFO that is no file of at most {LARGEST} bytes")
    found = archive.extractfile(member)
    return found.read(LARGEST) if found else b""


def check_members(members: list[tarfile.TarInfo]) -> None:
    """Paths, links and kinds that an sdist has no use for."""
    check_names(member.name for member in members)
    for member in members:
        if member.issparse() or not (member.isreg() or member.isdir() or is_link(member)):
            raise UnusableError("holds a device or a sparse file", "leave it out")
    check_names(member.linkname for member in members if member.islnk())
    check_names(target(member) for member in members if member.issym())


def is_link(member: tarfile.TarInfo) -> bool:
    """Either kind of link."""
    return member.issym() or member.islnk()


def target(member: tarfile.TarInfo) -> str:
    """Where a symbolic link leads, below the top; as it stands where that is outside."""
    parts = member.name.split("/")[:-1]
    for part in member.linkname.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return member.linkname if member.linkname.startswith("/") else "/".join(parts) or ".."
