"""Part terraform-fleet: the same repositories by Terraform, in one state, once each."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.terraform import build_terraform_plugin
from lab.stack import VENV
from lab.world import Sandbox
from trustpub.rollout.setting import DELAY

from .alike import left, unlike
from .beside import Side, all_of_ours, compared
from .meter import metered
from .points import sent
from .programs import HANDWRITTEN
from .rolls import Fleet, Way, rolled
from .say import progress
from .table import table
from .terraform import SETTINGS, missing
from .worlds import ORGANIZATION, github, library_name

COLUMNS = ("once each", "ours", "terraform", "ratio")
APPLY = ("apply", "-auto-approve")
PLAN = ("plan", "-detailed-exitcode")
STEPS = ("first apply", "unchanged, from the state", "unchanged, all read back")
NOTE = f"""\
  One stack a repository against one state; the same provider, {DELAY} ms between two writes, no
  limits. Requests are those to GitHub: ours has a publisher of PyPI for each repository besides,
  and reads back what it made. "from the state": `rollout apply` against `plan -refresh=false`;
  "read back": `rollout plan --full` against `plan`. Both with their own number of workers.
  Memory: MiB at the most of the command and all that it starts; a page that they share counts
  once.
"""


class Theirs(NamedTuple):
    """A folder with the declaration, and where its provider is found."""

    folder: Path
    env: Mapping[str, str]
    longest: float

    def run(self, world: Sandbox, *words: str) -> Side:
        """One command of terraform; a plan that wants to change something is no measurement."""
        before = world.mark()
        command = ("terraform", *words, "-no-color")
        cost = metered(command, self.folder, self.env, self.longest)
        return Side(cost, sent(world.events("github", before), "github"))


def measure_terraform_fleet(work: Path, way: Way, sizes: Sequence[int]) -> Iterator[str]:
    """A table for each size."""
    why = missing()
    if why:
        yield f"(terraform-fleet) not measured, {why}\n"
        return
    for number in sizes:
        progress(f"(terraform-fleet) {number} repositories")
        yield one_size(work / f"terraform-{number}", way, number)


def one_size(work: Path, way: Way, number: int) -> str:
    """Ours in a world without anything, then theirs in the same."""
    with rolled(work, way, "github", number, github(number, 0, False, bare=True)) as fleet:
        ours, made = all_of_ours(fleet)
        fleet.world.reset()
        fleet.slow_down()
        theirs = declared(work, fleet)
        others = [
            theirs.run(fleet.world, *words) for words in (APPLY, (*PLAN, "-refresh=false"), PLAN)
        ]
        differing = unlike(made, left(fleet.world.events("github")))
    title = f"(terraform-fleet) {number} repositories, 3 resources each{way.words}"
    rows = list(compared(STEPS, ours, others))
    return table(title, COLUMNS, rows) + NOTE + "".join(differing)


def declared(work: Path, fleet: Fleet) -> Theirs:
    """A folder with the declaration; the provider comes from disk."""
    folder = work / "terraform"
    folder.mkdir()
    shutil.copy(HANDWRITTEN / "fleet.tf", folder)
    values = {
        "names": [library_name(one) for one in range(fleet.number)],
        "write_delay": int(DELAY),
    }
    (folder / "values.auto.tfvars.json").write_text(json.dumps(values), "utf-8")
    settings = folder / "settings.tfrc"
    provider = build_terraform_plugin(VENV, say=progress).parent
    settings.write_text(SETTINGS.format(folder=provider), "utf-8")
    owner = {"GITHUB_OWNER": ORGANIZATION, "TF_CLI_CONFIG_FILE": str(settings)}
    return Theirs(folder, {**fleet.env, **owner}, fleet.longest())
