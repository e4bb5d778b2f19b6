"""`trustpub audit [FILE | --org ORG | --group GROUP]`: what is really there, judged. Reads only."""

import argparse
import os
import re
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..checking import Checked
from ..model import Plan
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import DEFAULT, check_file, format_argument, on_terminal, say

if TYPE_CHECKING:
    from ..audit.baseline import Baseline
    from ..audit.looking import Look
    from ..audit.model import Report


CLEAR = "\r\033[K"
"""Back to the start of the line, and nothing behind it (ECMA-48, EL)."""


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    where = command.add_mutually_exclusive_group()
    where.add_argument("file", nargs="?", help=f"the config; default: {DEFAULT}")
    where.add_argument("--org", type=owner, help="every repository of this organisation of GitHub")
    where.add_argument("--group", type=path, help="every project of this group of GitLab")
    format_argument(command, "text", "json", "sarif", "html")
    command.add_argument("--baseline", metavar="FILE", help="findings that are accepted")
    command.add_argument(
        "--write-baseline", metavar="FILE", help="write a baseline that accepts all that is found"
    )
    command.set_defaults(run=run)


def owner(text: str) -> str:
    """The login of an organisation, or a usage error."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", text):
        raise argparse.ArgumentTypeError("that is no login of an organisation")
    return text


def path(text: str) -> str:
    """The path of a group, or a usage error."""
    if not re.fullmatch(r"[\w.-]+(/[\w.-]+)*", text) or len(text) > 1000:
        raise argparse.ArgumentTypeError("that is no path of a group")
    return text


def run(args: argparse.Namespace) -> int:
    """0 clean (notes aside), 1 findings, 2 no config or baseline, 3 not all was seen."""
    from ..audit.looking import Look
    from ..audit.progress import Progress
    from ..audit.rendering import rendered

    alone = not args.org and not args.group
    file = (args.file or DEFAULT) if alone else None
    checked = check_file(file) if file else None
    baseline = baseline_of(args.baseline)
    if baseline.problems or (checked and (checked.config is None or checked.errors)):
        return refuse(args, checked, baseline)
    plan = plan_of(checked)
    progress = Progress(line, time.monotonic)
    look = Look(os.environ, foretold, progress, progress.waiting)
    try:
        look_at(args, look, checked, plan)
    except KeyboardInterrupt:
        print("\nstopped: what was answered is kept for the next run", file=sys.stderr)
        return NOT_SEEN
    report = reported(str(args.org or args.group or file), look, plan, baseline)
    told = checked.problems if checked else ()
    line("")
    say(rendered(report, args.format, today(), file, told, on_terminal()))
    for forge, budget in look.budgets.items():
        print(f"trustpub audit: {forge}: {said(budget)}", file=sys.stderr)
    if args.write_baseline and not write(args.write_baseline, report, baseline):
        return NOT_STARTED
    return code(report)


def look_at(
    args: argparse.Namespace, look: "Look", checked: Checked | None, plan: Plan | None
) -> None:
    """Ask about whatever was named."""
    from ..audit import looking

    if args.org:
        looking.look_at_organization(look, args.org)
    elif args.group:
        looking.look_at_group(look, args.group)
    elif checked and checked.config and plan:
        looking.look_at_config(look, checked.config, plan)


def plan_of(checked: Checked | None) -> Plan | None:
    """What the config declares."""
    if checked is None or checked.config is None:
        return None
    from ..plan import make_plan

    return make_plan(checked.config, os.environ)


def baseline_of(path: str | None) -> "Baseline":
    """The baseline that was named; an empty one where none was."""
    from ..audit.baseline import Baseline, broken, read_baseline

    if path is None:
        return Baseline()
    try:
        return read_baseline(Path(path).read_bytes(), path)
    except OSError as error:
        return broken(path, f"cannot be read: {error.strerror}", "check its path")


def reported(title: str, look: "Look", plan: Plan | None, baseline: "Baseline") -> "Report":
    """The report."""
    from ..audit.places import sites
    from ..audit.report import make_report, with_requests

    made = make_report(title, look.repositories, plan, baseline.entries, today(), sites(os.environ))
    return with_requests(made, look.budgets)


def refuse(args: argparse.Namespace, checked: Checked | None, baseline: "Baseline") -> int:
    """Nobody is asked while config or baseline cannot be gone on with."""
    problems = (*(checked.problems if checked else ()), *baseline.problems)
    if args.format == "json":
        from ..audit.rendering import document

        say(document(None, problems))
        return NOT_STARTED
    from ..render import text

    say(text.problem(one, on_terminal()) for one in problems)
    return NOT_STARTED


def write(path: str, report: "Report", baseline: "Baseline") -> bool:
    """Write a baseline; whether that was possible."""
    from ..audit.baseline import written

    made = written(report, baseline.entries, today(), path.endswith(".json"))
    try:
        Path(path).write_text(made, "utf-8")
    except OSError as error:
        print(f"{path}: cannot be written: {error.strerror}; check its path", file=sys.stderr)
        return False
    return True


def code(report: "Report") -> int:
    """A finding weighs more than what was not seen."""
    if any(one.counted for one in report.findings):
        return FOUND
    return NOT_SEEN if report.unseen else CLEAN


def today() -> date:
    """The day, by which baselines come to their end."""
    return datetime.now(UTC).date()


def foretold(count: int) -> None:
    """Say how many requests there will be."""
    clear = CLEAR if sys.stderr.isatty() else ""
    print(f"{clear}trustpub audit: {count:,} requests foretold", file=sys.stderr)


def line(text: str) -> None:
    """One line on a terminal's standard error, written over."""
    if sys.stderr.isatty():
        print(f"{CLEAR}{text}", end="", file=sys.stderr, flush=True)


def said(budget: object) -> str:
    """How many there were."""
    from ..observing.budget import Budget, sentence

    assert isinstance(budget, Budget)
    return sentence(budget)
