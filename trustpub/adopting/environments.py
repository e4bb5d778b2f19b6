"""Environments as they are -> the `environment` and `triggers` of each publisher."""

from typing import Any

from ..observing.model import Repository, Seen
from .model import Found, Left, Notes, Part
from .triggers import triggers
from .uploads import SAME
from .wording import hidden, leftovers

DEFAULTS = {"prevent_self_review": False, "wait_timer": 0, "admins_can_bypass": True}
"""What the config takes where it says nothing."""


def publisher_parts(
    repository: Repository,
    found: list[Found],
    protected: list[str],
    filters: tuple[str, ...],
    notes: Notes,
) -> list[Part]:
    """One entry under `publishers` for each that was found; an environment is spelled out once."""
    same = SAME[repository.forge]
    stored = {same(seen.properties["environment"]): seen for seen in environments(repository)}
    spelled: dict[str, Part] = {}
    parts: list[Part] = []
    for one in found:
        key = same(one.environment)
        first = key not in spelled
        if first:
            spelled[key] = environment(repository, one, stored.get(key), notes)
        part = spelled[key]
        name = part.value["name"]
        value: dict[str, Any] = {"index": one.index, "environment": name}
        if first and len(part.value) > 1:
            value["environment"] = part.value
        value["workflow"] = one.workflow
        told = triggers(repository, one, stored.get(key), protected or list(filters), notes, first)
        if told:
            value["triggers"] = told
        comments = (f"found in {'; '.join(one.jobs)}", *(part.comments if first else ()))
        parts.append(Part(value, comments))
    notes.left += unused(repository, set(spelled))
    return parts


def environments(repository: Repository) -> list[Seen]:
    """The environments that were listed."""
    return [seen for seen in repository.seen if seen.kind == f"{repository.forge}.environment"]


def unused(repository: Repository, used: set[str]) -> list[Left]:
    """Environments that no upload runs in."""
    same = SAME[repository.forge]
    return [
        Left(
            where=seen.name,
            what="no upload was found that runs in it",
            why="the config is about environments that publish, and an `up` leaves it as it is",
            fix="add a publisher by hand if it is one of them",
            severity="note",
        )
        for seen in environments(repository)
        if same(seen.properties["environment"]) not in used
    ]


def environment(repository: Repository, one: Found, seen: Seen | None, notes: Notes) -> Part:
    """An environment with every protection."""
    if seen is None:
        listed = f"{repository.forge}.environment" not in repository.unseen
        if listed:
            notes.left.append(absent(repository, one))
        said = "is not there yet" if listed else "was not seen"
        return Part({"name": one.environment}, (f"the environment {said}",))
    notes.unknown += hidden(seen)
    if seen.state != "present":
        return Part({"name": seen.properties["environment"]}, ("the environment was not seen",))
    notes.left += leftovers(seen)
    name = seen.properties["environment"]
    if repository.forge == "github":
        return Part({"name": name, **github_settings(seen)}, unseen(seen))
    return gitlab_part(repository, name, notes)


def absent(repository: Repository, one: Found) -> Left:
    """An environment that a job names and that is not there."""
    return Left(
        where=f"{repository.name}/environment/{one.environment}",
        what="there is no such environment",
        why=f"{one.jobs[0]} is to run in it, and an `up` makes it",
        fix="write who shall protect it, or let the `up` make it as it is in the config",
    )


def unseen(seen: Seen) -> tuple[str, ...]:
    """What a person has to fill in."""
    keys = sorted(key for key in seen.unseen if key.startswith(("reviewers.", "prevent", "can_")))
    return tuple(f"not seen, so perhaps missing here: {key}" for key in keys)


def github_settings(seen: Seen) -> dict[str, Any]:
    """The protection of an environment on GitHub, without what is the default."""
    known = seen.properties
    reviewers = {kind: names for kind, names in known["reviewers"].items() if names}
    settings = {
        "reviewers": reviewers,
        "prevent_self_review": known["prevent_self_review"],
        "wait_timer": known["wait_timer"],
        "admins_can_bypass": known["can_admins_bypass"],
    }
    return {key: v for key, v in settings.items() if v != DEFAULTS.get(key, {})}


def gitlab_part(repository: Repository, name: str, notes: Notes) -> Part:
    """The protection of an environment on GitLab, where it has one."""
    for seen in repository.seen:
        here = seen.properties.get("environment") == name
        if seen.kind != "gitlab.protected-environment" or not here:
            continue
        notes.unknown += hidden(seen)
        if seen.state != "present":
            return Part({"name": name}, ("its protection was not seen",))
        notes.left += leftovers(seen)
        rules = {key: seen.properties[key] for key in ("deployers", "approvals")}
        comments = [f"not seen in full: {key}" for key in rules if key in seen.unseen]
        return Part({"name": name, **{k: v for k, v in rules.items() if v}}, tuple(comments))
    return Part({"name": name})
