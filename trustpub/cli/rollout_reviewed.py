"""`trustpub rollout apply --reviewed DIGEST`: what is to be done is previewed again, and held."""

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..plan import make_plan
from ..plural import plural, repositories
from ..preview.trees import Unread
from ..rollout.committed import Change, change, differing
from ..rollout.limits.cost import foretold
from ..rollout.model import GOOD, Result, Work
from ..rollout.planning import looked
from ..rollout.reviewing import Case, Held, begun, held_by, of_plan, within, wrong
from ..rollout.rolling import Run, Todo
from ..rollout.telling.report import Report, digested
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
BEYOND = "nothing was begun"
MOST = 20
"""Repositories that are named."""
CHANGED = (
    "the change from {} to {} has another digest, {}, and nothing was begun; "
    "`trustpub preview {} --base {} --head {}` shows it; --base names another beginning"
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
    try:
        return allowed(about)
    except Stopped as stop:
        if not stop.results or about.args.format == "json":
            tell(str(stop))
        if stop.results or about.args.format == "json":
            answer(about.args, told(about, stop))
        return NOT_STARTED


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
        results = seen(about, about.found.works)
        plans = {one.name: one.details for one in results.values()}
        now = digested(Report("plan", "", 0, tuple(results.values())), os.environ).digest
        if now != digest and not within(plans, before):
            raise Stopped(OTHER, results.values())
        return held_by(plans)
    return of_change(about, reviewed_change(about), before)


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
        raise Stopped(CHANGED.format(*ends, one.digest or "none", args.file, *ends))
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
    wrongs = [f"{one.name}: {why}" for one in cases if (why := wrong(one, base))]
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
