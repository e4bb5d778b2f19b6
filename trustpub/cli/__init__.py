"""The `trustpub` command: one file a command; the only place that prints and picks exit codes."""

import argparse
import importlib
import io
import os
import sys

from .discreet import Discreet

COMMANDS = {
    "check": "judge a release config offline",
    "workflows": "list what the workflows and pipelines of a repository upload",
    "render": "write the workflows and pipelines that a release config asks for",
    "plan": "show what a release config declares and what a person has to do",
    "checklist": "walk a person through registering, trying and keeping up the publishers",
    "status": "show how far every publisher has come, from the indexes",
    "verify": "hold a release config against what the forges store now",
    "audit": "hold what is really there against the config and against good practice",
    "drift": "keep one issue for each repository in which an audit found something",
    "adopt": "take over what a forge holds: a release config, and an import for the engine",
    "migrate": "leave long-lived tokens behind: find, swap, prove, remove, revoke",
    "fleet": "check, list and show the projects of a fleet file",
    "rollout": "bring a whole fleet to what it declares, one stack a repository",
    "preview": "say what a change of the config would do, before it is merged",
    "doctor": "say why a release was refused and what to change",
    "schema": "print the JSON Schema of the config or of a document",
    "probe": "hold the OIDC token of this CI job against a release config",
    "moved": "rename a repository in an exported state",
    "init": "write what a repository needs for its first `pulumi up`",
}
"""Command -> its line in the help; each is the module of the same name, imported when used."""

CLEAN, FOUND, NOT_STARTED, NOT_SEEN = 0, 1, 2, 3
"""Exit codes: clean; findings, problems or changes; could not start; could not look everywhere."""


def command() -> int:
    """The console script: `main` in a process of its own."""
    from .. import short_lived as short_lived

    return main()


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # Looking for plugins of pydantic costs a scan of every installed distribution.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    words = sys.argv[1:] if argv is None else argv
    chosen = next((word for word in words if not word.startswith("-")), None)
    args = parser(chosen).parse_args(words)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or pipe that is not UTF-8 shows escapes where it lacks a character.
        sys.stdout.reconfigure(errors="backslashreplace")
    # A command that is broken off before its end knows of nothing that it is well.
    code = NOT_SEEN
    try:
        code = int(args.run(args))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`trustpub plan | head`): nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def parser(chosen: str | None) -> argparse.ArgumentParser:
    """The command line; only the chosen command's module is imported."""
    top = Discreet(prog="trustpub", description="Release trust as code.")
    top.add_argument("--version", action="version", version=version())
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, line in COMMANDS.items():
        command = commands.add_parser(name, help=line, description=line[0].upper() + line[1:] + ".")
        if name == chosen:
            importlib.import_module(f".{name}", __name__).configure(command)
    return top


def version() -> str:
    """`trustpub 0.1.0`."""
    from .. import __version__

    return f"trustpub {__version__}"
