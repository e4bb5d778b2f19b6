"""What keeps a project from each stage: a table of small questions, in their order. Pure.

Each tells what is missing as half sentences; a stage is reached when it tells nothing.
"""

from collections.abc import Callable, Iterator

from ...indexes.pypi.sites import SITES
from ...model import Index
from ..model import Mention, Sight, Stage
from ..reach import at, is_own, meant, references, told
from .evidence import Case, declared, is_registered, is_revoked, label, proof_of, proofs, uploaded

Gate = Callable[[Case], Iterator[str]]


def undeclared(case: Case) -> Iterator[str]:
    """Every index that the CI uploads to has a publisher, and the forge holds what is declared."""
    sight = case.sight
    if not sight.publishers:
        yield "the config declares no publisher"
    for index in sorted(uploaded(sight) - set(declared(sight))):
        yield f"the CI uploads to {SITES[index].title}, for which the config has no publisher"
    yield from sight.missing


def unregistered(case: Case) -> Iterator[str]:
    """Each declared publisher has published, or a person said that it is registered."""
    for one in case.sight.publishers:
        if not is_registered(case, one):
            yield f"nothing shows that {label(one)} is registered"


SWAPS = {
    "token": "{file} uploads to {title} with a token",
    "none": "nothing uploads to {title}",
}


def unswapped(case: Case) -> Iterator[str]:
    """On the default branch no upload to a declared index needs a token, and none is unseen."""
    yield from fed(case.sight)
    yield from unsure(case.sight)
    yield from (f"not seen: {one.what}: {one.why}" for one in case.sight.unknown)


def fed(sight: Sight) -> Iterator[str]:
    """Uploads that a token feeds, and indexes that nothing uploads to."""
    for one in sight.swaps:
        if one.index in declared(sight) and one.state in ("token", "none"):
            title = SITES[one.index].title
            yield SWAPS[one.state].format(file=one.file or "a file", title=title)
    for each in sight.mentions:
        own = set(each.indexes or ("unknown",)) <= {"other"}
        if each.use == "upload" and not own and could_be_set(sight, each):
            yield f"{each.file}:{each.line} uploads with {each.name}"


def could_be_set(sight: Sight, one: Mention) -> bool:
    """Whether there is what it names; GitLab's tools take what is kept, named or not, and no more.

    Where not all that is kept was seen, the swap itself is unknown.
    """
    return sight.forge != "gitlab" or any(
        meant(kept, one.name) for kept in (*sight.kept, *sight.others)
    )


def unsure(sight: Sight) -> Iterator[str]:
    """Indexes of which it is not known how the CI uploads to them."""
    for index in SITES:
        mine = [one for one in sight.swaps if one.index == index]
        whys = [one.why or "no reason is known" for one in mine if one.state == "unknown"]
        if index in declared(sight) and not mine:
            whys = ["nobody looked"]
        for why in whys:
            yield f"it is not known how the CI uploads to {SITES[index].title}: {why}"


def unproved(case: Case, index: Index) -> Iterator[str]:
    """Each declared publisher of an index has published there after the swap."""
    for one in case.sight.publishers:
        if one.index == index and not proof_of(case.sight, one):
            tried = [each for each in proofs(case.sight, one) if each.why]
            why = f": {tried[0].why}" if tried else ""
            yield f"no file by {label(one)} is newer than the swap{why}"


def unremoved(case: Case) -> Iterator[str]:
    """No token is left that is the project's alone, and no file refers to a shared one."""
    for one in case.sight.kept:
        users = references(case.sight, one)
        if is_own(one):
            yield f"{told(one)} is left"
        elif users:
            yield f"{at(users)} refers to {told(one)}"
    yield from (f"not seen: {one.what}: {one.why}" for one in case.sight.unlisted)


def unrevoked(case: Case) -> Iterator[str]:
    """For each index a person has said that its tokens are revoked."""
    for one in {each.index: each for each in case.sight.publishers}.values():
        if not is_revoked(case, one):
            yield f"nobody has said that the tokens on {SITES[one.index].title} are revoked"


def unfinished(case: Case) -> Iterator[str]:
    """No value stands in a file, and no shared token reaches the project."""
    for one in case.sight.loose:
        if one.literal:
            yield f"{one.file}:{one.line} holds {one.what}"
    yield from (f"{told(one)} still reaches it" for one in case.sight.kept)
    yield from (f"not seen: {one.what}: {one.why}" for one in case.sight.unverified)


GATES: tuple[tuple[Stage, Gate], ...] = (
    ("publisher-declared", undeclared),
    ("publisher-registered", unregistered),
    ("ci-swapped", unswapped),
    ("proved-testpypi", lambda case: unproved(case, "testpypi")),
    ("proved-pypi", lambda case: unproved(case, "pypi")),
    ("secrets-removed", unremoved),
    ("tokens-revoked", unrevoked),
    ("done", unfinished),
)
"""Each stage after the first, and what keeps a project from it."""
PROOFS: dict[Stage, Index] = {"proved-testpypi": "testpypi", "proved-pypi": "pypi"}


def is_skipped(sight: Sight, stage: Stage) -> bool:
    """Whether a stage is about an index that the config declares no publisher for."""
    return stage in PROOFS and PROOFS[stage] not in declared(sight)
