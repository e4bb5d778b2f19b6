"""A run that was killed in the middle: what its engine had begun to make is found by identity.

The engine writes down what it begins (`pending_operations`), and only warns of it in its next run,
in which it would make the same once more: pkg/resource/deploy/deployment_executor.go.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..adopting.engine import Engine, EngineError, dump
from ..adopting.importing import TYPES, Entry, import_file
from ..checking import Checked
from ..model import Plan
from ..observing.matching import pairs
from ..observing.model import Repository
from ..plan import make_plan
from ..verifying.looking import look

PENDING = "pending_operations"


def mend(engine: Engine, checked: Checked, environ: Mapping[str, str]) -> None:
    """Take into the state what was made and not written down; then forget that it was begun."""
    state = engine.state()
    begun = pending(state)
    if not begun:
        return
    assert checked.config is not None
    plan = make_plan(checked.config, environ)
    seen, _ = look(plan, environ)
    wanted = creations(begun)
    known(plan, seen, wanted)
    entries = of(import_file(plan, seen)["resources"], wanted)
    if entries:
        engine.adopt(entries)
    state = engine.state()
    state["deployment"][PENDING] = []
    replaced(engine, state)


def replaced(engine: Engine, state: Mapping[str, Any]) -> None:
    """Give the stack another state."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "state.json")
        dump(file, state)
        engine.run("stack", "import", "--file", str(file))


def pending(state: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What was begun and did not end."""
    return list((state.get("deployment") or {}).get(PENDING) or [])


def creations(begun: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Type and name of what was being made; all else is in the state, and is compared there."""
    return {
        (one["resource"]["type"], one["resource"]["urn"].split("::", 3)[3])
        for one in begun
        if one["type"] == "creating" and not one["resource"]["type"].startswith("pypi:")
    }


def of(entries: Iterable[Entry], wanted: set[tuple[str, str]]) -> list[Entry]:
    """The entries that are wanted, with the components above them."""
    listed = list(entries)
    kept = [one for one in listed if (one["type"], one["logicalName"]) in wanted]
    above = {one["parent"] for one in kept if "parent" in one}
    above |= {one["parent"] for one in listed if one["name"] in above and "parent" in one}
    return [one for one in listed if one["name"] in above or one in kept]


def known(plan: Plan, seen: Sequence[Repository], wanted: set[tuple[str, str]]) -> None:
    """EngineError where it cannot be seen what was made: made again, it could be there twice."""
    for pair in pairs(plan, seen):
        if pair.unknown and (TYPES[pair.resource.kind], pair.resource.name) in wanted:
            told = "a run was killed here, and whether it was made cannot be seen"
            raise EngineError(f"{pair.resource.name}: {told}: {pair.unknown}")
