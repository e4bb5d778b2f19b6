"""The programs that are compared, each as a fresh stack over a reset sandbox."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lab.stack import Stack
from lab.world import CLONE, Sandbox

from .measure import BenchError

HANDWRITTEN = Path(__file__).with_name("handwritten")


@dataclass(frozen=True)
class Program:
    """A Pulumi program and the one setting that says what it shall declare."""

    title: str
    folder: Path
    setting: str
    value: str


def ours(forge: str) -> Program:
    """The clone's own program with an example."""
    return Program("ours", CLONE, "trustpub:config", f"examples/{forge}/release.yaml")


def handwritten(forge: str) -> Program:
    """The same resources by hand."""
    return Program("hand-written", HANDWRITTEN, "handwritten:forge", forge)


@contextmanager
def fresh(program: Program, env: Mapping[str, str], world: Sandbox, name: str) -> Iterator[Stack]:
    """A new stack of a program while every API is back at its seed; gone when the block ends."""
    stack = Stack(program.folder, name, env)
    try:
        world.reset()
        stack.init()
        stack.must("config", "set", program.setting, program.value, "--stack", name)
        yield stack
    finally:
        (program.folder / f"Pulumi.{name}.yaml").unlink(missing_ok=True)


def up(stack: Stack) -> None:
    """The first `pulumi up`."""
    run = stack.up("--suppress-outputs")
    if run.code:
        raise BenchError(f"pulumi up in {stack.folder} ended with {run.code}:\n{run.out}")


def preview(stack: Stack) -> None:
    """`pulumi preview`; one that wants to change something is no measurement."""
    run = stack.preview("--suppress-outputs", "--expect-no-changes")
    if run.code:
        raise BenchError(f"pulumi preview in {stack.folder} ended with {run.code}:\n{run.out}")
