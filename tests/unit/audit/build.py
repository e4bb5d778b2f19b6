"""Repositories built by hand: as good as they can be, and changed where a test wants it."""

from typing import Any

from trustpub.model import Forge
from trustpub.observing.model import Repository, Seen

HUB, LAB = "octo-org/lib", "group/lib"
OPEN_TEXT = """
on: push
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - run: twine upload dist/*
"""


def environment(name: str = "pypi", repository: str = HUB, **changes: Any) -> Seen:
    """An environment of GitHub that is well guarded."""
    beyond = changes.pop("beyond", {"reviewers_able": {"users/octocat": True}})
    unseen = changes.pop("unseen", {})
    return Seen(
        kind="github.environment",
        name=f"{repository}/environment/{name.casefold()}",
        properties={
            "repository": repository,
            "environment": name,
            "reviewers": {"users": ["octocat"], "teams": []},
            "prevent_self_review": True,
            "wait_timer": 0,
            "can_admins_bypass": False,
            **changes,
        },
        unseen=unseen,
        beyond=beyond,
        number=7,
    )


def policy(pattern: str = "v*", kind: str = "tag", name: str = "pypi") -> Seen:
    """A deployment policy."""
    where = {"repository": HUB, "environment": name, "type": kind, "pattern": pattern}
    full = f"{HUB}/environment/{name}/{kind}/{pattern}"
    return Seen(kind="github.deployment-policy", name=full, properties=where, number=3)


def ruleset(include: str = "refs/tags/v*", **changes: Any) -> Seen:
    """A tag ruleset that protects in full; `bypass` are changes to those who may bypass."""
    bypass = {"teams": ["managers"], "roles": [], "users": []}
    bypass |= {"organization_admins": False, "deploy_keys": False}
    kind = changes.pop("kind", "github.tag-ruleset")
    bypass |= changes.pop("bypass", {})
    return Seen(
        kind=kind,
        name=f"{HUB}/tag/{include.removeprefix('refs/tags/')}",
        properties={
            "repository": HUB,
            "name": "release tags",
            "include": [include],
            "bypass": bypass,
        },
        unseen=changes.pop("unseen", {}),
        beyond=changes,
        number=9,
    )


def hub(
    *seen: Seen, name: str = HUB, unseen: dict[str, str] | None = None, **facts: Any
) -> Repository:
    """A repository of GitHub; without objects one that is well guarded."""
    return Repository(
        forge="github",
        name=name,
        facts={"visibility": "public", "plan": "team", **facts},
        seen=seen or (environment(), policy(), ruleset()),
        unseen=unseen or {},
    )


def lab_environment(name: str = "pypi", **beyond: Any) -> Seen:
    """An environment of GitLab."""
    return Seen(
        kind="gitlab.environment",
        name=f"{LAB}/environment/{name}",
        properties={"project": LAB, "environment": name},
        beyond=beyond,
    )


def protection(name: str = "pypi", beyond: Any = None, **changes: Any) -> Seen:
    """A protection by maintainers, with an approval."""
    return Seen(
        kind="gitlab.protected-environment",
        name=f"{LAB}/environment/{name}/protection",
        properties={
            "project": LAB,
            "environment": name,
            "deployers": [{"access": "maintainer"}],
            "approvals": [{"user": "bob", "required": 1}],
            **changes,
        },
        beyond=beyond or {},
    )


def tag(pattern: str = "v*", beyond: Any = None, **changes: Any) -> Seen:
    """A protected tag that one person may create."""
    return Seen(
        kind="gitlab.protected-tag",
        name=f"{LAB}/tag/{pattern}",
        properties={
            "project": LAB,
            "pattern": pattern,
            "access": "no one",
            "users": ["alice"],
            "groups": [],
            **changes,
        },
        beyond=beyond or {},
    )


def lab(*seen: Seen, unseen: dict[str, str] | None = None, **facts: Any) -> Repository:
    """A project of GitLab; without objects one that is well guarded."""
    return Repository(
        forge="gitlab",
        name=LAB,
        facts={"visibility": "private", "tier": "premium", **facts},
        seen=seen or (lab_environment(), protection(), tag()),
        unseen=unseen or {},
    )


def account(forge: Forge = "github", **secrets: str) -> Repository:
    """An organisation or group with secrets: name -> whom they reach."""
    kept = [{"where": where, "name": name} for name, where in secrets.items()]
    name = "octo-org" if forge == "github" else "group"
    return Repository(forge=forge, name=name, facts={"account": True, "secrets": kept})


def kept(where: str, name: str) -> dict[str, Any]:
    """Facts of a repository that keeps one secret."""
    return {"secrets": [{"where": where, "name": name}]}
