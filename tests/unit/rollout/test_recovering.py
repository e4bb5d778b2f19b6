"""What lets an engine begin after all, and what a run that broke off may have made."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from trustpub.adopting.engine import Engine, EngineError
from trustpub.checking import Checked
from trustpub.observing.model import Repository, Seen
from trustpub.plan import make_plan
from trustpub.rollout.history import work
from trustpub.rollout.model import Work
from trustpub.rollout.running import mending
from trustpub.rollout.running.mending import failed, foreign, forgotten, half, missing
from trustpub.rollout.running.recovering import made, remedy, uncut, unlocked, waited
from trustpub.rollout.running.said import heard
from trustpub.source import Source

from .made import config, history
from .test_said import LOCK

MISSING = "error: no stack named 's' found\n"
RACE = "error: unable to open state database: failed to create table pulumi_state: pq: duplicate\n"
IMPORT = (
    "pulumi stack ended with 1:\nerror: could not import deployment: unexpected end of JSON input\n"
)
RULESET = "github:index/repositoryRuleset:RepositoryRuleset"
ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment"
TAG = {"pattern": "v*", "created_by": {"teams": ["t"]}}


@dataclass(frozen=True)
class Pretended(Engine):
    """An engine that answers from a table: what it is told begins with a key."""

    answers: dict[str, list[Any]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def start(self, *words: str) -> str:
        """The next answer; an exception is raised."""
        said = " ".join(words)
        self.told.append(said)
        for key, answers in self.answers.items():
            if said.startswith(key):
                answer = answers.pop(0)
                if isinstance(answer, Exception):
                    raise answer
                return str(answer)
        return ""


def engine(**answers: list[Any]) -> Pretended:
    """With its answers, `_` for a space."""
    found = {key.replace("_", " "): value for key, value in answers.items()}
    return Pretended(Path(), "s", {}, found)


def one(**more: Any) -> Work:
    """A repository that is run the first time."""
    return work("n", "s", config(), "m", history(), "here")._replace(**more)


@pytest.mark.parametrize(
    ("text", "take", "wanted"),
    [
        (LOCK, False, None),
        (LOCK, True, unlocked),
        ("error: Another update is currently in progress.\n", True, unlocked),
        (MISSING, False, made),
        ("error: failed to load checkpoint: EOF\n", False, uncut),
        ("error: failed to load checkpoint: blob (key 'x'): unexpected EOF\n", False, uncut),
        ("error: failed to load checkpoint: place 1: unexpected end of JSON input\n", True, None),
        ("error: unexpected end of JSON input\n", False, None),
        ("error: unexpected end of JSON input\n", True, unlocked),
        (IMPORT, True, unlocked),
        (RACE, False, waited),
        ("error: pq: password authentication failed for user\n", True, None),
        ("", True, None),
    ],
)
def test_what_is_done_before_an_engine_begins(text: str, take: bool, wanted: Any) -> None:
    """Nobody's lock is taken away but for a person's word."""
    assert wanted is remedy(heard(text.splitlines(keepends=True)), one(take_locks=take))


def test_a_stack_that_is_there_is_told_of() -> None:
    """Another failure is one."""
    assert made(engine(), one()) is False
    assert made(engine(stack_init=[EngineError("stack 's' already exists")]), one()) is True
    with pytest.raises(EngineError, match="locked"):
        made(engine(stack_init=[EngineError("the stack is currently locked")]), one())


def test_a_lock_without_a_stack_goes_by_a_stack_with_another_name() -> None:
    """`cancel` wants a stack; a stack cannot be made where there is a lock."""
    found = engine(cancel=[EngineError(MISSING), ""])

    unlocked(found, one())

    verbs = [told.partition(" --")[0] for told in found.told]
    assert "cancel" == verbs[0] == verbs[-1]
    assert verbs[1].startswith("stack init unlock-")
    assert "stack rename s" == verbs[2]
    assert f"--stack {verbs[1].split()[-1]}" in found.told[2]


def test_a_cancel_that_fails_is_told() -> None:
    """Nothing else is tried."""
    with pytest.raises(EngineError, match="no route"):
        unlocked(engine(cancel=[EngineError("no route to host")]), one())


def state(*held: tuple[str, str]) -> dict[str, Any]:
    """A state that holds these."""
    rows = [{"type": kind, "urn": f"urn:pulumi:s::trustpub::{kind}::{name}"} for kind, name in held]
    return {"deployment": {"resources": rows}}


def test_what_is_declared_and_not_in_a_state_may_be_there_all_the_same() -> None:
    """But not where no engine ever began: then it is nobody's, or somebody else's."""
    plan = make_plan(config(tags=[{"pattern": "v*", "created_by": {"teams": ["t"]}}]))
    environment, ruleset = (
        (ENVIRONMENT, "octo-org/p/environment/pypi"),
        (RULESET, "octo-org/p/tag/v*"),
    )

    assert {ruleset} == missing(plan, state(environment)) - {
        kind for kind in missing(plan, state(environment)) if "DeploymentPolicy" in kind[0]
    }
    assert environment in missing(plan, state(("pulumi:pulumi:Stack", "trustpub-s")))
    assert set() == missing(plan, state())
    assert set() == missing(plan, {"deployment": None})


@pytest.mark.parametrize(
    ("history", "wanted"),
    [
        ("", False),
        ("[]", False),
        ('[{"result": "succeeded"}]', False),
        ('[{"result": "failed"}]', True),
        ('[{"result": "in-progress"}]', True),
    ],
)
def test_the_backend_tells_how_the_last_update_ended(history: str, wanted: bool) -> None:
    """On whatever machine it was."""
    assert wanted is failed(engine(stack_history=[history]))


def test_what_was_made_by_half_is_forgotten_where_nothing_needs_it() -> None:
    """It is found on the forge again; what others depend on stays, and is read."""
    found = state((ENVIRONMENT, "e"), (RULESET, "r"), ("pulumi:pulumi:Stack", "s"))
    whole, ruleset, stack = found["deployment"]["resources"]
    assert not forgotten(found)
    assert not half({"deployment": None})
    ruleset["initErrors"] = stack["initErrors"] = ["500 Server Error"]
    assert [ruleset] == half(found)

    whole["dependencies"] = [ruleset["urn"]]
    assert not forgotten(found)
    assert [ruleset] == half(found)
    whole["dependencies"] = []
    assert forgotten(found)
    assert [whole, stack] == found["deployment"]["resources"]


def seen(**more: Any) -> Repository:
    """A repository with the ruleset that is declared, otherwise in this."""
    plan = make_plan(config(tags=[TAG]))
    (wanted,) = plan.of("github.tag-ruleset")
    (name, properties), more = (wanted.name, dict(wanted.properties)), dict(more)
    properties |= more.pop("properties", {})
    one = Seen(kind=wanted.kind, name=name, properties=properties, number=8, **more)
    return Repository(forge="github", name="octo-org/p", seen=(one,))


@pytest.mark.parametrize(
    ("more", "theirs"),
    [
        ({}, False),
        ({"beyond": {"enforcement": "disabled"}}, True),
        ({"properties": {"name": "hand-made"}}, True),
        ({"unseen": {"bypass": "no right"}}, True),
    ],
    ids=["as declared", "otherwise", "of another name", "not seen"],
)
def test_a_ruleset_that_is_not_as_declared_is_somebody_elses(
    more: dict[str, Any], theirs: bool
) -> None:
    """What was refused before any write is not taken over by the next run either."""
    plan = make_plan(config(tags=[TAG]))

    assert theirs is ((RULESET, "octo-org/p/tag/v*") in foreign(plan, [seen(**more)]))
    assert ENVIRONMENT not in {kind for kind, _ in foreign(plan, [seen(**more)])}


@pytest.mark.parametrize("begun", [False, True])
def test_what_an_engine_had_begun_is_its_own(monkeypatch: Any, begun: bool) -> None:
    """It is taken over as it is, whatever is declared by now; what nobody began is not."""
    there = seen(beyond={"enforcement": "disabled"})
    monkeypatch.setattr(mending, "look", lambda plan, environ: ((there,), ()))
    taken: list[Any] = []
    monkeypatch.setattr(Pretended, "adopt", lambda self, entries: taken.extend(entries))
    told = state((ENVIRONMENT, "octo-org/p/environment/pypi"))
    (ruleset,) = state((RULESET, "octo-org/p/tag/v*"))["deployment"]["resources"]
    if begun:
        told["deployment"]["pending_operations"] = [{"type": "creating", "resource": ruleset}]
    checked = Checked(Source("n"), config(tags=[TAG]), ())

    mending.mend(engine(stack_export=[json.dumps(told)]), checked, {}, True, told)

    assert begun is ("octo-org/p/tag/v*" in {one["logicalName"] for one in taken})
