"""A run: waves, stops, and what the journal is told. The processes are a table here."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from trustpub.rollout import rolling
from trustpub.rollout.model import Choice, Result, Work
from trustpub.rollout.rolling import INTERRUPTED, REFUSED, Run, todo
from trustpub.rollout.setting import journal_of
from trustpub.rollout.telling.report import Report

from .made import history, repository

NAMES = [f"github:octo-org/p{n}" for n in range(30)]


class Table:
    """A pool whose repositories end as a table says."""

    def __init__(self, ends: Mapping[str, Any]) -> None:
        self.ends, self.stopped, self.started = ends, False, list[str]()
        self.running: dict[int, Any] = {}
        self.paused = ""
        self.notice: Callable[[], None] = lambda: None

    def each(self, works: list[Work], go_on: Callable[[], bool]) -> Iterator[tuple[Work, Result]]:
        """One after the other."""
        for work in works:
            if go_on():
                self.started.append(work.name)
                end = self.ends.get(work.name, {"outcome": "changed"})
                self.stopped = self.stopped or end == "interrupt"
                told = {"outcome": "changed"} if end == "interrupt" else end
                yield work, Result(name=work.name, engine=True, **told)


def rolled(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    ends: Mapping[str, Any],
    verb: str = "apply",
    **choice: Any,
) -> tuple[Report, list[str]]:
    """The report of a run about all names, and who was started."""
    table = Table(ends)

    @contextmanager
    def pool(*args: Any) -> Iterator[Table]:
        yield table

    monkeypatch.setattr(rolling, "pool", pool)
    chosen = Choice(**choice)
    found = todo([repository(name) for name in NAMES], history(), "me", chosen, "here")
    return Run(verb, folder, "r", chosen, 2).roll(found), table.started


def test_all_end_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody is started once, in the order of the fleet, and is settled then."""
    report, started = rolled(tmp_path, monkeypatch, {})

    assert (NAMES, 30, 0) == (started, report.counts()["changed"], report.code)
    past = journal_of(tmp_path).history
    entries = [repository(name) for name in NAMES]
    assert ((), 30) == todo(entries, past, "me", Choice(), "here")
    assert ["run", "finished"] == [line.what for line in past.runs]


def test_failures_below_the_share_stop_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are told, and are to be run again."""
    report, started = rolled(tmp_path, monkeypatch, {NAMES[3]: {"outcome": "failed", "why": "no"}})

    assert (30, 1, 1) == (len(started), report.counts()["failed"], report.code)
    entries = [repository(name) for name in NAMES]
    works, _ = todo(entries, journal_of(tmp_path).history, "me", Choice(), "here")
    assert [NAMES[3]] == [work.name for work in works]


def test_a_canary_that_fails_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, and the numbers add up."""
    ends = {NAMES[1]: {"outcome": "failed"}}

    report, started = rolled(tmp_path, monkeypatch, ends, canary=5, stop_after=0.1)

    assert (NAMES[:2], 3) == (started, report.code)
    assert "1 of a wave of 5 failed, more than 10%" == report.stopped
    assert (28, 30) == (report.counts()["skipped"], sum(report.counts().values()))
    assert "paused" == journal_of(tmp_path).history.runs[-1].what


def test_what_was_the_last_is_not_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing left that could be."""
    ends = {name: {"outcome": "failed"} for name in NAMES[25:]}

    report, _ = rolled(tmp_path, monkeypatch, ends, canary=25, stop_after=0.9)

    assert ("", 1) == (report.stopped, report.code)


def test_a_refused_token_pauses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others would fail in the same way."""
    ends = {NAMES[2]: {"outcome": "unknown", "refused": True}}

    report, started = rolled(tmp_path, monkeypatch, ends, stop_after=1.0)

    assert (NAMES[:3], REFUSED.format("resume"), 3) == (started, report.stopped, report.code)


def test_an_interrupt_starts_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs is waited for."""
    report, started = rolled(tmp_path, monkeypatch, {NAMES[4]: "interrupt"})

    assert (NAMES[:5], f"{INTERRUPTED}; `trustpub rollout resume` goes on", 3) == (
        started,
        report.stopped,
        report.code,
    )
    assert 25 == report.counts()["skipped"]


def test_a_plan_writes_no_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It changes nothing, not even what is known."""
    report, _ = rolled(tmp_path, monkeypatch, {}, verb="plan")

    assert 1 == report.code
    assert [] == list(tmp_path.iterdir())
