"""Rules: who can make the tags that deploy, on GitHub."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..observing.model import Seen
from .case import Case, Raised, Rule, shown
from .places import TAG_RULESETS
from .tags import EXPECTED, covering, excludes, holds, in_force, missing, untold

WHY = "tags like {} may deploy to an environment that publishes"


def audit_unprotected_tags(case: Case) -> Iterator[Raised]:
    """The tags that can deploy are protected."""
    if not case.whole(*TAG_RULESETS):
        return
    for pattern in untold(case):
        if not covering(case, pattern):
            found = f"no ruleset is about tags like {pattern}: who can push can make them"
            fix = "protect them by a tag ruleset that forbids to create, update and delete them"
            at = case.page(kind=TAG_RULESETS[0])
            yield Raised(f"tag/{pattern}", "", found, fix, "error", at, WHY.format(pattern))


def audit_ruleset_inactive(case: Case) -> Iterator[Raised]:
    """The ruleset that protects release tags is enforced."""
    for one, pattern in wanting(case):
        if "enforcement" in one.beyond:
            found = f"the ruleset is on `{one.beyond['enforcement']}`, so it stops nobody"
            fix = "set its enforcement to active"
            yield raised(case, one, "enforcement", found, fix, pattern)


def audit_ruleset_excludes(case: Case) -> Iterator[Raised]:
    """The ruleset that protects release tags leaves none of them out."""
    for one, pattern in wanting(case):
        if excludes(one, pattern):
            out = ", ".join(map(str, one.beyond["exclude"]))
            found = f"the ruleset leaves out {out}, which may deploy"
            yield raised(case, one, "exclude", found, "remove the exclusion", pattern)


def audit_ruleset_rules(case: Case) -> Iterator[Raised]:
    """Release tags can neither be made, nor moved, nor deleted by everybody."""
    for one, pattern in wanting(case):
        if shown(one, "rules") and holds(one, pattern):
            lacks = missing(case, pattern)
            found = (
                f"nothing forbids {', '.join(map(WORDS.__getitem__, lacks))} of tags like {pattern}"
            )
            fix = f"add the rules: {', '.join(lacks)}"
            yield raised(case, one, "rules", found, fix, pattern)


WORDS = {"creation": "the making", "update": "the moving", "deletion": "the deletion"}


def audit_bypass(case: Case) -> Iterator[Raised]:
    """Who may bypass the protection of release tags is known."""
    for one in in_force(case):
        listed = [*named(one.properties.get("bypass", {})), *others(one)]
        if listed:
            found = f"may make the tags: {', '.join(listed)}"
            fix = "look whether each of them should release"
            at = case.page(one)
            yield Raised(case.object(one), "bypass", found, fix, "note", at, about(one))


def audit_wide_bypass(case: Case) -> Iterator[Raised]:
    """No crowd may bypass the protection of release tags."""
    for one in in_force(case):
        bypass = one.properties.get("bypass", {})
        wide = {
            "bypass.roles": "everybody with write access"
            if "write" in bypass.get("roles", [])
            else "",
            "bypass.deploy_keys": "every deploy key" if bypass.get("deploy_keys") else "",
            "bypass_others": roles_of_their_own(one),
        }
        for setting, who in wide.items():
            if who:
                found = f"{who} may make the tags"
                fix = "let a team or single people bypass instead"
                at = case.page(one)
                yield Raised(case.object(one), setting, found, fix, "warning", at, about(one))


def wanting(case: Case) -> Iterator[tuple[Seen, str]]:
    """Rulesets about tags that are not protected in full, each once with such a pattern."""
    told: set[int] = set()
    for pattern in untold(case):
        if not missing(case, pattern) or not case.whole(*TAG_RULESETS):
            continue
        for one in covering(case, pattern):
            if id(one) not in told:
                told.add(id(one))
                yield one, pattern


def named(bypass: dict[str, Any]) -> Iterator[str]:
    """Everybody whom the config has a word for."""
    for kind in ("teams", "roles", "users"):
        yield from (f"{kind}/{name}" for name in bypass.get(kind, []))
    if bypass.get("organization_admins"):
        yield "organisation owners"
    if bypass.get("deploy_keys"):
        yield "deploy keys"


def others(one: Seen) -> Iterable[str]:
    """Everybody whom it has none for."""
    for actor in one.beyond.get("bypass_others", []):
        yield f"{actor.get('actor_type')} {actor.get('actor_id')}"


def roles_of_their_own(one: Seen) -> str:
    """Custom roles: what they hold is not told here."""
    found = [
        str(actor.get("actor_id"))
        for actor in one.beyond.get("bypass_others", [])
        if actor.get("actor_type") == "RepositoryRole"
    ]
    return f"everybody with the custom role {', '.join(found)}" if found else ""


def about(one: Seen) -> str:
    """Which ruleset it is."""
    return f"the ruleset {one.properties.get('name')!r} protects tags that may deploy"


def raised(case: Case, one: Seen, setting: str, found: str, fix: str, pattern: str) -> Raised:
    """A finding about a ruleset."""
    why = WHY.format(pattern)
    return Raised(case.object(one), setting, found, fix, "error", case.page(one), why)


RULESET_RULES: tuple[Rule, ...] = (
    audit_unprotected_tags,
    audit_ruleset_inactive,
    audit_ruleset_excludes,
    audit_ruleset_rules,
    audit_bypass,
    audit_wide_bypass,
)
assert set(WORDS) == set(EXPECTED)
