"""A trial publish: what the CI of a project would do at this moment, by the real uv."""

import itertools
import os
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from lab.job import make_wheel, start_job
from lab.stack import VENV, Run

from .hands import Hands
from .jobs import Upload, password, uploads
from .model import Key, Work

AT_ONCE = 3


@dataclass
class Trials:
    """Publishes of a world, each with a version of its own."""

    hands: Hands
    folder: Path
    numbers: itertools.count = field(default_factory=lambda: itertools.count(1))
    ways: dict[tuple[str, str], str] = field(default_factory=dict)
    """Repository and index -> `token` or `oidc`, as it was published last."""

    def publish(self, works: Iterable[Work], kept: set[Key], *indexes: str) -> list[str]:
        """Publish each to each of these indexes with what the forges hold now; what went wrong."""
        asked = [(w, i) for w in works for i in w.indexes if i in indexes]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            told = pool.map(lambda one: self.one(*one, kept), asked)
            return [why for why in told if why]

    def one(self, work: Work, index: str, kept: set[Key]) -> str:
        """One publish; why it failed, or nothing."""
        texts = {path: self.hands.read(work, path) for path in set(work.workflows.values())}
        found = [one for name, one in uploads(work, texts) if name == index]
        if len(found) != 1:
            return f"{work.repository} has {len(found)} uploads to {index}"
        value = password(work, found[0], self.hands.world.planted, kept)
        number = next(self.numbers)
        wheel, proof = make_wheel(self.folder / str(number), work.project, f"1.{number}")
        if value:
            way, run = "token", self.by_token(index, value, wheel)
        elif found[0].oidc:
            way, run = "oidc", self.by_oidc(work, index, found[0], wheel, proof)
        else:
            return f"{work.repository} has neither a token nor OIDC for {index}: {found[0]}"
        self.ways[work.repository, index] = way
        return f"{work.repository} to {index} by {way}: {run.out}" if run.code else ""

    def by_token(self, index: str, value: str, wheel: Path) -> Run:
        """With the password that stands in the forge now."""
        world = self.hands.sandbox
        address = f"{world.urls[index]}/legacy/"
        words = ("publish", "--publish-url", address, "--no-cache", "--token", value, str(wheel))
        done = subprocess.run(
            [str(VENV / "bin/uv"), *words],
            env={**kept_of(os.environ), "SSL_CERT_FILE": world.env["SSL_CERT_FILE"]},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        return Run(done.returncode, done.stdout)

    def by_oidc(self, work: Work, index: str, upload: Upload, wheel: Path, proof: Path) -> Run:
        """With an ID token of the job; as the action of PyPA does, with attestations."""
        github = work.forge == "github"
        file = {"workflow": upload.file.rpartition("/")[2]} if github else {"pipeline": upload.file}
        described = {"forge": work.forge, "repository": work.repository, **file}
        if upload.environment:
            described["environment"] = upload.environment
        return start_job(self.hands.sandbox, index, **described).uv_publish(wheel, proof)


def kept_of(environ: Mapping[str, str]) -> dict[str, str]:
    """What a program needs of an environment."""
    return {name: environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in environ}
