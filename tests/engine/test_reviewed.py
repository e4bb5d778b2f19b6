"""What was approved is what is done: plans and changes of commits held by the real engine."""

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from trustpub.rollout.model import GOOD

from .reviewing import commit, digest_of, edited, other, repository, reviewed, writes
from .test_rollout import (
    SLOW,
    MakePlace,
    Place,
    by_hand,
    counts,
    github,
    gitlab,
    killed,
    make_place,
    many,
    undisturbed,
)

pytestmark = pytest.mark.usefixtures("many")
__all__ = ["make_place", "many", "undisturbed"]


def test_a_plan_is_done_as_it_was_reviewed(make_place: MakePlace) -> None:
    """The same digest: the very steps, and no others; another one: nothing is begun."""
    place = make_place()
    place.fleet(github(0), gitlab(0))
    assert 0 == place.run("apply", "--yes")[0]
    admins = [{**one, "created_by": {"access": "admin"}} for one in gitlab(0)["tags"]]
    place.fleet(edited(github(0)), gitlab(0, tags=admins), github(1))

    code, plan, _ = place.run("plan")
    mark = place.world.mark()
    wrong = f"{plan['digest'][:-1]}{'0' if plan['digest'][-1] != '0' else '1'}"
    refused, told, err = place.run("apply", "--yes", "--reviewed", wrong)

    assert (1, 2, []) == (code, refused, writes(place, mark))
    assert ("plan", plan["digest"]) == (told["step"], told["digest"])
    assert "not what was reviewed" in told["stopped"]
    assert "not what was reviewed" in err
    steps = [one for each in plan["repositories"] for one in each["details"]]
    (update,) = (one for one in steps if one["operation"] == "update")
    assert {"name": "wait_timer", "before": 5, "after": 30} in update["settings"]
    code, done, _ = place.run("apply", "--yes", "--reviewed", plan["digest"])
    assert 0 == code
    assert counts(done, changed=3)
    assert 8 == len(writes(place, mark))
    again = place.run("apply", "--yes", "--reviewed", plan["digest"])
    assert (0, 8) == (again[0], len(writes(place, mark)))


def test_what_is_edited_after_the_review_is_not_done(make_place: MakePlace) -> None:
    """Another setting, another repository, a config with errors: each stops before any write."""
    place = make_place()
    place.fleet(edited(github(0)))
    digest = place.run("plan")[1]["digest"]
    mark = place.world.mark()

    for projects in (
        [edited(github(0), "31m")],
        [edited(github(0)), github(1)],
        [edited(github(0)), {**github(1), "publishers": []}],
    ):
        place.fleet(*projects)
        code, told, _ = place.run("apply", "--yes", "--reviewed", digest)
        assert (2, []) == (code, writes(place, mark))
        assert "changed" not in told["counts"] or "plan" == told["step"]

    assert not (place.folder / "trustpub-rollout.jsonl").exists()


def test_what_a_forge_hides_has_no_digest(make_place: MakePlace) -> None:
    """A repository that could not be previewed: nothing to approve, and no approval counts."""
    place = make_place()
    place.fleet(github(0), gitlab(0))
    digest = place.run("plan")[1]["digest"]
    place.world.faults("gitlab", {"path": ".", "status": 500, "times": None})
    mark = place.world.mark()

    plan, seen = place.run("plan")[1], place.run("apply", "--yes", "--reviewed", digest)

    assert ("", 2, []) == (plan["digest"], seen[0], writes(place, mark))
    place.world.faults("gitlab")


def test_drift_is_part_of_a_full_plan(make_place: MakePlace) -> None:
    """With `--full`, what somebody changed on the forge since the review stops the run."""
    place = make_place()
    place.fleet(github(0), github(1))
    assert 0 == place.run("apply", "--yes")[0]
    by_hand(place, "repos/octo-org/p0/environments/testpypi")
    code, plan, _ = place.run("plan", "--full")
    assert 1 == code
    by_hand(place, "repos/octo-org/p1/environments/testpypi")
    mark = place.world.mark()

    code, _, _ = place.run("apply", "--yes", "--full", "--reviewed", plan["digest"])

    assert (2, []) == (code, writes(place, mark))
    digest = place.run("plan", "--full")[1]["digest"]
    code, done, _ = place.run("apply", "--yes", "--full", "--reviewed", digest)
    assert 0 == code
    assert counts(done, changed=2)


def test_a_state_that_moves_on_during_the_run_is_left_alone(make_place: MakePlace) -> None:
    """Each repository is held once more right before its own `up`: another run was there first."""
    place = make_place()
    place.fleet(github(0), github(1))
    assert 0 == place.run("apply", "--yes")[0]
    place.fleet(edited(github(0)), edited(github(1)))
    digest = place.run("plan")[1]["digest"]
    path = "/repos/octo-org/p0/environments/pypi$"
    place.world.faults("github", {**SLOW, "method": "PUT", "path": path, "delay_ms": 9000})
    mark = place.world.mark()

    words = ("--parallel", "1", "--format", "json", "--reviewed", digest)
    with place.start("apply", "--yes", *words) as process:
        until = time.monotonic() + 60
        while not begun(place, "github:octo-org/p0") and time.monotonic() < until:
            time.sleep(0.05)
        elsewhere = other(place)
        elsewhere.fleet(edited(github(1), "40m"))
        assert 0 == elsewhere.run("apply", "--yes")[0]
        ours = len([one for one in writes(place, mark) if "/p1/" in one[1]])
        out, _ = process.communicate(timeout=120)

    document = json.loads(out)
    place.world.faults("github")
    assert (3, 1) == (process.returncode, ours)
    assert counts(document, changed=1, skipped=1)
    (left,) = (one for one in document["repositories"] if one["outcome"] == "skipped")
    assert "not what was reviewed" in left["why"]
    assert "wait_timer: 40 -> 30" in left["why"]
    assert 1 == len([one for one in writes(place, mark) if "/p1/" in one[1]])


def begun(place: Place, name: str) -> bool:
    """Whether the engine was started for a repository in a run of what was reviewed."""
    lines = (place.folder / "trustpub-rollout.jsonl").read_text().splitlines()
    told = [json.loads(line) for line in lines]
    runs = {one["run"] for one in told if one.get("held")}
    return any(
        one["what"] == "begun" and one["run"] in runs for one in told if one.get("name") == name
    )


@pytest.mark.parametrize("moment", [1, 4, 7])
def test_killed_and_resumed_it_does_the_rest_of_what_was_reviewed(
    make_place: MakePlace, undisturbed: tuple[Any, Any], moment: int
) -> None:
    """A resume goes on with the same digest, and does not do what was declared since."""
    place = make_place()
    place.fleet(github(0), gitlab(0))
    digest = place.run("plan")[1]["digest"]
    for forge in ("github", "gitlab"):
        slow = [{**SLOW, "method": method, "path": "."} for method in ("PUT", "POST")]
        place.world.faults(forge, *slow)
    killed(place, moment, "everything", "--reviewed", digest)
    for forge in ("github", "gitlab"):
        place.world.faults(forge)
    place.fleet(github(0), gitlab(0), github(1))

    code, document, err = place.run("resume", "--yes")

    assert 3 == code, (document, err)
    assert {"github:octo-org/p1"} == {one["name"] for one in bad(document)}, document
    assert undisturbed[0] == place.wrote(), document


def bad(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The repositories that are not as declared."""
    return [one for one in document["repositories"] if one["outcome"] not in GOOD]


Merge = Callable[[Path], tuple[str, ...]]


def squashed(folder: Path) -> tuple[str, ...]:
    """One commit on the default branch."""
    commit(folder, "merge", "--squash", "topic")
    commit(folder, "commit", "-m", "squashed")
    return ()


def merged(folder: Path) -> tuple[str, ...]:
    """A merge commit, whose first parent is the default branch."""
    commit(folder, "merge", "--no-ff", "-m", "merged", "topic")
    return ()


def rebased(folder: Path) -> tuple[str, ...]:
    """Several commits: where they begin has to be said."""
    commit(folder, "merge", "--ff-only", "topic")
    return "--base", "HEAD~2"


@pytest.mark.parametrize("way", [squashed, merged, rebased])
def test_a_change_is_done_as_it_was_reviewed(make_place: MakePlace, way: Merge) -> None:
    """The digest of the preview of a request holds what came of it on the default branch."""
    place = make_place()
    repository(place, github(0), github(1))
    assert 0 == place.run("apply", "--yes")[0]
    commit(place.folder, "checkout", "-b", "topic")
    reviewed(place, edited(github(0)), github(1))
    reviewed(place, edited(github(0)), github(1), github(2))
    digest = digest_of(place, "main", "topic")
    commit(place.folder, "checkout", "main")
    base = way(place.folder)
    mark = place.world.mark()

    if base:
        assert 2 == place.run("apply", "--yes", "--reviewed", digest)[0]
    assert 2 == place.run("apply", "--yes", "--reviewed", f"sha256:{'0' * 64}", *base)[0]
    assert [] == writes(place, mark)
    code, done, err = place.run("apply", "--yes", "--reviewed", digest, *base)

    assert 0 == code, err
    assert counts(done, changed=2, unchanged=1)
    assert 6 == len(writes(place, mark))
    assert 0 == place.run("apply", "--yes", "--reviewed", digest, *base)[0]


def test_the_files_have_to_be_those_of_the_commit(make_place: MakePlace) -> None:
    """A file that is edited, and one that is new, are not what was previewed."""
    place = make_place()
    repository(place, github(0))
    reviewed(place, edited(github(0)))
    digest = digest_of(place, "HEAD^1", "HEAD")

    place.fleet(edited(github(0), "31m"))
    code, _, err = place.run("apply", "--yes", "--reviewed", digest)
    assert 2 == code
    assert "fleet.yaml: it is not what the commit" in err
    commit(place.folder, "checkout", "fleet.yaml")
    (place.folder / "of/one.yaml").write_text(yaml.safe_dump(github(1)))
    code, _, err = place.run("apply", "--yes", "--reviewed", digest)
    assert 2 == code
    assert "of/one.yaml: it is not what the commit" in err
    assert [] == place.world.writes()


def test_only_what_the_change_touches_is_done(make_place: MakePlace) -> None:
    """Another repository that is not as declared stops it, and so does one that moved on."""
    place = make_place()
    repository(place, github(0), github(1))
    assert 0 == place.run("apply", "--yes")[0]
    reviewed(place, edited(github(0)), github(1))
    digest = digest_of(place, "HEAD^1", "HEAD")
    elsewhere = other(place)
    elsewhere.fleet(edited(github(1), "40m"))
    assert 0 == elsewhere.run("apply", "--yes")[0]
    alone = replace(place, folder=elsewhere.folder)
    mark = place.world.mark()

    # This machine's journal says that p1 is as declared; one without a journal looks.
    lost = other(place, place.folder)
    code, told, _ = lost.run("apply", "--yes", "--reviewed", digest)
    assert (2, []) == (code, writes(place, mark))
    assert "github:octo-org/p1: not reviewed: it would be changed too" in told["stopped"]
    alone.fleet(edited(github(0), "50m"))
    assert 0 == alone.run("apply", "--yes")[0]
    mark = place.world.mark()
    code, told, _ = place.run("apply", "--yes", "--reviewed", digest)
    assert (2, []) == (code, writes(place, mark))
    assert "github:octo-org/p0: it does not stand at what the change" in told["stopped"]


def test_another_machine_needs_no_journal(make_place: MakePlace) -> None:
    """What the state says is enough; a shard looks at its own part only."""
    place = make_place()
    repository(place, *map(github, range(3)))
    assert 0 == place.run("apply", "--yes")[0]
    reviewed(place, edited(github(0)), github(1), edited(github(2)))
    digest = digest_of(place, "HEAD^1", "HEAD")
    mark = place.world.mark()

    lost = other(place, place.folder)
    shares = [lost.run("apply", "--yes", "--reviewed", digest, "--shard", f"{n}/2") for n in (1, 2)]

    assert [0, 0] == [code for code, _, _ in shares]
    done: Counter[str] = Counter()
    for _, document, _ in shares:
        done.update(document["counts"])
    assert {"changed": 2, "unchanged": 1} == {name: n for name, n in done.items() if n}
    assert 2 == len(writes(place, mark))


def test_a_change_that_failed_goes_on(make_place: MakePlace) -> None:
    """What the first run of a review left half done, the next one may finish."""
    place = make_place()
    repository(place, github(0))
    assert 0 == place.run("apply", "--yes")[0]
    more: dict[str, Any] = edited(github(0))
    more["tags"] = [*more["tags"], {**more["tags"][0], "pattern": "x*"}]
    reviewed(place, more)
    digest = digest_of(place, "HEAD^1", "HEAD")
    fault = {"method": "POST", "path": "/rulesets", "status": 422, "times": None}
    place.world.faults("github", fault)
    assert 1 == place.run("apply", "--yes", "--reviewed", digest)[0]
    place.world.faults("github")
    mark = place.world.mark()

    code, done, err = place.run("apply", "--yes", "--reviewed", digest)

    assert 0 == code, (done, err)
    # The engine makes both at once: where the ruleset failed first, the environment is left, too.
    assert {"POST"} == {method for method, *_ in writes(place, mark)} - {"PUT"}
