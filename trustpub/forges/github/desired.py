"""GitHub: settings -> identity and desired resources."""

from collections.abc import Iterable, Iterator

from ...config import Config, Publisher, TagRule
from ...model import Identity, Resource
from ..base import DeclaredPublisher, environments, fullest, split_repository, union

ISSUER = "https://token.actions.githubusercontent.com"
"""GitHub docs, "OpenID Connect reference"."""


def identity(config: Config, publisher: Publisher) -> Identity:
    """Who publishes from GitHub Actions; an absent workflow is the empty text (a rule tells)."""
    assert config.github is not None
    owner, name = split_repository(config.github.repository)
    return Identity(
        forge="github",
        issuer=ISSUER,
        namespace=owner,
        project=name,
        workflow=publisher.workflow or config.github.workflow or "",
        environment=publisher.environment.name,
    )


def resources(config: Config, declared: tuple[DeclaredPublisher, ...]) -> Iterator[Resource]:
    """Environments, their deployment policies, and one tag ruleset for each tag rule."""
    assert config.github is not None
    repository = config.github.repository
    for publishers in environments(declared, str.casefold).values():
        yield environment(repository, publishers)
        yield from policies(repository, publishers)
    for rule in config.tags:
        if rule.forge in (None, "github"):
            yield ruleset(repository, rule)


def environment(repository: str, publishers: list[DeclaredPublisher]) -> Resource:
    """The environment with its full protection: the API replaces all of it at once."""
    settings = fullest(publishers)
    return Resource(
        kind="github.environment",
        name=environment_name(repository, settings.name),
        properties={
            "repository": repository,
            "environment": settings.name,
            "reviewers": {
                "users": list(settings.reviewers.users),
                "teams": list(settings.reviewers.teams),
            },
            "prevent_self_review": settings.prevent_self_review,
            "wait_timer": settings.wait_timer,
            "can_admins_bypass": settings.admins_can_bypass,
        },
    )


def environment_name(repository: str, environment: str) -> str:
    """Resource name; GitHub ignores the case of environment names, so the name does too."""
    return f"{repository}/environment/{environment.casefold()}"


def policies(repository: str, publishers: list[DeclaredPublisher]) -> Iterator[Resource]:
    """One deployment policy for each ref pattern that may deploy: short names, no `refs/`."""
    patterns: list[tuple[str, Iterable[str]]] = [
        ("tag", union(p.tags for p in publishers)),
        ("branch", union(p.branches for p in publishers)),
    ]
    name = publishers[0].environment.name
    for kind, texts in patterns:
        for pattern in texts:
            yield Resource(
                kind="github.deployment-policy",
                name=f"{environment_name(repository, name)}/{kind}/{pattern}",
                properties={
                    "repository": repository,
                    "environment": fullest(publishers).name,
                    "type": kind,
                    "pattern": pattern,
                },
            )


def ruleset(repository: str, rule: TagRule) -> Resource:
    """The tag ruleset of one pattern: full refs here, unlike in deployment policies."""
    by = rule.created_by
    return Resource(
        kind="github.tag-ruleset",
        name=f"{repository}/tag/{rule.pattern}",
        properties={
            "repository": repository,
            "name": f"release tags {rule.pattern}"[:100],
            "include": [f"refs/tags/{rule.pattern}"],
            "bypass": {
                "teams": list(by.teams),
                "roles": list(by.roles),
                "users": list(by.users),
                "organization_admins": by.organization_admins,
                "deploy_keys": by.deploy_keys,
            },
        },
    )
