"""Tag rulesets and protected tags as they are -> `tags:` of the config."""

from collections.abc import Iterator
from typing import Any

from ..observing.model import Repository, Seen
from ..tag_rules import well_formed
from .model import Left, Notes, Part
from .wording import hidden, leftovers, shown

RULES = ["creation", "deletion", "update"]
TAGS = "refs/tags/"


def tag_rules(repository: Repository, notes: Notes) -> list[Part]:
    """One rule for each pattern that the config can say."""
    rules = github_rules if repository.forge == "github" else gitlab_rules
    found: dict[str, Part] = {}
    for seen, pattern, part in rules(repository, notes):
        if pattern in found:
            notes.left.append(again(seen, pattern))
        else:
            found[pattern] = part
    return list(found.values())


def again(seen: Seen, pattern: str) -> Left:
    """A second object about the same tags."""
    return Left(
        where=seen.name,
        what=f"a further rule is about {pattern!r}: {seen.properties.get('name', '')}",
        why="the config has one rule for a pattern, and an `up` leaves this one as it is",
        fix="take one of them away",
    )


def github_rules(repository: Repository, notes: Notes) -> Iterator[tuple[Seen, str, Part]]:
    """Rulesets of the repository; those of its organisation stay what they are."""
    for seen in repository.seen:
        if seen.kind == "github.organization-tag-ruleset":
            notes.left.append(shared(seen))
        if seen.kind != "github.tag-ruleset":
            continue
        notes.unknown += hidden(seen)
        if seen.state != "present":
            continue
        why = unsayable(seen)
        if why:
            notes.left.append(not_taken(seen, *why))
            continue
        notes.left += leftovers(seen)
        pattern = seen.properties["include"][0].removeprefix(TAGS)
        name = f"release tags {pattern}"[:100]
        if seen.properties["name"] != name:
            notes.left.append(renamed(seen, name))
        created_by = {key: value for key, value in seen.properties["bypass"].items() if value}
        yield seen, pattern, Part({"pattern": pattern, "created_by": created_by})


def unsayable(seen: Seen) -> tuple[str, str] | None:
    """What keeps a ruleset out of the config, and what to do about it."""
    include, beyond = seen.properties["include"], seen.beyond
    patterns = [ref.removeprefix(TAGS) for ref in include]
    apart = "write a rule for each, and take this ruleset away after the `up`"
    if "bypass" in seen.unseen or any(key.startswith("bypass.") for key in seen.unseen):
        return "who may bypass it was not seen", "adopt with a token that may change the ruleset"
    if "rules" in seen.unseen:
        return "its rules were not seen", "adopt this repository alone"
    if "enforcement" in beyond:
        return f"it is not in force ({beyond['enforcement']})", "turn it on, or take it away"
    if "rules" in beyond:
        missing = ", ".join(rule for rule in RULES if rule not in beyond["rules"])
        return f"it does not forbid {missing}", "add a rule under `tags` where it should"
    if "exclude" in beyond:
        return f"it leaves out {shown(beyond['exclude'])}", "name the patterns that it is for"
    if len(include) != 1:
        return f"it is about {len(include)} patterns: {shown(patterns)}", apart
    if not include[0].startswith(TAGS) or not well_formed(patterns[0]):
        return f"{include[0]!r} is no pattern that the config can say", "write one with * alone"
    return None


def not_taken(seen: Seen, what: str, fix: str) -> Left:
    """A ruleset that stays outside of the config."""
    return Left(
        where=seen.name,
        what=f"ruleset {seen.properties['name']!r}: {what}",
        why="so it is not in the config, and an `up` leaves it as it is",
        fix=fix,
    )


def renamed(seen: Seen, name: str) -> Left:
    """A ruleset of another name."""
    return Left(
        where=seen.name,
        what=f"the ruleset is called {seen.properties['name']!r}",
        why=f"a declared one is called {name!r}, and an `up` renames it",
        fix=f"rename it to {name!r} on GitHub, or let the `up` do it",
    )


def shared(seen: Seen) -> Left:
    """A ruleset of the organisation."""
    return Left(
        where=seen.name,
        what=f"a ruleset of the organisation is about these tags: {seen.properties.get('name')}",
        why="the config is about one repository",
        fix="nothing: it stays in force",
        severity="note",
    )


def gitlab_rules(repository: Repository, notes: Notes) -> Iterator[tuple[Seen, str, Part]]:
    """Protected tags."""
    for seen in repository.seen:
        if seen.kind != "gitlab.protected-tag":
            continue
        notes.unknown += hidden(seen)
        if seen.state != "present" or {"users", "groups"} & set(seen.unseen):
            continue
        pattern = seen.properties["pattern"]
        if not well_formed(pattern):
            what = f"{pattern!r} is no pattern that the config can say"
            why = "so it is not in the config, and an `up` leaves it as it is"
            fix = "protect a pattern with * alone"
            notes.left.append(Left(where=seen.name, what=what, why=why, fix=fix))
            continue
        notes.left += leftovers(seen)
        created_by: dict[str, Any] = {"access": seen.properties["access"]}
        for key in ("users", "groups"):
            if seen.properties[key]:
                created_by[key] = seen.properties[key]
        yield seen, pattern, Part({"pattern": pattern, "created_by": created_by})
