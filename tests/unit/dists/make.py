"""Wheels and sdists for tests: good ones, and with something changed."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

METADATA = """\
Metadata-Version: 2.4
Name: sampleproject
Version: 1.0
Description-Content-Type: text/markdown

# Sample
"""
WHEEL_NAME = "sampleproject-1.0-py3-none-any.whl"
SDIST_NAME = "sampleproject-1.0.tar.gz"


def wheel(
    folder: Path,
    metadata: str | bytes | None = METADATA,
    name: str = WHEEL_NAME,
    more: Mapping[str, str] | None = None,
    stem: str | None = None,
) -> Path:
    """A wheel; `more` are further members."""
    info = f"{stem or '-'.join(name.split('-')[:2])}.dist-info"
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\n")
        if metadata is not None:
            archive.writestr(f"{info}/METADATA", metadata)
        for path, text in (more or {}).items():
            archive.writestr(path, text)
    return folder / name


def sdist(
    folder: Path,
    metadata: str | None = METADATA,
    name: str = SDIST_NAME,
    members: tuple[tarfile.TarInfo, ...] = (),
) -> Path:
    """An sdist; `members` are further ones without content."""
    top = name.removesuffix(".tar.gz")
    with tarfile.open(folder / name, "w:gz") as archive:
        if metadata is not None:
            add(archive, f"{top}/PKG-INFO", metadata.encode())
        for member in members:
            archive.addfile(member)
    return folder / name


def add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    """One file."""
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    """A link, or with another kind a device."""
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member
