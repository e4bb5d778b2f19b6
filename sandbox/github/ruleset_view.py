"""A ruleset as JSON."""

from . import access
from .call import Call
from .model import Json, Organization, Repo, Ruleset
from .state import node_id

# GitHub docs, "REST API endpoints for rules": the ids of the repository roles.
ROLE_LEVELS = {2: access.LEVELS["maintain"], 4: access.LEVELS["write"], 5: access.LEVELS["admin"]}


def summary(call: Call, ruleset: Ruleset) -> Json:
    """What a list shows: no rules, no conditions, no bypass actors."""
    if ruleset.source_type == "Repository":
        api, html = f"/repos/{ruleset.source}", f"{ruleset.source}/rules"
    else:
        api, html = f"/orgs/{ruleset.source}", f"organizations/{ruleset.source}/settings/rules"
    return {
        "id": ruleset.id,
        "name": ruleset.name,
        "target": ruleset.target,
        "source_type": ruleset.source_type,
        "source": ruleset.source,
        "enforcement": ruleset.enforcement,
        "node_id": node_id("Ruleset", ruleset.id),
        "_links": {
            "self": {"href": call.url(f"{api}/rulesets/{ruleset.id}")},
            "html": {"href": call.html(f"{html}/{ruleset.id}")},
        },
        "created_at": ruleset.created_at,
        "updated_at": ruleset.updated_at,
    }


def detail(call: Call, ruleset: Ruleset, owner: Repo | Organization, writes: bool) -> Json:
    """All of it; without `writes` the key `bypass_actors` is absent, not empty."""
    view = summary(call, ruleset)
    if ruleset.conditions is not None:
        view["conditions"] = ruleset.conditions
    view["rules"] = ruleset.rules
    if writes:
        view["bypass_actors"] = ruleset.bypass_actors
    if isinstance(owner, Repo):
        view["current_user_can_bypass"] = bypass(call, ruleset, owner)
    return view


def bypass(call: Call, ruleset: Ruleset, repo: Repo) -> str:
    """How the caller may bypass; the widest of what the actors give."""
    modes = {a["bypass_mode"] for a in ruleset.bypass_actors if is_actor(call, a, repo)}
    names = {"exempt": "exempt", "always": "always", "pull_request": "pull_requests_only"}
    return next((says for mode, says in names.items() if mode in modes), "never")


def is_actor(call: Call, actor: Json, repo: Repo) -> bool:
    """Whether the caller is, or is part of, a bypass actor."""
    number = actor["actor_id"]
    match actor["actor_type"]:
        case "OrganizationAdmin":
            return access.is_org_admin(call.state, call.login, repo.owner)
        case "RepositoryRole":
            return call.level(repo) >= ROLE_LEVELS[number]
        case "Team":
            team = call.state.team_by_id(number)
            return team is not None and call.login in team.members
        case "User":
            user = call.state.user_by_id(number)
            return user is not None and call.login == user.login
    return False
