"""Each field of the config, changed alone: the preview shows that, and the world then holds it."""

import json
from typing import Any, NamedTuple

from lab.stack import Stack
from lab.world import Sandbox

from .conftest import GITHUB, GITLAB, MakeStack
from .worlds import changes, held, key


class Edit(NamedTuple):
    """A change of text, the steps a preview shows for it, and what the forge then holds."""

    old: str
    new: str
    steps: list[str]
    """`op Type name property ...`, sorted."""
    holds: tuple[str, str] | None = None
    """Kind and key of an object, and below what its stored value says."""
    value: Any = None


PYPI = "octo-org/sampleproject/environment/pypi"
ENVIRONMENT = ("environment", "octo-org/sampleproject/pypi")
RULESET = ("ruleset", "octo-org/sampleproject/release tags v*")
TEAM_DOCS = {"actor_type": "Team", "bypass_mode": "always"}

GITHUB_EDITS = [
    Edit(
        "wait_timer: 5m",
        "wait_timer: 2h",
        [f"update RepositoryEnvironment {PYPI} waitTimer"],
        ENVIRONMENT,
        {"wait_timer": 120},
    ),
    Edit(
        "users: [octocat]",
        "users: [hubot]",
        [f"update RepositoryEnvironment {PYPI} reviewers[0].users[0]"],
        ENVIRONMENT,
        {"login": "hubot"},
    ),
    Edit(
        "teams: [release-managers]}\n      prevent",
        "teams: [docs]}\n      prevent",
        [f"update RepositoryEnvironment {PYPI} reviewers[0].teams[0]"],
        ENVIRONMENT,
        {"slug": "docs"},
    ),
    Edit(
        "prevent_self_review: true",
        "prevent_self_review: false",
        [f"update RepositoryEnvironment {PYPI} preventSelfReview"],
        ENVIRONMENT,
        {"prevent_self_review": False},
    ),
    Edit(
        "admins_can_bypass: false",
        "admins_can_bypass: true",
        [f"update RepositoryEnvironment {PYPI} canAdminsBypass"],
        ENVIRONMENT,
        {"can_admins_bypass": True},
    ),
    Edit(
        'tags: ["v*-rc*"], manual: true',
        'tags: ["v*-beta*"], manual: true',
        [
            "create RepositoryEnvironmentDeploymentPolicy "
            "octo-org/sampleproject/environment/testpypi/tag/v*-beta*",
            "delete RepositoryEnvironmentDeploymentPolicy "
            "octo-org/sampleproject/environment/testpypi/tag/v*-rc*",
        ],
        ("deployment-policy", "octo-org/sampleproject/testpypi/v*-beta*"),
        {"type": "tag"},
    ),
    Edit(
        "manual: true",
        "branches: [release/next]",
        [
            "create RepositoryEnvironmentDeploymentPolicy "
            "octo-org/sampleproject/environment/testpypi/branch/release/next"
        ],
        ("deployment-policy", "octo-org/sampleproject/testpypi/release/next"),
        {"type": "branch"},
    ),
    Edit(
        "created_by: {teams: [release-managers]}",
        "created_by: {teams: [docs]}",
        ["update RepositoryRuleset octo-org/sampleproject/tag/v* bypassActors[0].actorId"],
        RULESET,
        TEAM_DOCS,
    ),
    Edit(
        "created_by: {teams: [docs]}",
        "created_by: {teams: [docs], roles: [maintain]}",
        [
            "update RepositoryRuleset octo-org/sampleproject/tag/v* "
            "bypassActors[0].actorId bypassActors[0].actorType bypassActors[1]"
        ],
        RULESET,
        {"actor_type": "RepositoryRole", "actor_id": 2},
    ),
    Edit(
        "created_by: {teams: [docs], roles: [maintain]}",
        "created_by: {teams: [docs], users: [octocat]}",
        [
            "update RepositoryRuleset octo-org/sampleproject/tag/v* "
            "bypassActors[0].actorId bypassActors[0].actorType"
        ],
        RULESET,
        {"actor_type": "User"},
    ),
    Edit(
        "workflow: release.yml",
        "workflow: ship.yml",
        ["replace TrustedPublisher pypi/sampleproject/github/octo-org/sampleproject/pypi workflow"],
    ),
    Edit("environment: testpypi", "environment: TestPyPI", []),
    Edit(
        "users: [octocat]}\n",
        "organization_admins: true, deploy_keys: true}\n",
        [
            "update RepositoryRuleset octo-org/sampleproject/tag/v* "
            "bypassActors[0].actorId bypassActors[0].actorType "
            "bypassActors[1].actorId bypassActors[1].actorType bypassActors[2]"
        ],
        RULESET,
        {"actor_type": "DeployKey"},
    ),
    Edit(
        'pattern: "v*"',
        'pattern: "*"',
        [
            "create RepositoryEnvironmentDeploymentPolicy "
            "octo-org/sampleproject/environment/pypi/tag/*",
            "create RepositoryRuleset octo-org/sampleproject/tag/*",
            "delete RepositoryEnvironmentDeploymentPolicy "
            "octo-org/sampleproject/environment/pypi/tag/v*",
            "delete RepositoryRuleset octo-org/sampleproject/tag/v*",
        ],
        ("ruleset", "octo-org/sampleproject/release tags *"),
        {"include": ["refs/tags/*"]},
    ),
    Edit(
        "project: sampleproject",
        "project: other-name",
        [
            "create TrustedPublisher pypi/other-name/github/octo-org/sampleproject/pypi",
            "create TrustedPublisher testpypi/other-name/github/octo-org/sampleproject/testpypi",
            "delete TrustedPublisher pypi/sampleproject/github/octo-org/sampleproject/pypi",
            "delete TrustedPublisher testpypi/sampleproject/github/octo-org/sampleproject/testpypi",
        ],
    ),
]

TAG = ("protected-tag", "group/sub/otherproject/v*")
PROTECTION = "group/sub/otherproject/environment/pypi/protection"
PROTECTED = ("protected-environment", "group/sub/otherproject/pypi")

GITLAB_EDITS = [
    Edit(
        "created_by: {access: maintainer}",
        "created_by: {access: developer}",
        ["replace TagProtection group/sub/otherproject/tag/v* createAccessLevel"],
        TAG,
        {"access_level": 30},
    ),
    Edit(
        "created_by: {access: developer}",
        "created_by: {access: developer, users: [alice]}",
        ["replace TagProtection group/sub/otherproject/tag/v* allowedToCreates[0]"],
        TAG,
        {"user_id": "alice"},
    ),
    Edit(
        "required: 2",
        "required: 1",
        [f"update ProjectProtectedEnvironment {PROTECTION} approvalRules[0]"],
        PROTECTED,
        {"required_approvals": 1},
    ),
    Edit(
        "deployers: [{access: maintainer}, {group: group/release-managers}]",
        "deployers: [{access: developer}, {group: group/release-managers}]",
        [f"update ProjectProtectedEnvironment {PROTECTION} deployAccessLevelsAttributes[0]"],
        PROTECTED,
        {"access_level": 30},
    ),
    Edit(
        "deployers: [{access: developer}, {group: group/release-managers}]",
        "deployers: [{access: developer}]",
        [f"update ProjectProtectedEnvironment {PROTECTION} deployAccessLevelsAttributes[0]"],
        PROTECTED,
        {"access_level": 30},
    ),
    Edit(
        "pipeline: .gitlab/.gitlab-ci.yml",
        "pipeline: ci/release.yml",
        [
            "replace TrustedPublisher "
            "pypi/otherproject/gitlab/group/sub/otherproject/pypi workflow",
            "replace TrustedPublisher "
            "testpypi/otherproject/gitlab/group/sub/otherproject/testpypi workflow",
        ],
    ),
    Edit('tags: ["v*-test"]', 'tags: ["v*-try"]', []),
    Edit(
        "created_by: {access: developer, users: [alice]}",
        "created_by: {groups: [group/release-managers]}",
        [
            "replace TagProtection group/sub/otherproject/tag/v* "
            "allowedToCreates[0] createAccessLevel"
        ],
        TAG,
        {"access_level": 0},
    ),
    Edit(
        "deployers: [{access: developer}]\n",
        "deployers: [{user: alice}]\n",
        [f"update ProjectProtectedEnvironment {PROTECTION} deployAccessLevelsAttributes[0]"],
        PROTECTED,
        {"user_id": "alice"},
    ),
    Edit(
        "deployers: [{user: alice}]\n",
        "deployers: [{group: group/release-managers, inherited: true}]\n",
        [f"update ProjectProtectedEnvironment {PROTECTION} deployAccessLevelsAttributes[0]"],
        PROTECTED,
        {"group_inheritance_type": 1},
    ),
    Edit(
        "      approvals: [{group: group/release-managers, required: 1}]\n",
        "",
        [f"update ProjectProtectedEnvironment {PROTECTION} approvalRules[0]"],
        PROTECTED,
        {"approval_rules": []},
    ),
    Edit(
        "  pipeline: ci/release.yml",
        "  pipeline: ci/release.yml\n  issuer: https://gitlab.example.com",
        [
            "replace TrustedPublisher pypi/otherproject/gitlab/group/sub/otherproject/pypi issuer",
            "replace TrustedPublisher "
            "testpypi/otherproject/gitlab/group/sub/otherproject/testpypi issuer",
        ],
    ),
]


def shown(stack: Stack) -> list[str]:
    """What a preview would do, a line each; components aside, which hold nothing themselves."""
    lines = []
    for step in stack.steps():
        *_, kind, name = step["urn"].split("::")
        if "trustpub:index:" in kind.rpartition("$")[2]:
            continue
        paths = sorted(step.get("detailedDiff") or {})
        lines.append(" ".join([step["op"], kind.rpartition(":")[2], name, *paths]))
    return sorted(lines)


def says(stored: Any, value: dict[str, Any]) -> bool:
    """Whether a stored object, or any part of it, has all of these values."""
    if isinstance(stored, dict):
        return all(stored.get(k) == v for k, v in value.items()) or any(
            says(part, value) for part in stored.values()
        )
    return isinstance(stored, list) and any(says(part, value) for part in stored)


def walk(edits: list[Edit], config: str, stack: Stack, world: Sandbox) -> None:
    """Make the edits one after the other, each on top of those before."""
    assert 0 == stack.up().code
    for edit in edits:
        assert edit.old in config, edit
        config = config.replace(edit.old, edit.new)
        (stack.folder / "release.yaml").write_text(config)

        assert edit.steps == shown(stack), edit
        mark = world.mark()
        run = stack.up()

        assert 0 == run.code, run.out
        touched = {key(event) for event in changes(world.events("all", mark))}
        assert touched <= {edit.holds} | {k for k in touched if len(edit.steps) > 1}, edit
        if edit.holds:
            stored = held(world.events("all"))[edit.holds]
            assert says(stored, with_ids(edit.value, world)), json.dumps(stored, indent=1)
    again = stack.up("--refresh")
    assert 0 == again.code, again.out
    assert [] == shown(stack)


def with_ids(value: dict[str, Any], world: Sandbox) -> dict[str, Any]:
    """Names of GitLab users as the ids that its API stores."""
    if isinstance(value.get("user_id"), str):
        path = f"/api/v4/users?username={value['user_id']}"
        found = world.get("gitlab", path, world.env["GITLAB_TOKEN"])
        return {**value, "user_id": found[0]["id"]}
    return value


def test_each_github_field_changed_alone_is_the_one_change(
    make_stack: MakeStack, world: Sandbox
) -> None:
    """A preview shows exactly the edited field, and after up GitHub holds it."""
    walk(GITHUB_EDITS, GITHUB, make_stack(GITHUB), world)


def test_each_gitlab_field_changed_alone_is_the_one_change(
    make_stack: MakeStack, world: Sandbox
) -> None:
    """A preview shows exactly the edited field, and after up GitLab holds it."""
    walk(GITLAB_EDITS, GITLAB, make_stack(GITLAB), world)
