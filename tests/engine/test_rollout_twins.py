"""Rulesets that somebody made by hand, beside stacks that are new: none is there twice, ever."""

import json
import urllib.request
from typing import Any

import pytest

from .reviewing import writes
from .test_rollout import MakePlace, Place, by_hand, counts, github, gitlab, make_place, many
from .test_rollout_limits import sent, told

pytestmark = pytest.mark.usefixtures("many")
__all__ = ["make_place", "many"]
NAME = "release tags v*"
TEAM = {"actor_id": 30000001, "actor_type": "Team", "bypass_mode": "always"}
"""What the example declares for its tags."""
LIST = "/api/v3/repos/octo-org/p0/rulesets"


def made(place: Place, number: int, method: str = "POST", at: str = "", **more: Any) -> int:
    """Somebody makes or sets the example's ruleset, otherwise in this; its number."""
    rules = [{"type": one} for one in ("creation", "update", "deletion")]
    refs = {"include": ["refs/tags/v*"], "exclude": []}
    body = {
        "name": NAME,
        "target": "tag",
        "enforcement": "active",
        "conditions": {"ref_name": refs},
        "rules": rules,
        "bypass_actors": [TEAM],
        **more,
    }
    base = place.world.env["GITHUB_BASE_URL"].rstrip("/")
    request = urllib.request.Request(
        f"{base}/repos/octo-org/p{number}/rulesets{at}",
        headers={"Authorization": f"Bearer {place.world.env['GITHUB_TOKEN']}"},
        method=method,
        data=json.dumps(body).encode(),
    )
    with place.world.answer(request) as answer:
        return int(json.load(answer)["id"])


def of(document: dict[str, Any], number: int) -> dict[str, Any]:
    """What a document tells of one repository."""
    name = f"github:octo-org/p{number}"
    (one,) = (one for one in document["repositories"] if one["name"] == name)
    return dict(one)


def about(place: Place, mark: int, number: int) -> list[str]:
    """The methods of all that was written to one repository."""
    return [method for method, path in writes(place, mark) if f"/octo-org/p{number}/" in path]


def test_one_as_declared_is_taken_over_and_another_refused(make_place: MakePlace) -> None:
    """In a plan, a run and every later one, until it is set right; all others are done."""
    place = make_place()
    place.fleet(*map(github, range(3)))
    made(place, 0)
    number = made(place, 1, enforcement="disabled")
    mark = place.world.mark()

    for verb, code, done in (("plan", 1, 2), ("apply", 1, 2), ("resume", 1, 0), ("resume", 1, 0)):
        ended, document, err = place.run(verb, *["--yes"] * (verb != "plan"))

        assert (code, done) == (ended, document["counts"]["changed"]), err
        found = f"p1/tag/v* is there, number {number}, not in this stack's state and not as "
        assert found + "declared (enforcement)" in of(document, 1)["why"]
        assert "on the forge's pages" in of(document, 1)["why"]
        assert done == 0 or "import octo-org/p0/tag/v*" in of(document, 0)["steps"]
        assert [] == about(place, mark, 1)
    assert (4, 5) == (len(about(place, mark, 0)), len(about(place, mark, 2)))
    made(place, 1, "PUT", f"/{number}")
    mark = place.world.mark()
    code, document, err = place.run("resume", "--yes")
    assert (0, 4) == (code, len(about(place, mark, 1))), err


def test_a_tag_that_is_declared_later_is_asked_for_too(make_place: MakePlace) -> None:
    """What the state holds is not asked for; a refusal is none the less one with every run."""
    place = make_place()
    place.fleet(github(0))
    assert 0 == place.run("apply", "--yes")[0]
    refs = {"ref_name": {"include": ["refs/tags/x*"], "exclude": ["refs/tags/x1"]}}
    made(place, 0, name="release tags x*", conditions=refs)
    more = {**github(0)["tags"][0], "pattern": "x*"}
    place.fleet(github(0, tags=[*github(0)["tags"], more]))
    mark = place.world.mark()

    for verb in ("apply", "resume"):
        code, document, _ = place.run(verb, "--yes")
        assert (1, []) == (code, writes(place, mark))
        assert "not as declared (exclude)" in of(document, 0)["why"]


def test_it_takes_one_list_where_the_state_lacks_one(make_place: MakePlace) -> None:
    """As it is foretold; where the state has all of them, only the read-back lists them."""
    place = make_place()
    place.fleet(github(0))
    code, _, err = place.run("apply", "--yes")

    assert 0 == code
    foretold, asked = told(err), sent(place.world, 0)
    # Foretold is what is left of the hour, too, which costs nothing.
    assert foretold["github reads"] - 1 == asked["github reads"]
    assert foretold["github writes"] == asked["github writes"]
    assert 2 == len(
        [one for one in place.requests(0) if (one["method"], one["path"]) == ("GET", LIST)]
    )
    edited = github(0)
    edited["publishers"][1]["environment"]["wait_timer"] = "30m"
    place.fleet(edited)
    mark = place.world.mark()
    assert 0 == place.run("apply", "--yes")[0]
    assert 1 == len(
        [one for one in place.requests(mark) if (one["method"], one["path"]) == ("GET", LIST)]
    )


def test_where_it_cannot_be_seen_nothing_is_made(make_place: MakePlace) -> None:
    """A list that GitHub does not give; the other forge's are not asked for."""
    place = make_place()
    place.fleet(github(0), gitlab(0))
    fault = {"method": "GET", "path": "/rulesets$", "status": 500, "times": None}
    place.world.faults("github", fault)

    code, document, _ = place.run("apply", "--yes")

    assert 1 == code
    assert counts(document, changed=1, failed=1)
    assert "whether the tag ruleset octo-org/p0/tag/v* is there" in of(document, 0)["why"]
    assert [] == about(place, 0, 0)
    place.world.faults("github")


def test_a_review_of_making_it_is_none_of_taking_it_over(make_place: MakePlace) -> None:
    """Another plan, with another digest, which shows what is there; and the other way round."""
    place = make_place()
    place.fleet(github(0))
    making = place.run("plan")[1]["digest"]
    number = made(place, 0)
    mark = place.world.mark()

    code, document, _ = place.run("apply", "--yes", "--reviewed", making)

    assert (2, []) == (code, writes(place, mark))
    assert "import octo-org/p0/tag/v*" in of(document, 0)["steps"]
    taking = document["digest"]
    by_hand(place, f"repos/octo-org/p0/rulesets/{number}")
    mark = place.world.mark()
    assert 2 == place.run("apply", "--yes", "--reviewed", taking)[0]
    assert [] == writes(place, mark)
    made(place, 0)
    code, _, err = place.run("apply", "--yes", "--reviewed", taking)
    assert (0, 4) == (code, len(about(place, mark, 0)) - 1), err


def test_a_lost_answer_needs_no_other_review(make_place: MakePlace) -> None:
    """What a run made and never heard of is what was reviewed; the same digest goes on."""
    place = make_place()
    place.fleet(github(0))
    digest = place.run("plan")[1]["digest"]
    lost = {"method": "POST", "path": "/rulesets$", "status": 0, "when": "after"}
    place.world.faults("github", lost)
    assert 1 == place.run("apply", "--yes", "--reviewed", digest)[0]
    place.world.faults("github")
    mark = place.world.mark()

    code, document, err = place.run("apply", "--yes", "--reviewed", digest)

    assert 0 == code, (document, err)
    assert not [path for method, path in writes(place, mark) if path == LIST]
