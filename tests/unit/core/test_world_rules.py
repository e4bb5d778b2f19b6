"""What the forges say that forbids an `up`: facts as values, one row a rule."""

from typing import Any, NamedTuple

import pytest

from trustpub.config import Config
from trustpub.forges.base import Place, problems_of, rule_id
from trustpub.forges.github.look import GitHubFacts
from trustpub.forges.github.world_rules import WORLD_RULES as GITHUB_RULES
from trustpub.forges.gitlab.look import GitLabFacts
from trustpub.forges.gitlab.world_rules import WORLD_RULES as GITLAB_RULES
from trustpub.resolving import ENVIRONMENT_RULES, STATE_RULES

from .configs import hub, hub_env, lab, lab_env, tag

PEOPLE = {"users": ["Octocat"], "teams": ["release-managers"]}
REVIEWED = hub_env(reviewers=PEOPLE)
SHARED = lab_env(deployers=[{"group": "group/Release-Managers"}, {"user": "Alice"}])
REPOSITORY = {"full_name": "octo-org/sampleproject", "permissions": {"admin": True}}
PROJECT = {
    "path_with_namespace": "group/otherproject",
    "permissions": {"project_access": {"access_level": 40}, "group_access": None},
    "shared_with_groups": [{"group_full_path": "group/release-managers", "group_id": 7}],
}


class Row(NamedTuple):
    """A config, the facts that break a rule for it, what is said, and facts that do not."""

    config: Config
    bad: Any
    field: str
    found: str
    fix: str
    good: Any


def github(repository: Any = REPOSITORY, **more: Any) -> GitHubFacts:
    """Facts in which all is well, but for what is given."""
    known = {"plan": None, "users": {"octocat": 1}, "teams": {"release-managers": 2}, **more}
    return GitHubFacts(repository=repository, **known)


def gitlab(project: Any = PROJECT, **more: Any) -> GitLabFacts:
    """The same for GitLab."""
    return GitLabFacts(project=project, **{"members": {"alice": 3}, "tier": None, **more})


REVIEWER = "publishers[0].environment.reviewers"
DEPLOYER = "publishers[0].environment.deployers"
ROLE = {"permissions": {"project_access": {"access_level": 30}, "group_access": None}}
READERS = ("teams/release-managers", "users/octocat")
TABLE = {
    "github-repository-hidden": Row(
        hub(), github(None), "github.repository", "shows no repository octo-org/", "check", github()
    ),
    "github-repository-archived": Row(
        hub(), github({"archived": True}), "github.repository", "is archived", "unarchive", github()
    ),
    "github-token-rights": Row(
        hub(),
        github({"permissions": {"admin": False}}),
        "github.repository",
        "GITHUB_TOKEN may not administer",
        "use a token with admin rights",
        github(),
    ),
    "github-repository-moved": Row(
        hub(),
        github({"full_name": "octo-org/renamed"}),
        "github.repository",
        "GitHub calls this repository octo-org/renamed",
        "write octo-org/renamed",
        github(),
    ),
    "github-unknown-name": Row(
        hub(tags=[tag(teams=["release-manager"])]),
        github(),
        "tags[0].created_by.teams[0]",
        "GitHub shows no team 'release-manager'",
        "did you mean release-managers?",
        github(teams={"release-manager": 9}),
    ),
    "github-blind-reviewer": Row(
        REVIEWED,
        github(readers=("teams/release-managers",)),
        f"{REVIEWER}.users[0]",
        "the user 'Octocat' has no access to this repository",
        "give read access first",
        github(readers=READERS),
    ),
    "gitlab-project-hidden": Row(
        lab(), gitlab(None), "gitlab.repository", "shows no project group/", "check", gitlab()
    ),
    "gitlab-project-moved": Row(
        lab(),
        gitlab({"path_with_namespace": "group/renamed"}),
        "gitlab.repository",
        "GitLab calls this project group/renamed",
        "write group/renamed",
        gitlab(),
    ),
    "gitlab-project-archived": Row(
        lab(), gitlab({"archived": True}), "gitlab.repository", "is archived", "unarch", gitlab()
    ),
    "gitlab-token-rights": Row(
        lab(),
        gitlab(ROLE),
        "gitlab.repository",
        "GITLAB_TOKEN may not administer",
        "use a token of a maintainer",
        gitlab(),
    ),
    "gitlab-stranger": Row(
        SHARED,
        gitlab(members={"bob": 4}),
        f"{DEPLOYER}[1].user",
        "'Alice' is no member of the project",
        "invite them first",
        gitlab(),
    ),
    "gitlab-unshared-group": Row(
        SHARED,
        gitlab({**PROJECT, "shared_with_groups": []}),
        f"{DEPLOYER}[0].group",
        "the project is not shared with the group 'group/Release-Managers'",
        "share it first",
        gitlab(),
    ),
    "credentials-in-address": Row(
        lab(),
        {"GITLAB_BASE_URL": "https://user:secret@gitlab.example.com/"},
        "gitlab.repository",
        "GITLAB_BASE_URL holds a user or password",
        "take it out",
        {"GITLAB_BASE_URL": "https://gitlab.example.com/@group"},
    ),
    "token-missing": Row(
        lab(),
        {"GITLAB_TOKEN": ""},
        "gitlab.repository",
        "GITLAB_TOKEN is not set",
        "export",
        {"GITLAB_TOKEN": "x"},
    ),
    "token-in-config": Row(
        lab(),
        {"gitlab:token": "x"},
        "gitlab.repository",
        "gitlab:token is in the stack's config",
        "pulumi config rm gitlab:token",
        {"github:token": "x"},
    ),
    "github-owner-setting": Row(
        hub(),
        {"GITHUB_OWNER": "other"},
        "github.repository",
        "GITHUB_OWNER is 'other'",
        "set it to octo-org",
        {"GITHUB_OWNER": "Octo-Org"},
    ),
    "github-new-client": Row(
        hub(),
        {"github:legacyClient": "false"},
        "github.repository",
        "github:legacyClient is false",
        "unset github:legacyClient",
        {"github:legacyClient": "true"},
    ),
}
RULES: dict[str, Any] = {
    rule_id(rule): rule for rule in (*GITHUB_RULES, *GITLAB_RULES, *ENVIRONMENT_RULES, *STATE_RULES)
}


@pytest.mark.parametrize("name", TABLE)
def test_world_forbids_it(name: str) -> None:
    """The rule names the field, what the forge says and what to do."""
    row = TABLE[name]

    (problem,) = problems_of([RULES[name]], row.config, row.bad)

    assert (name, row.field, "error") == (problem.id, problem.field, problem.severity)
    assert row.found in problem.found
    assert row.fix in problem.fix


@pytest.mark.parametrize("name", TABLE)
def test_world_allows_it(name: str) -> None:
    """Of facts that are well the rule says nothing."""
    row = TABLE[name]

    assert [] == list(problems_of([RULES[name]], row.config, row.good))


def test_every_world_rule_is_in_the_table() -> None:
    """A new rule about the world needs its row."""
    assert set(RULES) == {*TABLE, "repository-renamed"}


@pytest.mark.parametrize("config", [hub(), REVIEWED])
def test_hidden_repository_is_told_once(config: Config) -> None:
    """Of a repository that is not shown, nothing else is said."""
    told = [problem.id for problem in problems_of(GITHUB_RULES, config, github(None))]

    assert ["github-repository-hidden"] == told


@pytest.mark.parametrize("config", [lab(), SHARED])
def test_hidden_project_is_told_once(config: Config) -> None:
    """The same on GitLab."""
    told = [problem.id for problem in problems_of(GITLAB_RULES, config, gitlab(None))]

    assert ["gitlab-project-hidden"] == told


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"GITHUB_OWNER": "octo-org", "GITHUB_ORGANIZATION": "other"}, "GITHUB_ORGANIZATION is 'o"),
        ({"GITHUB_OWNER": "other", "github:owner": "octo-org"}, "GITHUB_OWNER is 'other'"),
        ({"github:owner": "other"}, "github:owner is 'other'"),
        ({"GITHUB_OWNER": ""}, "GITHUB_OWNER is not set"),
        ({}, "GITHUB_OWNER is not set"),
    ],
)
def test_owner_is_set_elsewhere(environ: dict[str, str], found: str) -> None:
    """The variables beat the stack's config, and the older variable beats the newer one."""
    (problem,) = problems_of([RULES["github-owner-setting"]], hub(), environ)

    assert found in problem.found


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ({"name": "octo-org/old", "number": 7}, True),
        ({"name": "octo-org/old", "number": 8}, False),
        ({"name": "octo-org/new", "number": 7}, False),
        ({}, False),
    ],
)
def test_repository_was_renamed(before: dict[str, Any], told: bool) -> None:
    """The state has another name for the same repository: the command to mend it is told."""
    places = {"github": Place(name="octo-org/new", number=7)}

    found = list(problems_of([RULES["repository-renamed"]], hub(), places, {"github": before}))

    assert told == bool(found)
    assert all("trustpub moved octo-org/old octo-org/new" in p.fix for p in found)
    assert all("github.repository" == p.field for p in found)


def test_token_of_neither_place_is_shown() -> None:
    """A token in the stack's config is told without its value."""
    (problem,) = problems_of([RULES["token-in-config"]], hub(), {"github:token": "ghp_secret"})

    assert "ghp_secret" not in problem.sentence()
