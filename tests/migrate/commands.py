"""`trustpub migrate` in a folder of its own: a fleet file, a journal, a home."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from lab.stack import VENV
from lab.world import CLONE, Sandbox

from .forking import Forks
from .model import Key, Work
from .trials import kept_of
from .worlds import config

LAUNCHER = Path(__file__).with_name("launcher.py")


@dataclass(frozen=True)
class Ended:
    """One run that ended."""

    code: int
    out: str
    told: str
    """Standard error."""

    def document(self) -> Any:
        """The JSON document on standard output."""
        return json.loads(self.out)


@dataclass
class Command:
    """The command for one fleet."""

    folder: Path
    sandbox: Sandbox
    forks: Forks | None = None
    """Where runs are forked; without it each starts an interpreter, as a user's does."""

    def write(self, works: list[Work]) -> None:
        """The configs, and the fleet file that names them."""
        (self.folder / "configs").mkdir(parents=True, exist_ok=True)
        for work in works:
            YAML().dump(config(work), self.folder / "configs" / work.file)
        YAML().dump({"projects": [f"configs/{work.file}" for work in works]}, self.fleet)

    @property
    def fleet(self) -> Path:
        """The fleet file."""
        return self.folder / "fleet.yaml"

    @property
    def journal(self) -> Path:
        """Where the journal is by default."""
        return self.folder / "trustpub-migration.jsonl"

    def run(self, step: str, *words: str, **env: str) -> Ended:
        """`trustpub migrate STEP --fleet FLEET WORDS`."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        around = {**kept_of(os.environ), "HOME": str(home), "PYTHONPATH": str(CLONE)}
        full = {**around, **self.sandbox.env, "TMPDIR": str(home), **env}
        if self.forks:
            return Ended(*self.forks.run(["migrate", step, *words], self.folder, full))
        done = subprocess.run(
            [str(VENV / "bin/python"), str(LAUNCHER), "migrate", step, *words],
            cwd=self.folder,
            env=full,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def confirm(self, what: str, works: list[Work]) -> Ended:
        """`confirm` for each project of some works, in one process."""
        files = [str(self.folder / "configs" / work.file) for work in works]
        each = [
            ["migrate", "confirm", what, work.project, "--by", "a person", "--project", file]
            for work, file in zip(works, files, strict=True)
        ]
        return self.run("confirm", EACH=json.dumps(each))

    def fleet_run(self, step: str, *words: str, **env: str) -> Ended:
        """The same for the whole fleet."""
        return self.run(step, *words, "--fleet", str(self.fleet), **env)

    def status(self, **env: str) -> Any:
        """The JSON document of `status`."""
        return self.fleet_run("status", "--format", "json", **env).document()

    def entries(self) -> list[dict[str, Any]]:
        """What the journal has; its last line may be cut off."""
        lines = self.journal.read_text("utf-8").splitlines() if self.journal.exists() else []
        return [json.loads(line) for line in lines if line.endswith("}")]

    def kept_texts(self) -> Iterator[tuple[Path, str]]:
        """Every file that the command wrote: journal, state, caches."""
        for path in sorted(self.folder.rglob("*")):
            inside = path.relative_to(self.folder).parts
            if path.is_file() and inside[0] != "configs":
                yield path, path.read_bytes().decode("utf-8", "replace")


def keys(document: Any) -> set[Key]:
    """The secrets and variables that a document calls tokens."""
    return {key(one) for project in document["projects"] for one in project["tokens"]}


def files(document: Any) -> set[tuple[str, str, bool]]:
    """Repository and file of each credential outside of the CI; whether a value stands there."""
    rows = [(p["repository"], one) for p in document["projects"] for one in p["loose"]]
    literal = {(repository, one["file"]) for repository, one in rows if one["literal"]}
    places = {(repository, one["file"]) for repository, one in rows}
    return {(*place, place in literal) for place in places}


def key(kept: Any) -> Key:
    """One of a document; the number of a schedule is none of the world's."""
    place = kept["place"]
    part = "1" if place["level"] == "schedule" else place.get("part", "")
    where = (place["forge"], place["level"], place["holder"], place["store"], place["kind"])
    return Key(*where, part, kept["name"], kept.get("scope", "*"))
