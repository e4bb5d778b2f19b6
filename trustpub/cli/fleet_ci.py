"""`trustpub fleet ci`: what lets engines that exist roll out a fleet, written or compared."""

import argparse
import os.path
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import FOUND, NOT_SEEN, NOT_STARTED, fleet_ci_preview
from .asked import Asked
from .files import say
from .fleet_ci_files import done

if TYPE_CHECKING:
    from ..fleet.entries import Fleet
    from ..fleet_ci.model import Known, Wanted

SYSTEMS = ("github-actions", "gitlab-ci", "kubernetes-operator")
OPTIONS = {
    "shards": "jobs that share the repositories; default: one for 26 to 50 of them",
    "at-once": "shards that run at the same time; default: 4",
    "out": "where it goes in the repository: a file; for the operator a folder",
    "branch": "what is rolled out; default: the remote's default branch",
    "backend": "URL of the state; default: it is in the secret PULUMI_BACKEND_URL",
    "schedule": "when everything is looked at anew, as cron has it: '17 3 * * 1'",
    "github-app": "owner whose installation of a GitHub App lends the token",
    "requirements": "a requirements file with hashes, which trustpub is installed from",
    "repository": "the repository's address for the operator; default: the remote's",
    "image": "container image for GitLab or the operator, with its digest; default: a public one",
    "namespace": "of the operator's resources; default: trustpub",
    "every": "seconds after which the operator looks at everything anew; default: never",
}
NUMBERS = ("shards", "at-once", "every")
ON = "what runs it"


def configure(step: argparse.ArgumentParser) -> None:
    """Its arguments, beside the file and `--online`."""
    step.add_argument("--on", choices=SYSTEMS, required=True, help=ON)
    for name, words in OPTIONS.items():
        kind = number if name in NUMBERS else str
        step.add_argument(f"--{name}", type=kind, metavar=name.upper(), help=words)
    step.add_argument("--private", action="store_true", help="the operator needs a token to read")
    words = "in place of the rollout: what shows each change in its pull or merge request"
    step.add_argument("--preview", action="store_true", help=words)
    step.add_argument("--check", action="store_true", help="tell whether the files are up to date")


def number(text: str) -> int:
    """1 to 9,999,999."""
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and int(text)):
        raise argparse.ArgumentTypeError("write a whole number from 1")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """0 written or the same, 1 differs or the fleet has errors, 2 not done, 3 queries unseen."""
    from ..fleet_ci.git import root_of
    from ..fleet_ci.judging import command
    from ..fleet_ci.knowing import known
    from ..fleet_ci.making import PLACES, made
    from ..fleet_ci.model import FleetCiError
    from ..fleet_ci.names import label

    try:
        file = existing(args.file)
        root = root_of(file)
        found, fleet = known(args.file, root, Asked() if args.online else None)
        told = refused(args, fleet)
        if told is not None:
            return told
        if args.preview:
            return fleet_ci_preview.run(args, root, found.fleet, OPTIONS)
        wanted = asked(args, root, found.fleet)
        place = placed(args.out, root) if args.out else PLACES[args.on](label(found.fleet))
        files = made(found, wanted, place)
        code = done(args, root, files, command(args.on, found.fleet, {}))
        tell(found, wanted, args.check)
        return code
    except FleetCiError as error:
        print(f"trustpub fleet ci: {error}", file=sys.stderr)
        return NOT_STARTED


def existing(file: str) -> Path:
    """The fleet file; the reader tells of one that is not there, with its own words."""
    return Path(os.path.abspath(file))


def placed(out: str, root: Path) -> str:
    """A path in the repository."""
    from ..fleet_ci.model import FleetCiError

    path = Path(out).resolve()
    if not path.is_relative_to(root) or path == root or ".git" in path.relative_to(root).parts:
        raise FleetCiError(f"--out {out} is no place in the repository {root}; name one")
    return path.relative_to(root).as_posix()


def refused(args: argparse.Namespace, fleet: "Fleet") -> int | None:
    """The exit code for a fleet that is not fit for it, all told; None where it is."""
    from ..render import text

    for one in fleet.errors:
        print(text.problem(one, sys.stderr.isatty()), file=sys.stderr)
    if not fleet.read:
        return NOT_STARTED
    if fleet.errors:
        print("trustpub fleet ci: nothing was written; mend the fleet first", file=sys.stderr)
        return FOUND
    if args.online and fleet.unknown:
        for each in fleet.unknown:
            print(f"not seen: {each.what}: {each.why}", file=sys.stderr)
        return NOT_SEEN
    return None


def asked(args: argparse.Namespace, root: Path, fleet: str) -> "Wanted":
    """The options as a value, with what they leave to be found out."""
    from ..fleet_ci.git import default_branch, remote_address
    from ..fleet_ci.judging import command, judged
    from ..fleet_ci.locked import locked
    from ..fleet_ci.model import Wanted

    operator = args.on == "kubernetes-operator"
    given = {f"--{name}": getattr(args, name.replace("-", "_")) for name in OPTIONS}
    given["--out"] = placed(args.out, root) if args.out else None
    lock = locked(args.requirements, root) if args.requirements else ""
    given["--requirements"] = lock
    flags = {"--private": args.private, "--online": args.online}
    wanted = Wanted(
        args.on,
        command(args.on, fleet, {**given, **flags}),
        args.shards,
        args.at_once or Wanted._field_defaults["at_once"],
        args.branch or "",
        args.schedule or "",
        args.backend or "",
        args.github_app or "",
        lock,
        "",
        args.repository or "",
        args.namespace or Wanted._field_defaults["namespace"],
        args.every or 0,
        args.private,
        args.image or "",
    )
    judged(wanted)
    if not wanted.branch and args.on != "gitlab-ci":
        wanted = wanted._replace(branch=default_branch(root))
    if operator and not wanted.repository:
        wanted = wanted._replace(repository=remote_address(root))
    return judged(wanted)


def tell(known: "Known", wanted: "Wanted", check: bool) -> None:
    """What has to be made beside files that were written, and what to beware of."""
    from ..fleet_ci.needing import to_make, warnings

    if not check:
        say(f"to make  {line}" for line in to_make(known, wanted))
    for line in warnings(wanted):
        print(f"trustpub fleet ci: warning: {line}", file=sys.stderr)
