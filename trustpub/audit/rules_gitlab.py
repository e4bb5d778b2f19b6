"""Rules: projects of GitLab that publish."""

from collections.abc import Iterator

from ..model import Severity
from ..observing.model import Seen
from .case import Case, Publishing, Raised, Rule, shown

TAG, PROTECTION = "gitlab.protected-tag", "gitlab.protected-environment"
PREMIUM = "protected environments come with Premium; until then keep developers few, and trusted"
ACTING = {TAG: "creators_able", PROTECTION: "approvers_able"}


def audit_unprotected_environment(case: Case) -> Iterator[Raised]:
    """An environment that publishes is protected."""
    for one in of_gitlab(case):
        above = "protected_by_groups"
        if protection(case, one) or not case.whole(PROTECTION) or one.seen.beyond.get(above):
            continue
        if not shown(one.seen, above):
            continue
        free = case.repository.facts.get("tier") == "free"
        found = "every developer may deploy to it"
        fix = PREMIUM if free else "protect it, and name who may deploy and who approves"
        weight: Severity = "note" if one.trial else "warning" if free else "error"
        at, name = case.page(one.seen), f"{case.object(one.seen)}/protection"
        yield Raised(name, "", found, fix, weight, at, one.why)


def audit_no_approvals(case: Case) -> Iterator[Raised]:
    """Somebody approves before an environment publishes."""
    for one, guard in protected(case):
        known = shown(guard, "approvals") and shown(one.seen, "protected_by_groups")
        asked = guard.properties.get("approvals") or guard.beyond.get("required_approval_count")
        above = any(
            rule.get("approvals") for rule in one.seen.beyond.get("protected_by_groups", ())
        )
        if known and not asked and not above:
            found = "nobody has to approve a deployment"
            fix = "add an approval rule"
            weight: Severity = "note" if one.trial else "warning"
            yield raised(case, guard, "approvals", found, fix, weight, one.why)


def audit_wide_deployers(case: Case) -> Iterator[Raised]:
    """Not every developer may deploy to an environment that publishes."""
    for one, guard in protected(case):
        if {"access": "developer"} in guard.properties.get("deployers", []):
            found = "every developer may deploy to it"
            fix = "let maintainers, or single people and groups, deploy"
            weight: Severity = "note" if one.trial else "warning"
            yield raised(case, guard, "deployers", found, fix, weight, one.why)


def audit_no_protected_tags(case: Case) -> Iterator[Raised]:
    """A project that publishes protects its tags."""
    gone = any(d.kind == TAG and d.state == "absent" for d in case.differences)
    if of_gitlab(case) and not gone and case.whole(TAG) and not case.of(TAG):
        found = "no tag is protected: every developer can make one that releases"
        fix = "protect the tags that release, and let few create them"
        at = case.page(kind=TAG)
        yield Raised("tags", "", found, fix, "error", at, of_gitlab(case)[0].why)


def audit_wide_creators(case: Case) -> Iterator[Raised]:
    """Few may create the tags that are protected."""
    why = "the project publishes, and its tags release"
    fix = "let maintainers, or single people and groups, create them"
    for one in tags(case):
        keys, others = one.beyond.get("deploy_keys"), one.beyond.get("others")
        if one.properties.get("access") == "developer":
            found = "every developer may create the tags"
            yield raised(case, one, "access", found, fix, "error", why)
        if len(one.beyond.get("levels", [])) > 1:
            found = f"several levels are let in, and each is enough: {listed(one.beyond['levels'])}"
            yield raised(case, one, "levels", found, "leave one of them", "warning", why)
        if keys:
            found = f"deploy keys may create the tags: {listed(keys)}"
            yield raised(case, one, "deploy_keys", found, fix, "warning", why)
        if others:
            found = f"{len(others)} more may create the tags, for whom the config has no word"
            yield raised(case, one, "others", found, fix, "warning", why)


def audit_nobody_creates(case: Case) -> Iterator[Raised]:
    """Somebody can create the tags that release."""
    for one in tags(case):
        people = [*one.properties.get("users", []), *one.properties.get("groups", [])]
        known = shown(one, "users") and shown(one, "groups")
        some = people or one.beyond.get("deploy_keys") or one.beyond.get("others")
        if known and one.properties.get("access") == "no one" and not some:
            found = "nobody may create the tags"
            fix = "name who releases, if these tags are for releases"
            why = "the project publishes, and its tags release"
            yield raised(case, one, "access", found, fix, "note", why)


def audit_stale_member(case: Case) -> Iterator[Raised]:
    """Everybody whom a protection names can still act."""
    guards = [guard for _, guard in protected(case)]
    for one in (*tags(case), *guards):
        known = one.beyond.get(ACTING[one.kind], {})
        stale = [f"{name}: {why}" for name, why in known.items() if why is not True]
        if stale:
            fix = "make them members again, or name others"
            why = "the project publishes"
            setting = ACTING[one.kind]
            yield raised(case, one, setting, "; ".join(map(said, stale)), fix, "warning", why)


def said(text: str) -> str:
    """`users/bob: False` in words."""
    return text.replace(": False", ": cannot act")


def of_gitlab(case: Case) -> list[Publishing]:
    """Environments of GitLab that publish and were seen."""
    kind = "gitlab.environment"
    return [p for p in case.publishing if p.seen.kind == kind and p.seen.state == "present"]


def protection(case: Case, one: Publishing) -> Seen | None:
    """What protects an environment."""
    found = (g for g in case.of(PROTECTION) if g.properties.get("environment") == one.name)
    return next(found, None)


def protected(case: Case) -> Iterator[tuple[Publishing, Seen]]:
    """Environments that publish with what protects them."""
    for one in of_gitlab(case):
        guard = protection(case, one)
        if guard:
            yield one, guard


def tags(case: Case) -> list[Seen]:
    """Protected tags of a project that publishes."""
    return case.of(TAG) if of_gitlab(case) else []


def listed(values: list[object]) -> str:
    """Names with commas."""
    return ", ".join(map(str, values))


def raised(
    case: Case, one: Seen, setting: str, found: str, fix: str, weight: Severity, why: str
) -> Raised:
    """A finding about a protection."""
    return Raised(case.object(one), setting, found, fix, weight, case.page(one), why)


GITLAB_RULES: tuple[Rule, ...] = (
    audit_unprotected_environment,
    audit_no_approvals,
    audit_wide_deployers,
    audit_no_protected_tags,
    audit_wide_creators,
    audit_nobody_creates,
    audit_stale_member,
)
