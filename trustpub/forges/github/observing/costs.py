"""How many requests a repository takes, by kind, as far as can be known before. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from ....model import Plan, Resource
from .glimpse import Glimpse

ENVIRONMENT, RULESET = "github.environment", "github.tag-ruleset"
Costs = Mapping[str, int]
"""Kind -> requests. `fixed` are those that are sent in any case."""


def costs(name: str, plan: Plan | None) -> Costs:
    """Of a repository that is as a plan wants it, without its owner and its teams."""
    here = of(plan, name)
    kinds = [one.kind for one in here]
    # The repository, its environments, its rulesets; then each of these in full.
    return {
        "fixed": 3,
        "environments": 2 * kinds.count(ENVIRONMENT),
        "rulesets": kinds.count(RULESET),
        "readers": any(reviewers(here, "teams")),
        "people": len(bypassing(here)),
    }


def costs_from_afar(seen: Glimpse, plan: Plan | None, apps: bool) -> Costs:
    """Of a repository that was seen from afar and is looked at closely; `plan` is its own."""
    here = of(plan, seen.place.name, seen.place.asked)
    environments = len(seen.environments or ())
    rulesets = [one["source_type"] == "Repository" for one in seen.rulesets or ()]
    private = 0 if seen.place.public else len(set(reviewers(here, "users")))
    return {
        "fixed": 1 + (seen.rulesets is None),
        "environments": environments * (2 if apps else 1),
        "rulesets": rulesets.count(True),
        "readers": bool(environments) + private,
    }


def shared(found: Iterable[Glimpse]) -> int:
    """Rulesets of owners that reach some repositories: each is asked for once."""
    listed = [one for seen in found for one in seen.rulesets or ()]
    return len({one["id"] for one in listed if one["source_type"] == "Organization"})


def names_teams(plan: Plan | None) -> bool:
    """Whether a plan names teams: then those of the owner are asked for."""
    every = plan.resources if plan else ()
    bypass = [one.properties["bypass"]["teams"] for one in every if one.kind == RULESET]
    return any(reviewers(every, "teams")) or any(bypass)


def of(plan: Plan | None, *names: str) -> list[Resource]:
    """What a plan wants of a repository."""
    known = {name.casefold() for name in names}
    every = plan.resources if plan else ()
    return [r for r in every if str(r.properties.get("repository", "")).casefold() in known]


def reviewers(resources: Iterable[Resource], kind: str) -> Iterator[str]:
    """Declared reviewers of one kind."""
    for one in resources:
        if one.kind == ENVIRONMENT:
            yield from one.properties["reviewers"][kind]


def bypassing(resources: Iterable[Resource]) -> set[str]:
    """People who may bypass a declared ruleset: it stores their numbers."""
    return {
        user.casefold()
        for one in resources
        if one.kind == RULESET
        for user in one.properties["bypass"]["users"]
    }
