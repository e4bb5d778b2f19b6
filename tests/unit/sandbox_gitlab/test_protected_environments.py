"""Protected environments."""

from typing import Any

from .conftest import ALICE, BOB, MANAGERS, OWNER, PROJECT, READER, Bench, seed

URL = f"{PROJECT}/protected_environments"
MAINTAINERS = {"access_level": 40}


def who(rows: list[dict[str, Any]]) -> list[Any]:
    """What each row names."""
    return [row["user_id"] or row["group_id"] or row["access_level"] for row in rows]


def protect(ask: Bench, *levels: dict[str, Any], **more: Any) -> Any:
    """POST, and the answer's body."""
    body = {"name": "pypi", "deploy_access_levels": list(levels), **more}
    return ask("POST", URL, body).json()


def test_an_environment_is_protected(ask: Bench) -> None:
    """Rows with ids, descriptions and nulls; approvals default to one."""
    body = protect(ask, MAINTAINERS, {"user_id": ALICE}, approval_rules=[{"group_id": MANAGERS}])
    assert who(body["deploy_access_levels"]) == [40, ALICE]
    assert [r["id"] for r in body["deploy_access_levels"]] == [1, 2]
    assert body["approval_rules"][0]["required_approvals"] == 1
    assert body["approval_rules"][0]["access_level"] is None
    assert ask.changes() == [("protected-environment", "group/sub/otherproject/pypi", "created")]


def test_outsiders_are_named(ask: Bench) -> None:
    """They are dropped without a word: no member, a Guest, a group that is not invited."""
    body = protect(ask, MAINTAINERS, {"user_id": READER}, {"group_id": 1}, {"user_id": BOB})
    assert who(body["deploy_access_levels"]) == [40, BOB]


def test_a_reporter_is_named() -> None:
    """Membership below Developer does not count."""
    world = seed()
    world["projects"][0]["members"] = {"reader": "reporter"}
    assert who(protect(Bench(world), MAINTAINERS, {"user_id": READER})["deploy_access_levels"]) == [
        40
    ]


def test_only_outsiders_are_named(ask: Bench) -> None:
    """Then nothing is left, and that is refused."""
    answer = ask("POST", URL, {"name": "pypi", "deploy_access_levels": [{"user_id": READER}]})
    assert answer.status == 422
    assert ask("GET", URL).json() == []


def test_it_is_protected_twice(ask: Bench) -> None:
    """409 with the name."""
    protect(ask, MAINTAINERS)
    assert protect(ask, MAINTAINERS) == {"message": "Environment 'pypi' is already protected"}


def test_levels_are_missing(ask: Bench) -> None:
    """Grape names them."""
    answer = ask("POST", URL, {"name": "pypi"})
    assert (answer.status, answer.json()) == (400, {"error": "deploy_access_levels is missing"})


def test_the_old_count_is_sent(ask: Bench) -> None:
    """422: approval rules took its place."""
    body = {"name": "pypi", "deploy_access_levels": [MAINTAINERS], "required_approval_count": 1}
    assert ask("POST", URL, body).status == 422


def test_rows_are_edited(ask: Bench) -> None:
    """By id changed, with `_destroy` removed, without id added."""
    protect(ask, MAINTAINERS, {"user_id": ALICE}, {"group_id": MANAGERS})
    edit = [
        {"id": 1, "access_level": 30},
        {"id": 2, "user_id": ALICE, "_destroy": True},
        {"user_id": BOB},
        {"user_id": READER},
    ]
    body = ask("PUT", f"{URL}/pypi", {"deploy_access_levels": edit}).json()
    assert who(body["deploy_access_levels"]) == [30, MANAGERS, BOB]


def test_a_row_changes_its_kind(ask: Bench) -> None:
    """The old kind stays beside the new one: what is not sent is not cleared."""
    protect(ask, MAINTAINERS, approval_rules=[MAINTAINERS])
    rule = {"id": 1, "user_id": ALICE}
    body = ask("PUT", f"{URL}/pypi", {"approval_rules": [rule]}).json()
    assert (body["approval_rules"][0]["access_level"], body["approval_rules"][0]["user_id"]) == (
        40,
        2,
    )


def test_an_unknown_row_is_edited(ask: Bench) -> None:
    """404, and nothing changes."""
    protect(ask, MAINTAINERS)
    edit = [{"user_id": BOB}, {"id": 99, "access_level": 30}]
    assert ask("PUT", f"{URL}/pypi", {"deploy_access_levels": edit}).status == 404
    assert who(ask("GET", f"{URL}/pypi").json()["deploy_access_levels"]) == [40]


def test_the_last_row_is_removed(ask: Bench) -> None:
    """422: someone must be left."""
    protect(ask, MAINTAINERS)
    edit = [{"id": 1, "_destroy": True, **MAINTAINERS}]
    assert ask("PUT", f"{URL}/pypi", {"deploy_access_levels": edit}).status == 422


def test_an_approval_rule_names_nobody(ask: Bench) -> None:
    """400 with all the fields it could have been."""
    answer = ask("POST", URL, {"name": "x", "deploy_access_levels": [], "approval_rules": [{}]})
    assert answer.status == 400
    assert answer.json()["error"].startswith("approval_rules[0][access_level], ")


def test_the_licence_is_missing() -> None:
    """404 as if the feature were not there, or 403 where the seed says so."""
    free, forbidden = Bench(seed(edition="ce")), Bench(seed(edition="ce", without_licence=403))
    assert free("GET", URL).json() == {"message": "404 Not Found"}
    assert forbidden("GET", URL).status == 403


def test_it_is_unprotected(ask: Bench) -> None:
    """204, then 404."""
    protect(ask, MAINTAINERS)
    assert ask("DELETE", f"{URL}/pypi").status == 204
    assert ask("DELETE", f"{URL}/pypi").status == 404


def test_a_tier_of_a_group_is_protected(ask: Bench) -> None:
    """Named by tier; users must be its maintainers or owners."""
    url = "/groups/group/protected_environments"
    levels = [MAINTAINERS, {"user_id": OWNER}, {"user_id": BOB}, {"group_id": 2}]
    body = ask("POST", url, {"name": "production", "deploy_access_levels": levels})
    assert who(body.json()["deploy_access_levels"]) == [40, OWNER, 2]
    assert ask("POST", url, {"name": "pypi", "deploy_access_levels": levels}).status == 422
    again = ask("POST", url, {"name": "production", "deploy_access_levels": levels})
    assert again.json() == {"message": "Protected environment 'production' already exists"}
