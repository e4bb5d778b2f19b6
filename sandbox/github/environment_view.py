"""An environment as JSON."""

from urllib.parse import quote

from .call import Call
from .model import Environment, Json, Repo
from .state import node_id
from .views import simple_user, team_view


def environment_view(call: Call, repo: Repo, environment: Environment) -> Json:
    """OpenAPI's `environment`, and `can_admins_bypass` which it does not name."""
    name = quote(environment.name, safe="")
    activity = f"{repo.full_name}/deployments/activity_log?environments_filter={name}"
    return {
        "id": environment.id,
        "node_id": node_id("Environment", environment.id),
        "name": environment.name,
        "url": call.url(f"/repos/{repo.full_name}/environments/{name}"),
        "html_url": call.html(activity),
        "created_at": environment.created_at,
        "updated_at": environment.updated_at,
        "can_admins_bypass": environment.settings.can_admins_bypass,
        "protection_rules": [rule(call, environment, kind) for kind in environment.gates],
        "deployment_branch_policy": environment.settings.branches,
    }


def rule(call: Call, environment: Environment, kind: str) -> Json:
    """One protection rule."""
    number, settings = environment.gates[kind], environment.settings
    view: Json = {"id": number, "node_id": node_id("Gate", number), "type": kind}
    if kind == "wait_timer":
        view["wait_timer"] = settings.wait_timer
    if kind == "required_reviewers":
        view["prevent_self_review"] = settings.prevent_self_review
        view["reviewers"] = [reviewer(call, *one) for one in settings.reviewers]
    return view


def reviewer(call: Call, kind: str, number: int) -> Json:
    """A person or team who may approve."""
    team = call.state.team_by_id(number) if kind == "Team" else None
    user = call.state.user_by_id(number)
    view = team_view(call, team) if team else simple_user(call, user) if user else None
    return {"type": kind, "reviewer": view}
