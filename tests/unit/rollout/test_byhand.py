"""Publishers, which the engine only records: what people have to do, and what is left of it."""

from datetime import timedelta
from typing import Any

import pytest

from trustpub.plan import make_plan
from trustpub.rollout.byhand import bare, declared, left, step_names, taken, words
from trustpub.rollout.limits.budget import Budget
from trustpub.rollout.limits.cost import sent_by_provider
from trustpub.rollout.model import Answer, Line, Result, Work
from trustpub.rollout.process import Running, answer
from trustpub.rollout.running.said import heard
from trustpub.rollout.telling.journals import Part
from trustpub.rollout.telling.standing import Declared, Standing, lines, standing

from .made import START, config, history, line
from .test_said import END, event

INPUTS = {
    "index": "pypi",
    "project": "http-tools",
    "forge": "github",
    "issuer": "https://token.actions.githubusercontent.com",
    "namespace": "octo-org",
    "repository": "http-tools",
    "workflow": "release.yml",
    "environment": "pypi",
    "organization": "",
}
WHO = "pypi/http-tools/github/octo-org/http-tools/pypi (release.yml)"
PAGES = (
    "https://pypi.org/manage/project/http-tools/settings/publishing/ "
    "(while it is pending: https://pypi.org/manage/account/publishing/)"
)
FULL = f"{WHO} at {PAGES}"
OTHER = FULL.replace("release.yml", "other.yml")


def step(op: str, **sides: dict[str, Any] | None) -> dict[str, Any]:
    """What the engine did to its record of a publisher."""
    states = {side: {"inputs": inputs} for side, inputs in sides.items()}
    kind = "pypi:index:TrustedPublisher"
    return {"op": op, "type": kind, "urn": f"urn:pulumi:s::trustpub::{kind}::pypi/x", **states}


def test_a_publisher_is_told_with_the_pages_that_list_it() -> None:
    """A pending one is not on the page of its project; an organisation has a page of its own."""
    assert FULL == words(INPUTS, {})
    assert "/manage/organization/octo/publishing/" in words({**INPUTS, "organization": "octo"}, {})
    assert " at http://here/manage" in words(INPUTS, {"TRUSTPUB_PYPI_URL": "http://here/"})
    assert " at https://test.pypi.org/" in words({**INPUTS, "index": "testpypi"}, {})


def test_a_proposal_is_no_publisher() -> None:
    """Its request is made by the engine; nobody registers it."""
    one = {**step("create", new={"forge": "github"}), "type": "pypi:index:WorkflowProposal"}

    assert ("create pypi/x",) == step_names([one], {})


@pytest.mark.parametrize(
    ("more", "same"),
    [
        ({"organization": "octo"}, True),
        ({"namespace": "Octo-Org"}, True),
        ({"project": "HTTP_tools"}, True),
        ({"workflow": "other.yml"}, False),
        ({"environment": ""}, False),
        ({"index": "testpypi"}, False),
        ({"repository": "other"}, False),
    ],
)
def test_what_tells_two_publishers_apart(more: dict[str, str], same: bool) -> None:
    """What the index tells apart, and no more."""
    assert same == (bare(words(INPUTS, {})) == bare(words({**INPUTS, **more}, {})))


def test_an_issuer_of_ones_own_is_told() -> None:
    """The well-known ones go without saying."""
    gitlab = {**INPUTS, "forge": "gitlab", "issuer": "https://gitlab.com"}

    assert "(release.yml)" in words(gitlab, {})
    own = words({**gitlab, "issuer": "https://git.example.org"}, {})
    assert "(release.yml, https://git.example.org)" in own


EDITED = {**INPUTS, "workflow": "other.yml"}
NEW, OLD = f"to register by hand: {bare(OTHER)}", f"to take away by hand: {FULL}"


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        ([step("create", new=INPUTS)], [f"to register by hand: {WHO}"]),
        ([step("delete", old=INPUTS)], [OLD]),
        ([step("replace", old=INPUTS, new=EDITED)], [NEW, OLD]),
        (
            [
                step("create-replacement", old=INPUTS, new=EDITED),
                step("replace", old=INPUTS, new=EDITED),
                step("delete-replaced", old=INPUTS),
            ],
            [NEW, OLD],
        ),
        (
            [step("create", new=INPUTS), step("delete", old=INPUTS)],
            [f"to be recorded anew, nothing by hand: {WHO}"],
        ),
        ([step("delete")], ["to take away by hand: pypi/x"]),
        ([step("delete", old=None)], ["to take away by hand: pypi/x"]),
        ([step("update", old=INPUTS, new=INPUTS)], ["update pypi/x"]),
    ],
    ids=["new", "gone", "replaced", "in steps", "renamed", "bare", "null", "updated"],
)
def test_steps_say_what_people_do(events: list[dict[str, Any]], wanted: list[str]) -> None:
    """A replacement is both, once each; the same publisher under another name is neither."""
    assert wanted == list(step_names(events, {}))


def test_the_engines_events_become_such_steps() -> None:
    """Other resources are told as before; the counts are the engine's."""
    said = heard([event(resOutputsEvent={"metadata": step("delete", old=INPUTS)}), END])

    assert ((OLD,), {"delete": 1}) == (said.steps, said.changes)
    assert (FULL,) == taken((*said.steps, *said.steps, "delete x"))


def test_all_tries_of_a_repository_are_told() -> None:
    """What the first dropped, the second, after a limit, does not tell any more."""
    work = Work("a", "a", config(), "", new=False, torn=False)
    met = Result(name="a", outcome="failed", why="GET x: 403 API rate limit exceeded", steps=(OLD,))
    one = Running(work, 1, 2, 3, bytearray(Answer(result=met).model_dump_json().encode()))
    budget = Budget()

    first = answer(one, 0, 1.0).result
    again = budget.again(work, first)

    assert again is not None
    assert (FULL,) == first.take_away
    assert (FULL,) == budget.whole(again, Result(name="a", outcome="unchanged")).take_away


def test_publishers_cost_no_writes_on_a_forge() -> None:
    """Nothing is sent for them."""
    plan = make_plan(config())

    assert sent_by_provider(plan, ()) == sent_by_provider(plan, (OLD, NEW))
    assert sent_by_provider(plan, ()) != sent_by_provider(plan, ("delete x",))


def test_the_config_and_the_state_name_a_publisher_alike() -> None:
    """Else what is declared again would never be seen to be."""
    plan = make_plan(config())
    (publisher,) = plan.of("pypi.publisher")

    assert (words(dict(publisher.properties), {}),) == declared(plan, {})
    assert "pypi/p/github/octo-org/p/pypi (release.yml)" == bare(declared(plan, {})[0])


def begun(second: int, *publishers: str, name: str = "a") -> Line:
    """An engine that was started."""
    return line("begun", second, run="r", name=name, declared=publishers)


def dropped(second: int, *publishers: str, name: str = "a") -> Line:
    """What an engine did."""
    return line("by-hand", second, run="r", name=name, take_away=publishers)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([begun(1, FULL)], []),
        ([begun(1, FULL), begun(2)], [2]),
        ([begun(1, FULL), begun(2), dropped(3, FULL)], [2]),
        ([begun(1), dropped(3, FULL)], [3]),
        ([line("begun", 1, name="a"), dropped(3, FULL)], [3]),
        ([begun(1, FULL), begun(2), begun(3), begun(4)], [2]),
        ([begun(1, FULL), begun(2), begun(3, FULL)], []),
        ([begun(1, FULL), begun(2), begun(3, FULL), begun(4)], [4]),
        ([begun(1, FULL), begun(2, OTHER), dropped(3, FULL)], [2]),
        ([begun(1, FULL), begun(2), begun(3, FULL, name="b")], []),
        ([begun(1, FULL), begun(2, FULL, name="b"), begun(3)], []),
        ([begun(1, FULL), begun(2, FULL, name="b"), begun(3), begun(4, name="b")], [4]),
    ],
    ids=[
        "declared",
        "killed",
        "dropped",
        "lost journal",
        "older journal",
        "long ago",
        "again",
        "twice",
        "replaced",
        "moved",
        "held",
        "held no more",
    ],
)
def test_what_is_left_to_take_away(told: list[Line], wanted: list[int]) -> None:
    """Until the same publisher is declared again, wherever; since when it was dropped first."""
    seconds = [int((one.at - START).total_seconds()) for one in left(told)]

    assert wanted == seconds


def test_what_left_the_fleet_keeps_no_publisher() -> None:
    """Whoever else declared it, and dropped it, is told of."""
    told = [begun(1, FULL, name="old"), begun(2, FULL), begun(3)]

    assert ((), ["a"]) == (left(told), [one.name for one in left(told, ("old",))])


def found(*told: Line) -> Standing:
    """Where a fleet stands."""
    end = line("ended", 9, run="r", name="a", outcome="changed")
    whole = (line("run", 0, run="r", total=1), *told, end, line("finished", 9, run="r"))
    return standing([Part("", history(*whole))])


def test_the_status_tells_it_with_its_age() -> None:
    """In text, and in JSON; the exit code stays."""
    here = found(begun(1, FULL), begun(2), dropped(3, FULL))

    told = lines(here, START + timedelta(seconds=2, days=3))

    assert f"to take away by hand: {FULL}; dropped 3 days ago" in told
    assert any(one.startswith("to take away by hand: 1 in all; ") for one in told)
    assert (f"{FULL}; dropped 2026-11-22 12:00 UTC",) == here.results[0].take_away
    assert 0 == here.code
    clean = found(begun(1, FULL))
    assert () == clean.results[0].take_away
    assert not any("by hand" in one for one in lines(clean, START))


def test_journals_of_two_machines_are_read_as_one() -> None:
    """One declared it, the other dropped it; the order of the files says nothing."""
    parts = [Part("x", history(begun(1, FULL))), Part("y", history(begun(2)))]

    for order in (parts, parts[::-1]):
        assert [FULL] == [one.publisher for one in standing(order).away]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([begun(1, FULL, name="old"), begun(3, name="old"), begun(4, FULL, name="old")], [4]),
        ([begun(1, FULL, OTHER, name="old"), begun(2, OTHER)], [1]),
        ([begun(1, FULL, name="old"), begun(2, FULL)], []),
        ([begun(1, FULL, name="old"), begun(2, name="old")], [2]),
        ([begun(1, FULL)], []),
    ],
    ids=["left", "one of two", "taken over", "dropped before", "another"],
)
def test_what_a_repository_leaves_behind(told: list[Line], wanted: list[int]) -> None:
    """What it declared last may still publish, unless somebody else of the fleet declares it."""
    found = left(told, ("old",))

    assert wanted == [int((one.at - START).total_seconds()) for one in found]
    assert all(one.name == "old" and one.publisher == FULL for one in found)


def test_the_status_tells_what_was_left_behind() -> None:
    """With its page and age; where no journal tells, that is said."""
    end = line("ended", 9, run="r", name="gone", outcome="changed")
    run = (line("run", 0, run="r", total=1), line("finished", 9, run="r"))
    fleet = Declared(("a",), whole=True)
    parts = [Part("", history(run[0], begun(1, FULL, name="gone"), end, run[1]))]

    here = standing(parts, fleet)
    told = lines(here, START + timedelta(seconds=1, days=3))

    words = "its repository left the fleet (keep it if another fleet has that), declared last"
    assert f"to take away by hand: {FULL}; {words} 3 days ago" in told
    assert (f"{FULL}; {words} 2026-11-22 12:00 UTC",) == here.results[0].take_away
    assert not [one for one in told if "no journal tells" in one]
    assert () == standing(parts).away, "who left is known only where the whole fleet is"
    older = line("begun", 1, run="r", name="gone")
    silent = standing([Part("", history(run[0], older, end, run[1]))], fleet)
    assert any(one.endswith("which publishers they have: gone") for one in silent.notes)
