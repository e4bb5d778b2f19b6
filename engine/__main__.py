"""`python -m engine`: ensure, home, env, terraform. Results on stdout, progress on stderr."""

import argparse
import json
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.ensure import CHECKOUT, default_venv, ensure_engine
from engine.environment import engine_env
from engine.errors import EngineError
from engine.home import prepare_home
from engine.model import Engine
from engine.terraform import build_terraform_plugin

WORK = CHECKOUT / ".work"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 2 something is missing."""
    options = parser().parse_args(arguments)
    try:
        print(COMMANDS[options.command](options))
    except EngineError as error:
        print(f"engine: {error}", file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m engine", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    ensure = commands.add_parser("ensure", help="find, install or build the engine and plugins")
    ensure.add_argument("--json", action="store_true", help="the default: one JSON object")
    home = commands.add_parser("home", help="make an isolated PULUMI_HOME with the plugins")
    home.add_argument("home", type=Path, metavar="DIR")
    env = commands.add_parser("env", help="print what a shell evaluates to run this engine")
    env.add_argument("--home", type=Path, default=WORK / "pulumi-home", metavar="DIR")
    env.add_argument("--backend", type=Path, default=WORK / "state", metavar="DIR")
    commands.add_parser("terraform", help="build the GitHub provider for Terraform (benchmark)")
    for command in commands.choices.values():
        command.add_argument("--venv", type=Path, default=default_venv(os.environ), metavar="DIR")
    return top


def ensure(options: argparse.Namespace) -> str:
    """The engine as one JSON object."""
    return as_json(ensure_engine(options.venv))


def as_json(engine: Engine) -> str:
    """Path, version, source, reason and plugins of an engine."""
    plugins = {
        plugin.name: {
            "version": plugin.version,
            "source": plugin.source,
            "why": plugin.why,
            "path": str(plugin.binary) if plugin.binary else None,
        }
        for plugin in engine.plugins
    }
    head = {"pulumi": str(engine.pulumi), "version": engine.version}
    return json.dumps({**head, "source": engine.source, "why": engine.why, "plugins": plugins})


def home(options: argparse.Namespace) -> str:
    """Prepare a home and say where each plugin came from."""
    return json.dumps(prepare_home(options.home, ensure_engine(options.venv)))


def env(options: argparse.Namespace) -> str:
    """Lines that turn the calling shell's environment into the engine's."""
    engine = ensure_engine(options.venv)
    prepare_home(options.home, engine)
    options.backend.mkdir(parents=True, exist_ok=True)
    wanted = engine_env(engine, options.home, options.venv, options.backend)
    dropped = [f"unset {name}" for name in sorted(os.environ) if name not in wanted]
    exports = [
        f"export {name}={shlex.quote(value)}"
        for name, value in sorted(wanted.items())
        if os.environ.get(name) != value
    ]
    return "\n".join(dropped + exports)


def terraform(options: argparse.Namespace) -> str:
    """Build the Terraform form of the GitHub provider and print its path."""
    return str(build_terraform_plugin(options.venv))


COMMANDS = {"ensure": ensure, "home": home, "env": env, "terraform": terraform}

if __name__ == "__main__":
    sys.exit(main())
