"""What was not seen is unknown with its reason, and nothing is made up for it."""

import pytest

from trustpub.observing.model import Repository

from .rows import (
    FILE,
    NAME,
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
    taken,
)

ROWS: dict[str, tuple[Made, str, str]] = {
    "bypass": (
        lambda: on_github(
            github_environment(), policy(), ruleset(unseen={"bypass": "hidden from this token"})
        ),
        f"{NAME}/tag/v* bypass",
        "created_by",
    ),
    "ruleset": (
        lambda: on_github(
            github_environment(), policy(), ruleset(state="unknown", why="GitHub is away")
        ),
        f"{NAME}/tag/v*",
        "created_by",
    ),
    "policies": (
        lambda: on_github(github_environment(unseen={"policies": "403"}), ruleset()),
        f"{NAME}/environment/pypi policies",
        "triggers:",
    ),
    "list-of-environments": (
        lambda: on_github(ruleset(), unseen={"github.environment": "403"}),
        f"{NAME}: github.environment",
        "reviewers",
    ),
    "environment": (
        lambda: on_github(github_environment(state="broken", why="odd form"), ruleset()),
        f"{NAME}/environment/pypi",
        "reviewers",
    ),
    "gitlab-creator": (
        lambda: on_gitlab(gitlab_tag(unseen={"users": "no such person"}), gitlab_environment()),
        f"{PROJECT}/tag/v* users",
        "created_by",
    ),
    "gitlab-protection": (
        lambda: on_gitlab(
            gitlab_tag(), gitlab_environment(), protection(state="broken", why="odd form")
        ),
        f"{PROJECT}/environment/pypi/protection",
        "deployers",
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_what_was_not_seen_is_unknown(row: tuple[Made, str, str]) -> None:
    """It is named with the reason, and no setting is written in its place."""
    make, what, absent = row
    adopted = make()

    assert what in {one.what for one in adopted.unknown}
    assert all(one.why for one in adopted.unknown)
    assert not adopted.whole
    assert adopted.text is not None
    assert absent not in adopted.text


def test_a_hidden_reviewer_is_told_beside_those_who_are_seen() -> None:
    """The file has who was seen, and a comment that somebody may be missing."""
    hidden = {"reviewers.teams": "GitHub does not tell this token who one of them is"}
    adopted = on_github(github_environment(unseen=hidden), policy(), ruleset())

    assert adopted.text is not None
    assert "reviewers: {users: [octocat]}" in adopted.text
    assert "# not seen, so perhaps missing here: reviewers.teams" in adopted.text
    assert [f"{NAME}/environment/pypi reviewers.teams"] == [one.what for one in adopted.unknown]


def test_a_repository_that_is_not_seen_has_no_config() -> None:
    """Gone or hidden: nothing is written, and the reason is told."""
    one = Repository(forge="github", name=NAME, state="unknown", why="gone, or hidden")
    adopted = taken(one, {})

    assert None is adopted.text
    assert [(NAME, "gone, or hidden")] == [(u.what, u.why) for u in adopted.unknown]


def test_a_workflow_that_cannot_be_read_is_unknown() -> None:
    """A file with broken syntax may hide an upload."""
    adopted = on_github(files={".github/workflows/x.yml": "on: [push\n"})

    assert None is adopted.text
    assert [True] == [".github/workflows/x.yml" in one.what for one in adopted.unknown]


def test_an_index_that_is_known_in_a_run_only_is_unknown() -> None:
    """Which index such a job uploads to is for a person to say."""
    more = f"      - uses: {USES}\n        with: {{repository-url: '${{{{ vars.URL }}}}'}}\n"
    adopted = on_github(files={FILE: WORKFLOW + more})

    assert [True] == ["the index it uploads to" in one.what for one in adopted.unknown]
