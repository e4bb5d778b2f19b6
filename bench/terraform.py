"""Part b: the same GitHub resources by Terraform with the same upstream provider."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.errors import EngineError
from engine.terraform import build_terraform_plugin
from lab.stack import VENV
from lab.world import Sandbox

from .measure import Cost, cost, must
from .pairs import row, run_once
from .programs import HANDWRITTEN, ours
from .say import progress
from .table import table

COLUMNS = ("min median max", "clock", "ours s", "terraform s", "ratio", "target")
NOTE = """\
  Terraform has no resource for a trusted publisher: its side lacks the two publishers, so ours
  starts one plugin and looks at two indexes more. `plan` reads everything back, `preview` does
  not: `plan -refresh=false` is what it compares with. Figures only, no target.
"""
SETTINGS = """\
provider_installation {{
  dev_overrides {{
    "integrations/github" = "{folder}"
  }}
}}
disable_checkpoint = true
"""


@dataclass(frozen=True)
class Terraform:
    """A folder with the declaration and the environment in which the provider is found."""

    folder: Path
    env: Mapping[str, str]

    def apply(self) -> None:
        """`terraform apply` without questions."""
        must(("terraform", "apply", "-auto-approve", "-no-color"), self.folder, self.env)

    def plan(self, *words: str) -> None:
        """`terraform plan`; one that wants to change something is no measurement."""
        command = ("terraform", "plan", "-detailed-exitcode", "-no-color", *words)
        must(command, self.folder, self.env)


def missing() -> str | None:
    """Why there is nothing to compare with."""
    if shutil.which("terraform") is None:
        return "no terraform on PATH"
    try:
        build_terraform_plugin(VENV, say=lambda line: None)
    except EngineError as error:
        return str(error)
    return None


@contextmanager
def fresh(work: Path, env: Mapping[str, str], world: Sandbox) -> Iterator[Terraform]:
    """An empty state over a reset sandbox; the provider comes from disk, not from a registry."""
    folder = work / "terraform"
    provider = build_terraform_plugin(VENV, say=lambda line: None).parent
    try:
        folder.mkdir(parents=True)
        world.reset()
        shutil.copy(HANDWRITTEN / "main.tf", folder)
        settings = folder / "settings.tfrc"
        settings.write_text(SETTINGS.format(folder=provider))
        yield Terraform(folder, {**env, "TF_CLI_CONFIG_FILE": str(settings)})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure_terraform(runs: int, work: Path, env: Mapping[str, str], world: Sandbox) -> str:
    """A B A B, the first pair unmeasured."""
    why = missing()
    if why:
        return f"(b) terraform: not measured, {why}\n"
    mine: list[tuple[Cost, Cost]] = []
    other: list[tuple[Cost, Cost, Cost]] = []
    for number in range(runs + 1):
        progress(f"(b) terraform, pair {number} of {runs}")
        mine.append(run_once(ours("github"), env, world, f"bench-terraform-{number}"))
        other.append(one_run(work, env, world))
    title = f"(b) the same with terraform, {runs} pairs, ratio pair by pair"
    return table(title, COLUMNS, list(rows(mine[1:], other[1:]))) + NOTE


def one_run(work: Path, env: Mapping[str, str], world: Sandbox) -> tuple[Cost, Cost, Cost]:
    """First apply, plan, and plan without reading back."""
    with fresh(work, env, world) as side:
        return cost(side.apply), cost(side.plan), cost(lambda: side.plan("-refresh=false"))


def rows(
    mine: list[tuple[Cost, Cost]], other: list[tuple[Cost, Cost, Cost]]
) -> Iterator[list[str]]:
    """Each of ours beside what Terraform has for it."""
    titles = ("first up / apply", "preview / plan", "preview / plan -refresh=false")
    for title, here, there in zip(titles, (0, 1, 1), (0, 1, 2), strict=True):
        for clock, name in (("wall", "wall"), ("CPU", "cpu")):
            one = [getattr(costs[here], name) for costs in mine]
            two = [getattr(costs[there], name) for costs in other]
            yield row(title, clock, one, two, "")
