"""What an index shows of a publisher: an upload by exactly it, since no token is needed.

PyPI shows who uploaded a file only where attestations were sent with it (PEP 740), and of GitLab
only for gitlab.com. A file without a provenance came by a token, or without attestations:
nobody can tell, and it proves nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ...indexes.pypi.client import NEWEST, detail, file_publishers, newest_files
from ...indexes.pypi.evidence import differences, slots_declared, slots_seen
from ...indexes.pypi.form_gitlab import GITLAB_ISSUER
from ...indexes.pypi.normal import normal_name
from ...indexes.pypi.sites import Site, site
from ...status.asking import readable
from ..model import Proof, Publisher, Swap
from .history import moment

NO_TIME = "since when no token is needed could not be seen, so nothing shows that it is newer"
TOKEN = "{name} is newer and has no provenance: it was uploaded by a token, or without attestations"
BARE = "the newest file, {name}, has no provenance: it came by a token, or without attestations"
SELF_MANAGED = (
    "PyPI shows no provenance of files from {issuer}, so nothing can prove the publisher; "
    "`trustpub probe --exchange` in a job shows whether it works"
)


class Shown(NamedTuple):
    """One file of a project."""

    name: str
    uploaded: datetime | None
    bare: bool
    """Whether it has no provenance."""
    publishers: tuple[Mapping[str, Any], ...] = ()
    """Whom its provenance names; empty where it was not asked for."""


class Looked(NamedTuple):
    """What an index said of a project."""

    files: tuple[Shown, ...]
    """The newest first."""
    unknown: str = ""
    """Why it could not be seen."""
    absent: str = ""
    """Why there are no files."""


def look(where: Site, project: str) -> Looked:
    """All files of a project, and whom the provenance of the newest that have one names."""
    what = f"provenance of {project} on {where.title}"
    seen = detail(what, where.url, project)
    if seen.state in ("unknown", "broken"):
        return Looked((), unknown=readable(seen.why or seen.state))
    if seen.state == "absent":
        return Looked((), absent=f"{where.title} has no project {project} yet")
    rows = newest_files(seen.found["files"])
    if not rows:
        return Looked((), absent="the project has no files")
    asked = [row for row in rows if row.get("provenance")][:NEWEST]
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for row in asked:
        named = file_publishers(what, where.url, row)
        if named.state in ("unknown", "broken"):
            return Looked((), unknown=readable(named.why or named.state))
        found[row["filename"]] = tuple(named.found or ())
    return Looked(tuple(shown(row, found) for row in rows))


def shown(row: Mapping[str, Any], found: Mapping[str, tuple[Mapping[str, Any], ...]]) -> Shown:
    """A file as the simple API lists it; one whose provenance names nobody has none."""
    name = str(row["filename"])
    bare = not row.get("provenance") or found.get(name) == ()
    return Shown(name, moment(row.get("upload-time")), bare, found.get(name, ()))


def proof(where: Site, looked: Looked, publisher: Publisher, swap: Swap | None) -> Proof:
    """`proved` and `older` both show that the publisher works: an upload by exactly it was seen.

    Times that are equal are not newer. Without a time of the swap nothing is: the safe side.
    """
    identity = publisher.identity
    made = Proof(index=publisher.index, project=publisher.project, state="unknown")
    made = made.model_copy(update={"identity": identity, "link": page(where, publisher.project)})
    if identity.forge == "gitlab" and identity.issuer != GITLAB_ISSUER:
        return made.model_copy(update={"why": SELF_MANAGED.format(issuer=identity.issuer)})
    if looked.unknown:
        return made.model_copy(update={"why": looked.unknown})
    own = next((one for one in looked.files if exactly(publisher, one)), None)
    if own is None:
        return made.model_copy(update=missing(looked, publisher))
    why = too_old(own, looked, swap)
    told = {"file": own.name, "uploaded": own.uploaded, "why": why}
    return made.model_copy(update={**told, "state": "older" if why else "proved"})


def exactly(publisher: Publisher, file: Shown) -> bool:
    """Whether a file's provenance names the declared publisher and nobody else."""
    named = file.publishers
    return bool(named) and not any(differences(publisher.identity, one) for one in named)


def too_old(own: Shown, looked: Looked, swap: Swap | None) -> str:
    """Why an upload by the publisher does not prove that tokens are needed no more."""
    if swap is None or swap.state != "swapped":
        return "the uploads of the default branch are not known to need no token"
    limit = swap.since or swap.at_latest
    if limit is None or own.uploaded is None:
        return NO_TIME
    if own.uploaded <= limit:
        return f"it was uploaded before the swap of {limit:%Y-%m-%d %H:%M} UTC"
    bare = next(beside(own, looked.files, limit), None)
    return TOKEN.format(name=bare.name) if bare else ""


def beside(own: Shown, files: Iterable[Shown], limit: datetime) -> Iterator[Shown]:
    """Files without a provenance that are newer, or of the same release and from after the swap."""
    newer = True
    for file in files:
        newer = newer and file.name != own.name
        late = file.uploaded is None or file.uploaded > limit
        same_time = file.uploaded == own.uploaded
        same = release(file.name) == release(own.name) and late
        if file.bare and (newer or same_time or same):
            yield file


def release(name: str) -> str:
    """The version in a file's name, as it is written there; PyPA, binary distribution format."""
    bare = name.removesuffix(".whl")
    if bare != name:
        return bare.split("-")[1] if "-" in bare else bare
    for ending in (".tar.gz", ".zip"):
        bare = bare.removesuffix(ending)
    return bare.rpartition("-")[2]


def missing(looked: Looked, publisher: Publisher) -> dict[str, str]:
    """What is there in place of a provenance by the publisher."""
    if not looked.files:
        return {"state": "absent", "why": looked.absent}
    named = next((one for one in looked.files if one.publishers), None)
    if looked.files[0].bare or named is None:
        name = looked.files[0].name
        return {"state": "absent", "file": name, "why": BARE.format(name=name)}
    strange = next(one for one in named.publishers if differences(publisher.identity, one))
    seen, declared = slots_seen(strange), slots_declared(publisher.identity)
    slots = differences(publisher.identity, strange)
    told = ", ".join(
        f"{slot} {seen[slot]!r} where {declared[slot]!r} is declared" for slot in slots
    )
    why = readable(f"the provenance of {named.name} names {told}")
    return {"state": "other", "file": named.name, "why": why}


def page(where: Site, project: str) -> str:
    """The files of a project, for a person."""
    return f"{where.url}/project/{normal_name(project)}/#files"


def proofs(
    publishers: Iterable[Publisher], swaps: Iterable[Swap], environ: Mapping[str, str]
) -> tuple[Proof, ...]:
    """One for each publisher; each project is looked at once on each index."""
    when = {one.index: one for one in swaps}
    looks: dict[tuple[str, str], Looked] = {}
    found = []
    for one in publishers:
        where = site(one.index, environ)
        name = (where.url, normal_name(one.project))
        if name not in looks:
            looks[name] = look(where, normal_name(one.project))
        found.append(proof(where, looks[name], one, when.get(one.index)))
    return tuple(found)
