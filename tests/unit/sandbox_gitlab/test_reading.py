"""Users, groups, projects, members, files: what is only read."""

import pytest

from .conftest import PROJECT, Bench, seed


def test_someone_asks_who_they_are(ask: Bench) -> None:
    """By bearer token; none and a wrong one are 401."""
    assert ask("GET", "/user").json()["username"] == "release-engineer"
    for token in (None, "wrong"):
        answer = ask("GET", "/user", token=token)
        assert (answer.status, answer.json()) == (401, {"message": "401 Unauthorized"})


def test_users_are_looked_up(ask: Bench) -> None:
    """By name regardless of case, and by number."""
    assert [u["id"] for u in ask("GET", "/users?username=Alice").json()] == [2]
    assert ask("GET", "/users?username=nobody").json() == []
    assert ask("GET", "/users/2").json()["username"] == "alice"
    assert ask("GET", "/users/99").json() == {"message": "404 User Not Found"}


@pytest.mark.parametrize("id", ["group%2Fsub%2Fotherproject", "1", "Group%2FSub%2FOtherproject"])
def test_a_project_is_read(ask: Bench, id: str) -> None:
    """By path or number, paths regardless of case."""
    body = ask("GET", f"/projects/{id}").json()
    assert body["path_with_namespace"] == "group/sub/otherproject"
    assert body["namespace"]["full_path"] == "group/sub"
    assert body["shared_with_groups"][0]["group_full_path"] == "group/release-managers"
    assert body["permissions"]["group_access"]["access_level"] == 50


def test_a_stranger_asks_for_a_private_project(ask: Bench) -> None:
    """404, as if it were not there."""
    for token in ("t-reader", None):
        answer = ask("GET", PROJECT, token=token)
        assert (answer.status, answer.json()) == (404, {"message": "404 Project Not Found"})


def test_members_are_listed(ask: Bench) -> None:
    """Direct ones, or all: inherited, and through groups it is shared with."""
    assert ask("GET", f"{PROJECT}/members").json() == []
    found = ask("GET", f"{PROJECT}/members/all").json()
    levels = {m["username"]: m["access_level"] for m in found}
    assert levels == {"alice": 40, "bob": 30, "release-engineer": 50}
    assert ask("GET", f"{PROJECT}/members/all/3").json()["username"] == "bob"


def test_a_share_caps_the_level() -> None:
    """Members of an invited group get at most the level of the share."""
    world = seed()
    world["groups"].append({"path": "helpers", "members": {"reader": "owner"}})
    world["projects"][0]["shared_with"] = {"helpers": "developer"}
    found = Bench(world)("GET", f"{PROJECT}/members/all").json()
    assert {m["username"]: m["access_level"] for m in found}["reader"] == 30


def test_projects_of_a_group_are_listed(ask: Bench) -> None:
    """Right below, or at any depth."""
    assert ask("GET", "/groups/group/projects").json() == []
    deep = ask("GET", "/groups/group/projects?include_subgroups=true").json()
    assert [p["path_with_namespace"] for p in deep] == ["group/sub/otherproject"]


def test_only_some_members_are_asked_for(ask: Bench) -> None:
    """By number, with commas."""
    found = ask("GET", f"{PROJECT}/members/all?user_ids=2,4,77").json()
    assert [m["username"] for m in found] == ["alice"]
    assert ask("GET", f"{PROJECT}/members/all?user_ids=a").status == 400


def test_projects_of_a_group_are_sorted() -> None:
    """By number, falling where nothing else is asked for."""
    world = seed()
    world["projects"].append({"path": "group/other"})
    url = "/groups/group/projects?include_subgroups=true"
    assert [p["id"] for p in Bench(world)("GET", url).json()] == [2, 1]
    assert [p["id"] for p in Bench(world)("GET", f"{url}&order_by=id&sort=asc").json()] == [1, 2]


def test_a_namespace_is_read(ask: Bench) -> None:
    """Owners see the plan, members do not, others see nothing."""
    assert ask("GET", "/namespaces/group").json()["plan"] == "premium"
    assert "plan" not in ask("GET", "/namespaces/group%2Fsub", token="t-bob").json()
    assert ask("GET", "/namespaces/group", token="t-reader").status == 404


def test_a_file_is_read(ask: Bench) -> None:
    """Raw, or in base64 with a ref; missing ones are 404."""
    url = f"{PROJECT}/repository/files"
    assert ask("GET", f"{url}/docs%2Findex.md/raw").body == b"# Docs\n"
    assert ask("GET", f"{url}/docs%2Findex.md").json() == {"error": "ref is missing"}
    assert ask("GET", f"{url}/docs%2Findex.md?ref=v1.0").json()["content"] == "IyBEb2NzCg=="
    assert ask("GET", f"{url}/nope/raw").json() == {"message": "404 File Not Found"}
    tree = ask("GET", f"{PROJECT}/repository/tree").json()
    assert [(e["path"], e["type"]) for e in tree] == [(".gitlab-ci.yml", "blob"), ("docs", "tree")]


def test_a_read_only_token_writes(ask: Bench) -> None:
    """403 that names the scope."""
    answer = ask("POST", f"{PROJECT}/environments", {"name": "x"}, token="t-read-only")
    assert (answer.status, answer.json()["error"]) == (403, "insufficient_scope")
    assert ask("GET", "/personal_access_tokens/self", token="t-read-only").json()["scopes"] == [
        "read_api"
    ]


def test_schedules_are_read() -> None:
    """The list is without variables, one schedule is with them for a Maintainer."""
    world = seed()
    world["projects"][0]["pipeline_schedules"] = [{"variables": [{"key": "K", "value": "v"}]}]
    ask = Bench(world)
    assert "variables" not in ask("GET", f"{PROJECT}/pipeline_schedules").json()[0]
    one = f"{PROJECT}/pipeline_schedules/1"
    assert ask("GET", one).json()["variables"][0]["key"] == "K"
    assert "variables" not in ask("GET", one, token="t-bob").json()


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", "/nope"),
        ("POST", f"{PROJECT}/hooks"),
        ("POST", f"{PROJECT}/environments/stop_stale"),
        ("DELETE", f"{PROJECT}/environments/review_apps"),
        ("PUT", f"{PROJECT}/pipeline_schedules/1"),
    ],
)
def test_something_is_asked_that_is_not_served(ask: Bench, method: str, url: str) -> None:
    """501 that names it, never a quiet answer."""
    answer = ask(method, url)
    assert (answer.status, answer.json()["path"]) == (501, f"/api/v4{url}")
