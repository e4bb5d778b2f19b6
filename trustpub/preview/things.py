"""The parts of a config by name, each with its settings in the words of the config. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..config import Approval, Deployer, TagCreators
from ..forges.base import DeclaredPublisher
from ..model import Forge
from .model import Kind
from .views import Held, Tag, View, publisher_name, repository, section

CREATORS: dict[Forge, tuple[str, ...]] = {
    "github": ("teams", "roles", "users", "organization_admins", "deploy_keys"),
    "gitlab": ("access", "users", "groups"),
}
REPOSITORY: dict[Forge, tuple[str, ...]] = {
    "github": ("workflow_by", "visibility", "plan"),
    "gitlab": ("pipeline_by", "tier"),
}
"""Settings of a forge's section that no publisher tells already."""


class Part(NamedTuple):
    """A part of a config, and what finds it again on the other side."""

    kind: Kind
    forge: Forge | None
    name: str
    settings: dict[str, Any]


def environment_part(held: Held) -> Part:
    """An environment with what its forge protects it by."""
    one = held.settings
    if held.forge == "github":
        settings: dict[str, Any] = {
            "name": one.name,
            "reviewers.users": list(one.reviewers.users),
            "reviewers.teams": list(one.reviewers.teams),
            "prevent_self_review": one.prevent_self_review,
            "wait_timer": one.wait_timer,
            "admins_can_bypass": one.admins_can_bypass,
        }
    else:
        settings = {
            "name": one.name,
            "deployers": actors(one.deployers),
            "approvals": actors(one.approvals),
        }
    return Part("environment", held.forge, one.name, settings)


def actors(listed: Sequence[Deployer]) -> list[dict[str, Any]]:
    """Entries as they are written, with what is left out of an approval."""
    found = []
    for one in listed:
        count = {"required": one.required} if isinstance(one, Approval) else {}
        found.append({**one.model_dump(exclude_defaults=True), **count})
    return found


def tag_part(tag: Tag) -> Part:
    """A tag rule."""
    by = tag.rule.created_by
    settings = {f"created_by.{name}": plain(getattr(by, name)) for name in CREATORS[tag.forge]}
    if tag.forge == "gitlab":
        settings["created_by.access"] = by.access or "no one"
    return Part("tag", tag.forge, tag.rule.pattern, settings)


def creators(by: TagCreators, forge: Forge) -> dict[str, Any]:
    """Who may create tags, as it is written."""
    told = {name: plain(getattr(by, name)) for name in CREATORS[forge]}
    return {name: value for name, value in told.items() if value not in (None, False, [])}


def publisher_part(one: DeclaredPublisher) -> Part:
    """A publisher: who it is, and what starts it."""
    settings = {
        **identity(one),
        "organization": one.organization,
        "tags": list(one.tags),
        "branches": list(one.branches),
        "manual": one.manual,
    }
    return Part("publisher", one.identity.forge, publisher_name(one), settings)


def who(one: DeclaredPublisher) -> dict[str, Any]:
    """What a reviewer knows a publisher by."""
    told = identity(one)
    return {name: told[name] for name in told if name not in ("index", "project", "forge")}


def identity(one: DeclaredPublisher) -> dict[str, Any]:
    """What makes it another one to its index."""
    who = one.identity
    return {
        "index": one.index,
        "project": one.project,
        "forge": who.forge,
        "issuer": who.issuer,
        "repository": f"{who.namespace}/{who.project}",
        "workflow" if who.forge == "github" else "pipeline": who.workflow,
        "environment": who.environment,
    }


def sections(view: View) -> Iterator[Part]:
    """The project, and its repository on each forge."""
    project = view.config.project
    yield Part("project", None, project, {"project": project})
    for forge in view.config.forges():
        told = section(view, forge)
        settings = {name: getattr(told, name) for name in ("repository", *REPOSITORY[forge])}
        yield Part("repository", forge, repository(view, forge), settings)


def plain(value: Any) -> Any:
    """Tuples as lists."""
    return list(value) if isinstance(value, tuple) else value
