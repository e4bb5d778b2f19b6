"""Four machines that roll out one fleet at once, with one state in PostgreSQL between them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from typing import Any

import yaml

from lab.postgres import Database
from lab.stack import environment
from lab.world import CLONE, Sandbox, sandbox

SHARDS = 4
MANY = 10**9
Document = dict[str, Any]


@dataclass(frozen=True)
class Machines:
    """A folder for each machine, as CI has them: nothing but the fleet is in all of them."""

    folder: Path
    world: Sandbox
    env: dict[str, str]
    marks: dict[int, int] = field(default_factory=dict)

    def command(self, shard: int, *words: str) -> list[str]:
        """`trustpub rollout apply` for one shard, 0 for all, or `resume`."""
        which = ["--shard", f"{shard}/{SHARDS}"] if shard else []
        which = [*which, "--stop-after", "1", "--github-points", "0"] if words[0] == "apply" else []
        command = [sys.executable, "-m", "trustpub", "rollout", words[0], "fleet.yaml", *which]
        return [*command, *words[1:], "--yes", "--format", "json"]

    def start(self, shard: int, *words: str) -> "Popen[str]":
        """Start one machine's command; `apply` where there is nothing to resume."""
        return Popen(
            self.command(shard, *words),
            cwd=self.place(shard),
            env={**self.env, "PYTHONPATH": str(CLONE)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def place(self, shard: int) -> Path:
        """A machine's folder, with the fleet in it."""
        place = self.folder / f"machine{shard}"
        if not place.is_dir():
            place.mkdir()
            (place / "fleet.yaml").write_bytes((self.folder / "fleet.yaml").read_bytes())
        return place

    def begun(self, shard: int) -> bool:
        """Whether there is a run to resume."""
        journal = self.place(shard) / "trustpub-rollout.jsonl"
        return journal.is_file() and b'"what":"run"' in journal.read_bytes()

    def grown(self, shard: int) -> bool:
        """Whether an engine was started since the mark."""
        journal = self.place(shard) / "trustpub-rollout.jsonl"
        text = journal.read_bytes() if journal.is_file() else b""
        return b'"what":"begun"' in text[self.marks.get(shard, 0) :]

    def mark(self, shard: int) -> None:
        """Remember how long the journal is."""
        journal = self.place(shard) / "trustpub-rollout.jsonl"
        self.marks[shard] = journal.stat().st_size if journal.is_file() else 0

    def all(self, shards: Iterable[int], parallel: str = "1") -> dict[int, "Popen[str]"]:
        """Start some of them at once: each resumes what it began."""
        return {
            shard: self.start(
                shard, "resume" if self.begun(shard) else "apply", "--parallel", parallel
            )
            for shard in shards
        }


@contextmanager
def machines(folder: Path, fleet: list[Document], database: Database) -> Iterator[Machines]:
    """A sandbox with the repositories of a fleet, and machines that have not begun."""
    seed = yaml.safe_load((CLONE / "sandbox/seed.example.yaml").read_text())
    (one,), (other,) = seed["github"]["repositories"], seed["gitlab"]["projects"]
    names = [config["github"]["repository"] for config in fleet if "github" in config]
    paths = [config["gitlab"]["repository"] for config in fleet if "gitlab" in config]
    seed["github"]["repositories"] = [{**one, "name": name} for name in names]
    seed["gitlab"]["projects"] = [{**other, "path": path} for path in paths]
    seed["github"]["limits"] = {"primary": MANY, "secondary": {"points": MANY, "seconds": 60}}
    seed["gitlab"]["limits"] = {"per_minute": MANY}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seed.yaml").write_text(yaml.safe_dump(seed))
    (folder / "fleet.yaml").write_text(yaml.safe_dump({"projects": fleet}))
    with sandbox(folder / "seed.yaml") as world:
        env = {**environment(folder / "work", world.env), "PULUMI_CONFIG_PASSPHRASE": "open sesame"}
        yield Machines(folder, world, {**env, "PULUMI_BACKEND_URL": database.url})


def ended(process: "Popen[str]", seconds: float = 300) -> tuple[int, Document, str]:
    """Exit code, the JSON document and standard error."""
    with process:
        out, err = process.communicate(timeout=seconds)
    return process.returncode, json.loads(out or "{}"), err


def family(pid: int) -> list[int]:
    """A process and all below it."""
    told = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [pid, *(one for child in told.stdout.split() for one in family(int(child)))]


def kill(process: "Popen[str]", everything: bool) -> None:
    """SIGKILL to the command, or to all that it started too."""
    for pid in family(process.pid) if everything else [process.pid]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
