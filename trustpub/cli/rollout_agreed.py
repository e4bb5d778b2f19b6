"""Before a rollout begins: what it will cost is told, and who runs it is asked."""

import argparse
import os
import sys

from ..plan import make_plan
from ..plural import repositories
from ..rollout.limits.cost import Cost, Verb, foretold
from ..rollout.limits.foresight import assuming, sentences
from ..rollout.limits.past import Past
from ..rollout.rolling import Run, Todo
from .rollout_shown import Display, tell


def verb_of(args: argparse.Namespace) -> Verb:
    """A resumed run applies."""
    return "plan" if args.step == "plan" else "apply"


def begun(args: argparse.Namespace, found: Todo, run: Run) -> bool:
    """Whether it may begin: what it will cost is told, and who runs it has agreed."""
    plans = (make_plan(work.config) for work in found.works)
    pasts = (Past(work.made, work.torn) for work in found.works)
    cost = foretold(plans, verb_of(args), args.parallel, run.choice.full, pasts)
    if run.held is not None:
        plans = (make_plan(work.config) for work in found.works)
        cost = looking(cost, foretold(plans, "plan", args.parallel, run.choice.full))
    run.show = Display(len(found.works), cost, args.format == "json")
    tell(f"{repositories(len(found.works))} to {args.step}, {found.same:,} unchanged")
    now, ledger = run.budget.clock(), run.budget.ledger
    if not os.environ.get("GITHUB_TOKEN"):
        ledger = assuming(ledger, now)
    for sentence in sentences(cost, ledger, now):
        tell(sentence)
    if args.step == "plan" or args.yes:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        tell("nobody can be asked here; give --yes")
        return False
    print("roll out? Type yes: ", end="", file=sys.stderr, flush=True)
    try:
        if sys.stdin.readline().strip() == "yes":
            return True
        tell("nothing was done; it begins with the whole word yes")
        return False
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return False


def looking(cost: Cost, more: Cost) -> Cost:
    """With a preview of each before it is begun."""
    reads = {key: cost.reads.get(key, 0) + more.reads.get(key, 0) for key in cost.reads}
    return cost._replace(reads=reads, seconds=cost.seconds + more.seconds)
