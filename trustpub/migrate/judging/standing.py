"""Sight -> Standing: the stage a project has reached, what shows it, and what comes next. Pure."""

from collections.abc import Callable, Iterable, Mapping

from ...indexes.pypi.sites import SITES, Site
from ...model import Index
from ...plural import plural
from ..judged import Removed, Shared, Standing
from ..model import Said, Sight, Stage
from ..reach import is_own, told
from .evidence import Case, declared, hidden, label, proof_of, proofs, said, word_of
from .gates import GATES, PROOFS, is_skipped
from .todo import todos

MOST = 3
"""Reasons that are told in one sentence."""


def standing(
    sight: Sight,
    said: tuple[Said, ...] = (),
    removed: tuple[Removed, ...] = (),
    shared: tuple[Shared, ...] = (),
    sites: Mapping[Index, Site] = SITES,
) -> Standing:
    """Where a project stands; `said` and `removed` are all of the journal, of any project."""
    case = Case(sight, said, removed)
    stage, barred, missing = reached(case)
    return Standing(
        file=sight.file,
        forge=sight.forge,
        repository=sight.repository,
        project=sight.publishers[0].project if sight.publishers else "",
        stage=stage,
        why=why(case, stage, barred, missing),
        next=tuple(todos(case, barred, shared, sites)),
        tokens=sight.kept,
        loose=sight.loose,
        mentions=(*sight.mentions, *sight.branches),
        request=sight.request,
        proofs=sight.proofs,
        unknown=tuple(hidden(sight)),
    )


def standings(
    sights: Iterable[Sight],
    said: Iterable[Said] = (),
    removed: Iterable[Removed] = (),
    shared: tuple[Shared, ...] = (),
    sites: Mapping[Index, Site] = SITES,
) -> tuple[Standing, ...]:
    """Where each project stands; the journal is looked through once for all of them."""
    words: dict[str, list[Said]] = {}
    for word in said:
        words.setdefault(word.project, []).append(word)
    own: dict[str, list[Removed]] = {}
    above = []
    for gone in removed:
        if is_own(gone.kept) and not gone.projects:
            own.setdefault(gone.kept.place.holder.casefold(), []).append(gone)
        else:
            above.append(gone)
    found = []
    for sight in sights:
        spoken = [word for name in projects(sight) for word in words.get(name, ())]
        lost = (*own.get(sight.repository.casefold(), ()), *above)
        found.append(standing(sight, tuple(spoken), lost, shared, sites))
    return tuple(found)


def projects(sight: Sight) -> list[str]:
    """Names on the indexes, each once."""
    return list(dict.fromkeys(one.project for one in sight.publishers))


def reached(case: Case) -> tuple[Stage, Stage | None, tuple[str, ...]]:
    """The last stage that was reached with all before it, the next one, and what bars it."""
    stage: Stage = "tokens-in-use"
    for following, gate in GATES:
        missing = tuple(dict.fromkeys(gate(case)))
        if missing:
            return stage, following, missing
        stage = stage if is_skipped(case.sight, following) else following
    return stage, None, ()


def why(case: Case, stage: Stage, barred: Stage | None, missing: tuple[str, ...]) -> str:
    """What shows the stage, and what keeps the project from the next one."""
    shown = SHOWN[stage](case)
    if barred is None:
        return shown
    more = [f"{len(missing) - MOST} more"] if len(missing) > MOST else []
    return f"{shown}; not {barred}: {'; '.join([*missing[:MOST], *more])}"


def in_use(case: Case) -> str:
    """What is there before anything was done."""
    names = sorted({told(one) for one in case.sight.kept})
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return f"found {', '.join(names[:MOST])}{more}" if names else "no token was found"


def shows_declared(case: Case) -> str:
    """How many publishers there are."""
    count = plural(len(case.sight.publishers), "publisher")
    seen = ", as far as could be seen" if (*case.sight.unknown, *case.sight.unverified) else ""
    return f"{count} declared, and the forge holds what is declared{seen}"


def shows_registered(case: Case) -> str:
    """A file, or a person's word, for each publisher."""
    return "; ".join(registered(case, number) for number in range(len(case.sight.publishers)))


def registered(case: Case, number: int) -> str:
    """What shows that one publisher is registered."""
    publisher = case.sight.publishers[number]
    for one in proofs(case.sight, publisher):
        if one.state in ("proved", "older"):
            return f"{one.file or 'a file'} on {SITES[one.index].title} is by {label(publisher)}"
    found = word_of(case, publisher)
    if found is None:
        return f"nothing shows that {label(publisher)} is registered"
    return f"{found.by} said on {found.at.date()} that {label(publisher)} is registered"


def shows_swapped(case: Case) -> str:
    """Which files need no token, and since when."""
    words = []
    for one in case.sight.swaps:
        if one.state == "swapped":
            since = f" since {one.since.date()}" if one.since else ""
            words.append(f"{one.file} needs no token for {SITES[one.index].title}{since}")
    return "; ".join(dict.fromkeys(words))


def shows_proved(case: Case, index: Index) -> str:
    """The file that each publisher has sent after the swap."""
    words = []
    for one in case.sight.publishers:
        proof = proof_of(case.sight, one) if one.index == index else None
        if proof:
            day = f" of {proof.uploaded.date()}" if proof.uploaded else ""
            words.append(f"{proof.file or 'a file'}{day} is by {label(one)}")
    return "; ".join(words)


def shows_revoked(case: Case) -> str:
    """Who said so, for each index."""
    words = []
    for index in declared(case.sight):
        publisher = next(one for one in case.sight.publishers if one.index == index)
        word = said(case, "revoked", publisher)[-1]
        title = SITES[index].title
        words.append(f"{word.by} said on {word.at.date()} that the tokens on {title} are revoked")
    return "; ".join(words)


SHOWN: dict[Stage, Callable[[Case], str]] = {
    "tokens-in-use": in_use,
    "publisher-declared": shows_declared,
    "publisher-registered": shows_registered,
    "ci-swapped": shows_swapped,
    **{stage: lambda case, of=index: shows_proved(case, of) for stage, index in PROOFS.items()},  # type: ignore[misc]
    "secrets-removed": lambda case: "no token is left that is the project's alone",
    "tokens-revoked": shows_revoked,
    "done": lambda case: f"{shows_revoked(case)}; no token is left anywhere",
}
"""What shows that a stage was reached, as half sentences."""
