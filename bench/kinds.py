"""Requests of the sandbox's event log -> counts by kind. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

READS = ("GET", "HEAD")
PREFIXES = ("/api/v3", "/api/v4")
TEMPLATES = {
    "github": (
        "/orgs/{org}",
        "/orgs/{org}/teams",
        "/users/{login}",
        "/repos/{owner}/{repo}",
        "/repos/{owner}/{repo}/teams",
        "/repos/{owner}/{repo}/collaborators/{login}/permission",
        "/repos/{owner}/{repo}/environments",
        "/repos/{owner}/{repo}/environments/{environment}",
        "/repos/{owner}/{repo}/environments/{environment}/deployment-branch-policies",
        "/repos/{owner}/{repo}/environments/{environment}/deployment-branch-policies/{id}",
        "/repos/{owner}/{repo}/rulesets",
        "/repos/{owner}/{repo}/rulesets/{id}",
    ),
    "gitlab": (
        "/user",
        "/namespaces/{path}",
        "/projects/{project}",
        "/projects/{project}/members/all",
        "/projects/{project}/environments",
        "/projects/{project}/environments/{id}",
        "/projects/{project}/protected_environments",
        "/projects/{project}/protected_environments/{environment}",
        "/projects/{project}/protected_tags",
        "/projects/{project}/protected_tags/{tag}",
    ),
    "pypi": ("/simple/{project}/", "/_/oidc/audience"),
}
"""Paths with names for what varies in them; any other path is shown as it came."""


def kind(event: Mapping[str, Any]) -> str:
    """`github PUT /repos/{owner}/{repo}/environments/{environment}`."""
    api, path = str(event["api"]), str(event["path"])
    for prefix in PREFIXES:
        path = path.removeprefix(prefix)
    return f"{api} {event['method']} {template(api.removeprefix('test'), path)}"


def template(api: str, path: str) -> str:
    """The template of a path; the path itself where none fits."""
    return next((one for one in TEMPLATES.get(api, ()) if fits(one, path)), path)


def fits(one: str, path: str) -> bool:
    """Whether a path is a template with its names filled in."""
    wanted, found = one.split("/"), path.split("/")
    return len(wanted) == len(found) and all(
        bool(there) if name.startswith("{") else name == there
        for name, there in zip(wanted, found, strict=True)
    )


def count(events: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """How many requests of each kind."""
    return Counter(kind(event) for event in events if event["kind"] == "request")


def is_read(name: str) -> bool:
    """Whether a kind changes nothing."""
    return name.split()[1] in READS


def totals(counts: Mapping[str, int]) -> tuple[int, int]:
    """Reads and writes."""
    reads = sum(number for name, number in counts.items() if is_read(name))
    return reads, sum(counts.values()) - reads


def rows(sides: Iterable[Mapping[str, int]]) -> list[list[str]]:
    """One row for each kind, writes last, then the totals; `-` where there was none."""
    known = list(sides)
    names = sorted({name for side in known for name in side}, key=lambda n: (not is_read(n), n))
    body = [[name, *(str(side.get(name) or "-") for side in known)] for name in names]
    sums = [totals(side) for side in known]
    for place, title in enumerate(("all reads", "all writes")):
        body.append([title, *(str(one[place]) for one in sums)])
    return body
