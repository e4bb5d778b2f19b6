"""Projects and their members, changed by their owners."""

from .conftest import ALICE, BOB, MANAGERS, PROJECT, READER, Bench


def test_a_project_is_renamed(ask: Bench) -> None:
    """It is found under its number, its new path, and its old one."""
    assert ask("PUT", PROJECT, {"path": "renamed"}).status == 200
    for id in ("1", "group%2Fsub%2Frenamed", "group%2Fsub%2Fotherproject"):
        found = ask("GET", f"/projects/{id}").json()
        assert found["path_with_namespace"] == "group/sub/renamed"
    assert ask("PUT", "/projects/1", {"path": "more"}, token="t-bob").status == 403


def test_a_project_is_archived(ask: Bench) -> None:
    """And back in use."""
    assert ask("POST", f"{PROJECT}/archive").json()["archived"] is True
    assert ask("GET", PROJECT).json()["archived"] is True
    assert ask("POST", f"{PROJECT}/unarchive").json()["archived"] is False


def test_a_project_is_deleted(ask: Bench) -> None:
    """From then on it is 404."""
    assert ask("DELETE", PROJECT, token="t-bob").status == 403
    assert ask("DELETE", PROJECT).status == 202
    assert ask("GET", "/projects/1").status == 404


def test_the_pipeline_is_moved(ask: Bench) -> None:
    """To another file."""
    ask("PUT", PROJECT, {"ci_config_path": "ci/release.yml"})
    assert ask("GET", PROJECT).json()["ci_config_path"] == "ci/release.yml"


def test_a_project_is_shared(ask: Bench) -> None:
    """Once with each group, and no longer."""
    assert ask("DELETE", f"{PROJECT}/share/{MANAGERS}").status == 204
    assert ask("GET", PROJECT).json()["shared_with_groups"] == []
    body = {"group_id": MANAGERS, "group_access": 20}
    assert ask("POST", f"{PROJECT}/share", body).status == 201
    assert ask("POST", f"{PROJECT}/share", body).status == 409
    assert ask("POST", f"{PROJECT}/share", {"group_id": 99, "group_access": 20}).status == 404
    assert ask("DELETE", f"{PROJECT}/share/99").status == 404


def test_a_member_comes_and_goes(ask: Bench) -> None:
    """Direct membership alone; what is inherited stays."""
    body = {"user_id": READER, "access_level": 30}
    assert ask("POST", f"{PROJECT}/members", body).status == 201
    assert ask("POST", f"{PROJECT}/members", body).status == 409
    assert (
        ask("PUT", f"{PROJECT}/members/{READER}", {"access_level": 10}).json()["access_level"] == 10
    )
    assert ask("DELETE", f"{PROJECT}/members/{READER}").status == 204
    assert ask("DELETE", f"{PROJECT}/members/{BOB}").status == 404
    assert ask("POST", f"{PROJECT}/members", {"user_id": 99, "access_level": 30}).status == 404
    assert ask("GET", f"{PROJECT}/members/all/{ALICE}").status == 200
