"""Part rollout: a fleet on GitHub with its limits on: made, unchanged, a little changed."""

import time
from pathlib import Path

from .fleets import CHANGED, POINTS, WINDOW, limited
from .points import foretold, rate, share
from .rolls import Roll, Way, rolled
from .say import progress
from .table import table

MANY = 1_000
PAUSE = WINDOW + 2
COLUMNS = ("figure", "first apply", "nothing changed", f"{CHANGED} changed", "target")
NOTE = """\
  Of each repository: an environment with a reviewer, a deployment policy, a tag ruleset and a
  publisher. The limit of points is on, its clock {speed} times as fast. The limit of the hour is
  off: on github.com its 5,000 requests are met first. "share" is against the most points that
  minute after minute lets through, where each may be used up at once: it says something from some
  minutes on. "at that rate" is against the mean, and may pass 1 in a short run. Processor time
  and memory are those of the command and all that it starts, engines and providers too, and not
  the sandbox's, which runs beside it on the same processors. Memory: seen twice a second.
"""


def measure_rollout(work: Path, way: Way, number: int, speed: int) -> str:
    """Three runs, one after the other."""
    limit, changed = POINTS * speed, min(CHANGED, number)
    with rolled(work, way, "github", number, limited(number, speed), limit) as fleet:
        progress(f"(rollout) {number} repositories, {limit} points a minute")
        first = fleet.roll("apply", "--yes", changed=number)
        progress("(rollout) the same again, then some that changed")
        again = fleet.roll("apply", "--yes", unchanged=number)
        rest(first, limit)
        fleet.write(changed)
        same = {"unchanged": number - changed} if number > changed else {}
        few = fleet.roll("apply", "--yes", changed=changed, **same)
    title = f"(rollout) {number} repositories on GitHub, {limit} points a minute"
    runs = (first, again, few)
    figures = [*of_requests(runs, limit), *of_machine(runs, number)]
    return table(title, COLUMNS, figures) + NOTE.format(speed=speed)


def rest(first: Roll, limit: int) -> None:
    """Let the window pass that the first run filled: it is not what the next one costs."""
    if first.sent("github").points > limit / 2:
        progress(f"(rollout) {PAUSE} s until GitHub's limit is as if nobody had asked")
        time.sleep(PAUSE)


def of_requests(runs: tuple[Roll, Roll, Roll], limit: int) -> list[list[str]]:
    """What was sent, what had been foretold, and what the limit would have let through."""
    sent = [one.sent("github") for one in runs]
    told = [foretold(one.cost.err) for one in runs]
    first, seconds = sent[0].points, runs[0].cost.wall
    return [
        ["requests", *(str(one.sent().requests) for one in runs), "unchanged 0"],
        ["  to GitHub", *(str(one.requests) for one in sent), ""],
        ["  foretold, at most", *(str(one.requests) if one else "-" for one in told), ""],
        ["points", *(str(one.points) for one in sent), ""],
        ["  foretold, at most", *(str(one.points) if one else "-" for one in told), ""],
        ["share of the points limit", f"{share(first, limit, seconds):.3f}", "", "", "0.90"],
        ["  at that rate", f"{rate(first, limit, seconds):.3f}", "", "", ""],
        ["403 or 429", *(str(one.provoked) for one in sent), "0"],
    ]


def of_machine(runs: tuple[Roll, Roll, Roll], number: int) -> list[list[str]]:
    """Seconds and memory."""
    engines = [int(one.said["engines"]) for one in runs]
    each = [f"{one.cost.cpu / n:.2f}" if n else "-" for one, n in zip(runs, engines, strict=True)]
    return [
        ["engine runs", *map(str, engines), ""],
        ["seconds", *(f"{one.cost.wall:.1f}" for one in runs), "unchanged 3"],
        ["  while no engine ran", *(f"{one.between:.1f}" for one in runs), "changed 3"],
        ["CPU s", *(f"{one.cost.cpu:.1f}" for one in runs), ""],
        ["  for each engine run", *each, "first 1.0"],
        ["peak memory MiB", *(f"{one.cost.pss:.0f}" for one in runs), "1430"],
        ["  shared pages for each", *(f"{one.cost.rss:.0f}" for one in runs), ""],
    ]
