"""Part gitlabform: the same protections of a group's projects by gitlabform, once each."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.home import prepare_home
from lab.world import Sandbox

from .alike import left, unlike
from .beside import Side, all_of_ours, compared
from .fleets import bare_group, by_gitlabform
from .gitlabform_tool import Tool, installed
from .measure import BenchError
from .meter import metered
from .points import sent
from .rolls import Fleet, Way, rolled
from .say import progress
from .table import table

BOTH = ("protected-tag", "protected-environment")
"""What both declare; ours makes the environment, too, and looks at a publisher of PyPI."""
STEPS = ("first run", "second run", "second run, all read back")
NOTE = """\
  Of each project: one protected tag, one protected environment. gitlabform takes a protected tag
  away and protects it again in every run: these are the writes of its second one. Ours is `rollout
  apply` twice, then `rollout plan --full`, beside the same second run. Requests are those to
  GitLab, without limits. Memory: MiB at the most of the command and all that it starts.
"""
STANDIN = """\
  The GitLab provider of ours is the stand-in of this clone, in Python, and not the real one: it
  sends the same requests, and its processor time and memory are its own.
"""


def measure_gitlabform(work: Path, way: Way, sizes: Sequence[int]) -> Iterator[str]:
    """A table for each size."""
    try:
        tool = installed()
    except BenchError as error:
        yield f"(gitlabform) not measured, it could not be installed: {error}\n"
        return
    sources = prepare_home(work / "home", way.engine)
    note = NOTE + (STANDIN if sources.get("gitlab") == "stand-in" else "")
    for number in sizes:
        progress(f"(gitlabform) {number} projects")
        yield one_size(work / f"gitlabform-{number}", way, tool, number, note)


def one_size(work: Path, way: Way, tool: Tool, number: int, note: str) -> str:
    """Ours in a group without anything, then theirs in the same."""
    with rolled(work, way, "gitlab", number, bare_group(number)) as fleet:
        ours, made = all_of_ours(fleet, BOTH)
        fleet.world.reset()
        fleet.slow_down()
        theirs = [one_run(work, tool, fleet) for _ in range(2)]
        differing = unlike(made, left(fleet.world.events("gitlab"), BOTH))
    title = f"(gitlabform) {number} projects{way.words}"
    rows = list(compared(STEPS, ours, [*theirs, theirs[1]]))
    columns = ("once each", "ours", f"gitlabform {tool.release.version}", "ratio")
    return table(title, columns, rows) + note + "".join(differing)


def one_run(work: Path, tool: Tool, fleet: Fleet) -> Side:
    """All projects of the group; BenchError where the sandbox lacks what it asks for."""
    world: Sandbox = fleet.world
    config = work / "gitlabform.yml"
    config.write_text(json.dumps(by_gitlabform(world.urls["gitlab"], tool.release.config)), "utf-8")
    before = world.mark()
    command = (*tool.command, "--skip-version-check", "--config", str(config), "ALL_DEFINED")
    cost = metered(command, work, fleet.env, fleet.longest())
    events = world.events("gitlab", before)
    lacking = sorted({f"{e['method']} {e['path']}" for e in events if e.get("status") == 501})
    if lacking:
        raise BenchError(f"the sandbox does not serve what gitlabform asks for: {lacking}")
    return Side(cost, sent(events, "gitlab"))
