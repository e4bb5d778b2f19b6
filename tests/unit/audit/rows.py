"""For each rule: worlds that raise it, each with the nearest that does not."""

from typing import NamedTuple

from trustpub.observing.model import Repository

from .build import (
    OPEN_TEXT,
    account,
    environment,
    hub,
    kept,
    lab,
    lab_environment,
    policy,
    protection,
    ruleset,
    tag,
)


class Row(NamedTuple):
    """A rule, a world that raises it with a severity, and one that does not."""

    rule: str
    severity: str
    bad: Repository
    good: Repository


NOBODY = {"reviewers": {"users": [], "teams": []}}
GOOD, SAFE = hub(), lab()
APP = {"custom_rules": ["gatekeeper"]}
KEYS = {"deploy_keys": True}
LESS = {"use_default": False, "keys": ["repository_owner"]}
ENOUGH = {"use_default": False, "keys": ["repo", "context"]}
NO_REF = {"use_default": False, "keys": ["project_path", "ref_type"]}
REF = {"use_default": False, "keys": ["project_path", "ref_type", "ref"]}
ABOVE = {"protected_by_groups": [{"group": "group", "approvals": [{"user": "bob"}]}]}
STALE = {"reviewers_able": {"users/octocat": False}}
CUSTOM = [{"actor_type": "RepositoryRole", "actor_id": 77}]
INTEGRATION = [{"actor_type": "Integration", "actor_id": 77}]
FROM_TEST = {"release.yml": OPEN_TEXT.replace("    steps", "    environment: test\n    steps")}
BEFORE = {"release.yml": OPEN_TEXT}
AFTER = {"release.yml": "on: push\njobs: {a: {runs-on: x, steps: [{run: echo twine upload}]}}\n"}


def env(*args: str, **changes: object) -> Repository:
    """The good repository with another environment."""
    return hub(environment(*args, **changes), policy(), ruleset())


def rules(*seen: object) -> Repository:
    """The good repository with other rulesets and policies."""
    return hub(environment(), *seen)  # type: ignore[arg-type]


TESTED = environment("testpypi", **NOBODY)
NARROW = ruleset("refs/tags/v1*")
SHARED = "github.organization-tag-ruleset"
WRITERS = ruleset(bypass={"roles": ["write"]})
MAINTAINERS = ruleset(bypass={"roles": ["maintain"]})

GITHUB_ROWS = [
    Row("audit-no-environment", "error", hub(policy(name="x"), workflows=BEFORE), GOOD),
    Row(
        "audit-no-environment",
        "error",
        hub(environment("staging"), workflows=BEFORE),
        hub(environment("staging"), workflows=AFTER),
    ),
    Row("audit-no-reviewers", "error", env(**NOBODY), GOOD),
    Row("audit-no-reviewers", "warning", env(**NOBODY, beyond=APP), GOOD),
    Row("audit-no-reviewers", "note", hub(TESTED), hub(environment("staging", **NOBODY))),
    Row("audit-no-reviewers", "error", hub(environment("PyPI", **NOBODY)), GOOD),
    Row("audit-no-reviewers", "error", hub(environment("latest-release", **NOBODY)), GOOD),
    Row(
        "audit-no-reviewers",
        "error",
        hub(environment("test", **NOBODY), workflows=FROM_TEST),
        hub(environment("test", **NOBODY), workflows=AFTER),
    ),
    Row(
        "audit-no-reviewers",
        "error",
        hub(environment("deploy", **NOBODY), policy(name="deploy")),
        hub(environment("deploy", **NOBODY), policy("main", "branch", "deploy")),
    ),
    Row("audit-open-deployment", "error", env(beyond={"deploys_from": "any ref"}), GOOD),
    Row(
        "audit-open-deployment", "warning", env(beyond={"deploys_from": "protected branches"}), GOOD
    ),
    Row(
        "audit-open-deployment",
        "error",
        rules(policy("*", "branch")),
        rules(policy("main", "branch")),
    ),
    Row("audit-open-deployment", "error", rules(policy("**/*", "branch")), rules(policy("*"))),
    Row("audit-admin-bypass", "warning", env(can_admins_bypass=True), GOOD),
    Row("audit-self-review", "warning", env(prevent_self_review=False), GOOD),
    Row(
        "audit-self-review",
        "warning",
        env(prevent_self_review=False),
        env(prevent_self_review=False, **NOBODY),
    ),
    Row("audit-stale-reviewer", "warning", env(beyond=STALE), GOOD),
    Row("audit-unprotected-tags", "error", rules(policy()), GOOD),
    Row("audit-unprotected-tags", "error", rules(policy(), NARROW), rules(policy("v1.*"), NARROW)),
    Row(
        "audit-unprotected-tags",
        "error",
        rules(policy("a/b")),
        rules(policy("a/b"), ruleset("refs/tags/**/*")),
    ),
    Row("audit-unprotected-tags", "error", rules(policy()), rules(policy(), ruleset("~ALL"))),
    Row(
        "audit-unprotected-tags",
        "error",
        rules(policy()),
        rules(policy(), ruleset(kind=SHARED, source="octo-org")),
    ),
    Row("audit-ruleset-inactive", "error", rules(policy(), ruleset(enforcement="evaluate")), GOOD),
    Row(
        "audit-ruleset-inactive",
        "error",
        rules(policy(), ruleset(enforcement="disabled")),
        rules(policy(), ruleset(enforcement="disabled"), ruleset("~ALL")),
    ),
    Row(
        "audit-ruleset-excludes",
        "error",
        rules(policy(), ruleset(exclude=["refs/tags/v0*"])),
        rules(policy(), ruleset(exclude=["refs/tags/nightly*"])),
    ),
    Row(
        "audit-ruleset-rules",
        "error",
        rules(policy(), ruleset(rules=["creation"])),
        rules(policy(), ruleset(rules=["creation"]), ruleset("~ALL", rules=["update", "deletion"])),
    ),
    Row("audit-bypass", "note", GOOD, rules(policy(), ruleset(bypass={"teams": []}))),
    Row("audit-wide-bypass", "warning", rules(policy(), WRITERS), rules(policy(), MAINTAINERS)),
    Row("audit-wide-bypass", "warning", rules(policy(), ruleset(bypass=KEYS)), GOOD),
    Row(
        "audit-wide-bypass",
        "warning",
        rules(policy(), ruleset(bypass_others=CUSTOM)),
        rules(policy(), ruleset(bypass_others=INTEGRATION)),
    ),
]
GITLAB_ROWS = [
    Row("audit-unprotected-environment", "error", lab(lab_environment(), tag()), SAFE),
    Row(
        "audit-unprotected-environment",
        "error",
        lab(lab_environment(), tag()),
        lab(lab_environment(**ABOVE), tag()),
    ),
    Row(
        "audit-unprotected-environment",
        "warning",
        lab(lab_environment(), tag(), tier="free"),
        lab(lab_environment("staging"), tag(), tier="free"),
    ),
    Row("audit-unprotected-environment", "note", lab(lab_environment("testpypi"), tag()), SAFE),
    Row("audit-no-approvals", "warning", lab(lab_environment(), protection(approvals=[])), SAFE),
    Row(
        "audit-no-approvals",
        "warning",
        lab(lab_environment(), protection(approvals=[])),
        lab(lab_environment(**ABOVE), protection(approvals=[])),
    ),
    Row(
        "audit-wide-deployers",
        "warning",
        lab(lab_environment(), protection(deployers=[{"access": "developer"}])),
        SAFE,
    ),
    Row("audit-no-protected-tags", "error", lab(lab_environment(), protection()), SAFE),
    Row(
        "audit-no-protected-tags",
        "error",
        lab(lab_environment(), protection()),
        lab(lab_environment("staging")),
    ),
    Row(
        "audit-wide-creators",
        "error",
        lab(lab_environment(), tag(access="developer")),
        lab(lab_environment(), tag(access="maintainer")),
    ),
    Row(
        "audit-wide-creators",
        "warning",
        lab(lab_environment(), tag(beyond={"levels": ["maintainer", "admin"]})),
        lab(lab_environment(), tag(beyond={"levels": []})),
    ),
    Row(
        "audit-wide-creators",
        "warning",
        lab(lab_environment(), tag(beyond={"deploy_keys": [7]})),
        SAFE,
    ),
    Row(
        "audit-wide-creators",
        "warning",
        lab(lab_environment(), tag(beyond={"others": [{"member_role_id": 5}]})),
        lab(tag(beyond={"others": [{"member_role_id": 5}]})),
    ),
    Row("audit-nobody-creates", "note", lab(lab_environment(), tag(users=[])), SAFE),
    Row(
        "audit-stale-member",
        "warning",
        lab(lab_environment(), tag(beyond={"creators_able": {"users/alice": "blocked"}})),
        lab(lab_environment(), tag(beyond={"creators_able": {"users/alice": True}})),
    ),
    Row(
        "audit-stale-member",
        "warning",
        lab(lab_environment(), protection(beyond={"approvers_able": {"users/bob": "no member"}})),
        SAFE,
    ),
]
TOKEN_ROWS = [
    Row(
        "audit-token-secret",
        "warning",
        hub(**kept("repository", "TWINE_PASSWORD")),
        hub(**kept("repository", "CODECOV_TOKEN")),
    ),
    Row(
        "audit-token-secret",
        "warning",
        hub(**kept("environment/pypi", "pypi_api_token")),
        hub(environment("staging"), **kept("repository", "PYPI_API_TOKEN")),
    ),
    Row("audit-token-secret", "warning", lab(**kept("repository", "UV_PUBLISH_TOKEN")), SAFE),
    Row(
        "audit-organisation-token",
        "warning",
        account(PYPI_TOKEN="all"),
        account(NPM_TOKEN="all"),
    ),
    Row("audit-organisation-token", "warning", account("gitlab", TWINE_PASSWORD="group"), SAFE),
    Row("audit-organisation-token", "warning", hub(**kept("organisation", "PYPI_TOKEN")), GOOD),
    Row("audit-wide-subject", "warning", hub(subject=LESS), hub(subject=ENOUGH)),
    Row("audit-wide-subject", "warning", hub(subject=LESS), hub(subject={"use_default": True})),
    Row("audit-wide-subject", "warning", lab(subject=NO_REF), lab(subject=REF)),
]
ARCHIVED_ROWS = [
    Row("audit-archived", "note", hub(archived=True), hub(archived=False)),
    Row(
        "audit-archived", "note", lab(archived=True), lab(lab_environment("staging"), archived=True)
    ),
    Row("audit-archived", "note", hub(policy(name="x"), workflows=BEFORE, archived=True), GOOD),
]
ROWS = [*GITHUB_ROWS, *GITLAB_ROWS, *TOKEN_ROWS, *ARCHIVED_ROWS]
