"""What is known of one project, and the questions that stages and removals ask of it. Pure."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from ...indexes.pypi.sites import SITES
from ...model import Identity, Index, Unknown
from ..judged import Removed
from ..model import Proof, Publisher, Said, Sight
from ..reach import reaches


class Case(NamedTuple):
    """What is known of one project: seen, said by persons, removed by us."""

    sight: Sight
    said: tuple[Said, ...] = ()
    removed: tuple[Removed, ...] = ()


def declared(sight: Sight) -> tuple[Index, ...]:
    """Indexes that the config declares a publisher for, TestPyPI first."""
    named = {one.index for one in sight.publishers}
    return tuple(index for index in ("testpypi", "pypi") if index in named)


def uploaded(sight: Sight) -> set[Index]:
    """Indexes that the CI uploads to, as far as the files tell."""
    found: set[Index] = {one.index for one in sight.swaps if one.state in ("swapped", "token")}
    indexes = {index for one in sight.mentions if one.use == "upload" for index in one.indexes}
    return found | {index for index in SITES if index in indexes}


def proofs(sight: Sight, publisher: Publisher) -> tuple[Proof, ...]:
    """What the index says of one publisher; a proof that names none is about an only one."""
    same = [one for one in sight.publishers if one.index == publisher.index]
    return tuple(
        one
        for one in sight.proofs
        if (one.index, one.project) == (publisher.index, publisher.project)
        and (one.identity == publisher.identity if one.identity else len(same) == 1)
    )


def said(case: Case, what: str, publisher: Publisher) -> tuple[Said, ...]:
    """What persons said of a publisher's project on its index, the newest last."""
    place = (what, publisher.project, publisher.index)
    found = [
        one
        for one in case.said
        if (one.what, one.project, one.index) == place and one.forge in (None, case.sight.forge)
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def is_registered(case: Case, publisher: Publisher) -> bool:
    """Whether a file by it was seen, or a person said so: PyPI cannot be asked."""
    seen = any(one.state in ("proved", "older") for one in proofs(case.sight, publisher))
    return seen or word_of(case, publisher) is not None


def word_of(case: Case, publisher: Publisher) -> Said | None:
    """The last word that it is registered: one about another workflow or name is none."""
    own = identified(publisher.identity)
    found = [one for one in said(case, "registered", publisher) if own in (one.about or (own,))]
    return found[-1] if found else None


def identified(identity: Identity) -> str:
    """`octo-org/a release.yml in pypi`: all that a person types into the form of an index."""
    where = f"{identity.namespace}/{identity.project}"
    return " ".join([where, identity.workflow, *place(identity.environment)])


def label(publisher: Publisher) -> str:
    """`release.yml in pypi on PyPI`."""
    identity, title = publisher.identity, SITES[publisher.index].title
    return " ".join([identity.workflow, *place(identity.environment), "on", title])


def place(environment: str | None) -> list[str]:
    """`in pypi`, where there is an environment."""
    return ["in", environment] if environment else []


def since(sight: Sight, index: Index) -> datetime | None:
    """When the last token was taken out of the uploads to an index, at the latest."""
    found = [one.since or one.at_latest for one in sight.swaps if one.index == index]
    times = [one for one in found if one]
    return max(times, default=None)


def is_newer(sight: Sight, proof: Proof) -> bool:
    """Whether a proof is of a time after the swap; without both times nobody can tell."""
    swapped = since(sight, proof.index)
    return bool(swapped and proof.uploaded and proof.uploaded > swapped)


def proof_of(sight: Sight, publisher: Publisher) -> Proof | None:
    """A file by exactly this publisher, uploaded after the swap."""
    found = [one for one in proofs(sight, publisher) if one.state == "proved"]
    return next((one for one in found if is_newer(sight, one)), None)


def hidden(sight: Sight) -> Iterator[Unknown]:
    """All that was not seen of a project: lists, files, uploads, and what an index shows."""
    yield from (*sight.unlisted, *sight.unknown, *sight.unverified)
    for one in sight.swaps:
        if one.state == "unknown":
            what = f"uploads of {sight.repository} to {SITES[one.index].title}"
            yield Unknown(what=what, why=one.why or "no reason is known")
    for publisher in sight.publishers:
        found = proofs(sight, publisher)
        if found and all(one.state == "unknown" for one in found):
            what = f"who uploaded {publisher.project} to {SITES[publisher.index].title}"
            yield Unknown(what=what, why=found[0].why or "no reason is known")


def gone(case: Case) -> tuple[Removed, ...]:
    """What was removed that reached the project; where nobody wrote down whom, that could have."""
    sight = case.sight
    return tuple(
        one
        for one in case.removed
        if sight.repository in one.projects
        or (not one.projects and reaches(one.kept, sight.forge, sight.repository))
    )


def last_change(case: Case, index: Index) -> datetime | None:
    """The last moment before which nobody can have revoked all that there was."""
    times = [one.at for one in gone(case)]
    swapped = since(case.sight, index)
    return max([*times, *([swapped] if swapped else [])], default=None)


def is_revoked(case: Case, publisher: Publisher) -> bool:
    """Whether a person said, after the last removal, that the old tokens are revoked."""
    last = last_change(case, publisher.index)
    return any(last is None or one.at > last for one in said(case, "revoked", publisher))
