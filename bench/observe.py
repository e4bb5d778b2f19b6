"""Part observe: `trustpub audit` of an organisation and a group: requests, seconds, memory."""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.world import CLONE, Sandbox, sandbox

from .groups import partly
from .measure import must
from .say import progress
from .table import table
from .worlds import GITHUB_TOKEN, GITLAB_TOKEN, github, gitlab

LONGEST = 1_500
"""Seconds that one look may take."""
SHARE = 0.3
"""Of the repositories publish."""
MANY, MORE = 1_000, 10_000
A_MINUTE = {"rest": 900, "graphql": 2_000}
"""GitHub docs, "Rate limits for the REST API": points a minute, one for each GET or query."""
COLUMNS = ("figure", "cold", "second run", "target")


@dataclass(frozen=True)
class Look:
    """One look: what it says of itself, and what the sandbox saw of it."""

    said: Mapping[str, Any]
    rest: int
    graphql: int
    unchanged: int
    """Answered 304: nothing of the hour's limit is used up."""
    provoked: int
    """403 or 429."""

    @property
    def requests(self) -> int:
        """All of them."""
        return self.rest + self.graphql

    @property
    def paid(self) -> int:
        """Those that count against the hour's limit."""
        return self.requests - self.unchanged

    @property
    def wall(self) -> float:
        """Seconds from the first request to the last answer."""
        return float(self.said["wall"])

    @property
    def peak(self) -> float:
        """MiB."""
        return float(self.said["peak"])


def measure_observe(work: Path) -> Iterator[str]:
    """With GitHub's limits; then their absence, to see how it grows; then GitLab."""
    progress(f"(observe) {MANY} repositories with GitHub's limits: some minutes")
    yield limited(look_twice(work / "limited", MANY, True))
    sides = []
    for number in (MANY, MORE):
        progress(f"(observe) {number} repositories without limits")
        sides.append(look_twice(work / f"free-{number}", number, False))
    yield growth(sides[0], sides[1])
    yield measure_group(work, MANY)


def measure_group(work: Path, number: int) -> str:
    """A group of which some projects publish; and at worst, where all do."""
    progress(f"(observe) {number} projects of a group")
    found = []
    some = partly(number, round(number * SHARE))
    for seed, kinds in ((some, ("projects", "group")), (gitlab(number), ("group",))):
        with served(work / f"gitlab-{len(found)}", "gitlab", seed) as world:
            found += [looked(kind, number, False, work / "gitlab", world) for kind in kinds]
    return of_group(*found)


def look_twice(work: Path, number: int, limits: bool) -> tuple[Look, Look]:
    """An organisation seen for the first time, and at once again."""
    publishing = round(number * SHARE)
    seed = github(publishing, number - publishing, limits)
    with served(work, "github", seed) as world:
        first = looked("organization", number, limits, work, world)
        return first, looked("organization", number, limits, work, world)


@contextmanager
def served(work: Path, api: str, section: Mapping[str, Any]) -> Iterator[Sandbox]:
    """A sandbox with one section of a seed, as JSON, which is YAML."""
    work.mkdir(parents=True, exist_ok=True)
    seed = work / "seed.yaml"
    seed.write_text(json.dumps({api: section}), "utf-8")
    with sandbox(seed) as world:
        yield world


def looked(what: str, number: int, limits: bool, work: Path, world: Sandbox) -> Look:
    """One look in a process of its own, and its requests from the event log."""
    before = world.mark()
    command = (sys.executable, "-m", "bench.looking", what, str(number))
    switch = "limited" if limits else "free"
    lines = must([*command, switch], CLONE, environment(work, world), longest=LONGEST)
    api = "gitlab" if what in ("projects", "group") else "github"
    return look_of(json.loads(lines.splitlines()[-1]), world.events(api, before))


def environment(work: Path, world: Sandbox) -> dict[str, str]:
    """Where the forges are, and a cache of its own."""
    tokens = {"GITHUB_TOKEN": GITHUB_TOKEN, "GITLAB_TOKEN": GITLAB_TOKEN}
    return {**os.environ, **world.env, **tokens, "XDG_CACHE_HOME": str(work / "cache")}


def look_of(said: Mapping[str, Any], events: Sequence[Mapping[str, Any]]) -> Look:
    """What was said, and what the log holds."""
    requests = [one for one in events if one["kind"] == "request"]
    queries = [one for one in requests if str(one["path"]).endswith("/graphql")]
    statuses = [int(one["status"]) for one in requests]
    return Look(
        said,
        len(requests) - len(queries),
        len(queries),
        statuses.count(304),
        statuses.count(403) + statuses.count(429),
    )


def allowed(*looks: Look) -> float:
    """Seconds that the limits of a minute make so many requests take at least."""
    rest, graphql = (sum(getattr(one, kind) for one in looks) for kind in ("rest", "graphql"))
    minutes = max(0, (rest - 1) // A_MINUTE["rest"], (graphql - 1) // A_MINUTE["graphql"])
    return 60.0 * float(minutes)


def limited(looks: tuple[Look, Look]) -> str:
    """What 1,000 repositories cost on github.com."""
    cold, second = looks
    together, most = cold.wall + second.wall, allowed(cold, second)
    rows = [
        ["requests", str(cold.requests), str(second.requests), "cold 4200"],
        ["of these foretold", *(str(one.said["predicted"]) for one in looks), ""],
        ["of the hour's limit", str(cold.paid), str(second.paid), "second 1100"],
        ["of GraphQL", str(cold.graphql), str(second.graphql), ""],
        ["403 or 429", str(cold.provoked), str(second.provoked), "0"],
        ["not seen in full", *(str(one.said["unseen"]) for one in looks), ""],
        ["seconds", f"{cold.wall:.1f}", f"{second.wall:.1f}", ""],
        ["against the limits' least", ratio(cold.wall, allowed(cold)), "", "1.2"],
        ["  both runs together", "", ratio(together, most), "1.2"],
        ["peak memory MiB", f"{cold.peak:.0f}", f"{second.peak:.0f}", "300"],
    ]
    title = f"(observe) GitHub with its limits, {MANY} repositories, {SHARE:.0%} publish"
    return table(title, COLUMNS, rows)


def ratio(one: float, other: float) -> str:
    """Of two figures; a dash where there is nothing to divide by."""
    return f"{one / other:.3f}" if other else "-"


def growth(few: tuple[Look, Look], many: tuple[Look, Look]) -> str:
    """Ten times as many repositories: ten times the requests and the seconds is linear."""
    rows = []
    for place, name in enumerate(("cold", "second run")):
        one, other = few[place], many[place]
        for title, key, target in (
            ("requests", "requests", "10"),
            ("of the hour's limit", "paid", "10"),
            ("seconds", "wall", "10"),
            ("peak memory MiB", "peak", ""),
        ):
            small, large = getattr(one, key), getattr(other, key)
            shown = [f"{small:.4g}", f"{large:.6g}", ratio(large, small)]
            rows.append([f"{name}: {title}", *shown, target])
    columns = ("figure", f"{MANY}", f"{MORE}", "ratio", "linear")
    return table("(observe) GitHub without limits, ten times as many", columns, rows)


def of_group(*looks: Look) -> str:
    """What a group costs: to see all that a config declares, and the audit, which sees more."""
    shown = ("observers", "audit", "where all publish")[: len(looks)]
    each = (ratio(one.requests, int(one.said["repositories"])) for one in looks)
    rows = [
        ["projects", *(str(one.said["repositories"]) for one in looks), ""],
        ["requests", *(str(one.requests) for one in looks), ""],
        ["of these foretold", *(str(one.said["predicted"]) for one in looks), ""],
        ["requests a project", *each, "4"],
        ["403 or 429", *(str(one.provoked) for one in looks), "0"],
        ["not seen in full", *(str(one.said["unseen"]) for one in looks), ""],
        ["seconds", *(f"{one.wall:.1f}" for one in looks), ""],
        ["peak memory MiB", *(f"{one.peak:.0f}" for one in looks), "300"],
    ]
    title = f"(observe) a GitLab group without limits, {SHARE:.0%} publish"
    return table(title, ("figure", *shown, "target"), rows)
