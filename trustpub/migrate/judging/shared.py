"""Tokens that are kept above the repositories, and all who refer to them. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...model import Forge, Unknown
from ..judged import Shared, User
from ..model import Kept, Mention, Sight
from ..names import known
from ..reach import folded, is_own, key, meant, named, reaches, references, sees


class Beside(NamedTuple):
    """A repository that is not migrating, and what its files refer to."""

    forge: Forge
    repository: str
    mentions: tuple[Mention, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    """What of it could not be read: a use could hide there."""


def shared(
    kept: Iterable[Kept],
    sights: tuple[Sight, ...],
    beside: tuple[Beside, ...] = (),
    whole: frozenset[str] = frozenset(),
) -> tuple[Shared, ...]:
    """Each recognised token of an organisation, a group or an instance.

    `whole` has the holders all of whose repositories are among `sights` and `beside` (login of an
    organisation, path of a group, empty for the instance): of any other one, users are unknown.
    """
    listed = [*kept, *(one for sight in sights for one in sight.kept)]
    above = {key(one): one for one in listed if not is_own(one)}
    return tuple(
        Shared(
            kept=one,
            users=tuple(users(one, sights, beside)),
            unknown=tuple(unseen(one, sights, beside, whole)),
        )
        for _, one in sorted(above.items())
        if recognised(one, sights)
    )


def known_to_all(sights: Iterable[Sight], found: Iterable[Shared]) -> tuple[Sight, ...]:
    """Each project with every shared token that reaches it, those only others use too."""
    tokens = {key(one.kept) for one in found}
    told = []
    for sight in sights:
        more = tuple(one for one in sight.others if key(one) in tokens)
        rest = tuple(one for one in sight.others if one not in more)
        told.append(sight.model_copy(update={"kept": (*sight.kept, *more), "others": rest}))
    return tuple(told)


def recognised(kept: Kept, sights: Iterable[Sight]) -> bool:
    """Whether its name is in the table, or an upload takes it or took it before the swap."""
    return known(kept.name) or any(is_password(kept, one) for one in sights if sees(one, kept))


def is_password(kept: Kept, sight: Sight) -> bool:
    """Whether an upload of a project takes it, or took it before the swap."""
    named_in = (*sight.mentions, *sight.branches)
    now = {one.name for one in named_in if one.use == "upload"}
    before = {name for one in sight.swaps for name in one.before}
    return any(named(kept, name) for name in now | before)


def users(kept: Kept, sights: Iterable[Sight], beside: Iterable[Beside]) -> Iterator[User]:
    """Each line of a repository that it reaches which refers to it."""
    for sight in sights:
        if sees(sight, kept):
            yield from references(sight, kept)
    for one in beside:
        if reaches(kept, one.forge, one.repository):
            for each in one.mentions:
                if meant(kept, each.name):
                    yield User(
                        repository=one.repository, file=each.file, line=each.line, use=each.use
                    )


def unseen(
    kept: Kept, sights: tuple[Sight, ...], beside: tuple[Beside, ...], whole: frozenset[str]
) -> Iterator[Unknown]:
    """Where a use of it could hide."""
    for sight in sights:
        if sees(sight, kept):
            yield from (within(sight.repository, one) for one in sight.unknown)
    for each in beside:
        if reaches(kept, each.forge, each.repository):
            yield from (within(each.repository, one) for one in each.unknown)
    read = {sight.repository for sight in sights} | {one.repository for one in beside}
    yield from unlisted(kept, read, whole)


def within(repository: str, one: Unknown) -> Unknown:
    """What was not seen, with the repository it belongs to."""
    return one if repository in one.what else Unknown(what=f"{repository}: {one.what}", why=one.why)


def unlisted(kept: Kept, read: set[str], whole: frozenset[str]) -> Iterator[Unknown]:
    """Repositories that it reaches and nobody looked at."""
    holder = kept.place.holder
    if kept.visibility == "selected" and kept.selected is not None:
        names = {one.casefold() for one in read}
        for one in kept.selected:
            if one.casefold() not in names:
                yield Unknown(what=one, why="nobody read its files")
    elif folded("github", holder) not in {folded("github", one) for one in whole}:
        where = holder or "the instance"
        yield Unknown(what=f"repositories of {where}", why="not all of them were looked at")
