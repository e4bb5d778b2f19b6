"""The lists of secrets and variables that reach some repositories; each account is asked once."""

from collections.abc import Iterable, Mapping

from ...careful import careful
from ...model import Forge, Unknown
from ..kept.all import Found, accounts_above, kept_of_account, kept_of_instance, kept_of_repository
from ..kept.on_github import with_selection
from ..model import Kept, Sight
from ..reach import Key, key, reaches
from .model import Asking, Reach, Texts


def of_repository(asking: Asking, repository: str) -> Found:
    """What is a repository's own."""
    unknown = f"secrets and variables of {repository}"
    return careful(
        lambda: kept_of_repository(asking.client, asking.forge, repository),
        lambda why: Found((), (Unknown(what=unknown, why=why),)),
    )


def accounts(
    asking: Asking, repositories: Iterable[str], read: Iterable[Texts]
) -> dict[str, Found]:
    """What each account above the repositories shares; that of an instance under no name."""
    forge, client = asking.forge, asking.client
    named = [m for one in read for m in (*one.mentions, *one.branches)]
    wanted = {m.name for m in named if m.use == "upload"}
    names = {
        account.casefold(): account
        for name in repositories
        for account in accounts_above(forge, name)
    }

    def ask(name: str) -> Found:
        what = f"secrets and variables of {name or 'the instance'}"
        return careful(
            lambda: (
                kept_of_account(client, forge, name, wanted) if name else kept_of_instance(client)
            ),
            lambda why: Found((), (Unknown(what=what, why=why),)),
        )

    asked = [*names.values(), *([""] if forge == "gitlab" else [])]
    return {
        one.casefold(): found for one, found in zip(asked, client.each(ask, asked), strict=True)
    }


def reach_of(forge: Forge, repository: str, own: Found, above: Mapping[str, Found]) -> Reach:
    """All that reaches one repository."""
    holders = [one.casefold() for one in accounts_above(forge, repository)]
    found = [own, *(above[one] for one in (*holders, "") if one in above)]
    kept = tuple(one for part in found for one in part.kept if reaches(one, forge, repository))
    return Reach(kept, tuple(dict.fromkeys(one for part in found for one in part.unknown)))


def settled(
    asking: Asking, sights: tuple[Sight, ...], above: Mapping[str, Found]
) -> tuple[tuple[Sight, ...], dict[str, Found]]:
    """With the repositories of tokens that only the commits before the swap show to be some."""
    before = {name.upper() for one in sights for swap in one.swaps for name in swap.before}
    chosen = {
        key(kept): with_selection(asking.client, kept)
        for found in above.values()
        for kept in found.kept
        if is_open(kept) and kept.name.upper() in before
    }
    known = {name: found.kept[0] for name, found in chosen.items()}
    hidden = tuple(one for found in chosen.values() for one in found.unknown)
    return (
        tuple(reached(one, known, hidden) for one in sights) if chosen else sights,
        {
            account: Found(tuple(known.get(key(one), one) for one in found.kept), found.unknown)
            for account, found in above.items()
        },
    )


def is_open(kept: Kept) -> bool:
    """Whether it reaches selected repositories that were not looked up."""
    return kept.visibility == "selected" and kept.selected is None


def reached(sight: Sight, known: Mapping[Key, Kept], hidden: tuple[Unknown, ...]) -> Sight:
    """A project without what turned out not to reach it."""
    lists = {
        part: tuple(
            now
            for one in getattr(sight, part)
            if reaches(now := known.get(key(one), one), sight.forge, sight.repository)
        )
        for part in ("kept", "others")
    }
    lost = tuple(one for one in hidden if one not in sight.unlisted)
    return sight.model_copy(update={**lists, "unlisted": (*sight.unlisted, *lost)})
