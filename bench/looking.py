"""`python -m bench.looking WHAT COUNT LIMITED`: one look, in a process of its own."""

import io
import json
import os
import resource
import sys
import time
from collections.abc import Mapping
from contextlib import redirect_stdout
from typing import Any

from trustpub.checking import check
from trustpub.cli import main as trustpub
from trustpub.forges.github.observing.bulk import observe_org
from trustpub.forges.github.observing.opening import client as github_client
from trustpub.forges.gitlab.observing.bulk import observe_group
from trustpub.forges.gitlab.observing.opening import client as gitlab_client
from trustpub.model import Plan
from trustpub.observing import pace
from trustpub.observing.compare import differences
from trustpub.observing.model import Repository
from trustpub.plan import make_plan

from .worlds import CONFIG, GROUP, ORGANIZATION, library_name

UNLIMITED = 100_000_000
COMMANDS = {
    "organization": ("audit", "--org", ORGANIZATION, "--format", "json"),
    "group": ("audit", "--group", GROUP, "--format", "json"),
}
"""What is looked at by the command as it is; `projects` and `plans` are looked at without it."""
Said = dict[str, Any]


def main() -> int:
    """Print one JSON line: what the look cost, and what came of it."""
    what, count = sys.argv[1], int(sys.argv[2])
    if sys.argv[3] != "limited":
        no_limits()
    began = time.perf_counter()
    said = audited(COMMANDS[what]) if what in COMMANDS else looked(what, count, os.environ)
    wall = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**said, "wall": wall, "peak": peak}))
    return 0


def no_limits() -> None:
    """Where the sandbox has none, a look keeps to none."""
    for limits in (pace.GITHUB, pace.GITLAB):
        limits.update(dict.fromkeys(limits, UNLIMITED))


def audited(command: tuple[str, ...]) -> Said:
    """The whole command; its report tells the rest."""
    text = io.StringIO()
    with redirect_stdout(text):
        code = trustpub(list(command))
    report = json.loads(text.getvalue())["report"]
    (requests,) = report["requests"]
    totals = report["totals"]
    return {
        "code": code,
        "repositories": totals["repositories"],
        "unseen": totals["unseen"],
        "predicted": requests["predicted"],
        "sent": requests["sent"],
    }


def looked(what: str, count: int, environ: Mapping[str, str]) -> Said:
    """The observers alone: a group, or what the configs of so many repositories declare."""
    client = gitlab_client(environ) if what == "projects" else github_client(environ)
    plans = [plan_of(number) for number in range(count)] if what == "plans" else []
    found: tuple[Repository, ...]
    if what == "projects":
        found = observe_group(client, GROUP)
    else:
        found = observe_org(client, ORGANIZATION, needed=names(plans))
    budget = client.budget()
    return {
        "repositories": len(found),
        "unseen": sum(bool(one.unseen) for one in found if one.facts.get("looked") is None),
        "predicted": budget.predicted,
        "sent": budget.sent,
        "differing": sum(len(differences(plan, found)) for plan in plans),
    }


def plan_of(number: int) -> Plan:
    """The plan of one repository that publishes."""
    config: Any = check(CONFIG.format(name=library_name(number)), "release.yaml").config
    return make_plan(config)


def names(plans: list[Plan]) -> list[str]:
    """The repositories of plans."""
    return [str(one.properties["repository"]) for p in plans for one in p.of("github.environment")]


if __name__ == "__main__":
    sys.exit(main())
