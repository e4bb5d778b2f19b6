"""Steps of the engine with their settings: what is ours is shown, and nothing else."""

from typing import Any

import pytest

from trustpub.adopting.importing import REGISTERED, TYPES
from trustpub.rollout.calling import called
from trustpub.rollout.detail import NOT_SHOWN, Detail, digest_of
from trustpub.rollout.running.detailing import LATER, UNKNOWN, detail
from trustpub.rollout.running.hiding import masked

ENVIRONMENT = TYPES["github.environment"]


def step(
    operation: str = "update",
    before: Any = None,
    after: Any = None,
    kind: str = ENVIRONMENT,
    **more: Any,
) -> dict[str, Any]:
    """A step as the engine tells it; `outputs` are those of what is there."""
    old = None if before is None else {"inputs": before, "outputs": more.pop("outputs", before)}
    new = None if after is None else {"inputs": after, "outputs": {}}
    urn = "urn:pulumi:s::trustpub::a$b::o/p/environment/pypi"
    return {"op": operation, "type": kind, "urn": urn, "old": old, "new": new, **more}


def read(one: dict[str, Any]) -> Detail:
    """It as a value; one variable holds a token."""
    return detail(one, lambda text: masked(text, {"GITHUB_TOKEN": "odd-secret"}))


def settings(one: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Its settings: before and after."""
    return {each.name: (each.before, each.after) for each in read(one).settings}


def test_settings_that_differ_are_told_in_the_words_of_the_plan() -> None:
    """What stays is left out, and so is what the provider notes for itself."""
    before = {"__defaults": [], "waitTimer": 0, "environment": "pypi", "preventSelfReview": True}
    found = read(step(before=before, after={**before, "waitTimer": 30, "__defaults": ["x"]}))

    assert ("update", "github.environment", "o/p/environment/pypi") == (
        found.operation,
        found.kind,
        found.name,
    )
    assert ["wait_timer: 0 -> 30"] == found.told({})
    assert ((), True) == (found.hidden, found.whole)


@pytest.mark.parametrize("empty", [None, [], "", {}, {"users": [], "teams": []}])
def test_empty_is_as_good_as_left_out(empty: Any) -> None:
    """After a refresh the engine tells of no empty list any more."""
    known = {"environment": "pypi"}
    assert {} == settings(step(before={**known, "reviewers": empty}, after=known))
    assert {} == settings(step(before=known, after={**known, "reviewers": empty}))


@pytest.mark.parametrize("value", [False, 0])
def test_no_and_none_are_values(value: Any) -> None:
    """They are not nothing."""
    assert {"wait_timer": (None, value)} == settings(step(before={}, after={"waitTimer": value}))


def test_what_is_made_and_taken_away_tells_all_of_it() -> None:
    """Also where it is made anew: the engine tells what was there before then, too."""
    inputs = {"tag": "v*", "project": "g/p"}
    kind = TYPES["gitlab.protected-tag"]

    made = read(step("create", None, inputs, kind))
    anew = read(step("create-replacement", {**inputs, "tag": "x*"}, inputs, kind))
    gone = settings(step("delete", inputs, None, kind))

    assert made.settings == anew.settings
    assert made.digest() == anew.digest()
    assert {"tag": ("v*", None), "project": ("g/p", None)} == gone
    assert [] == made.told({})


def test_what_is_taken_over_tells_all_of_it() -> None:
    """The engine has read it by then; what is approved is what it is like, not its name alone."""
    inputs = {"name": "release tags v*", "enforcement": "active"}
    kind = TYPES["github.tag-ruleset"]

    made, found = (read(step(verb, inputs, inputs, kind)) for verb in ("create", "import"))

    wanted = {"name": (None, "release tags v*"), "enforcement": (None, "active")}
    assert wanted == {one.name: (one.before, one.after) for one in found.settings}
    assert found.whole
    assert found.digest() != made.digest()


def test_drift_that_only_the_outputs_know_is_told() -> None:
    """What is declared stays; what the forge holds is another thing."""
    inputs = {"deployAccessLevelsAttributes": [{"groupId": 3}]}
    outputs = {"deployAccessLevelsAttributes": [{"groupId": 4, "id": 9, "text": "x"}]}
    one = step(
        before=inputs,
        after=inputs,
        kind=TYPES["gitlab.protected-environment"],
        outputs=outputs,
        detailedDiff={"deployAccessLevelsAttributes[0].groupId": {"diffKind": "update"}},
    )

    wanted = ([{"group_id": 4}], [{"group_id": 3}])
    assert {"deploy_access_levels_attributes": wanted} == settings(one)


def test_what_is_not_ours_is_named_only() -> None:
    """What it was may be hidden; what it is to become has to be seen."""
    gone = read(step(before={"secretThing": "s3cret"}, after={}))
    set_now = read(step(before={"secretThing": "a"}, after={"secretThing": "b"}))
    deep = read(step(before={}, after={"reviewers": [{"users": [1], "odd": "s3cret"}]}))
    named = read(step(before={}, after={}, diffs=["etag"]))

    assert "s3cret" not in f"{gone}{set_now}{deep}{named}"
    assert [True, False, False, True] == [one.whole for one in (gone, set_now, deep, named)]
    assert (("etag",), ["etag: (not shown)"]) == (named.hidden, named.told({}))
    assert [{"users": [1], "odd": NOT_SHOWN}] == deep.settings[0].after


@pytest.mark.parametrize("text", ["odd-secret", "x ghp_0123456789abcdef", "[secret]"])
def test_a_masked_value_is_nothing_to_approve(text: str) -> None:
    """A token, of the environment or by its looks, and what the engine masks."""
    found = read(step(before={"environment": "a"}, after={"environment": text}))

    assert not found.whole
    assert "" == digest_of({"a": [found]}, {})
    assert "odd-secret" not in str(found)


def test_two_masked_values_are_not_the_same() -> None:
    """Both look alike, and something changes all the same."""
    both = {"environment": "ghp_0123456789"}, {"environment": "ghp_9876543210"}

    assert {"environment": ("[token]", "[token]")} == settings(step(before=both[0], after=both[1]))


def test_a_value_of_another_step_is_said_to_come() -> None:
    """Nobody knows it before that."""
    assert {"environment": (None, LATER)} == settings(
        step(before={}, after={"environment": UNKNOWN})
    )


@pytest.mark.parametrize("kind", ["aws:s3:Bucket", REGISTERED])
def test_odd_steps_are_read(kind: str) -> None:
    """A type that is not ours shows no value; a step without sides is one."""
    assert () == read(step("update", None, None, kind)).settings
    other = read(step("create", None, {"acl": "s3cret"}, kind))
    assert ("s3cret" in str(other), other.whole) == (False, False)


def test_a_proposal_tells_its_config() -> None:
    """What it will propose depends on the files that are there, and is reviewed in its request."""
    inputs = {"forge": "github", "repository": "o/p", "config": "{}"}
    outputs = {**inputs, "state": "proposed"}
    new = read(step("create", None, inputs, "pypi:index:WorkflowProposal"))
    again = step("update", inputs, inputs, "pypi:index:WorkflowProposal", outputs=outputs)

    assert (True, "workflow.proposal", 3) == (new.whole, new.kind, len(new.settings))
    assert ["state: (not shown)"] == read({**again, "diffs": ["state"]}).told({})


def test_the_digest_is_of_steps_repositories_and_forges() -> None:
    """Not of their order, nor of who has nothing to do."""
    one = read(step(before={"waitTimer": 0}, after={"waitTimer": 30}))
    two = read(step(before={"waitTimer": 0}, after={"waitTimer": 31}))
    here = {"GITHUB_BASE_URL": "https://git.example.org/"}

    plain = digest_of({"a": [one, two], "b": []}, {})

    assert plain == digest_of({"a": [two, one]}, {})
    others = [
        digest_of({"a": [one]}, {}),
        digest_of({"b": [one, two]}, {}),
        digest_of({"a": [one], "b": [two]}, {}),
        digest_of({"a": [one, two]}, here),
        digest_of({}, {}),
    ]
    assert len({plain, *others}) == 6
    bare = {"GITHUB_BASE_URL": "https://git.example.org"}
    assert digest_of({}, here) == digest_of({}, bare)
    assert plain.startswith("plan-sha256:")


def test_people_are_told_by_their_names() -> None:
    """Those that were resolved now; all others by their numbers."""
    ids = {"github/octo-org/teams/managers": 7, "github/octo-org/users/octocat": 8}
    ids |= {"gitlab//groups/group/sub": 7}
    value = {"reviewers": [{"teams": [7, 8], "users": [8]}], "group_id": 7, "wait_timer": 7}
    actors = [
        {"actor_type": "Team", "actor_id": 7},
        {"actor_type": "RepositoryRole", "actor_id": 5},
        {"actor_type": "OrganizationAdmin", "actor_id": 1},
        {"actor_type": "DeployKey"},
    ]

    assert {
        "reviewers": [{"teams": ["managers", 8], "users": ["octocat"]}],
        "group_id": "group/sub",
        "wait_timer": 7,
    } == called(value, ids)
    assert ["managers", "admin", 1, None] == [one.get("actor_id") for one in called(actors, ids)]
    assert actors[3] == called(actors, ids)[3]
