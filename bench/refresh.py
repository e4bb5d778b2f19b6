"""Part refresh: the settings of some repositories read back, by us and by `terraform plan`."""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from engine.terraform import build_terraform_plugin
from lab.stack import VENV
from lab.world import Sandbox

from .kinds import count, totals
from .measure import BenchError, cost
from .observe import environment, looked, served
from .programs import HANDWRITTEN
from .say import progress
from .spread import ratios, spread
from .table import table
from .terraform import SETTINGS, Terraform, missing
from .worlds import github, library_name

NUMBER = 40
"""Repositories, all of which publish."""
PARALLEL = 8
"""Requests at a time, on both sides."""
NOTE = """\
  Both read the same settings of a world that Terraform made, find nothing to change, and start
  from nothing but its state and our configs. Ours also looks who can review; its second run has
  the answers of the first, which cost nothing of the hour's limit. No limits on the sandbox.
"""


class Run(NamedTuple):
    """One side, once."""

    requests: int
    paid: int
    """Those that were not answered 304."""
    wall: float
    cpu: float


def measure_refresh(runs: int, work: Path) -> str:
    """Ours cold, ours again, and `terraform plan`, in each round."""
    why = missing()
    if why:
        return f"(refresh) terraform plan: not measured, {why}\n"
    folder = work / "refresh"
    rounds: list[tuple[Run, Run, Run]] = []
    with served(folder, "github", github(NUMBER, 0, False, bare=True)) as world:
        terraform = declared(folder, environment(folder, world))
        progress(f"(refresh) terraform apply for {NUMBER} repositories")
        terraform.apply()
        for number in range(1, runs + 2):
            progress(f"(refresh) round {number} of {runs + 1}, the first one unmeasured")
            rounds.append(one_round(folder, world, terraform))
    title = f"(refresh) {NUMBER} repositories, {runs} rounds, ratio by round"
    columns = ("min median max", "ours", "terraform plan", "ratio")
    return table(title, columns, list(rows(rounds[1:]))) + NOTE


def declared(folder: Path, env: Mapping[str, str]) -> Terraform:
    """A folder with the declaration of the repositories; the provider comes from disk."""
    place = folder / "terraform"
    place.mkdir(parents=True)
    shutil.copy(HANDWRITTEN / "many.tf", place)
    names = [library_name(number) for number in range(NUMBER)]
    (place / "names.auto.tfvars.json").write_text(json.dumps({"names": names}), "utf-8")
    settings = place / "settings.tfrc"
    provider = build_terraform_plugin(VENV, say=progress).parent
    settings.write_text(SETTINGS.format(folder=provider), "utf-8")
    return Terraform(place, {**env, "TF_CLI_CONFIG_FILE": str(settings)})


def one_round(folder: Path, world: Sandbox, terraform: Terraform) -> tuple[Run, Run, Run]:
    """Each once; ours first without what it kept."""
    shutil.rmtree(folder / "cache", ignore_errors=True)
    return ours(folder, world), ours(folder, world), theirs(world, terraform)


def ours(folder: Path, world: Sandbox) -> Run:
    """One look that has to find everything as declared."""
    before = world.mark()

    def look() -> None:
        seen = looked("plans", NUMBER, False, folder, world)
        if seen.said["differing"] or seen.said["repositories"] != NUMBER:
            raise BenchError(f"the look differs from what Terraform made: {seen.said}")

    spent = cost(look)
    return run_of(world, before, spent.wall, spent.cpu)


def theirs(world: Sandbox, terraform: Terraform) -> Run:
    """One plan that has to find nothing to change."""
    before = world.mark()
    spent = cost(lambda: terraform.plan(f"-parallelism={PARALLEL}"))
    return run_of(world, before, spent.wall, spent.cpu)


def run_of(world: Sandbox, before: int, wall: float, cpu: float) -> Run:
    """The figures with the requests of the event log."""
    events = world.events("github", before)
    unchanged = sum(one.get("status") == 304 for one in events)
    requests = sum(totals(count(events)))
    return Run(requests, requests - unchanged, wall, cpu)


def rows(rounds: list[tuple[Run, Run, Run]]) -> Iterator[list[str]]:
    """Our first and our second look, each against the plan of the same round."""
    kinds = (("requests", "requests", 0), ("of the hour's limit", "paid", 0))
    clocks = (("wall s", "wall", 2), ("CPU s", "cpu", 2))
    for name, place in (("cold", 0), ("second run", 1)):
        for title, key, digits in (*kinds, *clocks):
            one = [getattr(sides[place], key) for sides in rounds]
            other = [getattr(sides[2], key) for sides in rounds]
            shown = spread(one).text(digits), spread(other).text(digits)
            yield [f"{name}: {title}", *shown, ratios(one, other).text()]
