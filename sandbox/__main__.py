"""`python -m sandbox serve`: start the world of a seed file and print where it is."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from .server import HOST, listen, serve
from .world import client_env, load_seed, make_world

EXAMPLE = Path(__file__).with_name("seed.example.yaml")


def main(argv: list[str] | None = None) -> int:
    """Parse, listen, print one JSON line, serve until stopped; 2 when it could not start."""
    args = parser().parse_args(argv)
    try:
        seed = load_seed(args.seed)
        world = make_world(seed)
        ports = (args.github, args.gitlab, args.pypi, args.testpypi)
        sockets = {name: listen(port) for name, port in zip(world.apis, ports, strict=True)}
    except (OSError, ValueError) as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 2
    urls = {name: f"http://{HOST}:{sock.getsockname()[1]}" for name, sock in sockets.items()}
    line = json.dumps({**urls, "env": client_env(seed, urls)})
    mounted = [(world.apis[name], sock) for name, sock in sockets.items()]
    asyncio.run(serve(mounted, lambda: print(line, flush=True)))
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    command = top.add_subparsers(required=True).add_parser("serve", help="serve until stopped")
    for name in ("github", "gitlab", "pypi", "testpypi"):
        command.add_argument(
            f"--{name}", type=int, default=0, metavar="PORT", help="0 (default): any free one"
        )
    command.add_argument("--seed", type=Path, default=EXAMPLE, help=f"default: {EXAMPLE.name}")
    return top


if __name__ == "__main__":
    sys.exit(main())
