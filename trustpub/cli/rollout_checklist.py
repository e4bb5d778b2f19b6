"""`trustpub rollout checklist [FILE]`: the publishers of a fleet that people have to register."""

import argparse
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..checklist.fleet import fleet_checklist, judged_all
from ..checklist.tally import Tally, sentences, tally
from ..config import Config
from ..indexes.pypi.sites import Site, site
from ..publishers import declared_publishers
from ..status.answer import Outcome
from ..status.cache import looks_folder, recall
from ..status.judging import Judged
from ..status.looking import JOBS, Key, Looking, key
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import on_terminal, say
from .rollout_shown import tell
from .status import count, progress

if TYPE_CHECKING:
    from ..checklist.model import Checklist
    from ..fleet.entries import Fleet

Projects = Iterable[tuple[str, Config]]
MAX_AGE = 3600
"""Seconds: with `--online`, an answer younger than this is not asked for again."""


def configure(step: argparse.ArgumentParser) -> None:
    """Its own arguments."""
    step.add_argument("--format", choices=("text", "markdown", "html", "json"), default="text")
    step.add_argument(
        "--online", action="store_true", help="ask the indexes, and what queries name"
    )
    people(step)


def people(step: argparse.ArgumentParser) -> None:
    """How many register."""
    words = "how many share the registering; default: 1"
    step.add_argument("--people", type=count, default=1, metavar="N", help=words)


def run(args: argparse.Namespace) -> int:
    """0 all have published, 1 some have to be registered, 2 no fleet, 3 not all is known."""
    from ..fleet.reading import read_fleet
    from .asked import Asked

    fleet = read_fleet(args.file, Asked() if args.online else None)
    for problem in fleet.errors:
        tell(problem.sentence())
    if not fleet.read:
        if args.format == "json":
            say(document(args.file, None, fleet, ()))
        return NOT_STARTED
    for one in fleet.unknown:
        tell(f"not seen: {one.what}: {one.why}")
    now = datetime.now(UTC)
    judged = looked([(one.name, one.config) for one in fleet.entries], args.online)
    made = fleet_checklist(args.file, judged, now.date(), args.people)
    for sentence in sentences(tally(judged, args.people, now.date())):
        tell(sentence)
    answer(args, made, fleet, judged)
    states = {one.state for one in judged}
    if fleet.unknown or fleet.refused or "unknown" in states:
        return NOT_SEEN
    return CLEAN if states <= {"published"} else FOUND


def looked(projects: Projects, online: bool = False) -> tuple[Judged, ...]:
    """Every publisher, with what is known of it: from the cache of looks alone, unless online."""
    known = list(projects)
    wanted = [
        (site(one.index, os.environ), one.project)
        for _, config in known
        for one in declared_publishers(config)
    ]
    outcomes = asked(wanted) if online else remembered(wanted)
    return judged_all(known, outcomes, os.environ, datetime.now(UTC))


def asked(wanted: list[tuple[Site, str]]) -> dict[Key, Outcome]:
    """The indexes asked, as `trustpub status` does."""
    folder = looks_folder(os.environ)
    return Looking(folder, MAX_AGE, lambda: datetime.now(UTC), JOBS, progress).all(wanted)


def remembered(wanted: list[tuple[Site, str]]) -> dict[Key, Outcome]:
    """What the cache has; nobody is asked."""
    folder = looks_folder(os.environ)
    places = {key(where, project): where for where, project in wanted}
    kept = {(url, name): recall(folder, where, name) for (url, name), where in places.items()}
    return {one: Outcome(answer) for one, answer in kept.items() if answer}


def registering(projects: Projects, people: int) -> Tally:
    """What is left to be registered, for the end of a run."""
    return tally(looked(projects), people, datetime.now(UTC).date())


def answer(
    args: argparse.Namespace, made: "Checklist", fleet: "Fleet", judged: tuple[Judged, ...]
) -> None:
    """In the wanted format; each renderer is imported when used."""
    if args.format == "json":
        say(document(args.file, made, fleet, judged))
    elif args.format == "html":
        from ..checklist import page

        say(page.render(made))
    elif args.format == "markdown":
        from ..checklist import markdown

        say(markdown.render(made))
    else:
        from ..checklist import text

        say(text.render(made, on_terminal()))


def document(
    file: str, made: "Checklist | None", fleet: "Fleet", judged: tuple[Judged, ...]
) -> str:
    """As JSON: the document of `trustpub checklist`."""
    from ..documents import ChecklistDocument
    from ..model import Unknown
    from ..render import machine

    unseen = {
        f"{one.publisher.project} on {one.where.title}": one.evidence
        for one in judged
        if one.state == "unknown"
    }
    unknown = (*fleet.unknown, *(Unknown(what=what, why=why) for what, why in unseen.items()))
    return machine.render(
        ChecklistDocument(problems=fleet.problems, unknown=unknown, file=file, checklist=made)
    )
