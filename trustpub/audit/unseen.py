"""Case -> what was not seen and could hide a finding. Pure."""

from collections.abc import Iterator, Set

from ..model import Unknown
from ..observing.model import Repository, Seen
from .case import ENVIRONMENT, POLICY, Case, below
from .configs import FILE, declared
from .places import TAG_RULESETS
from .rules_gitlab import PROTECTION, TAG
from .tags import deployable, is_about

UNASKED = {"custom_rules"}
"""What no rule needs: apps that decide on deployments make a missing reviewer a lesser finding."""
WORDS = {
    "github.environment": "environments",
    POLICY: "deployment policies",
    "github.tag-ruleset": "tag rulesets",
    "github.organization-tag-ruleset": "tag rulesets of the organisation",
    "gitlab.environment": "environments",
    TAG: "protected tags",
    PROTECTION: "protected environments",
    "secrets": "names of secrets and variables",
    "subject": "form of the ID token's subject",
    "workflows": "workflows",
}


def unseen(case: Case) -> tuple[Unknown, ...]:
    """Everything that was not seen, each once; of an idle repository nothing matters."""
    return tuple({(one.what, one.why): one for one in everything(case)}.values())


def everything(case: Case) -> Iterator[Unknown]:
    """The repository, its lists, its objects, and what could not be compared."""
    repository = case.repository
    if repository.state != "present":
        yield Unknown(what=repository.name, why=repository.why or repository.state)
        return
    yield from of_config(repository)
    if repository.facts.get("looked") == "from afar":
        return
    sure = case.publishing or case.uploads or case.declared
    publishes = bool(sure or repository.facts.get("account"))
    if publishes or hides(case):
        for kind, why in repository.unseen.items():
            yield Unknown(what=f"{repository.name} {WORDS.get(kind, kind)}", why=why)
    if not publishes:
        yield from (
            Unknown(what=f"{repository.name} {one.what}", why=one.why) for one in case.unclear
        )
    for one in case.repository.seen:
        if relevant(case, one):
            told = {"policies"} if POLICY in repository.unseen else set()
            yield from of_object(f"{repository.name}/{case.object(one)}", one, UNASKED | told)
    for each in case.differences:
        if each.state == "unknown":
            name = f"{repository.name}/{below(repository, each.name)}"
            yield Unknown(what=f"{name} {each.setting}".strip(), why=each.reason)


def of_config(repository: Repository) -> Iterator[Unknown]:
    """Why nothing is compared with the config that lies in a repository, though it should be."""
    why = declared(repository).unknown
    if why:
        yield Unknown(what=f"{repository.name} {FILE}", why=why)


def of_object(name: str, one: Seen, but: Set[str]) -> Iterator[Unknown]:
    """What was not seen of one object, but for some settings."""
    if one.state in ("unknown", "broken"):
        yield Unknown(what=name, why=one.why or one.state)
    for setting, why in one.unseen.items():
        if setting not in but:
            yield Unknown(what=f"{name} {setting}", why=why)


def may_publish(case: Case) -> bool:
    """Whether it publishes, is declared to, or could for all that was seen of it."""
    close = case.repository.facts.get("looked") != "from afar"
    return bool(case.publishing or case.uploads or case.declared or (close and hides(case)))


def hides(case: Case) -> bool:
    """Whether an environment that publishes could be among what was not seen."""
    unknown = [*ENVIRONMENT, POLICY, "workflows"]
    return any(kind in case.repository.unseen for kind in unknown) or any(
        one.kind in ENVIRONMENT and one.state != "present" for one in case.repository.seen
    )


def relevant(case: Case, one: Seen) -> bool:
    """Whether an object decides who publishes, or may do so."""
    publishing = [each.seen for each in case.publishing]
    if one.kind in ENVIRONMENT:
        return one.state != "present" or one in publishing
    if one.kind in TAG_RULESETS:
        return bool(publishing) and on_tags(case, one)
    if one.kind == PROTECTION:
        return one.properties.get("environment") in [each.name for each in case.publishing]
    return one.kind == TAG and bool(publishing)


def on_tags(case: Case, ruleset: Seen) -> bool:
    """Whether a ruleset may be about tags that can deploy."""
    hidden = ruleset.state != "present"
    return hidden or any(is_about(ruleset, pattern) for pattern in deployable(case))
