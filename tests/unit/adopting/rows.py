"""One repository on each forge as a config would have it; tests change one thing of it."""

from collections.abc import Callable
from typing import Any

from trustpub.adopting.adopt import adopt
from trustpub.adopting.model import Adopted
from trustpub.observing.model import Repository, Seen
from trustpub.workflows.listing import read_repository
from trustpub.workflows.memory import Memory

NAME, PROJECT = "octo-org/sampleproject", "group/sub/sampleproject"
FILE = ".github/workflows/release.yml"
USES = "pypa/gh-action-pypi-publish@release/v1"
WORKFLOW = f"""
on: {{push: {{tags: ["v*"]}}}}
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: pypi
    permissions: {{id-token: write}}
    steps:
      - uses: {USES}
"""
PIPELINE = """
publish:
  image: python:3.13
  environment: pypi
  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}
  rules: [{if: $CI_COMMIT_TAG}]
  script: [uv publish --trusted-publishing always]
"""
NOBODY = {"teams": [], "roles": [], "users": [], "organization_admins": False, "deploy_keys": False}


def github_environment(name: str = "pypi", **more: Any) -> Seen:
    """An environment on GitHub."""
    return Seen(
        kind="github.environment",
        name=f"{NAME}/environment/{name.casefold()}",
        properties={
            "repository": NAME,
            "environment": name,
            "reviewers": {"users": ["octocat"], "teams": []},
            "prevent_self_review": True,
            "wait_timer": 0,
            "can_admins_bypass": False,
        },
        number=1,
        **more,
    )


def policy(pattern: str = "v*", kind: str = "tag") -> Seen:
    """A deployment policy of that environment."""
    return Seen(
        kind="github.deployment-policy",
        name=f"{NAME}/environment/pypi/{kind}/{pattern}",
        properties={
            "repository": NAME,
            "environment": "pypi",
            "type": kind,
            "pattern": pattern,
        },
        number=2,
    )


def ruleset(*patterns: str, name: str = "release tags v*", number: int = 3, **more: Any) -> Seen:
    """A tag ruleset."""
    shown = patterns or ("v*",)
    return Seen(
        kind="github.tag-ruleset",
        name=f"{NAME}/tag/{', '.join(shown)}",
        properties={
            "repository": NAME,
            "name": name,
            "include": [p if p.startswith("~") else f"refs/tags/{p}" for p in shown],
            "bypass": {**NOBODY, "roles": ["admin"]},
        },
        number=number,
        **more,
    )


def gitlab_tag(pattern: str = "v*", **more: Any) -> Seen:
    """A protected tag."""
    return Seen(
        kind="gitlab.protected-tag",
        name=f"{PROJECT}/tag/{pattern}",
        properties={
            "project": PROJECT,
            "pattern": pattern,
            "access": "maintainer",
            "users": [],
            "groups": [],
        },
        **more,
    )


def gitlab_environment(**more: Any) -> Seen:
    """An environment on GitLab."""
    return Seen(
        kind="gitlab.environment",
        name=f"{PROJECT}/environment/pypi",
        properties={"project": PROJECT, "environment": "pypi"},
        number=4,
        **more,
    )


def protection(**more: Any) -> Seen:
    """The protection of that environment."""
    return Seen(
        kind="gitlab.protected-environment",
        name=f"{PROJECT}/environment/pypi/protection",
        properties={
            "project": PROJECT,
            "environment": "pypi",
            "deployers": [{"access": "maintainer"}],
            "approvals": [],
        },
        **more,
    )


def on_github(*seen: Seen, files: dict[str, str] | None = None, **more: Any) -> Adopted:
    """A repository on GitHub, taken over."""
    held = seen or (github_environment(), policy(), ruleset())
    facts = {"default_branch": "main", **more.pop("facts", {})}
    one = Repository(forge="github", name=NAME, seen=held, number=9, facts=facts, **more)
    return taken(one, {FILE: WORKFLOW} if files is None else files)


def on_gitlab(*seen: Seen, files: dict[str, str] | None = None, **more: Any) -> Adopted:
    """A project on GitLab, taken over."""
    held = seen or (gitlab_tag(), gitlab_environment(), protection())
    facts = {"default_branch": "main"}
    one = Repository(forge="gitlab", name=PROJECT, seen=held, number=9, facts=facts, **more)
    return taken(one, {".gitlab-ci.yml": PIPELINE} if files is None else files)


def taken(one: Repository, files: dict[str, str]) -> Adopted:
    """A repository with these files."""
    reading = read_repository(Memory({path: text.encode() for path, text in files.items()}))
    return adopt(one, reading, "sampleproject")


Made = Callable[[], Adopted]
