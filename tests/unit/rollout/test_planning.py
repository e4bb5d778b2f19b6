"""Previews of given configs: who is asked, who was not looked at. The engine is a table here."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from trustpub.rollout import planning, rolling
from trustpub.rollout.detail import Detail
from trustpub.rollout.journal import RolloutError
from trustpub.rollout.model import Result, Work
from trustpub.rollout.planning import Planned, plan_digest, planned

from .made import config

ENVIRON = {"GITHUB_TOKEN": "a", "GITHUB_BASE_URL": "http://127.0.0.1:9/", "PATH": ""}
WORKS = [Planned(name, f"stack-{name}", config()) for name in "abc"]
STEP = Detail(operation="create", kind="github.environment", name="x")


class Table:
    """A pool that has an end for some."""

    def __init__(self, ends: dict[str, dict[str, Any]]) -> None:
        self.ends, self.stopped, self.paused = ends, False, ""
        self.running: dict[int, Any] = {}
        self.notice: Callable[[], None] = lambda: None
        self.seen: list[tuple[Work, str | None]] = []

    def each(self, works: list[Work], go_on: Callable[[], bool]) -> Iterator[tuple[Work, Result]]:
        """As long as it goes on."""
        for work in works:
            if go_on():
                self.seen.append((work, os.environ.get("GITHUB_TOKEN")))
                yield work, Result(name=work.name, **self.ends[work.name])


Run = Callable[..., tuple[dict[str, Result], Table]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Previews with the ends of a table."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_TOKEN", "of this process")
    monkeypatch.setattr(planning, "engine", lambda: "pulumi")
    monkeypatch.setattr(planning, "prepared", lambda folder, name: None)

    def made(**ends: dict[str, Any]) -> tuple[dict[str, Result], Table]:
        table = Table(ends)

        @contextmanager
        def pool(*args: Any) -> Iterator[Table]:
            yield table

        monkeypatch.setattr(rolling, "pool", pool)
        return planned(WORKS, 2, ENVIRON), table

    return made


GOOD: dict[str, Any] = {"outcome": "unchanged"}


def test_each_has_a_result_and_nothing_is_left(run: Run, tmp_path: Path) -> None:
    """With the environment that was given, and the own one afterwards."""
    results, table = run(a=GOOD, b={"outcome": "changed", "details": (STEP,)}, c=GOOD)

    assert ["unchanged", "changed", "unchanged"] == [results[name].outcome for name in "abc"]
    assert {"a"} == {token for _, token in table.seen}
    assert ["stack-a", "stack-b", "stack-c"] == [work.stack for work, _ in table.seen]
    assert "of this process" == os.environ["GITHUB_TOKEN"]
    assert [] == list(tmp_path.iterdir())
    assert plan_digest(results, ENVIRON).startswith("plan-sha256:")


def test_failures_stop_nobody_else(run: Run) -> None:
    """There are no waves; but there is no digest."""
    results, _ = run(a={"outcome": "failed"}, b={"outcome": "unknown"}, c=GOOD)

    assert ["failed", "unknown", "unchanged"] == [results[name].outcome for name in "abc"]
    assert "" == plan_digest(results, ENVIRON)


def test_who_was_not_looked_at_is_told(run: Run) -> None:
    """A refused token stops all: the rest is skipped, and not fine."""
    results, _ = run(a={"outcome": "unknown", "refused": True}, b=GOOD, c=GOOD)

    assert ["unknown", "skipped", "skipped"] == [results[name].outcome for name in "abc"]
    assert "the token is refused (401)" in results["c"].why
    assert "" == plan_digest(results, ENVIRON)


def test_without_a_token_nobody_is_asked() -> None:
    """The variable is named."""
    with pytest.raises(RolloutError, match="GITHUB_TOKEN not set"):
        planned(WORKS, 2, {**ENVIRON, "GITHUB_TOKEN": ""})
    assert {} == planned([], 2, {})
    assert plan_digest({}, {}).startswith("plan-sha256:")
