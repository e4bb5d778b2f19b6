"""What a job runs: its commands as one text, and where each of its lines stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ....tree import Mark, Node
from ....uploads.look import look
from ....uploads.model import ShellLook, ShellState
from ....workflows.model import Snapshot
from .job import Job, Row
from .nodes import entries, flat, scalar, texts
from .variables import Setting, Variables

SETTING = re.compile(
    r"\$\{?((?:TWINE|UV_PUBLISH|POETRY|HATCH_INDEX|FLIT|PDM_PUBLISH|MATURIN)_[A-Z_]+)\b"
)
OPEN_INPUT = re.compile(r"\$\[\[\s*(inputs\.[\w-]+)[^\]]*\]\]")
LONGEST = 500_000
"""Characters of a job's commands that are looked at."""


@dataclass(frozen=True)
class Script:
    """Commands that run in one shell."""

    text: str
    marks: tuple[Mark, ...]
    """Of each line."""
    strange: tuple[Mark, ...] = ()
    """What stands among the commands and is none: `- a: b`, a step that is not read."""

    def mark(self, line: int) -> Mark:
        """Where a line stands."""
        return self.marks[min(line, len(self.marks) - 1)]


def script(commands: tuple[Node, ...]) -> Script:
    """Commands, one after the other."""
    lines: list[str] = []
    marks: list[Mark] = []
    strange: list[Mark] = []
    size = 0
    for node in commands:
        text = scalar(node)
        if text is None or size + len(text) > LONGEST:
            strange.append(node.mark)
            continue
        size += len(text)
        # An input without a value is a variable that nobody knows.
        text = OPEN_INPUT.sub(
            lambda found: "$" + found[1].replace("-", "_").replace(".", "_"), text
        )
        for offset, line in enumerate(text.removesuffix("\n").split("\n")):
            lines.append(line)
            marks.append(place(node, offset))
    return Script("\n".join(lines), tuple(marks), tuple(strange))


def place(node: Node, offset: int) -> Mark:
    """A line of a command; only in a block are lines of the text lines of the file."""
    return Mark(node.mark.file, node.line(offset if node.block else 0), node.mark.column)


def variables(job: Job, extra: Row, row: Row) -> Variables:
    """What a job's variables hold in one copy of it, let in by one rule."""
    more = {name: Setting(value) for name, value in (*extra, *row)}
    return Variables({**job.around(()), **more})


def environment(job: Job, known: Variables) -> dict[str, str]:
    """Variables as the shell sees them; what comes from a vault is named after itself.

    So is a setting of a tool that the job names and no file defines: it is the project's.
    """
    mine = {name: known.value(name) for name in known.given}
    foreign = [*entries(job.own("secrets")), *named(job)]
    return {**{name: f"${name}" for name in foreign if name not in mine}, **mine}


def named(job: Job) -> Iterator[str]:
    """The settings of tools that a job's commands or rules name."""
    rules = (scalar(rule.get("if")) for rule in flat(job.own("rules")))
    policies = texts(entries(job.own("only")).get("variables"))
    commands = (scalar(node) for node in (*job.script, *job.after))
    for text in (*rules, *policies, *commands):
        yield from SETTING.findall(text or "")


def looked(one: Script, env: Mapping[str, str], snapshot: Snapshot) -> ShellLook:
    """What commands upload and build."""

    def read(path: str) -> str | None:
        content = snapshot.read(path)
        return None if content is None else content.decode("utf-8", "replace")

    return look(one.text, env, ShellState(), read, "bash")
