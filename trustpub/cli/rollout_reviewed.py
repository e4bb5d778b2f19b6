"""`trustpub rollout apply --reviewed DIGEST`: what is to be done is previewed again, and held."""

import argparse
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..plan import make_plan
from ..plural import plural, repositories
from ..rollout.committed import Change, change, differing
from ..rollout.limits.cost import foretold
from ..rollout.model import GOOD, Result, Work
from ..rollout.planning import looked
from ..rollout.reviewing import Case, Held, begun, done, held_by, of_plan, ran, within, wrong
from ..rollout.rolling import Run, Todo
from ..rollout.telling.report import Report, digested
from ..trees.tree import Unread
from . import NOT_STARTED
from .rollout_shown import Display, answer, interrupts, tell

if TYPE_CHECKING:
    from ..fleet.entries import Fleet
    from ..rollout.history import History

AGAIN = "to preview: what would be done is held against what was reviewed"
BEFORE = "to preview: each has to stand at what the change was compared with"
ERRORS = "{} with errors, so not all was reviewed; `trustpub fleet check` tells them"
UNKNOWN = "not all repositories are known: {}: {}; nothing was begun"
UNSEEN = "not all could be previewed; nothing was begun"
OTHER = (
    "what would be done now is not what was reviewed, and nothing was begun; review it, or take "
    "back what came since (--only, --shard and --full have to be those of the plan)"
)
NEVER = (
    "nothing would be done now: that is not what was reviewed, and the journal knows of no run "
    "that did it (--only, --shard and --full have to be those of the plan)"
)
DONE = "nothing is left to do of what was reviewed"
BEYOND = "nothing was begun"
MOST = 20
"""Repositories that are named."""
CHANGED = (
    "the change from {} to {} has digest {}, not the {} that was given, and nothing was begun; is "
    "the request merged here? Several commits: --base the commit before the first; "
    "`trustpub preview {} --base {} --head {}` shows it"
)


class Stopped(Exception):
    """It may not begin: why, and what was seen so far.

    It always ends as what could not start: a `resume` would go on with the run before.
    """

    def __init__(self, why: str, results: Iterable[Result] = ()) -> None:
        super().__init__(why)
        self.results = tuple(results)


class About(NamedTuple):
    """A run that is held to something."""

    args: argparse.Namespace
    fleet: "Fleet"
    found: Todo
    run: Run
    history: "History"
    refused: int
    """Projects of it whose config has errors."""


def held(about: About) -> Held | int:
    """The steps that it may do; exit code 2 where it may not begin."""
    began = time.monotonic()
    try:
        found = allowed(about)
    except Stopped as stop:
        if not stop.results or about.args.format == "json":
            tell(str(stop))
        if stop.results or about.args.format == "json":
            report = told(about, stop)
            answer(about.args, report._replace(seconds=time.monotonic() - began))
        return NOT_STARTED
    if not about.found.works:
        tell(DONE)
    return found


def told(about: About, stop: Stopped) -> Report:
    """What would be done now, as far as it was seen, and why it is not begun."""
    same, unknown = about.found.same, about.fleet.unknown
    total = len(about.found.works) + same + about.refused
    report = Report("plan", about.args.file, total, stop.results, same, unknown=unknown)
    report = report._replace(problems=about.fleet.problems, engines=len(stop.results))
    return digested(report, os.environ)._replace(stopped=str(stop))


def allowed(about: About) -> Held:
    """The same; Stopped where it may not begin."""
    if about.refused:
        raise Stopped(ERRORS.format(plural(about.refused, "project")))
    for one in about.fleet.unknown:
        raise Stopped(UNKNOWN.format(one.what, one.why))
    digest = about.run.choice.reviewed
    before = begun(about.history.runs, digest)
    if of_plan(digest):
        return of_steps(about, digest, before)
    return of_change(about, reviewed_change(about), before)


def of_steps(about: About, digest: str, before: Held) -> Held:
    """The steps of a plan, or what an earlier run of the same left of it."""
    results = seen(about, about.found.works)
    plans = {one.name: one.details for one in results.values()}
    now = digested(Report("plan", "", 0, tuple(results.values())), os.environ).digest
    if now == digest:
        return held_by(plans)
    if not about.found.works and not done(about.history, digest):
        raise Stopped(NEVER)
    if not (ran(about.history.runs, digest) and within(plans, before)):
        raise Stopped(OTHER, results.values())
    return held_by(plans)


def reviewed_change(about: About) -> Change:
    """The change of commits that has the digest, and is what is on the disk."""
    args, today = about.args, datetime.now(UTC).date()
    try:
        found = change(args.file, args.base or "", today, os.environ)
        wrongs = differing(args.file, about.fleet, found)
    except Unread as error:
        raise Stopped(f"the change cannot be previewed: {error}") from None
    one = found.preview
    for unseen in one.unknown:
        raise Stopped(UNKNOWN.format(unseen.what, unseen.why))
    if one.digest != about.run.choice.reviewed:
        ends = one.base[:12], one.head[:12]
        digests = one.digest or "none", about.run.choice.reviewed
        raise Stopped(CHANGED.format(*ends, *digests, args.file, *ends))
    if wrongs:
        raise Stopped("\n".join([BEYOND, *wrongs[:MOST]]))
    return found


def of_change(about: About, found: Change, before: Held) -> Held:
    """The steps of a change, where every repository stands at what it begins with."""
    heads = seen(about, about.found.works)
    works = {one.name: one for one in about.found.works}
    also = [
        work._replace(config=found.config(name), torn=False)
        for name, work in works.items()
        if name in found.touched and found.before(name) == "there" and heads[name].details
    ]
    bases = seen(about, also, BEFORE)
    plans = {name: one.details for name, one in heads.items()}
    cases = [
        Case(
            name,
            plans[name],
            name in found.touched,
            found.before(name),
            bases[name].details if name in bases else None,
            before.get(name, ()),
        )
        for name in works
    ]
    base = found.preview.base[:12]
    full = about.run.choice.full
    wrongs = [f"{one.name}: {why}" for one in cases if (why := wrong(one, base, full))]
    if wrongs:
        more = [f"and {len(wrongs) - MOST} more"] if len(wrongs) > MOST else []
        raise Stopped("\n".join([BEYOND, *wrongs[:MOST], *more]), heads.values())
    return held_by(plans)


def seen(about: About, works: Sequence[Work], words: str = AGAIN) -> Mapping[str, Result]:
    """The previews of all of them; Stopped where one of them could not be made."""
    if not works:
        return {}
    choice = about.run.choice.model_copy(update={"stop_after": 1.0, "canary": 0})
    run = Run("plan", Path(), "", choice, about.run.parallel)
    run.budget = about.run.budget.anew("plan")
    tell(f"{repositories(len(works))} {words}")
    plans = (make_plan(work.config) for work in works)
    run.show = Display(len(works), foretold(plans, "plan", run.parallel, choice.full), True)
    with interrupts(run):
        results = looked(run, works)
    # What the previews sent counts against what the run may send.
    about.run.budget = run.budget.anew("apply")
    if any(one.outcome not in GOOD for one in results.values()):
        raise Stopped(UNSEEN, results.values())
    return results
