"""A publisher that the config drops: nobody but a person takes it away, and all of it is told."""

import json
from typing import Any

import pytest

from .test_rollout import MakePlace, github, make_place, many

pytestmark = pytest.mark.usefixtures("many")
__all__ = ["make_place", "many"]
REGISTER, TAKE_AWAY = "to register by hand: ", "to take away by hand: "


def publishers(document: dict[str, Any]) -> list[str]:
    """What the steps say of publishers, without the pages."""
    (one,) = document["repositories"]
    return [step.partition(" at ")[0] for step in one["steps"] if "by hand" in step]


def test_a_dropped_publisher_is_told_until_it_is_declared_again(make_place: MakePlace) -> None:
    """The plan and the apply say who has to do what; the status goes on saying so."""
    place = make_place()
    both = github(0)["publishers"]
    place.fleet(github(0))
    code, first, _ = place.run("apply", "--yes")
    assert (0, []) == (code, first["repositories"][0]["take_away"])
    assert all(one.startswith(REGISTER) for one in publishers(first))
    assert len(both) == len(publishers(first))

    place.fleet(github(0, publishers=both[:1]))
    planned, plan, _ = place.run("plan")
    code, second, _ = place.run("apply", "--yes")

    gone = "pypi/p0/github/octo-org/p0/pypi (release.yml)"
    assert (1, 0) == (planned, code)
    assert [f"{TAKE_AWAY}{gone}"] == publishers(plan) == publishers(second)
    (told,) = second["repositories"][0]["take_away"]
    assert "/manage/project/p0/settings/publishing/" in told
    (kept,) = place.run("status")[1]["repositories"][0]["take_away"]
    assert kept.startswith(f"{told}; dropped ")

    place.fleet(github(0))
    assert 0 == place.run("apply", "--yes")[0]
    assert [] == place.run("status")[1]["repositories"][0]["take_away"]


def test_another_workflow_is_another_publisher(make_place: MakePlace) -> None:
    """One is to be registered, the old one is to be taken away."""
    place = make_place()
    place.fleet(github(0))
    assert 0 == place.run("apply", "--yes")[0]
    edited = json.loads(json.dumps(github(0)))
    edited["github"]["workflow"] = "other.yml"
    place.fleet(edited)

    for words in (("plan",), ("apply", "--yes")):
        _, document, _ = place.run(*words)
        told = publishers(document)
        name = "pypi/p0/github/octo-org/p0/pypi"
        assert [f"{REGISTER}{name} (other.yml)", f"{TAKE_AWAY}{name} (release.yml)"] == told
