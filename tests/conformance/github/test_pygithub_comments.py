"""PyGithub, unmodified, comments on a pull request."""

from collections.abc import Callable

import pytest
from github import Auth, Github, GithubException, InputGitTreeElement
from github.PullRequest import PullRequest

from .conftest import Running
from .world import ADMIN, JOB, ORG, REPO, STRANGER

Serve = Callable[..., Running]


def client(running: Running, token: str) -> Github:
    """PyGithub for one token; it does not slow itself down."""
    address = {"base_url": f"{running.url}/api/v3", "auth": Auth.Token(token)}
    return Github(**address, seconds_between_requests=0, seconds_between_writes=0, retry=None)


def asked(running: Running, token: str = ADMIN) -> PullRequest:
    """The pull request, opened by the first who asks for it."""
    repo = client(running, token).get_repo(f"{ORG}/{REPO}")
    if not running.state.repos[f"{ORG}/{REPO}"].pulls:
        tip = repo.get_git_commit(repo.get_branch("main").commit.sha)
        entry = InputGitTreeElement("a.txt", "100644", "blob", content="a\n")
        made = repo.create_git_commit("Change", repo.create_git_tree([entry], tip.tree), [tip])
        repo.create_git_ref("refs/heads/change", made.sha)
        repo.create_pull("main", "change", title="Change", body="")
    return repo.get_pull(1)


def test_a_comment_is_made_edited_and_removed(serve: Serve) -> None:
    """It keeps its author, and the app whose token was used."""
    running = serve()
    asked(running)
    made = asked(running, JOB).create_issue_comment("One")
    made.edit("Two")
    asked(running, STRANGER).create_issue_comment("Three")

    pull = asked(running)
    first, second = pull.get_issue_comments()
    assert ("Two", "github-actions[bot]", "Bot") == (first.body, first.user.login, first.user.type)
    assert "github-actions" == first.performed_via_github_app.slug
    assert ("stranger", None) == (second.user.login, second.performed_via_github_app)
    assert f"/pull/1#issuecomment-{first.id}" in first.html_url
    assert 2 == pull.comments
    pull.get_issue_comment(first.id).delete()
    assert ["Three"] == [one.body for one in pull.get_issue_comments()]


def test_pages_are_followed(serve: Serve) -> None:
    """The oldest first."""
    running = serve()
    for number in range(35):
        asked(running).create_issue_comment(str(number))

    assert [str(n) for n in range(35)] == [one.body for one in asked(running).get_issue_comments()]


def test_too_long_and_blank(serve: Serve) -> None:
    """65,536 characters are taken, and not one more."""
    pull = asked(serve())
    assert 65_536 == len(pull.create_issue_comment("ä" * 65_536).body)

    for text, told in (("x" * 65_537, "maximum is 65536 characters"), (" ", "cannot be blank")):
        with pytest.raises(GithubException, match=told):
            pull.create_issue_comment(text)


def test_locked(serve: Serve) -> None:
    """Apps and outsiders may not talk; a pull request is locked as the issue that it is."""
    running = serve()
    issue = asked(running).as_issue()
    issue.lock("resolved")
    assert asked(running).locked

    for token in (JOB, STRANGER):
        with pytest.raises(GithubException, match="because issue is locked"):
            asked(running, token).create_issue_comment("More")
    asked(running).create_issue_comment("Mine")
    issue.unlock()
    asked(running, STRANGER).create_issue_comment("More")


def test_others_comments_are_for_writers(serve: Serve) -> None:
    """GitHub lets everybody with write access change everybody's comments."""
    running = serve()
    made = asked(running).create_issue_comment("One")

    with pytest.raises(GithubException, match="Must have admin rights"):
        asked(running, STRANGER).get_issue_comment(made.id).edit("Mine")
    asked(running, JOB).get_issue_comment(made.id).edit("Theirs")
    assert "boss" == asked(running).get_issue_comment(made.id).user.login


def test_the_head_of_a_taken_request_stays(serve: Serve) -> None:
    """Though its branch is deleted."""
    running = serve()
    head = asked(running).head.sha
    asked(running).merge()
    asked(running).base.repo.get_git_ref("heads/change").delete()

    assert head == asked(running).head.sha
