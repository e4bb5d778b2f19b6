"""`python -m sandbox serve`: the world of a seed file; `attest`: what uploads to it may carry."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from .pypi.attesting import SUFFIX, attestation
from .server import Served, listen, serve
from .tls import make_tls
from .world import client_env, load_seed, make_world

INDEXES = ("pypi", "testpypi")
"""What speaks https when asked to: uv does trusted publishing over nothing else."""
EXAMPLE = Path(__file__).with_name("seed.example.yaml")


def main(argv: list[str] | None = None) -> int:
    """Do what is asked; 2 when it could not start."""
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except (OSError, ValueError) as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 2
    return code


def start(args: argparse.Namespace) -> int:
    """Listen, print one JSON line, serve until stopped."""
    seed = load_seed(args.seed)
    world = make_world(seed)
    ports = (args.github, args.gitlab, args.pypi, args.testpypi)
    tls = make_tls(args.tls) if args.tls else None
    served = {
        name: Served(api, listen(port), tls if name in INDEXES else None)
        for (name, api), port in zip(world.apis.items(), ports, strict=True)
    }
    urls = {name: one.url() for name, one in served.items()}
    line = json.dumps({**urls, "env": client_env(seed, urls, tls)})
    asyncio.run(serve(served.values(), lambda: print(line, flush=True)))
    return 0


def attest(args: argparse.Namespace) -> int:
    """Write an attestation beside each file, and print its name."""
    for file in args.file:
        proof = attestation(file.name, file.read_bytes())
        beside = file.with_name(file.name + SUFFIX)
        beside.write_text(json.dumps(proof), "utf-8")
        print(beside)
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    commands = top.add_subparsers(required=True)
    command = commands.add_parser("serve", help="serve until stopped")
    command.set_defaults(run=start)
    for name in ("github", "gitlab", "pypi", "testpypi"):
        command.add_argument(
            f"--{name}", type=int, default=0, metavar="PORT", help="0 (default): any free one"
        )
    command.add_argument("--seed", type=Path, default=EXAMPLE, help=f"default: {EXAMPLE.name}")
    command.add_argument(
        "--tls", type=Path, metavar="DIR", help="https for the PyPIs; the certificates go to DIR"
    )
    command = commands.add_parser("attest", help="write attestations only this sandbox takes")
    command.set_defaults(run=attest)
    command.add_argument("file", type=Path, nargs="+", help="a wheel or sdist about to be uploaded")
    return top


if __name__ == "__main__":
    sys.exit(main())
