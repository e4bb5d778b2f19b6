"""Environments."""

import pytest

from sandbox.gitlab.environment_names import slug, tier

from .conftest import PROJECT, Bench

URL = f"{PROJECT}/environments"


def test_an_environment_is_created(ask: Bench) -> None:
    """201; tier and slug are worked out from the name."""
    answer = ask("POST", URL, {"name": "pypi"})
    body = answer.json()
    assert (answer.status, body["name"], body["slug"], body["tier"]) == (
        201,
        "pypi",
        "pypi",
        "other",
    )
    assert body["state"] == "available"
    assert ask.changes() == [("environment", "group/sub/otherproject/pypi", "created")]


def test_a_name_is_taken(ask: Bench) -> None:
    """400 with the field; another case is another name."""
    ask("POST", URL, {"name": "pypi"})
    answer = ask("POST", URL, {"name": "pypi"})
    assert (answer.status, answer.json()) == (
        400,
        {"message": {"name": ["has already been taken"]}},
    )
    assert ask("POST", URL, {"name": "PyPI"}).status == 201


@pytest.mark.parametrize("name", ["/pypi", "pypi/", "a:b", "", "x" * 256, "ä"])
def test_a_name_is_not_allowed(ask: Bench, name: str) -> None:
    """400 with the field."""
    answer = ask("POST", URL, {"name": name})
    assert answer.status == 400
    assert set(answer.json()["message"]) == {"name"}


@pytest.mark.parametrize("name", ["release/pypi", "a b", "v1.0", "a-b_c", "${X}"])
def test_a_name_is_allowed(ask: Bench, name: str) -> None:
    """Folders, spaces, dots, braces."""
    assert ask("POST", URL, {"name": name}).status == 201


def test_it_is_deleted_while_it_runs(ask: Bench) -> None:
    """403 until it is stopped; then 204 and gone."""
    ask("POST", URL, {"name": "pypi"})
    assert ask("DELETE", f"{URL}/1").status == 403
    assert ask("POST", f"{URL}/1/stop").json()["state"] == "stopped"
    assert ask("DELETE", f"{URL}/1").status == 204
    assert ask("GET", f"{URL}/1").status == 404


def test_it_is_stopped_twice(ask: Bench) -> None:
    """The second time the status does not change: 400."""
    ask("POST", URL, {"name": "pypi"})
    ask("POST", f"{URL}/1/stop")
    assert ask("POST", f"{URL}/1/stop").status == 400


def test_it_is_changed(ask: Bench) -> None:
    """Everything but the name."""
    ask("POST", URL, {"name": "pypi"})
    body = ask("PUT", f"{URL}/1", {"name": "other", "tier": "production"}).json()
    assert (body["name"], body["tier"]) == ("pypi", "production")


def test_nothing_changes(ask: Bench) -> None:
    """The same values again are no change in the log."""
    ask("POST", URL, {"name": "pypi", "tier": "staging"})
    ask("PUT", f"{URL}/1", {"tier": "staging"})
    assert [c[2] for c in ask.changes()] == ["created"]


def test_they_are_searched(ask: Bench) -> None:
    """By exact name, by part, by state."""
    for name in ("pypi", "PyPI", "testpypi"):
        ask("POST", URL, {"name": name})
    ask("POST", f"{URL}/3/stop")

    def names(query: str) -> list[str]:
        return [row["name"] for row in ask("GET", f"{URL}?{query}").json()]

    assert names("name=pypi") == ["pypi"]
    assert names("search=PYPI") == ["PyPI", "pypi", "testpypi"]
    assert names("states=stopped") == ["testpypi"]
    assert ask("GET", f"{URL}?search=py").status == 400
    assert ask("GET", f"{URL}?name=a&search=abc").status == 400


def test_a_tier_is_guessed() -> None:
    """From parts of the name."""
    names = ("production", "Staging", "test", "review/1", "pypi")
    assert [tier(n) for n in names] == ["production", "staging", "testing", "development", "other"]


def test_a_slug_is_made() -> None:
    """At most 24 characters, with a suffix when the name had to be changed."""
    assert slug("pypi") == "pypi"
    assert slug("release/pypi").startswith("release-pypi-")
    assert len(slug("x" * 60)) == 24
