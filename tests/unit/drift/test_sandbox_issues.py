"""Issues of the sandbox's GitLab, by python-gitlab; GitHub's are walked through by its OpenAPI."""

from typing import Any

import gitlab
import pytest
from gitlab.exceptions import GitlabCreateError, GitlabGetError, GitlabUpdateError

from sandbox.events import EventLog
from sandbox.gitlab.app import respond
from sandbox.gitlab.state import GitLabState, build
from sandbox.http import Request
from tests.conformance.gitlab.loopback import serving

SEED: dict[str, Any] = {
    "tokens": [{"token": name, "user": name} for name in ("boss", "guest", "planner")],
    "users": ["boss", "guest", "planner"],
    "groups": [{"path": "group", "members": {"boss": "owner"}}],
    "projects": [
        {
            "path": "group/lib",
            "visibility": "private",
            "members": {"guest": "guest", "planner": "planner"},
        }
    ],
}


def test_python_gitlab_opens_changes_closes_and_removes() -> None:
    """One issue's life, with the list narrowed by state."""
    with serving(SEED) as world:
        client = gitlab.Gitlab(world.url, private_token="boss")
        issues = client.projects.get("group/lib").issues
        made = issues.create({"title": "One", "description": "text", "confidential": True})
        made.title, made.state_event = "Two", "close"
        made.save()
        found = issues.get(1)
        assert ("Two", "closed", True) == (found.title, found.state, found.confidential)
        assert [] == issues.list(state="opened", get_all=True)
        with pytest.raises(GitlabCreateError, match="can't be blank"):
            issues.create({"title": " "})
        with pytest.raises(GitlabUpdateError, match="does not have a valid value"):
            issues.update(1, {"state_event": "shut"})
        found.delete()
        with pytest.raises(GitlabGetError, match="404"):
            issues.get(1)


def ask(state: GitLabState, who: str, method: str, path: str, body: Any = None) -> Any:
    """Status and answer."""
    url = f"/api/v4/projects/1/issues{path}"
    answer = respond(state, Request.of(method, url, body, who))
    return answer.status, answer.json() if answer.body else None


def test_confidential_ones_are_for_planners_and_their_author() -> None:
    """GitLab docs, "Confidential issues"."""
    state = build("gitlab", SEED, EventLog())
    ask(state, "boss", "POST", "", {"title": "Hidden", "confidential": True})
    assert (200, []) == ask(state, "guest", "GET", "")
    assert 404 == ask(state, "guest", "GET", "/1")[0]
    assert 200 == ask(state, "planner", "GET", "/1")[0]


def test_guests_may_open_but_change_their_own_alone() -> None:
    """From the Planner role on everybody's."""
    state = build("gitlab", SEED, EventLog())
    ask(state, "boss", "POST", "", {"title": "One"})
    assert 201 == ask(state, "guest", "POST", "", {"title": "Two"})[0]
    change = {"title": "Three"}
    asked = [("guest", "/1"), ("guest", "/2"), ("planner", "/1"), ("guest", "/9")]
    assert [403, 200, 200, 404] == [ask(state, who, "PUT", p, change)[0] for who, p in asked]
    assert 400 == ask(state, "boss", "PUT", "/1", {})[0]
    assert (400, {"error": "title is missing"}) == ask(state, "boss", "POST", "", {})
    assert 403 == ask(state, "planner", "DELETE", "/1")[0]
