"""Which tokens may go, each with what shows it, or with why it stays. Pure.

Only a token of a recognised name goes; only when each index it could feed is proved by exactly
the declared publishers after the swap; only when nothing refers to it and nothing could unseen.
"""

from collections.abc import Iterator
from datetime import datetime

from ...indexes.pypi.sites import SITES
from ...model import Index
from ..judged import Removal, Shared
from ..model import Kept, Sight
from ..names import index_of_name
from ..reach import at, covered, is_own, key, named, references, sees, told
from .evidence import Case, declared, proof_of
from .gates import undeclared, unproved, unswapped
from .shared import recognised

MOST = 4
"""Reasons that are told of one token."""


def removals(
    sights: tuple[Sight, ...],
    shared: tuple[Shared, ...] = (),
    without_proof: frozenset[str] = frozenset(),
) -> tuple[Removal, ...]:
    """One for each token at each level; `without_proof` names projects as the index knows them."""
    known = {key(one.kept): one for one in shared}
    near = by_repository(sights)
    listed = {key(one): one for sight in sights for one in sight.kept}
    every = {**listed, **{name: one.kept for name, one in known.items()}}
    made = []
    for name in sorted(every):
        kept = every[name]
        home = (kept.place.forge, kept.place.holder.casefold())
        reached = near.get(home, ()) if is_own(kept) else sights
        reached = tuple(one for one in reached if sees(one, kept))
        made.append(removal(kept, reached, known.get(name), without_proof))
    return tuple(made)


def by_repository(sights: tuple[Sight, ...]) -> dict[tuple[str, str], tuple[Sight, ...]]:
    """Projects of each repository: mostly one."""
    near: dict[tuple[str, str], tuple[Sight, ...]] = {}
    for one in sights:
        home = (one.forge, one.repository.casefold())
        near[home] = (*near.get(home, ()), one)
    return near


def removal(
    kept: Kept, reached: tuple[Sight, ...], found: Shared | None, without_proof: frozenset[str]
) -> Removal:
    """One secret or variable, with the projects that it reaches."""
    barred = [*bars(kept, reached, found)]
    # A list: several projects may share a repository.
    waiting = [(project(one), lack) for one in reached for lack in lacks(kept, one)]
    unproved = not barred and bool(waiting)
    asked = all(name in without_proof for name, _ in waiting)
    stays = [*barred, *(lack for _, lack in waiting)]
    allowed = not stays or (unproved and asked)
    return Removal(
        kept=kept,
        projects=tuple(sorted({one.repository for one in reached})),
        allowed=allowed,
        evidence=evidence(kept, reached, unproved) if allowed else "",
        stays="" if allowed else some(stays),
        unproved=unproved,
        uncovers=uncovers(kept, reached),
    )


def some(reasons: list[str]) -> str:
    """The first reasons, and how many more there are."""
    listed = list(dict.fromkeys(reasons))
    more = [f"and {len(listed) - MOST:,} more"] if len(listed) > MOST else []
    return "; ".join([*listed[:MOST], *more])


def project(sight: Sight) -> str:
    """Name on the index."""
    return sight.publishers[0].project if sight.publishers else ""


def bars(kept: Kept, reached: tuple[Sight, ...], found: Shared | None) -> Iterator[str]:
    """What keeps it whatever is proved."""
    if not reached:
        yield "it reaches no project of this migration"
    if not recognised(kept, reached):
        yield "its name is not one of a token, and no upload was seen to take it"
    if not is_own(kept):
        yield from shared_bars(found)
    for one in reached:
        users = references(one, kept)
        if users and not (found and found.users):
            yield f"{at(users)} refers to it"
        yield from unfit(one)


def shared_bars(found: Shared | None) -> Iterator[str]:
    """Who else needs it, or could."""
    if found is None:
        yield "who else uses it was not looked at"
        return
    if found.users:
        yield f"{at(found.users)} refers to it"
    for one in found.unknown:
        yield f"a use could hide in what was not seen: {one.what}: {one.why}"


def unfit(sight: Sight) -> Iterator[str]:
    """A project that cannot publish without tokens as it is now, or could hide a use."""
    case = Case(sight)
    for lack in (*undeclared(case), *unswapped(case)):
        yield f"{sight.repository}: {lack}"


def indexes(kept: Kept, sight: Sight) -> tuple[Index, ...]:
    """Each index that it could feed; all declared ones where nothing tells."""
    found: set[Index] = {
        one.index for one in sight.swaps if any(named(kept, name) for name in one.before)
    }
    fed = {i for one in sight.mentions if named(kept, one.name) for i in one.indexes}
    found |= {index for index in SITES if index in fed}
    by_name = index_of_name(kept.name)
    found |= {by_name} if by_name else set()
    if any(one.since is None and one.state == "swapped" for one in sight.swaps):
        found |= set(declared(sight))  # What fed them before the swap was not seen.
    return tuple(index for index in SITES if index in found) or declared(sight)


def lacks(kept: Kept, sight: Sight) -> Iterator[str]:
    """Proofs that are missing for what it could feed."""
    for index in indexes(kept, sight):
        title = SITES[index].title
        if index not in declared(sight):
            yield f"{sight.repository}: no publisher for {title} is declared that could prove it"
        for lack in unproved(Case(sight), index):
            yield f"{sight.repository}: {lack}"


def evidence(kept: Kept, reached: tuple[Sight, ...], unproved: bool) -> str:
    """The files that show that nothing needs it any more."""
    words = ["removed without proof, as a person asked for"] if unproved else []
    newest: list[datetime] = []
    for sight in reached:
        for one in sight.publishers:
            proof = proof_of(sight, one) if one.index in indexes(kept, sight) else None
            if proof:
                day = f", uploaded on {proof.uploaded.date()}" if proof.uploaded else ""
                newest += [proof.uploaded] if proof.uploaded else []
                words.append(f"{proof.file or proof.link} on {SITES[one.index].title}{day}")
    if kept.written and newest and kept.written > max(newest):
        words.append(f"but it was written anew on {kept.written.date()}, after that: ask what for")
    return "; ".join(dict.fromkeys(words))


def uncovers(kept: Kept, reached: tuple[Sight, ...]) -> str:
    """What jobs see under its name afterwards."""
    behind = {
        key(one): one for sight in reached for one in covered(kept, (*sight.kept, *sight.others))
    }
    names = ", ".join(told(one) for one in behind.values())
    return f"then jobs see {names}" if names else ""
