"""A Pulumi project folder with one stack, run by the real engine."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from engine.ensure import ensure_engine
from engine.environment import engine_env
from engine.home import prepare_home
from engine.model import Engine

from .world import CLONE

VENV = CLONE / ".venv"


@dataclass(frozen=True)
class Run:
    """One engine command that ended."""

    code: int
    out: str
    """Standard output and standard error, as they came."""


@dataclass(frozen=True)
class Stack:
    """One stack in one project folder."""

    folder: Path
    name: str
    env: Mapping[str, str]

    def run(self, *words: str, **env: str) -> Run:
        """Run `pulumi WORDS` in the folder."""
        command = ["pulumi", *words, "--non-interactive"]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**self.env, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        return Run(done.returncode, done.stdout)

    def must(self, *words: str, **env: str) -> Run:
        """The same, for what cannot fail; RuntimeError with the output when it does."""
        run = self.run(*words, **env)
        if run.code:
            raise RuntimeError(f"pulumi {' '.join(words)} ended with {run.code}:\n{run.out}")
        return run

    def init(self, config: str | None = None) -> None:
        """Make the stack, with the release config it is about."""
        self.must("stack", "init", self.name)
        if config:
            self.must("config", "set", "trustpub:config", config, "--stack", self.name)

    def up(self, *words: str, **env: str) -> Run:
        """`pulumi up` without questions."""
        return self.run("up", "--yes", "--skip-preview", "--stack", self.name, *words, **env)

    def preview(self, *words: str, **env: str) -> Run:
        """`pulumi preview`."""
        return self.run("preview", "--stack", self.name, *words, **env)

    def steps(self, **env: str) -> list[dict[str, Any]]:
        """What a preview would do, step by step, without the steps that change nothing."""
        run = self.must("preview", "--json", "--stack", self.name, **env)
        found = json.loads(run.out[run.out.index("{") :])
        return [step for step in found["steps"] if step["op"] not in ("same", "read")]

    def destroy(self, *words: str, **env: str) -> Run:
        """`pulumi destroy` without questions."""
        return self.run("destroy", "--yes", "--skip-preview", "--stack", self.name, *words, **env)

    def output(self, name: str) -> Any:
        """One stack output."""
        return json.loads(self.must("stack", "output", name, "--json", "--stack", self.name).out)

    def state(self) -> str:
        """The state as the engine keeps it."""
        return self.must("stack", "export", "--stack", self.name).out


@cache
def found_engine() -> Engine:
    """The engine, found or built once a process, without a word."""
    return ensure_engine(VENV, say=lambda line: None)


def environment(work: Path, sandbox_env: Mapping[str, str], engine: Engine | None = None) -> Any:
    """The environment of an engine whose home and state are below `work`."""
    engine = engine or found_engine()
    state = work / "state"
    state.mkdir(parents=True, exist_ok=True)
    prepare_home(work / "home", engine)
    return {**engine_env(engine, work / "home", VENV, state), **sandbox_env}


@contextmanager
def in_clone(name: str, env: Mapping[str, str]) -> Iterator[Stack]:
    """A stack of the clone's own program; its settings file goes when the block ends."""
    try:
        yield Stack(CLONE, name, env)
    finally:
        (CLONE / f"Pulumi.{name}.yaml").unlink(missing_ok=True)
