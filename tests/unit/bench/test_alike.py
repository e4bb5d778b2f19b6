"""What two runs left on the forges."""

from typing import Any

from bench.alike import left, unlike


def change(what: str, key: str, after: Any, before: Any = None) -> Any:
    """A change as the event log has it."""
    return {"kind": "change", "what": what, "key": key, "after": after, "before": before}


def test_numbers_of_the_forge_make_no_difference() -> None:
    """Neither in a name nor in a value; what was taken away is not there."""
    one = [
        change("ruleset", "o/r/7", {"id": 7, "name": "tags", "rules": [{"id": 1, "type": "x"}]}),
        change("environment", "o/r/pypi", {"name": "pypi"}),
        change("environment", "o/r/pypi", None, {"name": "pypi"}),
    ]
    other = [change("ruleset", "o/r/9", {"id": 9, "name": "tags", "rules": [{"type": "x"}]})]

    assert [] == unlike(left(one), left(other))
    assert {} == left(one, ["environment"])


def test_differences_are_told() -> None:
    """A few of them, and how many more."""
    lines = unlike({str(n): "1" for n in range(5)}, {"0": "1", "1": "2"})

    assert "  NOT the same: 1: 1 / 2\n" == lines[0]
    assert "  ... and 1 more\n" == lines[3]
    assert 4 == len(lines)
