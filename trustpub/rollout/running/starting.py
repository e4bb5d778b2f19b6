"""The engine's process: known before it begins, and stopped softly when its run is gone."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ...adopting.engine import Engine, EngineError
from ...plan import make_plan
from ..byhand import declared, taken
from ..journal import FILE, write
from ..limits.past import on_forges
from ..model import Job, Work
from .engine import served
from .said import Said, heard

GATE = 'read -r go && exec "$@"'
"""The engine's process is known, and in the journal, before the engine begins."""
FLAGS = ("--json", "--non-interactive", "--color=never", "--exec-kind=auto.inline")
VERBS = {"plan": ("preview",), "apply": ("up", "--yes", "--skip-preview")}
READS = ("version", "config", "cancel", "stack export", "stack history")
"""What takes no lock: pulumi/pulumi, pkg/backend/diy/backend.go, the callers of Lock."""


@dataclass(frozen=True)
class Driven(Engine):
    """The engine for whatever is no `up`: what takes a lock is in the journal before it begins.

    A lock that is left behind is then known as ours.
    """

    work: Work
    job: Job

    def start(self, *words: str) -> str:
        """Standard output of `pulumi WORDS`; EngineError where it ends badly."""
        if " ".join(words).startswith(READS) or self.job.verb != "apply":
            return super().start(*words)
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as out,
            tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as err,
        ):
            told = ["pulumi", *words, "--non-interactive"]
            process = gated(told, self.folder, self.environ, out, self.job.lock, err)
            code = let_go(process, self.work, self.job)
            out.seek(0)
            err.seek(0)
            said = out.read()
            if code:
                both = "\n".join(text for text in (said.strip(), err.read().strip()) if text)
                raise EngineError(f"pulumi {words[0]} ended with {code}:\n{both}")
            return said


def started(work: Work, job: Job, folder: Path, declare: Callable[[], None]) -> tuple[int, Said]:
    """One run of the engine: its exit code and what it said."""
    with (
        served(declare) as at,
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as out,
    ):
        fresh = ["--refresh"] if job.full else []
        words = ["pulumi", *VERBS[job.verb], *fresh, "--stack", work.stack, *FLAGS]
        words.append(f"--client={at.client}")
        extra = {"PULUMI_DEBUG_PROVIDERS": at.provider}
        if job.verb == "plan":
            extra["PULUMI_ENABLE_STREAMING_JSON_PREVIEW"] = "true"
        process = gated(words, folder, {**os.environ, **extra}, out, job.lock)
        current[:] = [process]
        code = let_go(process, work, job)
        out.seek(0)
        said = heard(out, os.environ)
        away = taken(said.steps)
        if away and job.verb == "apply":
            write(job.folder / FILE, "by-hand", run=job.run, name=work.name, take_away=away)
        return code, said


def let_go(process: "subprocess.Popen[bytes]", work: Work, job: Job) -> int:
    """Name it in the journal, let it begin, and wait for its end."""
    assert process.stdin is not None
    if job.verb == "apply":
        plan = make_plan(work.config, os.environ)
        told = {"declared": declared(plan, os.environ), "made": on_forges(plan)}
        here = {"engine": process.pid, "host": os.uname().nodename, **told}
        write(job.folder / FILE, "begun", run=job.run, name=work.name, **here)
    process.stdin.write(b"go\n")
    process.stdin.close()
    return process.wait()


def gated(
    words: list[str],
    folder: Path,
    environ: Mapping[str, str],
    out: IO[str],
    lock: int,
    err: IO[str] | int = subprocess.STDOUT,
) -> "subprocess.Popen[bytes]":
    """A process that becomes the engine when it reads a line, and ends when there is none."""
    return subprocess.Popen(
        ["/bin/sh", "-c", GATE, "sh", *words],
        cwd=folder,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=out,
        stderr=err,
        pass_fds=(lock,),
    )


current: list["subprocess.Popen[bytes]"] = []
"""The engine that runs; a process has one stack."""


def watch(life: int) -> None:
    """When the run's own process is gone: the engine finishes its steps, and nobody is told."""
    if os.read(life, 1) == b"":
        for process in current:
            process.send_signal(signal.SIGINT)
            process.wait()
        os._exit(1)


def gone(engine: int) -> bool:
    """Whether a process is no engine that runs: it ended, or its number is another's by now.

    A journal may be a copy: then this run's hold on the stack says nothing of other folders.
    """
    try:
        os.kill(engine, 0)
        told = subprocess.run(
            ["ps", "-o", "stat=,comm=", "-p", str(engine)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return not told or told[0].startswith("Z") or "pulumi" not in told[-1]
