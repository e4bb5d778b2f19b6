"""What the config cannot say is listed with what, why and what to do; never dropped."""

import pytest

from trustpub.adopting.model import Adopted
from trustpub.checking import check

from .rows import (
    FILE,
    NAME,
    PIPELINE,
    PROJECT,
    USES,
    WORKFLOW,
    Made,
    github_environment,
    gitlab_environment,
    gitlab_tag,
    on_github,
    on_gitlab,
    policy,
    protection,
    ruleset,
)

PASSWORD = f"{USES}\n        with: {{password: '${{{{ secrets.TOKEN }}}}'}}"
ROWS: dict[str, tuple[Made, str, str]] = {
    "any-ref": (
        lambda: on_github(github_environment(beyond={"deploys_from": "any ref"}), ruleset()),
        f"{NAME}/environment/pypi",
        "any ref may deploy to it",
    ),
    "no-policy": (
        lambda: on_github(github_environment(), ruleset()),
        f"{NAME}/environment/pypi",
        "no ref may deploy to it",
    ),
    "policy-pattern": (
        lambda: on_github(github_environment(), policy(), policy("v[0-9]*"), ruleset()),
        f"{NAME}/environment/pypi/tag/v[0-9]*",
        "no pattern that the config can say",
    ),
    "blind-reviewer": (
        lambda: on_github(
            github_environment(beyond={"reviewers_able": {"users/octocat": False}}),
            policy(),
            ruleset(),
        ),
        f"{NAME}/environment/pypi",
        "users/octocat is named and cannot act (no read access)",
    ),
    "no-environment": (
        lambda: on_github(policy(), ruleset()),
        f"{NAME}/environment/pypi",
        "there is no such environment",
    ),
    "archived": (
        lambda: on_github(facts={"archived": True}),
        NAME,
        "it is archived",
    ),
    "several-patterns": (
        lambda: on_github(github_environment(), policy(), ruleset("v*", "w*")),
        f"{NAME}/tag/v*, w*",
        "it is about 2 patterns: v*, w*",
    ),
    "all-tags": (
        lambda: on_github(github_environment(), policy(), ruleset("~ALL")),
        f"{NAME}/tag/~ALL",
        "'~ALL' is no pattern that the config can say",
    ),
    "not-in-force": (
        lambda: on_github(
            github_environment(), policy(), ruleset(beyond={"enforcement": "disabled"})
        ),
        f"{NAME}/tag/v*",
        "it is not in force (disabled)",
    ),
    "fewer-rules": (
        lambda: on_github(github_environment(), policy(), ruleset(beyond={"rules": ["deletion"]})),
        f"{NAME}/tag/v*",
        "it does not forbid creation, update",
    ),
    "exclusion": (
        lambda: on_github(
            github_environment(), policy(), ruleset(beyond={"exclude": ["refs/tags/vx"]})
        ),
        f"{NAME}/tag/v*",
        "it leaves out refs/tags/vx",
    ),
    "more-rules": (
        lambda: on_github(
            github_environment(),
            policy(),
            ruleset(beyond={"more_rules": ["required_signatures"]}),
        ),
        f"{NAME}/tag/v*",
        "it has more rules: required_signatures",
    ),
    "app-bypass": (
        lambda: on_github(
            github_environment(),
            policy(),
            ruleset(beyond={"bypass_others": [{"actor_type": "Integration", "actor_id": 7}]}),
        ),
        f"{NAME}/tag/v*",
        "others may bypass it: actor_type Integration, actor_id 7",
    ),
    "bypass-mode": (
        lambda: on_github(
            github_environment(),
            policy(),
            ruleset(beyond={"bypass_modes": {"roles/admin": "pull_request"}}),
        ),
        f"{NAME}/tag/v*",
        "the bypass is not the plain one: roles/admin pull_request",
    ),
    "other-name": (
        lambda: on_github(github_environment(), policy(), ruleset(name="ours")),
        f"{NAME}/tag/v*",
        "the ruleset is called 'ours'",
    ),
    "two-rulesets": (
        lambda: on_github(
            github_environment(), policy(), ruleset(), ruleset(name="again", number=8)
        ),
        f"{NAME}/tag/v*",
        "a further rule is about 'v*': again",
    ),
    "no-tag-rule": (
        lambda: on_github(github_environment(), policy()),
        f"{NAME}: release.yaml",
        "no rule under `tags:` protects all of 'v*' on github",
    ),
    "job-without-environment": (
        lambda: on_github(files={FILE: WORKFLOW.replace("    environment: pypi\n", "")}),
        f"{NAME}: job publish in {FILE}",
        "it has no environment",
    ),
    "environment-expression": (
        lambda: on_github(
            files={FILE: WORKFLOW.replace("environment: pypi", "environment: ${{ vars.E }}")}
        ),
        f"{NAME}: job publish in {FILE}",
        "its environment is an expression",
    ),
    "gitlab-deploy-key": (
        lambda: on_gitlab(gitlab_tag(beyond={"deploy_keys": [7]}), gitlab_environment()),
        f"{PROJECT}/tag/v*",
        "deploy keys may create these tags: 7",
    ),
    "gitlab-levels": (
        lambda: on_gitlab(
            gitlab_tag(beyond={"levels": ["maintainer", "developer"]}), gitlab_environment()
        ),
        f"{PROJECT}/tag/v*",
        "it has several levels: maintainer, developer",
    ),
    "gitlab-other-creator": (
        lambda: on_gitlab(
            gitlab_tag(beyond={"others": [{"member_role_id": 1}]}), gitlab_environment()
        ),
        f"{PROJECT}/tag/v*",
        "others may create these tags: member_role_id 1",
    ),
    "gitlab-pattern": (
        lambda: on_gitlab(gitlab_tag(), gitlab_tag("w?*"), gitlab_environment()),
        f"{PROJECT}/tag/w?*",
        "'w?*' is no pattern that the config can say",
    ),
    "gitlab-other-deployer": (
        lambda: on_gitlab(
            gitlab_tag(), gitlab_environment(), protection(beyond={"others": [{"x": 1}]})
        ),
        f"{PROJECT}/environment/pypi/protection",
        "others may deploy or approve: x 1",
    ),
    "gitlab-old-approvals": (
        lambda: on_gitlab(
            gitlab_tag(),
            gitlab_environment(),
            protection(beyond={"required_approval_count": 2}),
        ),
        f"{PROJECT}/environment/pypi/protection",
        "it asks for 2 approvals in the old way",
    ),
    "gitlab-no-environment": (
        lambda: on_gitlab(gitlab_tag()),
        f"{PROJECT}/environment/pypi",
        "there is no such environment",
    ),
}
NOTES: dict[str, tuple[Made, str, str]] = {
    "unused-environment": (
        lambda: on_github(github_environment(), policy(), ruleset(), github_environment("other")),
        f"{NAME}/environment/other",
        "no upload was found that runs in it",
    ),
    "app-on-environment": (
        lambda: on_github(
            github_environment(beyond={"custom_rules": ["sentry"]}), policy(), ruleset()
        ),
        f"{NAME}/environment/pypi",
        "sentry decides on its deployments too",
    ),
    "organization-ruleset": (
        lambda: on_github(
            github_environment(),
            policy(),
            ruleset(),
            ruleset(name="all").model_copy(update={"kind": "github.organization-tag-ruleset"}),
        ),
        f"{NAME}/tag/v*",
        "a ruleset of the organisation is about these tags: all",
    ),
    "token": (
        lambda: on_github(files={FILE: WORKFLOW.replace(USES, PASSWORD)}),
        f"{NAME}: job publish in {FILE}",
        "it uploads to pypi with a token",
    ),
    "release": (
        lambda: on_github(files={FILE: WORKFLOW.replace('push: {tags: ["v*"]}', "release: {}")}),
        f"{NAME}: job publish in {FILE}",
        "a published release starts it too",
    ),
    "gitlab-groups": (
        lambda: on_gitlab(
            gitlab_tag(), gitlab_environment(beyond={"protected_by_groups": [{"group": "g"}]})
        ),
        f"{PROJECT}/environment/pypi",
        "groups above protect it too: group g",
    ),
    "gitlab-tier": (
        lambda: on_gitlab(gitlab_tag(), gitlab_environment(beyond={"tier": "production"})),
        f"{PROJECT}/environment/pypi",
        "tier is production",
    ),
    "own-index": (
        lambda: on_gitlab(
            files={
                ".gitlab-ci.yml": PIPELINE
                + "other:\n  script: [twine upload --repository-url https://x.example/ dist/*]\n"
            }
        ),
        f"{PROJECT}: job other in .gitlab-ci.yml",
        "it uploads to an index of its own",
    ),
}


def told(adopted: Adopted, severity: str) -> list[tuple[str, str]]:
    """Where and what, of one severity."""
    return [(one.where, one.what) for one in adopted.left if one.severity == severity]


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_what_the_config_cannot_say_is_left_over(row: tuple[Made, str, str]) -> None:
    """It is named with its place, and the repository is not taken over whole."""
    make, where, what = row
    adopted = make()

    found = told(adopted, "warning")
    assert [] != [one for one in found if one[0].startswith(where) and what in one[1]], found
    assert not adopted.whole
    assert () == adopted.unknown
    assert all(one.why and one.fix for one in adopted.left)


@pytest.mark.parametrize("row", NOTES.values(), ids=NOTES)
def test_what_stays_as_it_is_is_a_note(row: tuple[Made, str, str]) -> None:
    """It is named, and keeps nothing from being taken over whole."""
    make, where, what = row
    adopted = make()

    found = told(adopted, "note")
    assert [] != [one for one in found if one[0] == where and what in one[1]], found
    assert adopted.whole, adopted.left


@pytest.mark.parametrize("make", [on_github, on_gitlab], ids=["github", "gitlab"])
def test_what_is_as_a_config_would_have_it_leaves_nothing_over(make: Made) -> None:
    """Nothing left, nothing unknown, and `check` finds no error."""
    adopted = make()

    assert ((), ()) == (adopted.left, adopted.unknown)
    assert adopted.text is not None
    assert () == check(adopted.text, "release.yaml").errors


def test_what_is_left_over_stands_in_the_file() -> None:
    """A person who reads the file alone sees it too, on lines that stay comments."""
    adopted = on_github(github_environment(), policy(), ruleset(name="a\nb: c"))

    assert adopted.text is not None
    (line,) = [one for one in adopted.text.splitlines() if "the ruleset is called" in one]
    assert line.startswith("# ")
