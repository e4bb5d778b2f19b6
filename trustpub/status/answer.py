"""What an index said of one project: the value that is cached, and what it means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import AwareDatetime

from ..indexes.observation import Observation, absent, present, unknown
from ..indexes.pypi.sites import Site
from ..model import Value


class File(Value):
    """One of the newest files, and who its provenance says published it."""

    filename: str
    uploaded: str
    """As the index writes it: ISO 8601 in UTC."""
    provenance: str | None
    """Where its provenance is; None when it has none."""
    publishers: tuple[dict[str, Any], ...] = ()


class Answer(Value):
    """One good look at one project; a look that failed is never one."""

    version: Literal[1] = 1
    """Of this shape, in the cache."""
    site: str
    project: str
    looked: AwareDatetime
    etag: str | None = None
    exists: bool
    newest: tuple[File, ...] = ()
    """The newest first."""


@dataclass(frozen=True)
class Outcome:
    """How a look ended: the newest good answer, and why there is none of now."""

    answer: Answer | None
    failed: str | None = None


def file_of(entry: Mapping[str, Any], publishers: Iterable[dict[str, Any]] = ()) -> File:
    """A file as the simple API lists it."""
    return File(
        filename=entry["filename"],
        uploaded=str(entry.get("upload-time") or ""),
        provenance=entry.get("provenance") or None,
        publishers=tuple(publishers),
    )


def same_file(one: File, other: File) -> bool:
    """Whether two looks saw one upload; what it says of its publishers never changes."""
    keys = ("filename", "uploaded", "provenance")
    return all(getattr(one, key) == getattr(other, key) for key in keys)


def provenance(where: Site, outcome: Outcome) -> Observation:
    """As `client.latest_provenance` would have observed it."""
    answer = outcome.answer
    if answer is None or outcome.failed:
        return unknown(f"provenance on {where.title}", outcome.failed or "not looked at")
    what = f"provenance of {answer.project} on {where.url}"
    if not answer.exists:
        return absent(what, f"{where.title} has no project {answer.project} yet")
    if not answer.newest:
        return absent(what, "the project has no files")
    if not any(file.publishers for file in answer.newest):
        newest = answer.newest[0].filename
        return absent(what, f"the newest file, {newest}, has no provenance")
    found = [{"filename": f.filename, "publishers": list(f.publishers)} for f in answer.newest]
    return present(what, found)
