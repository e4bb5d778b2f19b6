"""Whether one set of people or refs lies within another. What cannot be told does not. Pure."""

from collections.abc import Iterable, Sequence

from ..config import Approval, Deployer, TagCreators
from ..model import Forge
from ..patterns import covers
from ..tag_rules import well_formed
from .views import Tag

LEVELS = {"developer": 0, "maintainer": 1, "admin": 2, "no one": 3}
"""GitLab: "at least this role", so a higher one is fewer people (GitLab docs, "Protected tags")."""


def folded(names: Iterable[str]) -> set[str]:
    """Neither forge tells upper and lower case of people apart."""
    return {name.casefold() for name in names}


def actor_within(inner: Deployer, outer: Deployer) -> bool:
    """Whether everybody whom one entry names is named by another."""
    if inner.access is not None:
        return outer.access is not None and LEVELS[inner.access] >= LEVELS[outer.access]
    if inner.user is not None:
        return outer.user is not None and folded([inner.user]) == folded([outer.user])
    if inner.group is None or outer.group is None:
        return False
    same = folded([inner.group]) == folded([outer.group])
    return same and (outer.inherited or not inner.inherited)


def still_asked(before: Sequence[Approval], after: Sequence[Approval]) -> bool:
    """Whether each rule has one of its own that asks for as much, of the same people or of fewer.

    GitLab waits for all rules (GitLab docs, "Deployment approvals"), so no two of them share one.
    """
    left = list(after)
    for one in sorted(before, key=lambda each: not any(same_actor(each, other) for other in after)):
        fit = [other for other in left if fulfils(other, one)]
        if not fit:
            return False
        left.remove(next((other for other in fit if same_actor(other, one)), fit[0]))
    return True


def fulfils(one: Approval, before: Approval) -> bool:
    """Whether a rule asks for as much as another one."""
    return one.required >= before.required and actor_within(one, before)


def same_actor(one: Deployer, other: Deployer) -> bool:
    """Whether two entries name the same people."""
    return actor_within(one, other) and actor_within(other, one)


def new_deployers(before: Sequence[Deployer], after: Sequence[Deployer]) -> list[Deployer]:
    """Those of whom not everybody could deploy before."""
    return [one for one in after if not any(actor_within(one, other) for other in before)]


def creators_within(inner: TagCreators, outer: TagCreators, forge: Forge) -> bool:
    """Whether everybody who may create tags by one rule may by another."""
    if not folded(inner.users) <= folded(outer.users):
        return False
    if forge == "gitlab":
        low, high = LEVELS[inner.access or "no one"], LEVELS[outer.access or "no one"]
        return low >= high and folded(inner.groups) <= folded(outer.groups)
    # Whether a role counts for the roles above it is not documented, so each is its own.
    return (
        folded(inner.teams) <= folded(outer.teams)
        and set(inner.roles) <= set(outer.roles)
        and inner.organization_admins <= outer.organization_admins
        and inner.deploy_keys <= outer.deploy_keys
    )


def new_refs(before: Sequence[str], after: Sequence[str], forge: Forge) -> list[str]:
    """Patterns that match a ref which none matched before, or of which that cannot be told.

    Where no single pattern covers another one, all together do not either: the name with a
    character of its own for each `*` is one that none of them matches.
    """
    return [
        one
        for one in after
        if one not in before
        and not (well_formed(one) and any(well_formed(p) and covers(p, one, forge) for p in before))
    ]


def still_protected(before: Tag, after: Sequence[Tag]) -> bool:
    """Whether all tags of a pattern are protected by some rule, whoever may create them."""
    mine = [one.rule.pattern for one in after if one.forge == before.forge]
    return not new_refs(mine, [before.rule.pattern], before.forge)
