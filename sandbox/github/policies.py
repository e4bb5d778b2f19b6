"""Deployment branch and tag policies of an environment."""

from ..http import Response
from . import errors, plans
from .access import ADMIN, READ
from .call import Call
from .model import Environment, Json, Policy
from .paging import page
from .state import node_id

BASE = "/repos/{owner}/{repo}/environments/{name}/deployment-branch-policies"


def view(policy: Policy) -> Json:
    """OpenAPI's `deployment-branch-policy`."""
    return {
        "id": policy.id,
        "node_id": node_id("Policy", policy.id),
        "name": policy.name,
        "type": policy.type,
    }


def custom(call: Call, owner: str, repo: str, name: str, need: int = READ) -> Environment:
    """The environment if it has custom policies; else 404, as if it were not there."""
    found = call.writable(owner, repo) if need == ADMIN else call.repo(owner, repo)
    environment = call.environment(plans.with_environments(call.state, found), name)
    if not (environment.settings.branches or {}).get("custom_branch_policies"):
        raise errors.not_found()
    return environment


def policy_of(environment: Environment, number: str) -> Policy:
    """A policy by id."""
    policy = environment.policies.get(int(number)) if number.isdigit() else None
    if policy is None:
        raise errors.not_found()
    return policy


def pattern(body: Json) -> str:
    """The name pattern of a body."""
    name = body.get("name")
    if not isinstance(name, str) or not name:
        raise errors.invalid_request("Invalid property /name: a name pattern is required.")
    return name


def check_new(environment: Environment, kind: str, name: str, but: int = 0) -> None:
    """303 when the same pattern exists."""
    for policy in environment.policies.values():
        if (policy.type, policy.name) == (kind, name) and policy.id != but:
            raise errors.Refused(Response(303))


def listed(call: Call, owner: str, repo: str, name: str) -> Response:
    """`GET .../deployment-branch-policies`."""
    environment = custom(call, owner, repo, name)
    rows, links = page(call.request, list(environment.policies.values()))
    body = {"total_count": len(environment.policies), "branch_policies": [view(r) for r in rows]}
    return Response.of(200, body, links)


def created(call: Call, owner: str, repo: str, name: str) -> Response:
    """`POST .../deployment-branch-policies`: 200, 303 for a duplicate."""
    environment = custom(call, owner, repo, name, ADMIN)
    body = call.body()
    kind = body.get("type", "branch")
    if kind not in ("branch", "tag"):
        raise errors.invalid_request("Invalid property /type: is not one of branch, tag.")
    check_new(environment, kind, pattern(body))
    policy = Policy(call.state.next_id("policy"), pattern(body), kind)
    environment.policies[policy.id] = policy
    call.change("deployment-policy", key(environment, policy), None, view(policy))
    return Response.of(200, view(policy))


def shown(call: Call, owner: str, repo: str, name: str, number: str) -> Response:
    """`GET .../deployment-branch-policies/{number}`."""
    return Response.of(200, view(policy_of(custom(call, owner, repo, name), number)))


def renamed(call: Call, owner: str, repo: str, name: str, number: str) -> Response:
    """`PUT .../deployment-branch-policies/{number}`: the pattern; the type stays."""
    environment = custom(call, owner, repo, name, ADMIN)
    policy = policy_of(environment, number)
    before, wanted = view(policy), pattern(call.body())
    check_new(environment, policy.type, wanted, policy.id)
    policy.name = wanted
    call.change("deployment-policy", key(environment, policy), before, view(policy))
    return Response.of(200, view(policy))


def deleted(call: Call, owner: str, repo: str, name: str, number: str) -> Response:
    """`DELETE .../deployment-branch-policies/{number}`."""
    environment = custom(call, owner, repo, name, ADMIN)
    drop(call, environment, policy_of(environment, number))
    return Response(204)


def drop(call: Call, environment: Environment, policy: Policy) -> None:
    """Remove one policy."""
    del environment.policies[policy.id]
    call.change("deployment-policy", key(environment, policy), view(policy), None)


def drop_policies(call: Call, environment: Environment, everything: bool = False) -> None:
    """Policies go when the environment stops having custom ones, or goes itself."""
    if everything or not (environment.settings.branches or {}).get("custom_branch_policies"):
        for policy in list(environment.policies.values()):
            drop(call, environment, policy)


def key(environment: Environment, policy: Policy) -> str:
    """Where the policy is, for the log."""
    return f"{environment.vault.key}/{policy.id}"


ROUTES = [
    (f"GET {BASE}", listed),
    (f"POST {BASE}", created),
    (f"GET {BASE}/{{number}}", shown),
    (f"PUT {BASE}/{{number}}", renamed),
    (f"DELETE {BASE}/{{number}}", deleted),
]
