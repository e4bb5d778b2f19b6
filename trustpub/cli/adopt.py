"""`trustpub adopt`: take over what is there: a release config, and an import for the engine."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from ..adopting.adopt import PUBLIC
from ..adopting.engine import Change, Engine, EngineError
from ..adopting.files import CONFIG, IMPORT, compared, difference, import_text, lines, summary
from ..adopting.importing import import_file
from ..adopting.looking import Looked, look_at, look_at_all, open_client
from ..adopting.model import Adopted
from ..model import Forge, Plan, Problem, Unknown
from ..observing.budget import sentence
from ..observing.client import Client
from ..plan import make_plan
from ..plural import plural
from ..resolving import TOKENS
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import check_file, say

OWNERS: dict[str, tuple[Forge, bool]] = {
    "repo": ("github", False),
    "project": ("gitlab", False),
    "org": ("github", True),
    "group": ("gitlab", True),
}
"""Option -> the forge, and whether it names an owner of many."""


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    one = command.add_mutually_exclusive_group(required=True)
    one.add_argument("--repo", metavar="OWNER/NAME", help="a repository on GitHub")
    one.add_argument("--project", metavar="GROUP/NAME", help="a project on GitLab")
    one.add_argument("--org", metavar="ORG", help="every repository of an owner on GitHub")
    one.add_argument("--group", metavar="GROUP", help="every project of a group on GitLab")
    command.add_argument("--into", metavar="DIR", default=".", help="default: here")
    command.add_argument(
        "--apply",
        action="store_true",
        help="import into the stack in DIR, and preview that nothing would change",
    )
    command.add_argument("--stack", metavar="NAME", help="default: the one that is selected")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 all is taken over, 1 not all can be, 2 could not start, 3 something was not seen."""
    option = next(name for name in OWNERS if getattr(args, name))
    forge, many = OWNERS[option]
    name = getattr(args, option).strip("/")
    wrong = usage(args, name, forge, many)
    if wrong:
        return stop(wrong)
    client = open_client(forge, os.environ)
    issuer = issuer_of(forge, os.environ.get("GITLAB_BASE_URL", ""))
    try:
        if many:
            return everything(args, client, forge, name, issuer)
        return one(args, look_at(client, forge, name, issuer))
    except OSError as error:
        return stop(f"{error.filename}: {error.strerror}")
    except EngineError as error:
        return stop(str(error))
    finally:
        print(f"trustpub adopt: {sentence(client.budget())}", file=sys.stderr)


def usage(args: argparse.Namespace, name: str, forge: Forge, many: bool) -> str | None:
    """What is wrong with how it was called."""
    if not os.environ.get(TOKENS[forge]):
        return f"{TOKENS[forge]} is not set; export {TOKENS[forge]}"
    if not many and "/" not in name:
        return f"{name!r} is no path; write OWNER/NAME"
    if args.apply and many:
        return "--apply is for one repository; run it in each folder, with --repo or --project"
    if args.apply and not Path(args.into, "Pulumi.yaml").is_file():
        return f"there is no Pulumi.yaml in {args.into}; `trustpub init` writes one"
    return None


def issuer_of(forge: Forge, address: str) -> str:
    """The issuer of a GitLab server's ID tokens is its address; GitLab docs, "ID tokens"."""
    root = address.rstrip("/").removesuffix("/api/v4")
    return root if forge == "gitlab" and root.startswith("https://") else PUBLIC


def stop(why: str) -> int:
    """Say why it could not start or go on."""
    print(f"trustpub adopt: {why}", file=sys.stderr)
    return NOT_STARTED


def everything(
    args: argparse.Namespace, client: Client, forge: Forge, owner: str, issuer: str
) -> int:
    """A folder for each repository that publishes, and a summary."""
    found = look_at_all(client, forge, owner, issuer)
    # A higher code weighs more: what was not seen more than what is left over.
    code = CLEAN
    for looked in found:
        adopted = looked.adopted
        if adopted.text is not None:
            folder = Path(args.into, *below(adopted.repository, owner))
            code = max(code, written(folder, CONFIG, looked)[0])
        else:
            say(lines((), adopted.unknown))
            code = max(code, NOT_SEEN if adopted.unknown else CLEAN)
    say(summary([looked.adopted for looked in found]))
    return code


def below(repository: str, owner: str) -> list[str]:
    """The folder of a repository: its path below the owner; one moved elsewhere has all of it."""
    inside = repository.casefold().startswith(f"{owner.casefold()}/")
    parts = (repository[len(owner) + 1 :] if inside else repository).split("/")
    return [part for part in parts if part not in ("", ".", "..")]


def one(args: argparse.Namespace, looked: Looked) -> int:
    """One repository, and where asked for the engine's import."""
    if looked.repository.state != "present":
        say(lines(looked.adopted.left, looked.adopted.unknown))
        return NOT_SEEN
    folder = Path(args.into)
    engine = Engine(folder, args.stack, os.environ) if args.apply else None
    name = (engine.setting("trustpub:config") if engine else None) or CONFIG
    code, plan = written(folder, name, looked)
    if engine is None or plan is None:
        return code
    changes = imported(engine, plan, looked)
    return FOUND if changes else code


def imported(engine: Engine, plan: Plan, looked: Looked) -> list[Change]:
    """Import, and what an `up` would still change."""
    entries = import_file(plan, [looked.repository])["resources"]
    count = engine.adopt(entries)
    before = len(entries) - count
    say(f"imported {plural(count, 'resource')}, {before:,} in the state before")
    changes = engine.changes()
    say(f"changes  {change.sentence()}" for change in changes)
    if not changes:
        say("proved   a preview of everything changes nothing")
    return changes


def written(folder: Path, name: str, looked: Looked) -> tuple[int, Plan | None]:
    """Write the files of one repository; the exit code, and the plan where there is one."""
    adopted, file = looked.adopted, folder / name
    if adopted.text is None and not file.exists():
        say(lines(adopted.left, adopted.unknown))
        return (NOT_SEEN if adopted.unknown else FOUND), None
    if adopted.text is not None and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(adopted.text, "utf-8")
        say(f"written  {file}")
    else:
        say(f"kept     {file}")
    own = adopted.text is not None and file.read_text("utf-8", "replace") == adopted.text
    checked = check_file(str(file))
    if checked.config is None or checked.errors:
        told = lines(adopted.left, adopted.unknown) if own else problems(checked.errors)
        say(told)
        return (NOT_SEEN if adopted.unknown and own else FOUND), None
    plan = make_plan(checked.config, os.environ)
    (folder / IMPORT).write_text(import_text(plan, [looked.repository]), "utf-8")
    say(f"written  {folder / IMPORT}")
    return judged(adopted, plan, looked, own), plan


def problems(found: Iterable[Problem]) -> list[str]:
    """Why a config that was there before cannot be gone on with."""
    from ..render import text

    return [text.problem(one) for one in found]


def judged(adopted: Adopted, plan: Plan, looked: Looked, own: bool) -> int:
    """Say how far the config is what is there; one that was there before is compared."""
    found, hidden = compared(plan, looked.repository)
    unknown: tuple[Unknown, ...] = tuple(dict.fromkeys((*adopted.unknown, *hidden)))
    left = [one for one in adopted.left if own and one.severity != "note"]
    say(lines(adopted.left if own else (), unknown))
    # What is left over says why a config of our own differs; without it, nothing may differ.
    wrong = [] if left else [one for one in found if one.severity != "note"]
    say(difference(one) for one in wrong)
    if unknown:
        return NOT_SEEN
    return FOUND if wrong or left else CLEAN
