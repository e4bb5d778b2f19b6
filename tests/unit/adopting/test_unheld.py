"""What is on a forge and not in a stack's state: taken over, set, or refused with the way on."""

from typing import Any

import pytest

from trustpub.adopting.importing import TYPES
from trustpub.adopting.leaving import leaving, vanished
from trustpub.adopting.marks import Held, Name, held_mark, holdings, seen_mark
from trustpub.adopting.unheld import Unheld, declared, unheld
from trustpub.model import Plan
from trustpub.observing.model import Repository, Seen

from .rows import (
    NAME,
    PROJECT,
    github_environment,
    gitlab_environment,
    gitlab_tag,
    on_github,
    on_gitlab,
    policy,
    protection,
    ruleset,
)
from .test_import_file import plan

TAG = f"{NAME}/tag/v*"
URN = "urn:pulumi:t::trustpub::trustpub:index:ReleaseProject$trustpub:index:GitHubRelease$"
GOOD: list[tuple[Seen, str]] = [
    (policy(), "sampleproject:2"),
    (ruleset(), "sampleproject:3"),
    (gitlab_environment(), f"{PROJECT}:4"),
    (protection(), f"{PROJECT}:pypi"),
    (gitlab_tag(), f"{PROJECT}:v*"),
]


def the_plan(forge: str) -> Plan:
    """The plan that is met by the rows as they are."""
    return plan((on_github() if forge == "github" else on_gitlab()).text)


def done(*seen: Seen, held: Held | None = None, stack: str | None = "t", **more: Any) -> Unheld:
    """What is done about what was seen of one repository."""
    forge = seen[0].kind.partition(".")[0] if seen else "github"
    name = NAME if forge == "github" else PROJECT
    one = Repository.model_validate({"forge": forge, "name": name, "seen": seen, **more})
    return unheld(the_plan(forge), [one], held or {}, stack)


def changed(seen: Seen, **properties: Any) -> Seen:
    """The same with other settings."""
    return seen.model_copy(update={"properties": {**seen.properties, **properties}})


def key(seen: Seen) -> Name:
    """Type and name in the engine."""
    return TYPES[seen.kind], seen.name


@pytest.mark.parametrize(("seen", "number"), GOOD, ids=[one.kind for one, _ in GOOD])
def test_what_is_as_declared_is_imported(seen: Seen, number: str) -> None:
    """Nothing is written for it, and a line says so."""
    found = done(seen)

    first, last = number.split(":", 1)
    expected = f"{first}:pypi:{last}" if seen.kind == "github.deployment-policy" else number
    assert {key(seen): expected} == found.imports
    assert () == found.problems
    assert "it is taken over as it is" in found.notes[0]


@pytest.mark.parametrize("seen", [one for one, _ in GOOD], ids=[one.kind for one, _ in GOOD])
def test_what_the_state_holds_is_left_to_the_engine(seen: Seen) -> None:
    """Its name is enough."""
    found = done(seen, held={key(seen): {}})

    assert ({}, (), ()) == (found.imports, found.problems, found.notes)


@pytest.mark.parametrize(
    "seen",
    [
        github_environment(),
        changed(github_environment(), wait_timer=5),
        changed(gitlab_tag(), access="developer"),
    ],
    ids=["environment", "other-environment", "other-tag"],
)
def test_what_one_write_sets_whole_is_set(seen: Seen) -> None:
    """It is neither imported nor refused, but told."""
    found = done(seen)

    assert ({}, ()) == (found.imports, found.problems)
    assert "it is set as declared" in found.notes[0]


@pytest.mark.parametrize(
    ("seen", "settings", "command"),
    [
        (
            changed(ruleset(), bypass={"teams": [], "roles": ["write"], "users": []}),
            "bypass.roles",
            f"trustpub adopt --repo {NAME} --stack t --apply",
        ),
        (
            ruleset(beyond={"more_rules": ["non_fast_forward"]}),
            "more_rules",
            f"trustpub adopt --repo {NAME} --stack t --apply",
        ),
        (
            ruleset(unseen={"bypass": "no right"}),
            "bypass.roles was not seen",
            f"trustpub adopt --repo {NAME} --stack t --apply",
        ),
        (
            changed(protection(), deployers=[{"access": "developer"}]),
            "deployers",
            f"trustpub adopt --project {PROJECT} --stack t --apply",
        ),
    ],
    ids=["bypass", "more-rules", "unseen", "protection"],
)
def test_what_is_otherwise_is_refused_with_a_command(
    seen: Seen, settings: str, command: str
) -> None:
    """What is there, how it is otherwise, and the one command."""
    (problem,) = done(seen).problems

    assert "not-in-state" == problem.id
    assert seen.name in problem.found
    assert settings in problem.found
    assert command in problem.fix


def test_without_a_command_it_is_set_right_by_hand() -> None:
    """The program of a fleet has no folder that `trustpub adopt` could work in."""
    (problem,) = done(ruleset(beyond={"enforcement": "disabled"}), stack=None).problems

    assert "on the forge's pages" in problem.fix
    assert "number 3" in problem.found


def test_a_ruleset_goes_by_its_own_name() -> None:
    """Another one about the same tags is nobody's copy; of two the one as declared is taken."""
    other = ruleset(name="hand-made", number=7)
    twin = ruleset(number=8, beyond={"enforcement": "disabled"})

    assert ({}, ()) == (done(other).imports, done(other).problems)
    assert {key(ruleset()): "sampleproject:3"} == done(other, twin, ruleset()).imports


def test_a_list_that_was_not_seen_stops_what_could_be_there_twice() -> None:
    """A ruleset alone: everything else the forge itself makes only once."""
    hidden = dict.fromkeys(TYPES, "GitHub answers 500")

    found = done(unseen=hidden)

    (problem,) = found.problems
    assert f"whether the tag ruleset {TAG} is there already cannot be seen" in problem.found
    assert {} == found.imports


def test_what_the_state_has_under_another_name_is_not_taken() -> None:
    """The engine will delete it under that name."""
    held = {(TYPES["github.deployment-policy"], "old"): {"policyId": 2.0}}

    assert {} == done(policy(), held=held).imports


def test_nothing_there_is_nothing_to_do() -> None:
    """A first `up`."""
    assert Unheld({}) == done()


def test_the_state_as_the_engine_tells_it() -> None:
    """The type is the last of the chain, and a name may hold anything."""
    urn = f"{URN}{TYPES['github.tag-ruleset']}::{NAME}/tag/a::b"
    found = holdings({urn: {"outputs": {"rulesetId": 3.0}}, "odd": {}})

    assert {(TYPES["github.tag-ruleset"], f"{NAME}/tag/a::b"): {"rulesetId": 3.0}} == found
    assert "80000001" == held_mark("github.tag-ruleset", {"rulesetId": 80000001.0})


def of_state(seen: Seen) -> dict[str, Any]:
    """The outputs of what was seen, as far as they matter here."""
    rows = {
        "github.deployment-policy": {"policyId": 2.0, "environment": "pypi"},
        "github.tag-ruleset": {"rulesetId": 3.0},
        "gitlab.environment": {"name": "pypi"},
        "gitlab.protected-environment": {"environment": "pypi"},
        "gitlab.protected-tag": {"tag": "v*", "createAccessLevel": "maintainer"},
    }
    return rows[seen.kind]


def bare(forge: str) -> Plan:
    """A plan with nothing but an environment that has a policy."""
    full = the_plan(forge)
    kept = ("github.deployment-policy",) if forge == "github" else ()
    return full.model_copy(
        update={
            "resources": tuple(r.model_copy(update={"name": f"{r.name}2"}) for r in full.of(*kept))
        }
    )


@pytest.mark.parametrize("seen", [one for one, _ in GOOD], ids=[one.kind for one, _ in GOOD])
def test_what_is_to_go_and_is_gone_is_told(seen: Seen) -> None:
    """Not while it is there, and not where its list was not seen."""
    forge = seen.kind.partition(".")[0]
    one, held = bare(forge), {key(seen): of_state(seen)}
    empty = {"forge": forge, "name": NAME if forge == "github" else PROJECT}
    names = leaving(one, held, {})

    assert {key(seen)} == names
    assert seen_mark(seen) == held_mark(seen.kind, of_state(seen))
    for more, lines in (({}, 1), ({"seen": [seen]}, 0), ({"unseen": {seen.kind: "500"}}, 0)):
        there = Repository.model_validate({**empty, **more})
        told = vanished(one, [there], held, names)
        assert lines == len(told)
        assert all("run: pulumi up --refresh" in line for line in told)


def test_an_environment_that_is_stopped_already_is_told() -> None:
    """GitLab answers 400 to a second stop, and no refresh helps."""
    seen = gitlab_environment(beyond={"state": "stopped"})
    held = {key(seen): of_state(seen)}
    there = Repository(forge="gitlab", name=PROJECT, seen=(seen,))

    (line,) = vanished(bare("gitlab"), [there], held, leaving(bare("gitlab"), held, {}))

    assert "is stopped already" in line


@pytest.mark.parametrize(
    ("outputs", "goes"),
    [
        ({"createAccessLevel": "maintainer"}, False),
        ({"createAccessLevel": "developer"}, True),
        ({"createAccessLevel": "maintainer", "allowedToCreates": [{"userId": 5.0}]}, True),
    ],
)
def test_a_protected_tag_that_is_replaced_leaves_too(outputs: dict[str, Any], goes: bool) -> None:
    """GitLab has no update of it."""
    one = the_plan("gitlab")
    held = {name: {} for name in declared(one)} | {key(gitlab_tag()): outputs}

    assert (frozenset([key(gitlab_tag())]) if goes else frozenset()) == leaving(one, held, {})
