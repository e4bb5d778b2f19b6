"""The engine as a process: it imports, and previews that nothing would change."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from .importing import Entry, with_remembered, without

OLDEST = (3, 252, 0)
"""Older engines may delete an imported ruleset later, for its id is not the one it is imported by:
pulumi/pulumi#23834."""
SAME = ("same", "read", "refresh")
"""Steps of a preview that change nothing."""


class EngineError(Exception):
    """The engine did not do what it was asked; its text is what it said."""


class Change(NamedTuple):
    """A step of a preview that would change something."""

    operation: str
    name: str
    settings: tuple[str, ...]

    def sentence(self) -> str:
        """`update octo-org/sampleproject/tag/v*: name`."""
        told = f": {', '.join(self.settings)}" if self.settings else ""
        return f"{self.operation} {self.name}{told}"


@dataclass(frozen=True)
class Engine:
    """`pulumi` in the folder of a project, for one stack; None: the one that is selected."""

    folder: Path
    stack: str | None
    environ: Mapping[str, str]

    def must_be_able(self) -> None:
        """EngineError for an engine that is too old to import."""
        said = self.start("version").strip()
        found = re.match(r"v?(\d+)\.(\d+)\.(\d+)", said)
        if not found or tuple(map(int, found.groups())) < OLDEST:
            least = ".".join(map(str, OLDEST))
            raise EngineError(
                f"pulumi {said or '(no version)'} is too old; install {least} or later"
            )

    def run(self, *words: str) -> str:
        """Standard output of `pulumi WORDS` for the stack; EngineError where it ends badly."""
        chosen = ["--stack", self.stack] if self.stack else []
        return self.start(*words, *chosen)

    def start(self, *words: str) -> str:
        """Standard output of `pulumi WORDS`; EngineError where it ends badly."""
        try:
            done = subprocess.run(
                ["pulumi", *words, "--non-interactive"],
                cwd=self.folder,
                env={**self.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
        except OSError as error:
            raise EngineError(f"pulumi cannot be run: {error.strerror}") from None
        if done.returncode:
            said = "\n".join(text.strip() for text in (done.stdout, done.stderr) if text.strip())
            raise EngineError(f"pulumi {words[0]} ended with {done.returncode}:\n{said}")
        return done.stdout

    def setting(self, name: str) -> str | None:
        """A value of the stack's config; None where it has none."""
        found = json.loads(self.run("config", "--json")).get(name)
        return found.get("value") if isinstance(found, dict) else None

    def state(self) -> dict[str, Any]:
        """The state of the stack."""
        found: dict[str, Any] = json.loads(self.run("stack", "export"))
        return found

    def adopt(self, entries: Sequence[Entry]) -> int:
        """Import what the state does not hold yet; how many entries that were."""
        self.must_be_able()
        new, above = without(entries, self.state())
        if new:
            with tempfile.TemporaryDirectory() as place:
                file = Path(place, "import.json")
                dump(file, {"nameTable": above, "resources": new})
                flags = ("--yes", "--skip-preview", "--protect=false", "--generate-code=false")
                self.run("import", "--file", str(file), *flags)
        self.remember(entries)
        return len(new)

    def remember(self, entries: Sequence[Entry]) -> None:
        """Add to the state what only the state knows."""
        state = self.state()
        if with_remembered(state, entries):
            with tempfile.TemporaryDirectory() as place:
                file = Path(place, "state.json")
                dump(file, state)
                self.run("stack", "import", "--file", str(file))

    def changes(self) -> list[Change]:
        """What an `up` would do, from a preview that looks at everything anew."""
        found = json.loads(self.run("preview", "--refresh", "--json"))
        return [change(step) for step in found.get("steps") or [] if changes(step)]


def changes(step: Mapping[str, Any]) -> bool:
    """Whether a step would change something outside of the state; a component is only there."""
    state = step.get("newState") or step.get("oldState") or {}
    return step["op"] not in SAME and state.get("custom") is not False


def change(step: Mapping[str, Any]) -> Change:
    """One step in short."""
    settings = step.get("detailedDiff") or dict.fromkeys(step.get("diffReasons") or ())
    return Change(str(step["op"]), str(step["urn"]).split("::", 3)[3], tuple(sorted(settings)))


def dump(file: Path, value: Any) -> None:
    """Write JSON that nobody else may read: a state can hold secrets."""
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(value, out)
