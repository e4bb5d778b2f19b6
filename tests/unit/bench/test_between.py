"""Seconds in which no engine ran."""

import json

from bench.between import engine_seconds, last_run


def line(second: float, what: str, name: str = "", run: str = "b") -> str:
    """A line of the journal."""
    at = f"2026-11-22T10:00:{second:04.1f}Z"
    return json.dumps({"at": at, "what": what, "name": name, "run": run})


def test_engines_at_the_same_time_count_once() -> None:
    """Of the newest run alone; who ended without an engine had none."""
    journal = "\n".join(
        [
            line(0, "begun", "x", "a"),
            line(1, "ended", "x", "a"),
            line(2, "run"),
            line(3, "begun", "x"),
            line(4, "begun", "y"),
            line(5, "ended", "x"),
            line(6, "ended", "y"),
            line(7, "ended", "z"),
            line(8, "begun", "w"),
            line(8.5, "ended", "w"),
            line(9, "finished"),
        ]
    )

    assert "b" == last_run(journal)
    assert 3.5 == engine_seconds(journal, "b")
    assert 1.0 == engine_seconds(journal, "a")
