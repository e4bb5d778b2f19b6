"""Four shards of a fleet at once, one state in PostgreSQL, and everything that can go wrong."""

import os
import random
import time
from pathlib import Path
from subprocess import Popen
from typing import Any

from lab.postgres import Database

from .disturbing import disturb, injected
from .machines import SHARDS, Document, Machines, ended, kill, machines
from .postgresql import finished, server, undisturbed
from .shapes import fleet

__all__ = ["server", "undisturbed"]
REPOSITORIES = int(os.environ.get("TRUSTPUB_REPOSITORIES", "10"))
"""On each forge; `make shards` takes 100."""
SHARE = float(os.environ.get("TRUSTPUB_SHARE", "0.006"))
"""Of all requests, for each kind of fault; `make shards` takes 0.02."""
KILLED, KILLS = int(os.environ.get("TRUSTPUB_KILLED", "7")), 50
ROUNDS = 60


def test_faults_of_every_kind_end_complete(
    tmp_path: Path, server: Database, undisturbed: dict[str, Any]
) -> None:
    """Resumed until all is done: everything as without faults, and nothing made twice."""
    wanted, seed = fleet(REPOSITORIES), random.randrange(10**6)
    with machines(tmp_path, wanted, server.blank("faults")) as four:
        disturb(four.world, SHARE, seed)
        began = time.monotonic()
        rounds = resumed(four, seed)
        took = time.monotonic() - began
        same = finished(four, wanted, undisturbed, seed)
        met = injected(four.world)
        wrote = len(four.world.writes())
        print(f"{rounds} rounds, {took:.0f} s, {wrote} writes, {same} PUTs again; {dict(met)}")
        assert met["401"] > 0
        assert len(met) > 6


def resumed(four: Machines, seed: int) -> int:
    """All four, and those that are not done again and again; how often that was."""
    left, number = list(range(1, SHARDS + 1)), 0
    while left:
        number += 1
        told = {shard: ended(process, 1200) for shard, process in four.all(left).items()}
        left = [shard for shard, (code, _, _) in told.items() if code]
        bad = [(code, whys(document) or err) for code, document, err in told.values() if code]
        assert all(code in (1, 3) for code, _ in bad), (seed, bad)
        assert number < ROUNDS, (seed, bad)
    return number


def whys(document: Document) -> list[str]:
    """Why which repositories did not end well."""
    return [
        f"{one['name']}: {one['why']}" for one in document.get("repositories", ()) if one["why"]
    ]


def test_killed_at_fifty_moments_ends_complete(
    tmp_path: Path, server: Database, undisturbed: dict[str, Any]
) -> None:
    """Commands alone, or engines too, killed in the course of one rollout: the same end."""
    wanted, seed = fleet(KILLED), random.randrange(10**6)
    chance = random.Random(seed)
    with machines(tmp_path, wanted, server.blank("kills")) as four:
        began = time.monotonic()
        killed_often(four, chance)
        took, wrote = time.monotonic() - began, len(four.world.writes())
        rounds = resumed(four, seed)
        same = finished(four, wanted, undisturbed, seed)
        more = len(four.world.writes()) - wrote
        print(f"{KILLS} kills in {took:.0f} s, {wrote} writes; then {rounds} rounds, {more} more,")
        print(f"{same} PUTs again, {time.monotonic() - began:.0f} s")


def killed_often(four: Machines, chance: random.Random) -> None:
    """All four run; one after the other is killed a moment after it began, and started again.

    Who is done looks at everything anew, and can be killed in that too.
    """
    running = four.all(range(1, SHARDS + 1), "2")
    killed = 0
    while killed < KILLS:
        shard = chance.choice(list(running))
        process = running[shard]
        if begun(four, shard, process):
            time.sleep(chance.uniform(0, 0.9))
        if process.poll() is None:
            kill(process, everything=chance.random() < 0.5)
            killed += 1
        process.communicate(timeout=120)
        words = ["apply", "--full"] if process.returncode == 0 else ["resume"]
        if not four.begun(shard):
            words = ["apply"]
        four.mark(shard)
        running[shard] = four.start(shard, *words, "--parallel", "2")
    for process in running.values():
        process.communicate(timeout=300)


def begun(four: Machines, shard: int, process: "Popen[str]") -> bool:
    """Wait until one has started an engine; False where it ended before."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if four.grown(shard):
            return True
        time.sleep(0.02)
    return False
