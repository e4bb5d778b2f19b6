"""Fifty made-up groups on GitLab: a config each, and the seed of a GitLab that is as it says."""

import json
from random import Random
from typing import Any

from trustpub.config import Config
from trustpub.model import Plan, Resource
from trustpub.plan import make_plan
from trustpub.publishers import declared_publishers

from .organisations import COUNT, LEVELS, PATTERNS, PEOPLE, TEST, config, pyproject, some

FIRST_GROUP = 1000
DEPLOYERS: list[dict[str, Any]] = [
    {"access": "maintainer"},
    {"access": "developer"},
    {"user": "alice"},
    {"user": "bob"},
]


def gitlab_config(number: int, random: Random) -> Config:
    """A config on GitLab."""
    group = f"group-{number}/managers"
    actors = [*DEPLOYERS, {"group": group, "inherited": random.random() < 0.5}]
    names = some(random, ["pypi", "a b", "Prod/x"], 1, 2)
    publishers = [
        {"index": index, "environment": gitlab_environment(name, actors, random)}
        for index, name in zip(["pypi", "testpypi"], names, strict=False)
    ]
    repository = f"group-{number}/sub/project-{number}"
    place: dict[str, Any] = {"repository": repository}
    if random.random() < 0.5:
        place["pipeline"] = "ci/release.yml"
    return config(
        {
            "project": f"project-{number}",
            "gitlab": place,
            "publishers": publishers,
            "tags": [
                {"pattern": p, "created_by": creators(group, random)}
                for p in some(random, PATTERNS, 1)
            ],
        }
    )


def gitlab_environment(name: str, actors: list[dict[str, Any]], random: Random) -> dict[str, Any]:
    """An environment, protected or not."""
    deployers = random.sample(actors, random.randint(0, 3))
    approvers = random.sample(actors, random.randint(0, 2)) if deployers else []
    approvals = [{**one, "required": 1 if "user" in one else 2} for one in approvers]
    return {"name": name, "deployers": deployers, "approvals": approvals}


def creators(group: str, random: Random) -> dict[str, Any]:
    """Somebody."""
    access = random.choice(["no one", "developer", "maintainer"])
    people = {"users": some(random, ["alice", "bob"], 1, 2), "groups": [group]}
    return {"access": access, **(people if access == "no one" else {})}


def gitlab_project(number: int, wanted: Config) -> dict[str, Any]:
    """The seed of a project that is as a config wants it."""
    assert wanted.gitlab is not None
    plan, group = make_plan(wanted), FIRST_GROUP + number
    pipeline = wanted.gitlab.pipeline
    settings = {"ci_config_path": pipeline} if pipeline != ".gitlab-ci.yml" else {}
    return {
        "path": wanted.gitlab.repository,
        "members": {"alice": "developer", "bob": "maintainer"},
        "shared_with": {f"group-{number}/managers": "maintainer"},
        "protected_tags": [stored_tag(one, group) for one in plan.of("gitlab.protected-tag")],
        "environments": [one.properties["environment"] for one in plan.of("gitlab.environment")],
        "protected_environments": [
            stored_protection(one, group) for one in plan.of("gitlab.protected-environment")
        ],
        "files": {pipeline: jobs(wanted), "pyproject.toml": pyproject(wanted)},
        "settings": settings,
    }


def stored_tag(one: Resource, group: int) -> dict[str, Any]:
    """A protected tag as a person would have made it."""
    wanted = one.properties
    people = [{"user_id": 1 + PEOPLE.index(name)} for name in wanted["users"]]
    return {
        "name": wanted["pattern"],
        "create_access_level": LEVELS[wanted["access"]],
        "allowed_to_create": [*people, *({"group_id": group} for _ in wanted["groups"])],
    }


def stored_protection(one: Resource, group: int) -> dict[str, Any]:
    """A protected environment as a person would have made it."""
    return {
        "name": one.properties["environment"],
        "deploy_access_levels": [row(rule, group) for rule in one.properties["deployers"]],
        "approval_rules": [row(rule, group) for rule in one.properties["approvals"]],
    }


def row(rule: dict[str, Any], group: int) -> dict[str, Any]:
    """A rule as GitLab takes it."""
    count = {"required_approvals": rule["required"]} if "required" in rule else {}
    if "user" in rule:
        return {"user_id": 1 + PEOPLE.index(rule["user"]), **count}
    if "group" in rule:
        inherited = int(bool(rule.get("inherited")))
        return {"group_id": group, "group_inheritance_type": inherited, **count}
    return {"access_level": LEVELS[rule["access"]], **count}


def jobs(wanted: Config) -> str:
    """A job for each publisher."""
    made: dict[str, Any] = {}
    for number, one in enumerate(declared_publishers(wanted, "gitlab")):
        test = one.index == "testpypi"
        token = "TESTPYPI_ID_TOKEN" if test else "PYPI_ID_TOKEN"
        options = f" --publish-url {TEST}" if test else ""
        made[f"publish-{number}"] = {
            "image": "python:3.13",
            "environment": one.environment.name,
            "id_tokens": {token: {"aud": one.index}},
            "rules": [{"if": "$CI_COMMIT_TAG"}],
            "script": [f"uv publish --trusted-publishing always{options}"],
        }
    return json.dumps(made)


def gitlab_seed() -> tuple[list[Config], dict[str, Any]]:
    """All of them in one GitLab."""
    wanted = [gitlab_config(number, Random(number)) for number in range(COUNT)]
    groups: list[dict[str, Any]] = []
    for number in range(COUNT):
        name = f"group-{number}"
        groups.append({"path": name, "plan": "premium", "members": {"boss": "owner"}})
        groups.append({"path": f"{name}/sub"})
    # Last: groups without a number of their own count on from the highest.
    groups += [
        {"path": f"group-{number}/managers", "id": FIRST_GROUP + number} for number in range(COUNT)
    ]
    return wanted, {
        "limits": {"per_minute": 1_000_000},
        "tokens": [{"token": "boss-token", "user": "boss"}],
        "users": PEOPLE,
        "groups": groups,
        "projects": [gitlab_project(number, one) for number, one in enumerate(wanted)],
    }


def same_order(plan: Plan) -> dict[str, Any]:
    """Rules whose order the engine keeps."""
    return {r.name: r.properties for r in plan.of("gitlab.protected-environment")}
