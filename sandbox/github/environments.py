"""Environments: GET list, GET, PUT (creates or replaces as a whole), DELETE."""

from ..http import Response
from . import errors, permissions, plans
from .call import Call
from .environment_body import parse
from .environment_gates import gates
from .environment_view import environment_view
from .model import Environment, Json, Repo, Settings, Vault
from .paging import page
from .policies import drop_policies
from .state import node_id
from .variables import drop_vault

BASE = "/repos/{owner}/{repo}/environments"


def listed(call: Call, owner: str, repo: str) -> Response:
    """`GET .../environments`: with their rules and policy flags."""
    found = plans.with_environments(call.state, call.repo(owner, repo))
    permissions.check(call)
    rows, links = page(call.request, list(found.environments.values()))
    views = [environment_view(call, found, row) for row in rows]
    body = {"total_count": len(found.environments), "environments": views}
    return Response.of(200, body, links)


def shown(call: Call, owner: str, repo: str, name: str) -> Response:
    """`GET .../environments/{name}`."""
    found = plans.with_environments(call.state, call.repo(owner, repo))
    return Response.of(200, environment_view(call, found, call.environment(found, name)))


def custom_rules(call: Call, owner: str, repo: str, name: str) -> Response:
    """`GET .../deployment_protection_rules`: the apps that decide, and nothing else.

    GitHub REST, "Get all deployment protection rules for an environment".
    """
    found = plans.with_environments(call.state, call.repo(owner, repo))
    apps = call.environment(found, name).apps
    rules = [
        {"id": n, "node_id": node_id("GateEnabled", n), "enabled": True, "app": app(n, slug)}
        for n, slug in enumerate(apps, 1)
    ]
    body = {"total_count": len(rules), "custom_deployment_protection_rules": rules}
    return Response.of(200, body)


def app(number: int, slug: str) -> Json:
    """An app in short."""
    url = f"https://api.github.com/apps/{slug}"
    return {"id": number, "node_id": node_id("App", number), "slug": slug, "integration_url": url}


def replaced(call: Call, owner: str, repo: str, name: str) -> Response:
    """`PUT .../environments/{name}`: 200 whether it was there or not."""
    found = plans.with_environments(call.state, call.writable(owner, repo))
    if len(name) > 255:
        raise errors.unprocessable("Name is too long (maximum is 255 characters)")
    settings = parse(call.body())
    plans.check_settings(call.state, found, settings)
    check_reviewers(call, settings)
    before, environment = before_and_now(call, found, name)
    apply(call, found, environment, settings)
    after = environment_view(call, found, environment)
    call.change("environment", environment.vault.key, before, after)
    drop_policies(call, environment)
    return Response.of(200, after)


def before_and_now(call: Call, repo: Repo, name: str) -> tuple[Json | None, Environment]:
    """The environment as it was and its record, made if there is none; the first case stays."""
    known = repo.environments.get(name.casefold())
    if known:
        return environment_view(call, repo, known), known
    now, number = call.state.now(), call.state.next_id("environment")
    made = Environment(number, name, now, now, Vault(f"{repo.full_name}/{name}"))
    repo.environments[name.casefold()] = made
    return None, made


def check_reviewers(call: Call, settings: Settings) -> None:
    """Every reviewer exists."""
    for kind, number in settings.reviewers:
        find = call.state.team_by_id if kind == "Team" else call.state.user_by_id
        if find(number) is None:
            raise errors.unprocessable(
                "Failed to create the environment protection rule. "
                f"Could not find {kind.lower()} with id {number}."
            )


def apply(call: Call, repo: Repo, environment: Environment, settings: Settings) -> None:
    """Store new settings without the reviewers who cannot read the repository."""
    kept = [r for r in settings.reviewers if plans.reviewer_can_read(call.state, repo, *r)]
    settings.reviewers = kept
    environment.settings = settings
    environment.updated_at = call.state.now()
    environment.gates = gates(call.state, environment)


def deleted(call: Call, owner: str, repo: str, name: str) -> Response:
    """`DELETE .../environments/{name}`: with its policies, secrets and variables."""
    found = plans.with_environments(call.state, call.writable(owner, repo))
    environment = call.environment(found, name)
    before = environment_view(call, found, environment)
    drop_policies(call, environment, everything=True)
    drop_vault(call, environment.vault)
    del found.environments[name.casefold()]
    call.change("environment", environment.vault.key, before, None)
    return Response(204)


ROUTES = [
    (f"GET {BASE}", listed),
    (f"GET {BASE}/{{name}}", shown),
    (f"GET {BASE}/{{name}}/deployment_protection_rules", custom_rules),
    (f"PUT {BASE}/{{name}}", replaced),
    (f"DELETE {BASE}/{{name}}", deleted),
]
