"""A change of tests/unit/preview/cases and a file about the world -> a preview with its live part.

`world.yaml`, all of it optional but the first:

    of: reviewer-added                 # the change
    stored: base | head | nothing      # what the forges hold; default: base
    renamed: octo-org/sample           # what the forge calls the repository now
    edit: [{name: ..., kind: ..., set: {reviewers.users: [x]}, beyond: {}, unseen: {}}]
    gone: [name, ...]                  # what they do not hold all the same
    more: [{kind: ..., name: ..., properties: {}}]
    hidden: why                        # nothing of the repositories can be seen
    stops: [{id: ..., field: ..., found: ..., fix: ...}]
    indexes: {failed: why} | {files: [{filename: ..., day: ..., publisher: {...}}]}
    engine: {before: [...], after: [...]} | {failed: why} | {none: why}
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from trustpub.fleet.entries import Entry
from trustpub.live.chosen import Changed, changed
from trustpub.live.live import NO_STACK, gathered
from trustpub.live.looking import Looked, project
from trustpub.live.model import Live
from trustpub.live.planning import WHAT, Place, Told
from trustpub.live.signs import wanted
from trustpub.live.standing import all_plans, plan_of
from trustpub.live.steps import sorted_out
from trustpub.live.stopping import sorted_out as judged
from trustpub.model import Plan, Problem, Resource, Unknown
from trustpub.observing.implied import actors, reviewers
from trustpub.observing.matching import place
from trustpub.observing.model import Repository, Seen
from trustpub.preview.comparing import Comparing
from trustpub.preview.model import Preview
from trustpub.preview.sides import Known, read_side
from trustpub.resolving import Resolved
from trustpub.rollout.detail import Detail, digest_of
from trustpub.status.answer import Answer, File, Outcome
from trustpub.status.looking import Key, key
from trustpub.trees.folder import Folder
from trustpub.verifying.able import KEYS
from trustpub.verifying.looking import forges
from trustpub.verifying.looking import repositories as named

from ..preview.made import ENVIRON, TODAY

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHANGES = Path(__file__).parents[1] / "preview" / "cases"
World = Mapping[str, Any]


def case(folder: Path) -> Preview:
    """What a case comes to."""
    world = yaml.safe_load((folder / "world.yaml").read_text("utf-8"))
    return preview(CHANGES / world["of"], world)


def preview(folder: Path, world: World) -> Preview:
    """A change, told in such a world."""
    fleet = any((folder / side / "fleet.yaml").exists() for side in ("base", "head"))
    file = "fleet.yaml" if fleet else "release.yaml"
    known = Known()
    base, head = (read_side(Folder(folder / one), file, known) for one in ("base", "head"))
    found = Comparing(base, head, TODAY, ENVIRON).preview(file, "", "")
    changes = list(changed(found.projects, base, head))
    same = len(found.projects) - len(changes)
    return found.model_copy(update={"live": live(changes, world, same)})


def live(changes: Sequence[Changed], world: World, same: int = 0) -> Live:
    """What would be told of them."""
    if not changes:
        return Live(same=same)
    stopping = {
        one.name: judged("whether all is there", one.after, resolved(one.after, world))
        for one in changes
        if one.after
    }
    looked = Looked(tuple(repositories(changes, world)), stopping, outcomes(changes, world), NOW)
    where = Place() if "engine" in world else NO_STACK
    projects = [project(one, looked, ENVIRON) for one in changes]
    return gathered(projects, told(changes, world, where), "engine" in world, same)


def repositories(changes: Sequence[Changed], world: World) -> Iterator[Repository]:
    """What the forges hold."""
    declared, why = all_plans(changes, ENVIRON), world.get("hidden")
    held = held_by(changes, world.get("stored", "base"))
    for forge in forges(declared):
        for name in named(declared, forge):
            yield Repository(
                forge=forge,
                name=world.get("renamed", name),
                asked=name if world.get("renamed", name) != name else None,
                state="unknown" if why else "present",
                why=why,
                seen=() if why else tuple(stored(held, forge, world.get("renamed", name), world)),
            )


def held_by(changes: Sequence[Changed], which: str) -> Plan:
    """What was rolled out."""
    entries = [{"base": one.before, "head": one.after}.get(which) for one in changes]
    listed = [r for entry in entries if entry for r in plan_of(entry.config, ENVIRON).resources]
    return Plan(project="", resources=tuple(listed))


def stored(plan: Plan, forge: str, name: str, world: World) -> Iterator[Seen]:
    """What one repository holds."""
    for one in plan.resources:
        here = one.kind.startswith(f"{forge}.") and place(one) == name
        if here and one.name not in world.get("gone", ()):
            yield edited(one, world.get("edit", ()))
    for more in world.get("more", ()):
        if more["kind"].startswith(f"{forge}.") and more["name"].startswith(f"{name}/"):
            yield Seen(**more)


def edited(one: Resource, edits: Sequence[World]) -> Seen:
    """A thing as somebody left it, with whom it names able to do what they are there for."""
    properties, beyond, unseen = deepcopy(one.properties), {}, {}
    for edit in edits:
        if (edit["name"], edit["kind"]) == (one.name, one.kind):
            beyond |= edit.get("beyond", {})
            unseen |= edit.get("unseen", {})
            for path, value in edit.get("set", {}).items():
                *above, last = path.split(".")
                spot = properties
                for part in above:
                    spot = spot[part]
                spot[last] = value
    beyond = {**ability(one.kind, properties), **beyond}
    return Seen(kind=one.kind, name=one.name, properties=properties, beyond=beyond, unseen=unseen)


def ability(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Everybody can."""
    who = reviewers(properties) if kind == "github.environment" else actors(properties)
    return {KEYS[kind]: dict.fromkeys(who, True)} if kind in KEYS else {}


def resolved(entry: Entry, world: World) -> Resolved:
    """What the forges said of the names."""
    stops = tuple(Problem(**one) for one in world.get("stops", ()))
    return Resolved(entry.config, problems=stops)


def outcomes(changes: Sequence[Changed], world: World) -> dict[Key, Outcome]:
    """What the indexes said."""
    said = world.get("indexes", {})
    listed = [
        File(
            filename=one["filename"],
            uploaded=one["day"],
            provenance="x",
            publishers=(one["publisher"],),
        )
        for one in said.get("files", ())
    ]
    found: dict[Key, Outcome] = {}
    for where, name in wanted(changes, ENVIRON):
        files, there = tuple(listed), bool(listed)
        answer = Answer(site=where.url, project=name, looked=NOW, exists=there, newest=files)
        failed = said.get("failed")
        found[key(where, name)] = Outcome(None if failed else answer, failed)
    return found


def told(changes: Sequence[Changed], world: World, where: Place | str) -> Told:
    """What the engine said: the same of every project."""
    said = world.get("engine", {"none": where})
    if "none" in said:
        return Told({}, nothing=said["none"])
    if "failed" in said:
        blind = {
            one.name: Unknown(what=WHAT.format(name=one.name), why=said["failed"])
            for one in changes
        }
        return Told({}, unknown=blind)
    before, after = ([Detail(**one) for one in said.get(side, ())] for side in ("before", "after"))
    steps = {one.name: sorted_out(before, after) for one in changes}
    return Told(steps, digest_of({one.name: after for one in changes}, ENVIRON))
