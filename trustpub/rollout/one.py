"""One repository in a process of its own: judged, declared to one run of the engine, told.

The process is a fork of one that has imported everything: whatever the SDK keeps for a whole
process (root resource, settings, the end of a program) it keeps for one stack only.
"""

import os
import tempfile
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from ..adopting.engine import Engine, EngineError
from ..checking import Checked
from ..reading import in_order
from ..render import text
from ..rules import judge
from ..source import Source
from . import mending
from .engine import program
from .journal import FOLDER
from .model import Job, Result, Work
from .said import Said, discreet, heard, outcome, why
from .starting import gone, started, watch

TRIES = 4


def run(work: Work, job: Job) -> Result:
    """The whole way of one repository."""
    checked = judged(work)
    if checked.errors:
        why = "\n".join(text.problem(problem) for problem in checked.errors)
        return Result(name=work.name, outcome="failed", why=why)
    os.environ.update(environment(work))
    try:
        with ExitStack() as stack:
            folder = project(work, job, stack)
            return engine_run(work, job, checked, folder)
    except EngineError as error:
        return told(work, heard(str(error).splitlines(keepends=True)), 1, {})


def judged(work: Work) -> Checked:
    """Judged by itself: rules across the fleet are the fleet's."""
    source = Source(work.name)
    found = in_order(source.place(problem) for problem in judge(work.config))
    return Checked(source, work.config, found)


def environment(work: Work) -> dict[str, str]:
    """The provider works for one owner; a fleet may have many."""
    here = {"PULUMI_SKIP_UPDATE_CHECK": "true"}
    if work.config.github:
        here["GITHUB_OWNER"] = work.config.github.repository.partition("/")[0]
    return here


def project(work: Work, job: Job, stack: ExitStack) -> Path:
    """The engine's project folder; a plan of what is not there yet is made beside the real state.

    A stack that was only looked at is then nowhere.
    """
    folder = job.folder / FOLDER / "project"
    if job.verb == "plan" and work.new:
        aside = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (aside / "Pulumi.yaml").write_bytes((folder / "Pulumi.yaml").read_bytes())
        (aside / "state").mkdir()
        os.environ["PULUMI_BACKEND_URL"] = (aside / "state").as_uri()
        os.environ["PULUMI_CONFIG_PASSPHRASE"] = ""
        os.environ.pop("PULUMI_CONFIG_PASSPHRASE_FILE", None)
        folder = aside
    if work.new:
        made(Engine(folder, None, os.environ), work)
    return folder


def made(engine: Engine, work: Work) -> None:
    """The stack, where it is not there yet; none is selected, for the selection is shared."""
    try:
        engine.start("stack", "init", work.stack, "--no-select")
    except EngineError as error:
        if "already exists" not in str(error):
            raise


def engine_run(work: Work, job: Job, checked: Checked, folder: Path) -> Result:
    """The engine, once; again after a lock that was ours, or where there is no stack yet."""
    engine = Engine(folder, work.stack, os.environ)
    mend = work.torn and job.verb == "apply"
    for _ in range(TRIES):
        ids: dict[str, dict[str, int]] = {}
        try:
            if mend:
                mending.mend(engine, checked, os.environ)
            code, said = started(work, job, folder, program(checked, ids))
        except EngineError as error:
            code, said = 1, heard(str(error).splitlines(keepends=True))
        if job.verb == "apply" and left_behind(said, work):
            engine.run("cancel", "--yes")
        elif said.missing and job.verb == "apply":
            made(engine, work)
        elif said.empty and job.verb == "apply":
            mending.replaced(engine, {"version": 3, "deployment": {}})
        elif said.missing or said.empty:
            with ExitStack() as stack:
                new = work._replace(new=True)
                return engine_run(new, job, checked, project(new, job, stack))
        else:
            break
    return told(work, said, code, ids)


def left_behind(said: Said, work: Work) -> bool:
    """Whether the engine's lock is of engines that the journal names, and that are gone.

    This process holds the stack, which those engines held as long as they lived.
    """
    holders = set(said.holders)
    return bool(holders) and holders <= set(work.ours) and all(gone(pid) for _, pid in holders)


def told(work: Work, said: Said, code: int, ids: Mapping[str, Mapping[str, int]]) -> Result:
    """What is to be known of it."""
    scope = {"github": work.config.github and work.config.github.repository.partition("/")[0]}
    names = {
        f"{forge}/{scope.get(forge) or ''}/{key}": number
        for forge, known in ids.items()
        for key, number in known.items()
    }
    return Result(
        name=work.name,
        outcome=outcome(code, said),
        why=why(code, said, os.environ),
        changes=said.changes,
        steps=tuple(sorted(discreet(step, os.environ) for step in said.steps)),
        engine=True,
        ids={key.casefold(): number for key, number in names.items()},
        refused=said.refused,
    )


def lead(work: Work, job: Job, answer: int) -> None:
    """Run it in this process and answer; the process ends here."""
    threading.Thread(target=watch, args=(job.life,), daemon=True).start()
    try:
        result = run(work, job)
    except Exception as error:
        why = discreet(f"{type(error).__name__}: {error}", os.environ)
        result = Result(name=work.name, outcome="unknown", why=why)
    with os.fdopen(answer, "wb") as pipe:
        pipe.write(result.model_dump_json().encode())
    os._exit(0)
