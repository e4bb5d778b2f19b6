"""One repository in a process of its own: judged, declared to one run of the engine, told.

The process is a fork of one that has imported everything: whatever the SDK keeps for a whole
process (root resource, settings, the end of a program) it keeps for one stack only.
"""

import os
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from ...adopting.engine import Engine, EngineError
from ...checking import Checked
from ...reading import in_order
from ...render import text
from ...rules import judge
from ...source import Source
from ..journal import FOLDER
from ..limits.overheard import ears
from ..model import Answer, Job, Result, Work
from . import mending
from .engine import program
from .hiding import discreet
from .holding import exceeded, withheld
from .placing import absent
from .recovering import Remedy, made, remedy, uncut, waited
from .said import Said, heard, outcome, why
from .salting import salted
from .starting import Driven, started, watch

TRIES = 8


def run(work: Work, job: Job) -> Result:
    """The whole way of one repository."""
    checked = judged(work)
    if checked.errors:
        why = "\n".join(text.problem(problem) for problem in checked.errors)
        return Result(name=work.name, outcome="failed", why=why)
    os.environ.update(environment(work))
    try:
        if job.verb == "plan":
            return planned(work, job, checked)
        return applied(work, job, checked)
    except EngineError as error:
        return told(work, heard(str(error).splitlines(keepends=True)), 1, {})


def judged(work: Work) -> Checked:
    """Judged by itself: rules across the fleet are the fleet's."""
    source = Source(work.name)
    found = in_order(source.place(problem) for problem in judge(work.config))
    return Checked(source, work.config, found)


def environment(work: Work) -> dict[str, str]:
    """The provider works for one owner; a fleet may have many."""
    here = {
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        # Engine and providers live for a second or two; they need not tidy up so often.
        "GOGC": os.environ.get("GOGC", "400"),
        # Each start would list all stacks of a backend: pkg/backend/diy/backend.go, newDIYBackend.
        "PULUMI_DIY_BACKEND_NO_LEGACY_WARNING": "true",
    }
    if work.config.github:
        here["GITHUB_OWNER"] = work.config.github.repository.partition("/")[0]
    return here


def planned(work: Work, job: Job, checked: Checked) -> Result:
    """What an `up` would do to the stack; where the state has none, to an empty one beside it.

    Whether there is one, the state alone knows: the journal may be another machine's.
    """
    ids: dict[str, dict[str, int]] = {}
    folder = job.folder / FOLDER / "project"
    with ExitStack() as stack:
        known = work.new and absent(work.stack, os.environ)
        if not known:
            with suppress(EngineError):
                salted(Engine(folder, work.stack, os.environ), work.stack)
            code, said = opened(work, job, folder, program(checked, ids))
        if known or said.missing:
            here = aside(work, folder, stack)
            code, said = started(work, job, here, program(checked, ids))
    found = told(work, said, code, ids)
    if found.outcome == "failed" and not said.errors:
        return found.model_copy(update={"outcome": "unknown"})
    return found


def opened(work: Work, job: Job, folder: Path, declare: Callable[[], None]) -> tuple[int, Said]:
    """A preview; once more where others open the same backend, or left it cut off."""
    for _ in range(TRIES):
        code, said = started(work, job, folder, declare)
        if not (said.unopened or said.cut):
            break
        (uncut if said.cut else waited)(Engine(folder, work.stack, os.environ), work)
    return code, said


def aside(work: Work, folder: Path, stack: ExitStack) -> Path:
    """A project with an empty stack beside the real state: what is looked at is nowhere then."""
    place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    (place / "Pulumi.yaml").write_bytes((folder / "Pulumi.yaml").read_bytes())
    (place / "state").mkdir()
    os.environ["PULUMI_BACKEND_URL"] = (place / "state").as_uri()
    os.environ["PULUMI_CONFIG_PASSPHRASE"] = ""
    os.environ.pop("PULUMI_CONFIG_PASSPHRASE_FILE", None)
    made(Engine(place, None, os.environ), work)
    return place


def applied(work: Work, job: Job, checked: Checked) -> Result:
    """The engine, once; again after what kept it from beginning is out of the way."""
    folder = job.folder / FOLDER / "project"
    engine = Driven(folder, work.stack, os.environ, work, job)
    new, torn = work.new, work.torn
    stop = None if torn else looked(work, job, checked)
    if stop:
        return stop
    do: Remedy | None = None
    for _ in range(TRIES):
        ids: dict[str, dict[str, int]] = {}
        try:
            if do:
                do(engine, work)
            there = new and made(engine, work)
            state = salted(engine, work.stack) if there or not new else None
            if (torn or there) and mending.mend(engine, checked, os.environ, torn, state):
                job = job._replace(full=True)
            new = False
            if torn or there or do:
                stop = looked(work._replace(new=False), job, checked)
                if stop:
                    return stop
            code, said = started(work, job, folder, program(checked, ids))
        except EngineError as error:
            code, said = 1, heard(str(error).splitlines(keepends=True))
        do = remedy(said, work)
        if do is None:
            break
        torn = torn or said.locked
    return exceeded(work, told(work, said, code, ids), os.environ)


def looked(work: Work, job: Job, checked: Checked) -> Result | None:
    """How it ends where it would not do what was reviewed; None where it may begin."""
    if work.held is None:
        return None
    kept = dict(os.environ)
    try:
        found = planned(work, job._replace(verb="plan"), checked)
    finally:
        os.environ.clear()
        os.environ.update(kept)
    return withheld(work, found, os.environ)


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
        why=why(code, said, os.environ, work.name),
        changes=said.changes,
        steps=tuple(sorted(discreet(step, os.environ) for step in said.steps)),
        details=said.details,
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
        told_all = Answer(result=result, seen=ears.seen())
        pipe.write(told_all.model_dump_json().encode())
    os._exit(0)
