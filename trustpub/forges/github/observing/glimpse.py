"""What GraphQL shows of one repository. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ....observing.model import Repository, Seen
from ..desired import environment_name
from .place import Place
from .rulesets import OWN, SHARED, departures, short
from .texts import CONFIG, config_text, workflow_texts

ENVIRONMENT, POLICY = "github.environment", "github.deployment-policy"
Errors = Sequence[tuple[str, str]]
"""Field and message."""
UNASKED = "not asked: nothing shows that this repository publishes"


@dataclass(frozen=True)
class Glimpse:
    """A repository from afar. What is None was not seen, and `unseen` says why, by kind."""

    place: Place
    environments: tuple[tuple[int, str], ...] | None = None
    """Numbers and names."""
    rulesets: tuple[Mapping[str, Any], ...] | None = None
    """Tag rulesets, in the form of REST's list, with their refs."""
    workflows: Mapping[str, str] | None = None
    """File name -> text, where files were asked for."""
    config: str | None = None
    """Text of its `release.yaml`, where files were asked for and there is one."""
    unseen: Mapping[str, str] = field(default_factory=dict)


def glimpse(
    node: Mapping[str, Any], plan: str | None, errors: Sequence[tuple[str, str]]
) -> Glimpse:
    """One node of the page; `errors` are by field. What is null was not seen, nor is a list of
    which there is more than a page."""
    unseen: dict[str, str] = {}
    found = listed(node.get("environments"))
    if found is None:
        unseen[ENVIRONMENT] = why(errors, "environments")
    rules = listed(node.get("rulesets"))
    if rules is None:
        unseen |= dict.fromkeys((OWN, SHARED), why(errors, "rulesets"))
    failed = lacks(node, "workflows", errors)
    files = None if failed else workflow_texts(node.get("workflows"))
    if files is None:
        unseen["workflows"] = why(errors, "workflows") if failed else "one is too long, or no text"
    config, hidden = config_text(node.get("config"))
    if lacks(node, "config", errors):
        hidden = why(errors, "config")
    if hidden:
        unseen[CONFIG] = hidden
    return Glimpse(
        place_of(node, plan),
        None if found is None else tuple((one["databaseId"], one["name"]) for one in found),
        None if rules is None else tuple(summary(one) for one in rules if one["target"] == "TAG"),
        files,
        config,
        unseen,
    )


def lacks(node: Mapping[str, Any], part: str, errors: Errors) -> bool:
    """Whether an error is about a part, or about none in particular and the part is null."""
    return any(place == part or (not place and node.get(part) is None) for place, _ in errors)


def why(errors: Errors, part: str) -> str:
    """What GraphQL says of one field, or of all."""
    said = [message for field, message in errors if field in (part, "")]
    return "; ".join(said) or "GraphQL does not show all of it to this token"


def listed(connection: Any) -> list[Any] | None:
    """The nodes of a connection, if all of them are there."""
    if not isinstance(connection, Mapping):
        return None
    nodes = connection["nodes"]
    whole = None not in nodes and len(nodes) >= connection["totalCount"]
    return nodes if whole else None


def place_of(node: Mapping[str, Any], plan: str | None) -> Place:
    """The repository."""
    facts = {
        "visibility": str(node["visibility"]).lower(),
        "archived": bool(node["isArchived"]),
        "plan": plan,
        "default_branch": (node.get("defaultBranchRef") or {}).get("name"),
        "administered": bool(node.get("viewerCanAdminister")),
    }
    return Place(node["nameWithOwner"], node["nameWithOwner"], node["databaseId"], facts)


def summary(node: Mapping[str, Any]) -> dict[str, Any]:
    """A ruleset as REST's list has it, and its refs."""
    refs = (node.get("conditions") or {}).get("refName") or {}
    return {
        "id": node["databaseId"],
        "name": node["name"],
        "source_type": (node.get("source") or {}).get("__typename", "Repository"),
        "enforcement": str(node["enforcement"]).lower(),
        "include": list(refs.get("include") or []),
        "exclude": list(refs.get("exclude") or []),
    }


def from_afar(seen: Glimpse) -> Repository:
    """A repository of which no more is asked: what was not looked at is unseen, not empty."""
    name = seen.place.name
    return Repository(
        forge="github",
        name=name,
        number=seen.place.number,
        facts={**seen.place.facts, "looked": "from afar"},
        seen=(
            *(environment(name, number, text) for number, text in seen.environments or ()),
            *(ruleset(name, one) for one in seen.rulesets or ()),
        ),
        unseen={**seen.unseen, **({POLICY: UNASKED} if seen.environments != () else {})},
    )


def environment(repository: str, number: int, name: str) -> Seen:
    """An environment of which only the name is known."""
    settings = ("reviewers", "prevent_self_review", "wait_timer", "can_admins_bypass", "policies")
    return Seen(
        kind=ENVIRONMENT,
        name=environment_name(repository, name),
        properties={"repository": repository, "environment": name},
        unseen=dict.fromkeys((*settings, "deploys_from", "reviewers_able"), UNASKED),
        number=number,
    )


def ruleset(repository: str, one: Mapping[str, Any]) -> Seen:
    """A ruleset of which neither rules nor bypass are known."""
    found = departures(one["enforcement"], ["creation", "deletion", "update"], one["exclude"])
    kind = OWN if one["source_type"] == "Repository" else SHARED
    return Seen(
        kind=kind,
        name=f"{repository}/tag/{short(one['include'])}",
        properties={"repository": repository, "name": one["name"], "include": one["include"]},
        unseen=dict.fromkeys(("bypass", "rules"), UNASKED),
        beyond=found,
        number=one["id"],
    )
