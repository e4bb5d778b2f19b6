"""What is stored beside a declared thing and weakens it, or stands in its way."""

from collections.abc import Iterator, Sequence

from ..model import Severity
from ..patterns import overlaps
from .matching import Pair, place, rest
from .model import Difference, Repository, Seen
from .settings import missing_and_extra, same_for

WIDTH = {"no one": 0, "admin": 1, "maintainer": 2, "developer": 3}
"""How many people a level of GitLab lets in, as an order."""
TWICE = "a second one of this name"
TAG_RULESETS = ("github.tag-ruleset", "github.organization-tag-ruleset")


def beside(matched: Sequence[Pair]) -> Iterator[Difference]:
    """Whatever nothing declares, next to something declared: each once."""
    used = {id(pair.seen) for pair in matched if pair.seen}
    told: set[int] = set()
    for pair in matched:
        if pair.seen is None:
            continue
        for one, why, severity in RULES.get(pair.resource.kind, nothing)(pair):
            if id(one) not in used | told:
                told.add(id(one))
                yield extra(pair, one, why, severity)


Found = Iterator[tuple[Seen, str, Severity]]


def nothing(pair: Pair) -> Found:
    """Kinds beside which nothing matters."""
    yield from ()


def policies(pair: Pair) -> Found:
    """Every deployment policy of a declared environment lets more refs deploy."""
    start = f"{rest(pair.resource.name, place(pair.resource))}/"
    for one in others(pair.repository, "github.deployment-policy"):
        if rest(one.name, pair.repository.name).startswith(start):
            kind, pattern = one.properties.get("type"), one.properties.get("pattern")
            yield one, f"each {kind} like {pattern} may deploy too", "error"


def rulesets(pair: Pair) -> Found:
    """On GitHub all rulesets hold: a further one weakens nothing, but may stop a release.

    One of the same name is nobody's: the next change reaches the one that the state knows.
    """
    for one in others(pair.repository, *TAG_RULESETS):
        if twin(pair, one):
            yield one, f"{TWICE}, number {one.number}: made twice, or by somebody else", "error"
            continue
        if not stops(one) or not meets(pair, one):
            continue
        if "bypass" in one.unseen or any(key.startswith("bypass.") for key in one.unseen):
            yield one, "it holds for these tags too, and who may bypass it was not seen", "note"
        else:
            shut = shut_out(pair, one)
            if shut:
                yield one, f"it holds for these tags too, and stops {', '.join(shut)}", "warning"


def twin(pair: Pair, one: Seen) -> bool:
    """Whether a ruleset of the repository has the declared one's name: the state knows one only."""
    same = one.properties.get("name") == pair.resource.properties["name"]
    return same and one.kind == pair.resource.kind and one is not pair.seen


def stops(one: Seen) -> bool:
    """Whether a ruleset is in force and forbids to create tags."""
    return "enforcement" not in one.beyond and "creation" in one.beyond.get("rules", ["creation"])


def meets(pair: Pair, one: Seen) -> bool:
    """Whether some tag is under both rulesets; excludes are not looked at."""
    mine = [ref.removeprefix("refs/tags/") for ref in pair.resource.properties["include"]]
    stored = [str(ref).removeprefix("refs/tags/") for ref in one.properties.get("include", [])]
    return "~ALL" in stored or any(overlaps(a, b, "github") for a in mine for b in stored)


def shut_out(pair: Pair, one: Seen) -> list[str]:
    """Declared creators whom the other ruleset does not let pass."""
    mine, other = pair.resource.properties["bypass"], one.properties.get("bypass", {})
    found: list[str] = []
    for kind in ("teams", "roles", "users"):
        same = same_for("github", f"bypass.{kind}")
        missing, _ = missing_and_extra(mine[kind], other.get(kind, []), same)
        found += [f"{kind}/{name}" for name in missing]
    for kind in ("organization_admins", "deploy_keys"):
        found += [kind] if mine[kind] and not other.get(kind) else []
    return found


def protected_tags(pair: Pair) -> Found:
    """Where two patterns meet on GitLab, whoever either lets in may create the tag."""
    mine = pair.resource.properties
    for one in pair.repository.seen:
        theirs = str(one.properties.get("pattern", ""))
        kind = one.kind == "gitlab.protected-tag"
        if not kind or not overlaps(str(mine["pattern"]), theirs, "gitlab"):
            continue
        if one.state != "present" or {"users", "groups"} & set(one.unseen):
            yield one, "it is about some of these tags, and was not seen in full", "error"
        elif let_in(pair, one):
            who = ", ".join(let_in(pair, one))
            yield one, f"it is about some of these tags and lets in {who}", "error"


def let_in(pair: Pair, one: Seen) -> list[str]:
    """Whom a further pattern lets in that the declared one does not."""
    mine, other = pair.resource.properties, one.properties
    level = str(other.get("access", "developer"))
    wider = WIDTH.get(level, 3) > WIDTH.get(str(mine["access"]), 0)
    found = [level] if wider else []
    # Who pushes a tag is a developer at least: beside `developer` a name lets nobody more in.
    for kind in ("users", "groups") if mine["access"] != "developer" else ():
        _, more = missing_and_extra(mine[kind], other.get(kind, []), same_for("gitlab", kind))
        found += [f"{kind}/{name}" for name in more]
    return found + [key for key in ("deploy_keys", "others") if one.beyond.get(key)]


def protections(pair: Pair) -> Found:
    """A protection that nothing declares may stop the release job."""
    for one in others(pair.repository, "gitlab.protected-environment"):
        if one.properties.get("environment") == pair.resource.properties["environment"]:
            yield one, "who may deploy is limited, though nothing declares it", "note"


RULES = {
    "github.environment": policies,
    "github.tag-ruleset": rulesets,
    "gitlab.protected-tag": protected_tags,
    "gitlab.environment": protections,
}


def others(repository: Repository, *kinds: str) -> Iterator[Seen]:
    """Everything of some kinds that is stored."""
    yield from (s for s in repository.seen if s.kind in kinds and s.state == "present")


def extra(pair: Pair, one: Seen, why: str, severity: Severity) -> Difference:
    """Something stored beside a declared thing."""
    return Difference(
        kind=one.kind,
        name=one.name,
        setting="",
        state="beside",
        stored={**one.properties, **one.beyond},
        reason=why,
        severity=severity,
    )
