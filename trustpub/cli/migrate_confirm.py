"""`trustpub migrate confirm registered|revoked PROJECT`: a person's word, into the journal."""

import argparse
import getpass
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import Index
from ..printable import escaped
from . import CLEAN, NOT_STARTED
from .files import say
from .migrating import complain, gathered, now, tell

if TYPE_CHECKING:
    from ..migrate.looking.model import Project
    from ..migrate.looking.run import Run

WORDS = {
    "registered": "the publishers of {project} are registered on {index}",
    "revoked": "the old tokens of {project} on {index} are revoked",
}


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("what", choices=tuple(WORDS))
    command.add_argument("name", metavar="PROJECT", help="its name on the index")
    command.add_argument("--index", choices=("pypi", "testpypi"), help="default: all it declares")
    command.add_argument("--forge", choices=("github", "gitlab"), help="whose publisher it is")
    command.add_argument("--by", metavar="WHO", help="who says so; default: you")


def run(args: argparse.Namespace) -> int:
    """0 written down, 2 not."""
    from ..migrate.acting.journal import JournalError, journal
    from ..migrate.looking.run import indexes, named, spoken_of

    run = gathered(args)
    complain(run)
    projects = [one for one in named(run.projects, args.name) if args.forge in (None, one.forge)]
    wanted = [one for one in indexes(projects) if args.index in (None, one)]
    why = refusal(args, run, projects, wanted)
    if why:
        tell(why)
        return NOT_STARTED
    project, by = projects[0].config.project, args.by or who(os.environ)
    said = {"said": args.what, "project": project, "forge": args.forge, "by": by}
    try:
        with journal(Path(args.journal), now) as opened:
            for index in wanted:
                about = spoken_of(projects, index) if args.what == "registered" else ""
                opened.write("confirmed", index=index, evidence=about, **said)
    except JournalError as error:
        tell(str(error))
        return NOT_STARTED
    say(lines(args.what, project, wanted, by, args.journal))
    if args.what == "revoked":
        tell("this is about what is removed by now; after a later removal it has to be said again")
    return CLEAN


def refusal(
    args: argparse.Namespace, run: "Run", projects: list["Project"], wanted: list[Index]
) -> str:
    """Why nothing is written down; empty where it is clear whom it is about."""
    if not wanted:
        known = sorted({one.config.project for one in run.projects})
        asked = [f" with a publisher on {args.index}"] * bool(args.index)
        asked += [f" on {args.forge}"] * bool(args.forge)
        where = "".join(asked) if named_so(run, args.name) else ""
        return f"no project here is called so{where}; known are: {', '.join(known) or 'none'}"
    if args.what == "registered" and len({one.forge for one in projects}) > 1:
        return "this project has publishers on both forges; say which by --forge"
    return ""


def named_so(run: "Run", name: str) -> bool:
    """Whether the run has a project of this name at all."""
    from ..migrate.looking.run import named

    return bool(named(run.projects, name))


def lines(what: str, project: str, wanted: Iterable[Index], by: str, file: str) -> list[str]:
    """What was written down."""
    from ..indexes.pypi.sites import SITES

    words = (WORDS[what].format(project=project, index=SITES[one].title) for one in wanted)
    return [f"{file}: {escaped(by)} says that {one}" for one in words]


def who(environ: Mapping[str, str]) -> str:
    """Who runs this, as far as that can be told: in CI whoever started the job."""
    for name in ("GITHUB_ACTOR", "GITLAB_USER_LOGIN"):
        if environ.get(name):
            return environ[name]
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"
