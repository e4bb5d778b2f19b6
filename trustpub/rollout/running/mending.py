"""A run that ended in the middle: what its engine had begun to make is found by identity.

The engine writes down what it begins (`pending_operations`), and only warns of it in its next run,
in which it would make the same once more: pkg/resource/deploy/deployment_executor.go.
"""

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...adopting.engine import Engine, EngineError, dump
from ...adopting.importing import TYPES, Entry, import_file
from ...adopting.marks import Name, name
from ...adopting.unheld import RULESET, declared, same
from ...checking import Checked
from ...model import Plan
from ...observing.matching import pairs
from ...observing.model import Repository
from ...plan import make_plan
from ...verifying.looking import look

PENDING = "pending_operations"


def mend(
    engine: Engine,
    checked: Checked,
    environ: Mapping[str, str],
    torn: bool = True,
    known_state: dict[str, Any] | None = None,
) -> bool:
    """Take into the state what was made and not written down; then forget that it was begun.

    `torn`: it is not known how the last engine ended; else the backend is asked. `known_state`: as
    it was just exported. Whether the state still holds something by half, which has to be read
    before it is believed.
    """
    assert checked.config is not None
    state = known_state or engine.state()
    begun = pending(state)
    plan = make_plan(checked.config, environ)
    wanted = creations(begun)
    ours = wanted | set(map(named, half(state)))
    if forgotten(state):
        replaced(engine, state)
        torn = True
    lacking = missing(plan, state)
    if lacking and (torn or failed(engine)):
        wanted |= lacking
    if wanted:
        seen, _ = look(plan, environ)
        known(plan, seen, wanted)
        wanted -= foreign(plan, seen) - ours
        entries = of(import_file(plan, seen)["resources"], wanted)
        if entries:
            engine.adopt(entries)
            state = engine.state()
    if begun:
        state["deployment"][PENDING] = []
        replaced(engine, state)
    return bool(half(state))


def half(state: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What was made or changed, and reading it after that failed: the state has its id, no more."""
    resources = (state.get("deployment") or {}).get("resources") or []
    return [one for one in resources if one.get("initErrors") and one["type"] in TYPES.values()]


def forgotten(state: dict[str, Any]) -> bool:
    """Take out of a state what is there by half and nothing needs; whether there was any.

    It is found on the forge again. A deployment policy would be updated under the number 0 for
    ever, and a refresh would take it for gone: terraform-provider-github,
    resource_github_repository_environment_deployment_policy.go, sets the number last.
    """
    resources = (state.get("deployment") or {}).get("resources") or []
    others = json.dumps([{**one, "urn": ""} for one in resources])
    out = [one["urn"] for one in half(state) if json.dumps(one["urn"]) not in others]
    if out:
        state["deployment"]["resources"] = [one for one in resources if one["urn"] not in out]
    return bool(out)


def missing(plan: Plan, state: Mapping[str, Any]) -> set[Name]:
    """Type and name of what is declared and not in a state; nothing where no engine ever began.

    An engine that is told of an error forgets what it was making, which may be there all the same:
    the answer was lost, or the provider was killed before the engine (pulumi/pulumi,
    pkg/backend/snapshot.go, createSnapshotMutation.End).
    """
    resources = (state.get("deployment") or {}).get("resources") or []
    held = set(map(named, resources))
    return set(declared(plan) - held) if held else set()


def named(resource: Mapping[str, Any]) -> Name:
    """Type and name of what stands in a state."""
    return resource["type"], resource["urn"].split("::", 3)[3]


def failed(engine: Engine) -> bool:
    """Whether the last update of the stack, on whatever machine, did not end well."""
    last = json.loads(engine.run("stack", "history", "--json", "--page-size", "1") or "[]")
    return bool(last) and last[0].get("result") != "succeeded"


def replaced(engine: Engine, state: Mapping[str, Any]) -> None:
    """Give the stack another state."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "state.json")
        dump(file, state)
        engine.run("stack", "import", "--file", str(file))


def pending(state: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What was begun and did not end."""
    return list((state.get("deployment") or {}).get(PENDING) or [])


def creations(begun: Iterable[Mapping[str, Any]]) -> set[Name]:
    """Type and name of what was being made; all else is in the state, and is compared there."""
    return {
        named(one["resource"])
        for one in begun
        if one["type"] == "creating" and not one["resource"]["type"].startswith("pypi:")
    }


def of(entries: Iterable[Entry], wanted: set[Name]) -> list[Entry]:
    """The entries that are wanted, with the components above them."""
    listed = list(entries)
    kept = [one for one in listed if (one["type"], one["logicalName"]) in wanted]
    above = {one["parent"] for one in kept if "parent" in one}
    above |= {one["parent"] for one in listed if one["name"] in above and "parent" in one}
    return [one for one in listed if one["name"] in above or one in kept]


def foreign(plan: Plan, seen: Sequence[Repository]) -> set[Name]:
    """The rulesets that are there otherwise than declared: whoever made them keeps them.

    The program finds the same, and stops: components/taking.py.
    """
    found = (pair for pair in pairs(plan, seen) if pair.resource.kind == RULESET)
    return {name(pair.resource) for pair in found if not same(pair)}


def known(plan: Plan, seen: Sequence[Repository], wanted: set[Name]) -> None:
    """EngineError where it cannot be seen what was made: made again, it could be there twice."""
    for pair in pairs(plan, seen):
        if pair.unknown and (TYPES[pair.resource.kind], pair.resource.name) in wanted:
            told = "a run broke off here, and whether it was made cannot be seen"
            raise EngineError(f"{pair.resource.name}: {told}: {pair.unknown}")
