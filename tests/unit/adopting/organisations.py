"""Fifty made-up organisations: a config each, and the seed of a forge that is as it says."""

from random import Random
from typing import Any

from trustpub.checking import check
from trustpub.config import Config
from trustpub.model import Plan, Resource
from trustpub.plan import make_plan
from trustpub.publishers import declared_publishers

COUNT = 50
PEOPLE = ["boss", "alice", "bob", "carol", "dora", "erik"]
TEAMS = ["release-managers", "stewards", "docs"]
FIRST_USER = 10000001
PATTERNS = ["v*", "w*", "rel/*", "x-1.*", "2*"]
NARROWER = ["{}", "{}-rc*", "{}1"]
ENVIRONMENTS = ["pypi", "testpypi", "release", "Prod", "on"]
ROLES = {"maintain": 2, "write": 4, "admin": 5}
CUSTOM = {"protected_branches": False, "custom_branch_policies": True}
TOOL = "pypa/gh-action-pypi-publish@release/v1"
TEST = "https://test.pypi.org/legacy/"
LEVELS = {"no one": 0, "developer": 30, "maintainer": 40, "admin": 60}


def some(random: Random, names: list[str], least: int = 0, most: int = 3) -> list[str]:
    """A few of them, in any order."""
    return random.sample(names, random.randint(least, min(most, len(names))))


def config(document: dict[str, Any]) -> Config:
    """A document as a config without errors."""
    import json

    checked = check(json.dumps(document), "release.yaml")
    assert checked.config is not None, checked.problems
    assert () == checked.errors
    return checked.config


# GitHub


def github_config(number: int, random: Random) -> Config:
    """A config on GitHub."""
    patterns = some(random, PATTERNS, 1)
    names = some(random, ENVIRONMENTS, 1)
    publishers: list[dict[str, Any]] = []
    for name in names:
        environment = github_environment(name, random)
        indexes = some(random, ["pypi", "testpypi"], 1)
        for index in indexes:
            first = index == indexes[0]
            entry = {"index": index, "environment": environment if first else name}
            entry["workflow"] = random.choice(["release.yml", "publish.yaml"])
            if random.random() < 0.7:
                entry["triggers"] = triggers(patterns, random)
            publishers.append(entry)
    return config(
        {
            "project": f"project-{number}",
            "github": {"repository": f"org-{number}/project-{number}"},
            "publishers": publishers,
            "tags": [{"pattern": p, "created_by": creators(random)} for p in patterns],
        }
    )


def triggers(patterns: list[str], random: Random) -> dict[str, Any]:
    """Some refs of those that are protected."""
    tags = [random.choice(NARROWER).format(p) for p in some(random, patterns, 1)]
    branches = some(random, ["main", "release/*"], 0, 2)
    return {"tags": tags, "branches": branches, "manual": random.random() < 0.5}


def github_environment(name: str, random: Random) -> dict[str, Any]:
    """An environment with any protection."""
    reviewers = {"users": some(random, PEOPLE), "teams": some(random, TEAMS)}
    return {
        "name": name,
        "reviewers": reviewers,
        "prevent_self_review": any(reviewers.values()) and random.random() < 0.5,
        "wait_timer": random.choice([0, 5, 43200]),
        "admins_can_bypass": random.random() < 0.5,
    }


def creators(random: Random) -> dict[str, Any]:
    """Somebody."""
    return {
        "users": some(random, PEOPLE, 0, 2),
        "teams": some(random, TEAMS, 0, 2),
        "roles": some(random, list(ROLES), 1, 2),
        "organization_admins": random.random() < 0.3,
        "deploy_keys": random.random() < 0.3,
    }


def github_repository(wanted: Config) -> dict[str, Any]:
    """The seed of a repository that is as a config wants it, with something else beside it."""
    assert wanted.github is not None
    plan = make_plan(wanted)
    policies = plan.of("github.deployment-policy")
    return {
        "name": wanted.github.repository,
        "teams": dict.fromkeys(TEAMS, "push"),
        "environments": [
            *(stored_environment(one, policies) for one in plan.of("github.environment")),
            {"name": "staging", "wait_timer": 1},
        ],
        "rulesets": [stored_ruleset(one) for one in plan.of("github.tag-ruleset")],
        "files": {**workflows(wanted), "pyproject.toml": pyproject(wanted)},
    }


def stored_environment(one: Resource, policies: tuple[Resource, ...]) -> dict[str, Any]:
    """An environment as a person would have made it."""
    wanted = one.properties
    here = [p.properties for p in policies if p.name.startswith(f"{one.name}/")]
    return {
        "name": wanted["environment"],
        "reviewers": [
            *({"login": login} for login in wanted["reviewers"]["users"]),
            *({"slug": slug} for slug in wanted["reviewers"]["teams"]),
        ],
        "prevent_self_review": wanted["prevent_self_review"],
        "wait_timer": wanted["wait_timer"],
        "can_admins_bypass": wanted["can_admins_bypass"],
        "deployment_branch_policy": CUSTOM,
        "policies": [{"name": p["pattern"], "type": p["type"]} for p in here],
    }


def stored_ruleset(one: Resource) -> dict[str, Any]:
    """A ruleset as a person would have made it."""
    by = one.properties["bypass"]
    actors: list[dict[str, Any]] = [{"slug": slug} for slug in by["teams"]]
    actors += [
        {"actor_type": "User", "actor_id": FIRST_USER + PEOPLE.index(login)}
        for login in by["users"]
    ]
    actors += [{"actor_type": "RepositoryRole", "actor_id": ROLES[role]} for role in by["roles"]]
    if by["organization_admins"]:
        actors.append({"actor_type": "OrganizationAdmin", "actor_id": 1})
    if by["deploy_keys"]:
        actors.append({"actor_type": "DeployKey", "actor_id": None})
    return {
        "name": one.properties["name"],
        "target": "tag",
        "enforcement": "active",
        "conditions": {"ref_name": {"include": one.properties["include"], "exclude": []}},
        "rules": [{"type": "creation"}, {"type": "update"}, {"type": "deletion"}],
        "bypass_actors": [{**actor, "bypass_mode": "always"} for actor in actors],
    }


def workflows(wanted: Config) -> dict[str, str]:
    """A job for each publisher."""
    import json

    files: dict[str, dict[str, Any]] = {}
    for number, one in enumerate(declared_publishers(wanted, "github")):
        file = f".github/workflows/{one.identity.workflow}"
        events: dict[str, Any] = {"push": {"tags": ["v*"]}, "workflow_dispatch": {}}
        made = files.setdefault(file, {"on": events, "jobs": {}})
        options = {"with": {"repository-url": TEST}} if one.index == "testpypi" else {}
        made["jobs"][f"publish-{number}"] = {
            "runs-on": "ubuntu-latest",
            "environment": one.environment.name,
            "permissions": {"id-token": "write"},
            "steps": [{"uses": TOOL, **options}],
        }
    return {file: json.dumps(made) for file, made in files.items()}


def pyproject(wanted: Config) -> str:
    """The package's own name."""
    return f"[project]\nname = '{wanted.project}'\n"


def github_seed() -> tuple[list[Config], dict[str, Any]]:
    """All of them in one GitHub."""
    wanted = [github_config(number, Random(number)) for number in range(COUNT)]
    return wanted, {
        "owner": "org-0",
        "limits": {"primary": 1_000_000, "secondary": {"points": 1_000_000}},
        "tokens": [{"token": "admin-token", "user": "boss"}],
        "users": PEOPLE,
        "organizations": [organization(number) for number in range(COUNT)],
        "repositories": [
            *(github_repository(one) for one in wanted),
            *({"name": f"org-{number}/website"} for number in range(COUNT)),
        ],
    }


def organization(number: int) -> dict[str, Any]:
    """An organisation of everybody."""
    return {
        "login": f"org-{number}",
        "plan": "enterprise",
        "members": PEOPLE,
        "admins": ["boss"],
        "teams": [{"slug": slug, "members": PEOPLE[:2]} for slug in TEAMS],
    }


def comparable(plan: Plan) -> list[tuple[str, str, Any]]:
    """Everything of a plan; sets in one order."""
    return sorted((r.kind, r.name, ordered(r.properties)) for r in plan.resources)


def ordered(value: Any) -> Any:
    """A value whose lists of names are sorted, as text."""
    if isinstance(value, dict):
        return sorted((key, ordered(one)) for key, one in value.items())
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return sorted(value)
    return repr(value)
