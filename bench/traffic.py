"""Part c: which requests a first `up` and a no-change `preview` send, side by side."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from lab.world import Sandbox

from . import terraform
from .kinds import count, rows
from .programs import Program, fresh, handwritten, ours, preview, up
from .say import progress
from .table import table

Counts = tuple[Counter[str], Counter[str]]
"""Of the first up, and of the preview after it."""


def measure_traffic(work: Path, env: Mapping[str, str], world: Sandbox) -> str:
    """One run of everybody on each forge: how many requests it takes does not vary."""
    parts: list[str] = []
    for forge in ("github", "gitlab"):
        progress(f"(c) requests on {forge}")
        sides = {
            p.title: of_program(p, forge, env, world) for p in (ours(forge), handwritten(forge))
        }
        if forge == "github" and terraform.missing() is None:
            sides["terraform"] = of_terraform(work, env, world)
        for place, title in enumerate(("first up (apply)", "no-change preview (plan)")):
            lines = rows(side[place] for side in sides.values())
            parts.append(table(f"(c) {forge}, requests of a {title}", ("kind", *sides), lines))
    return "\n".join(parts)


def of_program(program: Program, forge: str, env: Mapping[str, str], world: Sandbox) -> Counts:
    """What a Pulumi program sends."""
    with fresh(program, env, world, f"bench-requests-{forge}") as stack:
        first = sent(lambda: up(stack), world)
        return first, sent(lambda: preview(stack), world)


def of_terraform(work: Path, env: Mapping[str, str], world: Sandbox) -> Counts:
    """What Terraform sends; it has no publishers to look at."""
    with terraform.fresh(work, env, world) as side:
        return sent(side.apply, world), sent(side.plan, world)


def sent(work: Callable[[], object], world: Sandbox) -> Counter[str]:
    """The requests that arrive while it is done."""
    before = world.mark()
    work()
    return count(world.events("all", before))
