"""Tag rulesets of a repository, and those of its organisation that reach it."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from ....errors import Forbidden, WorldError
from ....observing.model import Seen
from ....observing.once import attempt, state_of
from .bypass import bypass_of
from .environments import ODD
from .place import Place
from .world import World

OWN, SHARED = "github.tag-ruleset", "github.organization-tag-ruleset"
EXPECTED = ("creation", "deletion", "update")
"""The rules of a declared ruleset."""
UPGRADE = "Upgrade to GitHub"
"""Start of the refusal on plans without rulesets: GitHub REST, 403 on a private repository."""


def summaries(world: World, place: Place) -> tuple[list[Any], str | None]:
    """What the list shows, parents' rulesets too; why there may be more."""
    path = f"{place.path}/rulesets?targets=tag&includes_parents=true&per_page=100"
    try:
        keys = ("id", "name", "target", "source_type")
        listed = list(world.client.pages(path, *keys, there=True))
    except Forbidden as error:
        return [], None if UPGRADE in str(error) else str(error)
    except WorldError as error:
        return [], str(error)
    return [one for one in listed if one["target"] == "tag"], None


def rulesets(world: World, place: Place, listed: Iterable[Mapping[str, Any]]) -> list[Seen]:
    """Every listed ruleset in full."""
    return [ruleset(world, place, one) for one in listed]


def own(listed: Mapping[str, Any]) -> bool:
    """Whether a listed ruleset is the repository's own."""
    return bool(listed["source_type"] == "Repository")


def ruleset(world: World, place: Place, listed: Mapping[str, Any]) -> Seen:
    """One ruleset in full; one that is not there any more may be hidden as well."""
    kind = OWN if own(listed) else SHARED
    try:
        answer = detail(world, place, listed)
        if answer:
            return ruleset_seen(world, place, kind, answer)
        state, why = "unknown", "it was listed, and a moment later GitHub does not show it"
    except WorldError as error:
        state, why = state_of(error), str(error)
    except ODD as error:
        state, why = "broken", f"GitHub describes it in an unknown form ({type(error).__name__})"
    return Seen.model_validate(
        {
            "kind": kind,
            "name": f"{place.name}/tag/?{listed['id']}",
            "state": state,
            "why": why,
            "properties": {"repository": place.name, "name": listed["name"]},
            "number": listed["id"],
        }
    )


def detail(world: World, place: Place, listed: Mapping[str, Any]) -> Any | None:
    """The ruleset; an organisation's is asked for once, where it shows who may bypass it."""
    number = listed["id"]
    if listed["source_type"] == "Organization":
        shared, _ = attempt(lambda: detail_of_owner(world, place.owner, number))
        if shared:
            return shared
    if not own(listed):
        world.need("rulesets")
    return world.client.get(f"{place.path}/rulesets/{number}", "rules")


def detail_of_owner(world: World, owner: str, number: int) -> Any | None:
    """A ruleset of the organisation as the organisation shows it."""

    def fetch() -> Any | None:
        world.need("rulesets")
        return world.client.get(f"/orgs/{quote(owner)}/rulesets/{number}", "rules")

    return world.once.get(("ruleset", number), fetch)


def ruleset_seen(world: World, place: Place, kind: str, answer: Mapping[str, Any]) -> Seen:
    """One ruleset in the words of the plan."""
    refs = (answer.get("conditions") or {}).get("ref_name") or {}
    include = [str(ref) for ref in refs.get("include") or []]
    bypass = bypass_of(world, place.owner, answer.get("bypass_actors"))
    return Seen(
        kind=kind,
        name=f"{place.name}/tag/{short(include)}",
        properties={
            "repository": place.name,
            "name": str(answer["name"]),
            "include": include,
            "bypass": bypass.words,
        },
        unseen=bypass.unseen,
        beyond={
            **departures(
                str(answer["enforcement"]), rule_types(answer["rules"]), refs.get("exclude")
            ),
            **bypass.beyond(),
            **({"source": str(answer.get("source"))} if kind == SHARED else {}),
        },
        number=int(answer["id"]),
    )


def short(include: list[str]) -> str:
    """The tag pattern of a ruleset, as the plan would name it."""
    return ", ".join(ref.removeprefix("refs/tags/") for ref in include) or "nothing"


def rule_types(rules: Iterable[Mapping[str, Any]]) -> list[str]:
    """The kinds of rules, each once; one that lets updates from upstream pass is none."""
    return sorted({str(rule["type"]) for rule in rules if not lets_upstream(rule)})


def lets_upstream(rule: Mapping[str, Any]) -> bool:
    """`update` with an exception: GitHub REST, "Rules", update_allows_fetch_and_merge."""
    return bool((rule.get("parameters") or {}).get("update_allows_fetch_and_merge"))


def departures(enforcement: str, rules: list[str], exclude: list[str] | None) -> dict[str, Any]:
    """In what a ruleset is not as each declared one is: active, with three rules, no exclusion."""
    found: dict[str, Any] = {}
    if enforcement != "active":
        found["enforcement"] = enforcement
    if not set(EXPECTED) <= set(rules):
        found["rules"] = [rule for rule in rules if rule in EXPECTED]
    if set(rules) - set(EXPECTED):
        found["more_rules"] = [rule for rule in rules if rule not in EXPECTED]
    if exclude:
        found["exclude"] = sorted(exclude)
    return found
