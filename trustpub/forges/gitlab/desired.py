"""GitLab: settings -> identity and desired resources."""

from collections.abc import Iterator
from typing import Any

from ...config import Approval, Config, Deployer, Publisher, TagRule
from ...model import Identity, Resource
from ..base import DeclaredPublisher, environments, fullest, split_repository


def identity(config: Config, publisher: Publisher) -> Identity:
    """Who publishes from GitLab CI: the top-level pipeline file counts, wherever the job is."""
    assert config.gitlab is not None
    namespace, name = split_repository(config.gitlab.repository)
    return Identity(
        forge="gitlab",
        issuer=config.gitlab.issuer,
        namespace=namespace,
        project=name,
        workflow=publisher.pipeline or config.gitlab.pipeline,
        environment=publisher.environment.name,
    )


def resources(config: Config, declared: tuple[DeclaredPublisher, ...]) -> Iterator[Resource]:
    """Protected tags, environments, and their protection where deployers are named."""
    assert config.gitlab is not None
    project = config.gitlab.repository
    for rule in config.tags:
        if rule.forge in (None, "gitlab"):
            yield protected_tag(project, rule)
    for publishers in environments(declared).values():
        settings = fullest(publishers)
        name = f"{project}/environment/{settings.name}"
        where = {"project": project, "environment": settings.name}
        yield Resource(kind="gitlab.environment", name=name, properties=where)
        if settings.deployers or settings.approvals:
            rules = {
                "deployers": [actor(one) for one in settings.deployers],
                "approvals": [approval(one) for one in settings.approvals],
            }
            yield Resource(
                kind="gitlab.protected-environment",
                name=f"{name}/protection",
                properties={**where, **rules},
            )


def protected_tag(project: str, rule: TagRule) -> Resource:
    """One protected tag pattern.

    Without `access`, naming people means them alone: the API would add every maintainer.
    """
    by = rule.created_by
    return Resource(
        kind="gitlab.protected-tag",
        name=f"{project}/tag/{rule.pattern}",
        properties={
            "project": project,
            "pattern": rule.pattern,
            "access": by.access or "no one",
            "users": list(by.users),
            "groups": list(by.groups),
        },
    )


def actor(one: Deployer) -> dict[str, Any]:
    """Who a rule is about: the one of access, user, group that is set."""
    said = {"access": one.access, "user": one.user, "group": one.group}
    found: dict[str, Any] = {key: value for key, value in said.items() if value is not None}
    if one.group is not None and one.inherited:
        found["inherited"] = True
    return found


def approval(one: Approval) -> dict[str, Any]:
    """An approval rule; GitLab takes no count beside a single user."""
    return {**actor(one), "required": one.required}
