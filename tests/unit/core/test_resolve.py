"""resolve() against the sandbox: ids and facts, what forbids an `up`, and GETs only."""

import pytest

from sandbox.faults import Fault

from .inprocess import InProcess
from .resolving import BOTH, GITHUB, GITLAB, REVIEWERS, run, told


def test_names_become_ids(net: InProcess) -> None:
    """Those it names, from every page of teams, and no others; nothing speaks against writing."""
    resolved = run(GITHUB)

    named = {"users/octocat", "teams/release-managers", "teams/team-248"}
    assert named == set(resolved.ids["github"])
    assert resolved.config.github is not None
    assert ("public", "enterprise") == (
        resolved.config.github.visibility,
        resolved.config.github.plan,
    )
    assert ((), ()) == (resolved.problems, resolved.unknown)
    pages = [r for r in net.sent if "/orgs/octo-org/teams" in str(r.url)]
    assert 3 == len(pages)


def test_members_and_groups_become_ids(net: InProcess) -> None:
    """On GitLab members and shared groups are known, and the tier is filled in."""
    resolved = run(GITLAB)

    assert {"users/alice", "groups/group/release-managers"} <= set(resolved.ids["gitlab"])
    assert resolved.config.gitlab is not None
    assert "premium" == resolved.config.gitlab.tier
    assert () == resolved.problems


def test_both_forges_are_asked(net: InProcess) -> None:
    """A project on both forges has the ids of each."""
    resolved = run(BOTH)

    assert {"github", "gitlab"} == set(resolved.ids)
    assert () == resolved.problems


@pytest.mark.parametrize("text", [GITHUB, GITLAB, BOTH])
def test_only_reads_are_sent(net: InProcess, text: str) -> None:
    """Resolving sends GETs and nothing else, and the world has not changed."""
    run(text)

    assert {"GET"} == {request.method for request in net.sent}
    assert {"request"} == {event["kind"] for event in net.world.log.of()}


def test_private_repository_has_blind_reviewers(net: InProcess) -> None:
    """Reviewers who cannot read a private repository are named; those who can are not."""
    net.world.apis["github"].faults = [Fault(path="/hidden/teams", status=200, body=[], times=None)]

    resolved = run(GITHUB.replace("sampleproject, w", "hidden, w"))

    assert ["github-blind-reviewer"] == told(resolved)
    assert f"{REVIEWERS}.teams[0]" == resolved.problems[0].field


def test_private_repository_is_read_by_all_named(net: InProcess) -> None:
    """A team with access and its member may review on a private repository."""
    assert [] == told(run(GITHUB.replace("sampleproject, w", "hidden, w")))


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("octo-org/sampleproject", "octo-org/nothing", "github-repository-hidden"),
        ("octo-org/sampleproject", "octo-org/old", "github-repository-archived"),
        ("octo-org/sampleproject", "Octo-Org/SampleProject", "github-repository-moved"),
        ("Octocat", "octodog", "github-unknown-name"),
        ("team-248", "team-999", "github-unknown-name"),
    ],
)
def test_github_speaks_against_it(net: InProcess, was: str, now: str, expected: str) -> None:
    """What GitHub says is a problem with its line, before anything is written."""
    resolved = run(
        GITHUB.replace(was, now),
        {"GITHUB_OWNER": now.partition("/")[0] if "/" in now else "octo-org"},
    )

    assert expected in told(resolved)
    assert all(problem.line and problem.file for problem in resolved.problems)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("group/otherproject", "group/nothing", "gitlab-project-hidden"),
        ("Alice", "bob", "gitlab-stranger"),
        ("group/release-managers", "group/others", "gitlab-unshared-group"),
    ],
)
def test_gitlab_speaks_against_it(net: InProcess, was: str, now: str, expected: str) -> None:
    """The same on GitLab."""
    assert [expected] == told(run(GITLAB.replace(was, now)))


def test_reader_may_not_write(net: InProcess) -> None:
    """A token without rights is found out before the first write."""
    assert "github-token-rights" in told(run(GITHUB, {"GITHUB_TOKEN": "reader-token"}))
    assert "gitlab-token-rights" in told(run(GITLAB, {"GITLAB_TOKEN": "reader-token"}))


@pytest.mark.parametrize("name", ["GITHUB_TOKEN", "GITLAB_TOKEN"])
def test_token_is_not_set(net: InProcess, name: str) -> None:
    """Without a token nobody is asked."""
    assert ["token-missing"] == told(run(BOTH, {name: ""}))
    assert [] == net.sent
