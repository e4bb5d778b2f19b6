"""python-gitlab, unmodified, comments on a merge request."""

from collections.abc import Iterator
from typing import Any

import gitlab
import pytest
from gitlab.exceptions import (
    GitlabCreateError,
    GitlabDeleteError,
    GitlabGetError,
    GitlabHttpError,
    GitlabListError,
)

from .loopback import Loopback, serving

SEED: dict[str, Any] = {
    "tokens": [{"token": name, "user": name} for name in ("boss", "dev", "guest", "stranger")],
    "users": ["boss", "dev", "guest", "stranger"],
    "groups": [{"path": "group", "visibility": "public", "members": {"boss": "owner"}}],
    "projects": [
        {
            "path": f"group/{name}",
            "visibility": visibility,
            "members": {"dev": "developer", "guest": "guest"},
            "branches": ["main", "change"],
        }
        for name, visibility in (("lib", "public"), ("hidden", "private"))
    ],
}


@pytest.fixture
def world() -> Iterator[Loopback]:
    """Two projects, with a merge request each."""
    with serving(SEED) as found:
        for name in ("lib", "hidden"):
            project = client(found, "dev").projects.get(f"group/{name}")
            action = {"action": "create", "file_path": "a.txt", "content": "a\n"}
            body = {"branch": "change", "commit_message": "Change", "actions": [action]}
            project.commits.create(body)
            asked = {"source_branch": "change", "target_branch": "main", "title": "Change"}
            project.mergerequests.create(asked)
        yield found


def client(world: Loopback, token: str) -> gitlab.Gitlab:
    """python-gitlab as it is."""
    return gitlab.Gitlab(world.url, private_token=token)


def asked(world: Loopback, token: str = "dev", name: str = "lib") -> Any:
    """The merge request."""
    return client(world, token).projects.get(f"group/{name}").mergerequests.get(1)


def test_a_note_is_made_edited_and_removed(world: Loopback) -> None:
    """It keeps its author; others may not change it, but for maintainers."""
    made = asked(world).notes.create({"body": "One\n"})
    made.body = "Two"
    made.save()
    found = asked(world).notes.get(made.id)
    assert ("Two", "dev", False) == (found.body, found.author["username"], found.resolvable)

    for token in ("guest", "stranger"):
        with pytest.raises(GitlabDeleteError, match="403 Forbidden"):
            asked(world, token).notes.delete(made.id)
    asked(world, "boss").notes.delete(made.id)
    with pytest.raises(GitlabGetError, match="404"):
        asked(world).notes.get(made.id)


def test_pages_and_order(world: Loopback) -> None:
    """The newest first, by pages of numbers."""
    for number in range(25):
        asked(world).notes.create({"body": str(number)})
    listed = asked(world).notes.list(get_all=True)
    assert [str(n) for n in range(24, -1, -1)] == [one.body for one in listed]
    oldest = asked(world).notes.list(sort="asc", order_by="created_at", per_page=10, iterator=True)
    assert [str(n) for n in range(25)] == [one.body for one in oldest]
    assert 25 == asked(world).user_notes_count
    with pytest.raises(GitlabListError, match="sort does not have a valid value"):
        asked(world).notes.list(sort="up", get_all=True)


def test_blank_and_too_long(world: Loopback) -> None:
    """A million characters are taken."""
    asked(world).notes.create({"body": "x" * 1_000_000})
    for body, told in (("x" * 1_000_001, "maximum is 1000000"), (" ", "can't be blank")):
        with pytest.raises(GitlabCreateError, match=told):
            asked(world).notes.create({"body": body})


def test_an_answer_makes_a_thread_that_can_be_resolved(world: Loopback) -> None:
    """A note alone cannot."""
    made = asked(world).notes.create({"body": "One"})
    (thread,) = asked(world).discussions.list(get_all=True)
    assert thread.attributes["individual_note"]
    with pytest.raises(GitlabHttpError, match="403 Forbidden"):
        asked(world).manager.gitlab.http_put(f"{path(thread)}?resolved=true")

    asked(world, "stranger").discussions.get(thread.id).notes.create({"body": "Why?"})
    thread = asked(world).discussions.get(thread.id)
    assert ["One", "Why?"] == [one["body"] for one in thread.attributes["notes"]]
    thread.resolved = True
    thread.save()
    found = asked(world).notes.get(made.id)
    assert (True, True, "dev") == (found.resolvable, found.resolved, found.resolved_by["username"])
    with pytest.raises(GitlabHttpError, match="403 Forbidden"):
        asked(world, "stranger").manager.gitlab.http_put(f"{path(thread)}?resolved=false")


def path(thread: Any) -> str:
    """Of a thread."""
    return f"/projects/1/merge_requests/1/discussions/{thread.id}"


def test_a_thread_from_the_start(world: Loopback) -> None:
    """It can be resolved without an answer."""
    made = asked(world).discussions.create({"body": "One"})
    assert [True] == [one["resolvable"] for one in made.attributes["notes"]]
    assert not made.attributes["individual_note"]


def test_who_may_talk(world: Loopback) -> None:
    """Everybody in public; no guests where the code is hidden; members where it is locked."""
    asked(world, "stranger").notes.create({"body": "One"})
    with pytest.raises(GitlabGetError, match="403 Forbidden"):
        asked(world, "guest", "hidden").notes.create({"body": "One"})
    request = asked(world)
    request.discussion_locked = True
    request.save()
    assert asked(world).discussion_locked
    with pytest.raises(GitlabCreateError, match="403 Forbidden"):
        asked(world, "stranger").notes.create({"body": "Two"})
    asked(world, "guest").notes.create({"body": "Two"})


def test_the_head_of_a_taken_request_stays(world: Loopback) -> None:
    """Though its branch is deleted."""
    request = asked(world)
    head = request.sha
    request.merge()
    client(world, "dev").projects.get("group/lib").branches.delete("change")

    assert ("merged", head) == (asked(world).state, asked(world).sha)
