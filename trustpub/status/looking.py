"""Many projects, looked at together: at most so many at a time, each answer kept at once."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ..indexes.pypi.normal import normal_name
from ..indexes.pypi.sites import Site
from .ages import fresh
from .answer import Outcome
from .asking import ask
from .cache import keep, recall

if TYPE_CHECKING:
    import requests

JOBS = 8
"""Requests at a time, unless told otherwise."""
PATIENCE = 5
"""Failures one after the other from which on an index is left alone."""

Key = tuple[str, str]
"""Address of the index and normalized name of the project."""


def key(where: Site, project: str) -> Key:
    """Publishers of one project on one index share one look."""
    return where.url, normal_name(project)


@dataclass
class Looking:
    """How to look: the cache, how old an answer may be, how many at a time, who hears of it."""

    folder: Path
    max_age: int
    now: Callable[[], datetime]
    jobs: int = JOBS
    progress: Callable[[int, int], None] = lambda done, all_of_them: None
    failures: dict[str, int] = field(default_factory=dict)
    """Address of an index -> failures one after the other."""
    asked: int = 0
    """Projects that an index was asked about."""
    unkept: set[str] = field(default_factory=set)
    """Why answers could not be kept."""
    lock: Lock = field(default_factory=Lock, repr=False)

    def all(self, wanted: Iterable[tuple[Site, str]]) -> dict[Key, Outcome]:
        """The outcome for each index and project, each looked at once."""
        import requests
        from requests.adapters import HTTPAdapter

        distinct = {key(where, project): where for where, project in wanted}
        outcomes: dict[Key, Outcome] = {}
        with requests.Session() as session, ThreadPoolExecutor(self.jobs) as pool:
            for scheme in ("https://", "http://"):
                session.mount(scheme, HTTPAdapter(pool_maxsize=self.jobs))
            futures = {
                pool.submit(self.one, session, where, name): (url, name)
                for (url, name), where in distinct.items()
            }
            try:
                for future in as_completed(futures):
                    outcomes[futures[future]] = future.result()
                    self.progress(len(outcomes), len(futures))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return outcomes

    def one(self, session: "requests.Session", where: Site, project: str) -> Outcome:
        """From the cache if young enough, else from the index, and then into the cache."""
        before = recall(self.folder, where, project)
        if before and fresh(before.looked, self.now(), self.max_age):
            return Outcome(before)
        if self.failures.get(where.url, 0) >= PATIENCE:
            told = f"not asked: {where.url} failed {PATIENCE} times in a row"
            return Outcome(before, told)
        outcome = ask(session, where, project, before, self.now())
        self.learn(where, outcome)
        if outcome.answer and not outcome.failed:
            self.unkept.update(keep(self.folder, where, outcome.answer))
        return outcome

    def learn(self, where: Site, outcome: Outcome) -> None:
        """Count what was asked, and failures one after the other."""
        with self.lock:
            self.asked += 1
            failed = self.failures.get(where.url, 0) + 1
            self.failures[where.url] = failed if outcome.failed else 0
