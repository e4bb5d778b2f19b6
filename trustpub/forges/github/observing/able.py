"""Whether reviewers can review: who cannot read the repository cannot.

GitHub docs, "Managing environments for deployment": reviewers must have at least read access.
"""

from collections.abc import Mapping

from ....observing.model import Seen
from ....observing.once import attempt
from .place import Place, declared_reviewers
from .world import Team, World


def with_ability(world: World, place: Place, environment: Seen) -> Seen:
    """The environment with `reviewers_able`: of those who are stored, and those declared."""
    if environment.state != "present":
        return environment
    stored = environment.properties["reviewers"]
    names = [f"{kind}/{name.casefold()}" for kind in ("users", "teams") for name in stored[kind]]
    names += declared_reviewers(world.plan, place, environment.properties["environment"])
    known: dict[str, bool] = {}
    unseen = dict(environment.unseen)
    for name in dict.fromkeys(names):
        able, why = attempt(lambda one=name: can_read(world, place, one))  # type: ignore[misc]
        if able is None:
            unseen["reviewers_able"] = why or "not seen"
        else:
            known[name] = able
    beyond = {**environment.beyond, **({"reviewers_able": known} if known else {})}
    return environment.model_copy(update={"beyond": beyond, "unseen": unseen})


def can_read(world: World, place: Place, name: str) -> bool:
    """Whether `users/LOGIN` or `teams/SLUG` has read access.

    A team needs a grant, its own or of a team above it, even where everybody can read
    (terraform-provider-github#1166).
    """
    kind, _, who = name.partition("/")
    if kind == "users":
        return place.public or world.permission(place.name, who) != "none"
    granted = world.granted(place.name)
    if who in granted:
        return True
    teams = {team.slug.casefold(): team for team in world.teams(place.owner).values()}
    return any(slug in granted for slug in above(teams, who))


def above(teams: Mapping[str, Team], slug: str) -> list[str]:
    """The teams above a team, nearest first."""
    found: list[str] = []
    team = teams.get(slug)
    while team and team.parent and team.parent not in found:
        found.append(team.parent)
        team = teams.get(team.parent.casefold())
    return found
