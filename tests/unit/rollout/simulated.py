"""A GitHub with a made-up clock, and a run of many repositories against it."""

import random
from collections import Counter
from dataclasses import dataclass, field

from trustpub.rollout.limits.budget import LEAD, Budget
from trustpub.rollout.limits.ledger import Ledger
from trustpub.rollout.limits.table import WRITE_POINTS, table
from trustpub.rollout.model import Result, Seen, Shared, Told, Work

START, ENGINE, END = 1000.0, 0.8, 0.2
"""Seconds that an engine takes before its first request, and after its last."""
ONCE = ("/orgs/octo-org", "/users/octocat", "/orgs/octo-org/teams?per_page=100")
"""What is asked once a run."""


@dataclass
class Hour:
    """GitHub's hour: it begins with the first request."""

    limit: int
    began: float = START
    used: int = 0
    refused: int = 0

    def ask(self, at: float, count: int) -> Told:
        """So many more, and what it says then."""
        if at >= self.began + 3600:
            self.began, self.used = at, 0
        self.refused += max(0, self.used + count - self.limit)
        self.used += count
        left = max(0, self.limit - self.used)
        return Told(limit=self.limit, remaining=left, reset=self.began + 3600, at=at)


@dataclass
class World:
    """A clock, what was sent, and the processes that run."""

    hour: Hour
    parallel: int = 2
    now: float = START
    points: list[tuple[float, float]] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    ends: list[tuple[float, Work, Seen]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    """How often each of what is asked once a run."""
    idle: int = 0
    """How often it was looked whether there is room."""

    def begin(self, budget: Budget, work: Work, seconds: float) -> None:
        """One repository: its look-ups, its writes with a read each, its read-back."""
        first = max(self.now + ENGINE, budget.start(work))
        reads = [(first + seconds * n / 40, 1.0, 0.0) for n in range(4)]
        middle = [(first + seconds * (0.3 + n / 12), 1.0, 1.0) for n in range(5)]
        last = [(first + seconds * (0.9 + n / 90), 1.0, 0.0) for n in range(9)]
        self.points += [(at, r + WRITE_POINTS * w) for at, r, w in (*reads, *middle, *last)]
        told = self.hour.ask(last[-1][0], 23)
        asks = [end for end in ONCE if end not in budget.sharing.given]
        self.asked.update(asks)
        once = {end: Shared(at=first, status=200, link="", body="") for end in asks}
        seen = Seen(
            sent={"github": (*reads, *last)}, told={"github": told}, shared=once, made=last[0][0]
        )
        self.ends.append((last[-1][0] + END, work, seen))

    def run(self, budget: Budget, works: list[Work], seconds: tuple[float, float]) -> None:
        """All of them, as the pool does it."""
        waiting = list(works)
        while waiting or self.ends:
            budget.waiting = None
            while waiting and len(self.ends) < self.parallel and budget.soon(waiting[0]):
                self.begin(budget, waiting.pop(0), self.dice.uniform(*seconds))
            self.idle += 1
            self.next(budget)

    def next(self, budget: Budget) -> None:
        """Until something ends, or there is room."""
        ends = [end for end, _, _ in self.ends]
        room = [budget.waiting.until - LEAD] if budget.waiting else []
        self.now = max(self.now + 0.01, min([*ends, *room]))
        for one in [one for one in self.ends if one[0] <= self.now]:
            self.ends.remove(one)
            _, work, seen = one
            steps = tuple(f"create {r.name}" for r in budget.planned(work).plan.resources)
            result = Result(name=work.name, outcome="changed", steps=steps, engine=True)
            budget.end(work, result, seen)
            self.done.append(work.name)

    def most(self, seconds: float = 60.0) -> float:
        """The points of the fullest window, wherever it begins."""
        sent, first, used, found = sorted(self.points), 0, 0.0, 0.0
        for at, amount in sent:
            used += amount
            while sent[first][0] <= at - seconds:
                used -= sent[first][1]
                first += 1
            found = max(found, used)
        return found

    def share(self, points: float = 900, seconds: float = 60.0) -> float:
        """How much of what was allowed was used."""
        times = [at for at, _ in self.points]
        allowed = (max(times) - min(times)) / seconds * points
        return sum(amount for _, amount in self.points) / allowed


def budget_of(world: World, points: tuple[float, float] | None = None, sharers: int = 1) -> Budget:
    """The budget of a run with that clock."""
    told = world.hour.ask(world.now, 0)
    ledger = Ledger(table(points, sharers), told={"github": told}, sharers=sharers)
    return Budget(ledger=ledger, clock=lambda: world.now)
