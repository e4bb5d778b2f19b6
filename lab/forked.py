"""Sandboxes forked from a process that has their modules: for tests that need one each."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from sandbox.__main__ import main

from .world import APIS, Sandbox


@contextmanager
def forked_sandbox(seed: Path | None = None, tls: Path | None = None) -> Iterator[Sandbox]:
    """What `lab.world.sandbox` gives, in a process of its own too; only the imports are over."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["sandbox.__main__"])
    receiving, sending = context.Pipe(duplex=False)
    words = ["serve", *option("--seed", seed), *option("--tls", tls)]
    process = context.Process(target=serve, args=(words, sending), daemon=True)
    process.start()
    sending.close()
    try:
        with os.fdopen(os.dup(receiving.fileno())) as lines:
            line = lines.readline()
        if not line:
            raise RuntimeError(f"the sandbox did not start: {seed or 'the example'}")
        said = json.loads(line)
        yield Sandbox({api: said[api] for api in APIS}, said["env"])
    finally:
        receiving.close()
        process.kill()  # Nobody waits for answers any more: an orderly end takes a second.
        process.join(10)
        process.close()


def option(name: str, path: Path | None) -> list[str]:
    """An option of the command, if it is given."""
    return [name, str(path)] if path else []


def serve(words: list[str], sending: Connection) -> None:
    """`python -m sandbox WORDS` with its standard output sent to who asked."""
    os.dup2(sending.fileno(), 1)
    raise SystemExit(main(words))
