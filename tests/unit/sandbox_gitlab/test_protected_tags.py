"""Protected tags."""

from .conftest import ALICE, BOB, MANAGERS, PROJECT, READER, Bench, seed

TAGS = f"{PROJECT}/protected_tags"


def rows(ask: Bench, name: str = "v%2A") -> list[dict[str, object]]:
    """The levels stored for a tag."""
    found: list[dict[str, object]] = ask("GET", f"{TAGS}/{name}").json()["create_access_levels"]
    return found


def test_a_tag_is_protected(ask: Bench) -> None:
    """Without a level, maintainers may create it."""
    answer = ask("POST", TAGS, {"name": "v*"})
    assert answer.status == 201
    assert rows(ask) == [
        {
            "id": 1,
            "access_level": 40,
            "access_level_description": "Maintainers",
            "user_id": None,
            "group_id": None,
        }
    ]
    assert ask.changes() == [("protected-tag", "group/sub/otherproject/v*", "created")]


def test_a_tag_is_protected_twice(ask: Bench) -> None:
    """The name is taken: 422 with a list; nothing changes."""
    ask("POST", TAGS, {"name": "v*"})
    answer = ask("POST", TAGS, {"name": "v*", "create_access_level": 0})
    assert (answer.status, answer.json()) == (422, {"message": ["Name has already been taken"]})
    assert rows(ask)[0]["access_level"] == 40


def test_a_protection_is_edited(ask: Bench) -> None:
    """There is no update."""
    ask("POST", TAGS, {"name": "v*"})
    for method in ("PUT", "PATCH"):
        answer = ask(method, f"{TAGS}/v%2A", {"create_access_level": 0})
        assert (answer.status, answer.json()) == (405, {"error": "405 Not Allowed"})


def test_actors_are_named(ask: Bench) -> None:
    """The base level stands first, then deploy keys, then the others."""
    actors = [{"user_id": ALICE}, {"group_id": MANAGERS}, {"deploy_key_id": 7}]
    ask("POST", TAGS, {"name": "v*", "create_access_level": 0, "allowed_to_create": actors})
    found = rows(ask)
    assert [r["access_level"] for r in found] == [0, 40, 40, 40]
    assert [r.get("deploy_key_id") for r in found] == [None, 7, None, None]
    assert [(r["user_id"], r["group_id"]) for r in found[2:]] == [(ALICE, None), (None, MANAGERS)]


def test_actors_are_named_without_a_level(ask: Bench) -> None:
    """Then there is no base level at all."""
    ask("POST", TAGS, {"name": "v*", "allowed_to_create": [{"user_id": ALICE}]})
    assert [r["user_id"] for r in rows(ask)] == [ALICE]


def test_an_outsider_is_named(ask: Bench) -> None:
    """Not a member: 422, and nothing is stored."""
    answer = ask("POST", TAGS, {"name": "v*", "allowed_to_create": [{"user_id": READER}]})
    assert answer.status == 422
    assert answer.json() == {
        "message": ["Create access levels user is not a member of the project"]
    }
    assert ask("GET", TAGS).json() == []


def test_a_group_is_named_that_is_not_invited(ask: Bench) -> None:
    """A group above the project does not count: it must be invited."""
    answer = ask("POST", TAGS, {"name": "v*", "allowed_to_create": [{"group_id": 1}]})
    text = "Create access levels group does not have access to the project"
    assert (answer.status, answer.json()) == (422, {"message": [text]})


def test_actors_are_named_on_free() -> None:
    """EE without a licence refuses users and groups."""
    ask = Bench(seed())
    ask.state.groups["group"].plan = "free"
    answer = ask("POST", TAGS, {"name": "v*", "allowed_to_create": [{"user_id": BOB}]})
    text = "Create access levels user must be blank"
    assert (answer.status, answer.json()) == (422, {"message": [text]})


def test_actors_are_named_on_ce() -> None:
    """CE does not read them, and its rows know no user or group."""
    ask = Bench(seed(edition="ce"))
    answer = ask(
        "POST",
        TAGS,
        {"name": "v*", "create_access_level": 0, "allowed_to_create": [{"user_id": BOB}]},
    )
    assert answer.status == 201
    assert rows(ask) == [{"id": 1, "access_level": 0, "access_level_description": "No one"}]


def test_a_level_is_unknown(ask: Bench) -> None:
    """Grape refuses it before anything is looked at."""
    answer = ask("POST", TAGS, {"name": "v*", "create_access_level": 50})
    text = "create_access_level does not have a valid value"
    assert (answer.status, answer.json()) == (400, {"error": text})


def test_a_name_is_missing(ask: Bench) -> None:
    """Grape names it."""
    assert ask("POST", TAGS, {}).json() == {"error": "name is missing"}


def test_a_tag_is_unprotected(ask: Bench) -> None:
    """204, then 404."""
    ask("POST", TAGS, {"name": "release/v*"})
    assert ask("DELETE", f"{TAGS}/release%2Fv%2A").status == 204
    answer = ask("DELETE", f"{TAGS}/release%2Fv%2A")
    assert (answer.status, answer.json()) == (404, {"message": "404 Not found"})
    assert [c[2] for c in ask.changes()] == ["created", "deleted"]


def test_a_developer_asks(ask: Bench) -> None:
    """Protections are for Maintainers, also to read."""
    answer = ask("GET", TAGS, token="t-bob")
    assert (answer.status, answer.json()) == (403, {"message": "403 Forbidden"})
