"""A CI job of a forge, as far as publishing goes: its environment, its files, its clients."""

import json
import os
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.pypi.attesting import SUFFIX, attestation

from .stack import VENV, Run
from .world import Sandbox

ID_TOKENS = {"pypi": "PYPI_ID_TOKEN", "testpypi": "TESTPYPI_ID_TOKEN"}
"""Where uv and the `id` library look on GitLab, by the audience."""
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")
TRUST: tuple[str, ...] = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")


@dataclass(frozen=True)
class Job:
    """One job that runs, and the index it publishes to."""

    world: Sandbox
    index: str
    env: Mapping[str, str]
    token: str
    """A token of this job, not exchanged yet."""
    secrets: tuple[str, ...]
    """What must not be seen anywhere: its tokens."""

    def run(self, program: str, *words: str, **env: str) -> Run:
        """Run a program of the virtual environment in this job."""
        done = subprocess.run(
            [str(VENV / "bin" / program), *words],
            env={**self.env, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        return Run(done.returncode, done.stdout)

    def uv_publish(self, *files: Path) -> Run:
        """`uv publish --trusted-publishing always`, to the index of this job."""
        upload = f"{self.world.urls[self.index]}/legacy/"
        always = ("--trusted-publishing", "always", "--publish-url", upload, "--no-cache")
        return self.run("uv", "publish", *always, *map(str, files))


def start_job(world: Sandbox, index: str, **described: Any) -> Job:
    """Let a described job run: its fields are those of `POST /-/jobs`."""
    job = world.call(index, "/-/jobs", described)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    trust = {n: world.env[n] for n in TRUST if n in world.env}
    github = {
        "GITHUB_ACTIONS": "true",
        "ACTIONS_ID_TOKEN_REQUEST_URL": job["request_url"],
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN": job["request_token"],
    }
    gitlab = {"GITLAB_CI": "true", ID_TOKENS[index]: job["token"]}
    forge = github if described["forge"] == "github" else gitlab
    env = {**kept, **trust, **forge, "CI": "true"}
    return Job(world, index, env, job["token"], (job["token"], job["request_token"]))


def make_wheel(folder: Path, project: str, version: str = "1.0") -> tuple[Path, Path]:
    """A wheel with nothing in it, and its attestation beside it."""
    name = project.replace("-", "_")
    file = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w") as archive:
        head = f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n"
        archive.writestr(f"{info}/METADATA", head)
        tags = "Root-Is-Purelib: true\nTag: py3-none-any\n"
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: lab\n{tags}")
        archive.writestr(f"{info}/RECORD", "")
    return file, attest(file)


def attest(file: Path) -> Path:
    """What `python -m sandbox attest FILE` writes."""
    beside = file.with_name(file.name + SUFFIX)
    beside.write_text(json.dumps(attestation(file.name, file.read_bytes())), "utf-8")
    return beside
