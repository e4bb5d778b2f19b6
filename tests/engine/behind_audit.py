"""`trustpub audit` of a file after each change made by hand."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from lab.world import Sandbox
from trustpub.cli import main
from trustpub.observing import pace

from .behind import Change, Lot
from .behind_undo import KEPT, UNDO, Kept

NOTES = {"stopped"}
"""The next deployment starts a stopped environment again."""


class Audited(NamedTuple):
    """What the audit says."""

    code: int
    told: frozenset[tuple[str, str, str]]
    """Id, object and setting of each finding, notes too."""


Audit = Callable[[], Audited]


@pytest.fixture
def audit(
    world: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Audit:
    """The command in this process, with answers kept from one time to the next."""
    for limits in (pace.GITHUB, pace.GITLAB):
        for kind in limits:
            monkeypatch.setitem(limits, kind, 1_000_000)

    def run() -> Audited:
        with monkeypatch.context() as patched:
            for name, value in {**world.env, "XDG_CACHE_HOME": str(tmp_path / "cache")}.items():
                patched.setenv(name, value)
            capsys.readouterr()
            code = main(["audit", str(tmp_path / "release.yaml"), "--format", "json"])
        document = json.loads(capsys.readouterr().out)
        assert ([], []) == (document["problems"], document["unknown"])
        (section,) = document["report"]["sections"]
        told = ((one["id"], one["object"], one["setting"]) for one in section["findings"])
        return Audited(code, frozenset(told))

    return run


def stored(forge: str, world: Sandbox, lots: Iterable[str]) -> dict[str, Kept]:
    """Each lot as it is now."""
    return {lot: KEPT[forge](Lot(world, lot)) for lot in lots}


def each_alone(
    forge: str,
    world: Sandbox,
    lots: Mapping[str, Sequence[Change]],
    kept: Mapping[str, Kept],
    audit: Audit,
) -> None:
    """One change after the other, each undone: the audit names that one alone, at last none.

    What an undo left would be told with the next change, which is of another thing or lot.
    """
    for lot in lots:
        UNDO[forge](Lot(world, lot), kept[lot])
    clean = audit()
    assert 0 == clean.code, clean

    for lot, change in ((lot, one) for lot, changes in lots.items() for one in changes):
        said = f"{lot}: {change.setting}: {change.what}"
        change.do(Lot(world, lot))
        found = audit()
        assert wanted(lot, change) == found.told - clean.told, said
        # What matters less than a finding is told as a note.
        assert (change.what not in NOTES) == found.code, said
        UNDO[forge](Lot(world, lot), kept[lot])
    assert clean == audit()


def wanted(lot: str, change: Change) -> set[tuple[str, str, str]]:
    """The findings that stand for a change."""
    return {
        (f"audit-{state}", name.replace("LOT", lot), setting)
        for state, name, setting in change.told
    }
