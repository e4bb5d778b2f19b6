"""One budget for all repositories of a run: who may begin when, and what the ended ones teach."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf
from typing import NamedTuple

from ...model import Plan
from ...plan import make_plan
from ..byhand import taken
from ..model import GOOD, Result, Seen, Work
from .cost import Verb, common, own, sent_by_provider
from .ledger import Ledger, Room, Sent, begun, ended, room
from .past import Past
from .sharing import Sharing
from .table import Amounts, amounts, total
from .use import NOBODY, Use, learned
from .waiting import Wait, clock_time

LEAD = 5.0
"""Seconds that a repository may be started early: its engine starts, and asks nobody before."""
PATIENCE = 3900.0
"""Seconds that are waited for; a run that had to wait longer pauses."""
TRIES = 5
"""How often a repository that met a limit is run again."""
PAUSE = 60.0
"""Seconds to wait after a limit was met that says nothing of its end (GitHub docs)."""
LIMITED = re.compile(r"rate limit|too many requests|used up for \d+ min|\b429\b", re.I)
"""Ours, errors.py; go-github, github/github.go; client-go's 429."""
NOTHING = Ledger()


class Planned(NamedTuple):
    """What is declared for a repository, and what it costs without what is asked once a run."""

    plan: Plan
    amounts: Amounts
    ends: tuple[str, ...]
    """Of the addresses that are asked once a run."""


@dataclass
class Budget:
    """Mutable; its clock is the machine's, the same for all processes."""

    verb: Verb = "apply"
    full: bool = False
    ledger: Ledger = NOTHING
    clock: Callable[[], float] = time.monotonic
    sharing: Sharing = field(default_factory=Sharing)
    """What is asked for by one repository for all."""
    tries: dict[str, tuple[Result, ...]] = field(default_factory=dict)
    """The ends of those that met a limit."""
    plans: dict[str, Planned] = field(default_factory=dict)
    use: Use = NOBODY
    """What the hour lost beside what was counted."""
    waiting: Wait | None = None

    def anew(self, verb: Verb) -> "Budget":
        """The budget of a run that comes after this one, with what it has sent."""
        return replace(self, verb=verb, tries={}, plans={}, waiting=None)

    def room(self, work: Work) -> Room:
        """From when on it may ask the forges."""
        return room(self.ledger, self.wanted(work), self.clock())

    def soon(self, work: Work) -> bool:
        """Whether it may be started; else it is waited for, or for who asks the same just now."""
        now = self.clock()
        if self.sharing.asked_by_another(self.planned(work).ends, now):
            return False
        found = room(self.ledger, self.wanted(work), now)
        lead = 0.0 if work.torn or self.full else LEAD
        if found.at <= now + lead:
            return True
        if found.at < inf and (self.waiting is None or found.at < self.waiting.until):
            self.waiting = Wait(found.why, found.at)
        return False

    def wanted(self, work: Work) -> Amounts:
        """What it costs at most."""
        planned = self.planned(work)
        missing = self.sharing.missing(planned.ends, self.clock())
        cost = total([planned.amounts, amounts("github", len(missing), 0)])
        return {key: amount * self.use.factor for key, amount in cost.items() if amount}

    def planned(self, work: Work) -> Planned:
        """What is declared, and what it costs; torn, it is looked at before, and mended."""
        if work.name not in self.plans:
            plan = make_plan(work.config)
            cost = own(plan, self.verb, self.full, Past(work.made, work.torn)).amounts
            if work.held is not None and self.verb == "apply":
                cost = total([cost, own(plan, "plan", self.full).amounts])
            self.plans[work.name] = Planned(plan, cost, tuple(dict.fromkeys(common(plan))))
        return self.plans[work.name]

    def start(self, work: Work) -> float:
        """It is started; before which time it may ask nobody."""
        at = self.room(work).at
        self.ledger = begun(self.ledger, work.name, self.wanted(work))
        self.sharing.begin(work.name, self.planned(work).ends, self.clock())
        return at

    def end(self, work: Work, result: Result, seen: Seen) -> None:
        """It has ended: what it really sent takes the place of what it could have sent."""
        now = self.clock()
        held = dict(seen.met)
        if self.limited(result) and not held:
            held = {str(forge): now + PAUSE for forge in work.config.forges()}
        sent = self.settled(work, result, seen, now)
        self.sharing.end(work.name, seen.shared, now)
        busy = total(one for key, one in self.ledger.running.items() if key != work.name)
        self.use = learned(self.use, seen.told.get("github"), total(p for _, p in sent), busy)
        self.ledger = ended(self.ledger, work.name, self.scaled(sent), seen.told, held, now)
        self.plans.pop(work.name, None)

    def settled(self, work: Work, result: Result, seen: Seen, now: float) -> list[Sent]:
        """What a repository sent; where that is not known, all that was foretold."""
        if result.outcome not in GOOD or not seen.sent:
            foretold = self.ledger.running.get(work.name, {})
            return [Sent(now, {key: n / self.use.factor for key, n in foretold.items()})]
        found = [
            Sent(min(at, now), amounts(forge, reads, writes))
            for forge, rows in seen.sent.items()
            for at, reads, writes in rows
        ]
        if result.engine:
            steps = result.steps if self.verb == "apply" else ()
            provider = sent_by_provider(self.planned(work).plan, steps)
            found.append(Sent(seen.made or now, provider))
        return found

    def scaled(self, sent: list[Sent]) -> list[Sent]:
        """With what is sent beside it."""
        return [
            Sent(at, {key: n * self.use.factor for key, n in part.items()}) for at, part in sent
        ]

    def limited(self, result: Result) -> bool:
        """Whether a limit kept a repository from ending well, or from being read back."""
        return result.outcome != "skipped" and bool(LIMITED.search(result.why))

    def again(self, work: Work, result: Result) -> Work | None:
        """The repository once more, where it met a limit and may pass it later."""
        before = self.tries.get(work.name, ())
        if not self.limited(result) or len(before) >= TRIES:
            return None
        self.tries[work.name] = (*before, result)
        return work._replace(new=False, torn=work.torn or result.outcome not in GOOD)

    def whole(self, work: Work, result: Result) -> Result:
        """The last end of a repository, with all that was done before it."""
        ends = (*self.tries.get(work.name, ()), result)
        changes: dict[str, int] = {}
        for one in ends:
            for name, count in one.changes.items():
                changes[name] = changes.get(name, 0) + count
        done = result.outcome == "unchanged" and bool(changes)
        steps = tuple(sorted(step for one in ends for step in one.steps))
        return result.model_copy(
            update={
                "outcome": "changed" if done else result.outcome,
                "changes": changes,
                "steps": steps,
                "take_away": taken(steps),
                "cpu": sum(one.cpu for one in ends),
            }
        )

    def tried(self, work: Work) -> Result | None:
        """How it ended when it met a limit; None where it did not."""
        return next(reversed(self.tries.get(work.name, ())), None)

    def too_long(self) -> bool:
        """Whether what is waited for lies too far ahead."""
        return self.left() > PATIENCE

    def left(self) -> float:
        """Seconds that are still waited."""
        return max(0.0, self.waiting.until - self.clock()) if self.waiting else 0.0

    def sentence(self, now: float) -> str:
        """What is waited for, with the time of a clock that shows `now`; else nothing."""
        if self.waiting is None:
            return ""
        return f"{self.waiting.why}, until {clock_time(now + self.left(), now)}"
