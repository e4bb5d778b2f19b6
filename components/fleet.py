"""One project of a fleet as a program: the one that the stack is called after."""

import difflib
from collections.abc import Iterable

import pulumi

from trustpub.checking import Checked
from trustpub.cli.asked import Asked
from trustpub.fleet.entries import Entry, Fleet
from trustpub.fleet.model import FILE
from trustpub.fleet.naming import stack_name
from trustpub.fleet.reading import read_fleet
from trustpub.reading import in_order
from trustpub.rules import judge
from trustpub.source import Source

from .program import declare, known, stop_on, stop_on_leftovers
from .project import ReleaseProject

UNREAD = (FILE, "config-syntax")
"""The problems of a file whose project has no name as yet: it may be the one that is meant."""
ALL = "`trustpub fleet list --format json` tells all of them"


def deploy_fleet(file: str = "fleet.yaml") -> ReleaseProject:
    """Declare the project of a fleet whose stack this is, as `trustpub rollout` does.

    Raises pulumi.RunError where no project, or one with errors, has this stack's name.
    """
    entry = entry_of(file, pulumi.get_stack())
    source = Source(entry.name)
    problems = in_order(source.place(problem) for problem in judge(entry.config))
    resolved = known(Checked(source, entry.config, problems))
    stop_on_leftovers(resolved, by_command=False)
    return declare(resolved)


def entry_of(file: str, stack: str) -> Entry:
    """The project with a stack's name; queries are asked only where no other project has it."""
    fleet = read_fleet(file)
    found = named(fleet.entries, stack)
    if found is None and fleet.unknown:
        fleet = read_fleet(file, Asked())
        found = named(fleet.entries, stack)
    if found is None:
        refuse(file, fleet, stack)
    assert found is not None
    return found


def named(entries: Iterable[Entry], stack: str) -> Entry | None:
    """The entry whose stack is called so."""
    return next((one for one in entries if stack_name(one) == stack), None)


def refuse(file: str, fleet: Fleet, stack: str) -> None:
    """Raise what keeps a stack from being declared."""
    if not fleet.read or any(stack_name(one.name) == stack for one in fleet.refused):
        stop_on(fleet.errors)
    unseen = "; ".join(f"not seen: {one.what}: {one.why}" for one in fleet.unknown)
    near = difflib.get_close_matches(stack, map(stack_name, fleet.entries), n=1)
    advice = f"did you mean {near[0]}?" if near else ALL
    unread = "; ".join(f"not read: {one.sentence()}" for one in fleet.errors if one.id in UNREAD)
    words = [f"no project of {file} has a stack called {stack!r}; {advice}", unseen, unread]
    raise pulumi.RunError("; ".join(filter(None, words)))
