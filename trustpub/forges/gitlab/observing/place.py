"""One project as everything below is told of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ....model import Plan, Resource
from .levels import word

SETTINGS = (
    "ci_pipeline_variables_minimum_override_role",
    "ci_id_token_sub_claim_components",
    "ci_push_repository_for_job_token_allowed",
    "protect_merge_request_pipelines",
)
"""GitLab REST, "Projects": what else decides who can publish from a pipeline."""
KEYS = {
    *SETTINGS,
    "id",
    "path_with_namespace",
    "namespace",
    "shared_with_groups",
    "visibility",
    "archived",
    "default_branch",
    "ci_config_path",
    "permissions",
    "marked_for_deletion_on",
}
"""All that is read of a project's description."""


@dataclass(frozen=True)
class Place:
    """A project that is there."""

    name: str
    """As GitLab writes it: `group/sub/project`."""
    asked: str
    """As it was asked for."""
    number: int
    facts: dict[str, Any]
    shares: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Groups that it is shared with: id -> full path and level."""
    grouped: bool = True
    """Whether it is in a group, and not in a person's namespace."""

    @property
    def path(self) -> str:
        """Its path in the REST API: by number, which no rename changes."""
        return f"/projects/{self.number}"

    @property
    def groups(self) -> list[str]:
        """The groups above it, nearest first."""
        parts = self.name.split("/")[:-1]
        return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]

    def below(self, group: str) -> bool:
        """Whether it is in a group, or in one of those below that."""
        return self.grouped and self.name.casefold().startswith(f"{group.casefold()}/")


def place_of(answer: dict[str, Any], asked: str | None = None) -> Place:
    """A project from REST's answer, of a list or alone."""
    name = str(answer["path_with_namespace"])
    links = answer.get("shared_with_groups") or []
    shares = {
        one["group_id"]: (str(one["group_full_path"]), int(one["group_access_level"]))
        for one in links
    }
    facts: dict[str, Any] = {
        "visibility": answer.get("visibility"),
        "archived": bool(answer.get("archived")),
        "default_branch": answer.get("default_branch"),
        "shared_groups": {path: word(level) for path, level in shares.values()},
    }
    if "ci_config_path" in answer:
        facts["ci_config_path"] = answer["ci_config_path"] or None
    if "permissions" in answer:
        roles = (answer["permissions"] or {}).values()
        facts["administered"] = any(role and role["access_level"] >= 40 for role in roles)
    if answer.get("marked_for_deletion_on"):
        facts["deletion"] = answer["marked_for_deletion_on"]
    if any(key in answer for key in SETTINGS):
        facts["settings"] = {key: answer[key] for key in SETTINGS if key in answer}
    grouped = (answer.get("namespace") or {}).get("kind") != "user"
    return Place(name, asked or name, int(answer["id"]), facts, shares, grouped)


def declared(plan: Plan | None, place: Place) -> Iterator[Resource]:
    """What a plan wants of this project."""
    names = (place.name.casefold(), place.asked.casefold())
    for resource in plan.of("gitlab.protected-tag", "gitlab.protected-environment") if plan else ():
        if str(resource.properties["project"]).casefold() in names:
            yield resource


def people(resource: Resource) -> Iterator[tuple[str, str]]:
    """`users` or `groups`, and the name, of everybody a declared resource names."""
    wanted = resource.properties
    for kind in ("users", "groups"):
        yield from ((kind, str(name)) for name in wanted.get(kind, ()))
    for rule in (*wanted.get("deployers", ()), *wanted.get("approvals", ())):
        yield from ((f"{key}s", str(rule[key])) for key in ("user", "group") if key in rule)
