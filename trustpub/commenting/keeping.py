"""One comment kept on a request: look, decide, write, and look again until nothing is to write."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..errors import Broken, Forbidden, Limited, Unanswered, Unclear, Unreachable, WorldError
from ..reader import Reader
from .deciding import decide, ours
from .model import Do, Outcome, Request, Seen, Stamp, State, Step, Wanted
from .on_github import GitHubSide, github_side
from .on_gitlab import GitLabSide, gitlab_side
from .wording import AHEAD, fitted, forged, moment, outdated, stamp

AnySide = GitHubSide | GitLabSide
ROUNDS = 12
"""Looks of one run: more are needed only where others write all the time."""
TRIES = 3
PASSING = (Limited, Unanswered, Unclear, Unreachable)
"""After these a write may be sent again, once a look has shown that it was not done."""
LOCKED = (
    "the conversation is locked to the token in {variable};"
    " unlock it, or take the token of somebody with write access"
)
GONE = "the request is no longer there"
LATE = (
    "the request moved on while this was written, and the comment says that it is out of date;"
    " if it still does when the run of the newest commit is over, start that one again"
)
UNSETTLED = "others write the same comment all the time; run it again when they are done"


@dataclass
class Run:
    """What one run has done so far."""

    me: str
    done: set[Do] = field(default_factory=set)
    written: set[Stamp] = field(default_factory=set)
    failures: int = 0
    failed: tuple[Step, WorldError] | None = None


def kept(
    client: Reader,
    request: Request,
    body: str | None,
    *,
    at: datetime | None = None,
    author: str = "",
    timid: bool = False,
) -> Outcome:
    """Exactly one comment of ours with this body; None: nothing is left to do.

    `at`: when the preview was begun, which tells older runs from newer ones. `author`: the login of
    an app whose token it is (`my-app[bot]`), which GitHub does not tell. `timid`: only in place of
    what is about an older commit. WorldError where it is not
    known whether the comment says what it should.
    """
    side = (github_side if request.forge == "github" else gitlab_side)(client, request)
    if isinstance(side, str):
        return Outcome(state="refused", why=side)
    now = datetime.now(UTC)
    began = Stamp(request.head, moment((at or now).astimezone(UTC)))
    text, notes = fitted(body, began, request.forge)
    latest = max(began.at, moment(now + AHEAD))
    wanted = Wanted(began, text, request.source, body is None, latest, timid)
    return settled(side, wanted, Run(side.me(author)), notes)


def settled(side: AnySide, wanted: Wanted, run: Run, notes: tuple[str, ...]) -> Outcome:
    """Rounds, until one finds nothing to write."""
    for _ in range(ROUNDS):
        seen = side.look()
        if seen is None:
            return Outcome(state="refused", why=GONE, notes=notes)
        decision = decide(seen, wanted, run.me, frozenset(run.written))
        if not decision.steps:
            return outcome(run, seen, wanted, decision.why, notes)
        error = stuck(run, decision.steps[0])
        if error and seen.locked and isinstance(error, Forbidden):
            why = LOCKED.format(variable=side.client.variable)
            return Outcome(state="refused", why=why, notes=notes)
        if error:
            raise error
        act(side, decision.steps, run)
    raise Broken(UNSETTLED)


def stuck(run: Run, step: Step) -> WorldError | None:
    """Why a write that failed is not sent again, though the look shows that it was not done."""
    if run.failed is None or run.failed[0][:2] != step[:2]:
        return None
    error = run.failed[1]
    return None if isinstance(error, PASSING) and run.failures < TRIES else error


def act(side: AnySide, steps: tuple[Step, ...], run: Run) -> None:
    """Write, up to the first failure: the next look tells what came of it."""
    run.failed = None
    for step in steps:
        # What fails may have been done all the same.
        run.done.add(step.do)
        run.written |= {one for one in (stamp(step.text),) if one}
        try:
            run.me = side.send(step) or run.me
        except WorldError as error:
            run.failed = (step, error)
            run.failures += 1
            return


def outcome(run: Run, seen: Seen, wanted: Wanted, why: str, notes: tuple[str, ...]) -> Outcome:
    """What became of it, by the comment as it is now."""
    mine = ours(seen.comments, run.me)
    late = bool(mine) and mine[0].body == outdated(stamp(mine[0].body) or Stamp())
    return Outcome(
        state=passed_by(run, late) if why else state(run.done, wanted.resolved),
        why=LATE if late and run.done else why,
        link=mine[0].link if mine else "",
        notes=(*notes, *forged(seen.comments, run.me)),
    )


def passed_by(run: Run, late: bool) -> State:
    """The word where another run is to write the comment."""
    return "outdated" if late and run.done else "left"


def state(done: set[Do], resolved: bool) -> State:
    """The word for what was written."""
    if not done:
        return "unchanged"
    if resolved:
        return "resolved"
    return "created" if "create" in done else "edited"
