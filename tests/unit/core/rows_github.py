"""Rules of GitHub: one row a rule."""

from .configs import hub, hub_env, private, publisher, tag
from .rule_row import ENV, Row, on, reviewed, running

ON_GITHUB = {
    "github-repository-form": Row(
        on("octo-org"),
        "github.repository",
        "is not of the form owner/name",
        "write it as",
        on("o/n"),
    ),
    "github-workflow-missing": Row(
        hub(github={"repository": "o/n"}),
        "github.workflow",
        "no workflow file is named",
        "add `workflow: release.yml`",
        hub(github={"repository": "o/n"}, publishers=[publisher(workflow="a.yml")]),
    ),
    "github-reusable-workflow": Row(
        running("o/n/.github/workflows/r.yml@v1"),
        "github.workflow",
        "is a reusable workflow",
        "name the file in this repository",
        running(".github/workflows/r.yml"),
    ),
    "github-workflow-path": Row(
        running(".github/workflows/r.yml"),
        "github.workflow",
        "is a path",
        "write the file name alone: r.yml",
        running("r.yml"),
    ),
    "github-environment-form": Row(
        hub(publishers=[publisher(" pypi")]),
        f"{ENV}.name",
        "' pypi' is empty, over",
        "plain name",
        hub(),
    ),
    "github-environment-case": Row(
        hub(publishers=[publisher("e"), publisher("E", "testpypi")]),
        "publishers[1].environment.name",
        "'E' and 'e' are one environment",
        "write 'e' in both",
        hub(publishers=[publisher("e"), publisher("e", "testpypi")]),
    ),
    "github-reviewer-form": Row(
        reviewed("@octocat"),
        f"{ENV}.reviewers.users[0]",
        "'@octocat' is no login",
        "write the bare login",
        reviewed("octocat"),
    ),
    "github-reviewer-count": Row(
        reviewed(*"abcdefg"), f"{ENV}.reviewers", "7 reviewers", "name a team", reviewed(*"abcdef")
    ),
    "github-self-review": Row(
        hub_env(prevent_self_review=True),
        f"{ENV}.prevent_self_review",
        "is true, but the environment has no reviewers",
        "name reviewers",
        reviewed("a", prevent_self_review=True),
    ),
    "github-wait-timer": Row(
        hub_env(wait_timer=43201),
        f"{ENV}.wait_timer",
        "is 43201 minutes",
        "write 0 to 43200",
        hub_env(wait_timer=43200),
    ),
    "github-admin-bypass": Row(
        reviewed("a"),
        f"{ENV}.admins_can_bypass",
        "administrators may skip",
        "add `admins_can_bypass: false`",
        reviewed("a", admins_can_bypass=False),
    ),
    "github-tag-creators": Row(
        hub(tags=[tag()]), "tags[0].created_by", "nobody on GitHub", "name `users`", hub()
    ),
    "github-plan-environment": Row(
        private(hub(), "free"), ENV, "not in the Free plan", "make the repo", private(hub(), "pro")
    ),
    "github-plan-protection": Row(
        private(hub_env(wait_timer=5), "team"),
        f"{ENV}.wait_timer",
        "needs GitHub Enterprise on a private repository, the plan is team",
        "buy Enterprise",
        private(hub_env(wait_timer=5), "enterprise"),
    ),
    "github-plan-ruleset": Row(
        private(hub(), "free"),
        "tags[0]",
        "tag rulesets of private",
        "public",
        private(hub(), "team"),
    ),
}
