"""A preview and both its sides -> the same preview with what is there today."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from ..model import Unknown
from ..preview.commits import PROJECT, Compared
from ..preview.model import Preview
from ..source import read_source
from ..verifying.looking import Notice
from .chosen import Changed, changed
from .looking import looked, project
from .model import Live, LiveProject
from .planning import Place, Told, ask
from .steps import NOTHING

ERRORS = Unknown(what="what is there today", why="the head has errors, so nobody was asked")
NO_STACK = "name the stack with --stack"
NO_PROJECT = (
    "there is no Pulumi.yaml with a name beside {file} in the commit {base};"
    " `trustpub init` writes one"
)
BECOMES = "one project becomes a fleet, or a fleet one project"
KNOWN = "the stacks of a fleet are known; leave --stack out"
NOT_ASKED = "the engine for what it would do"
Asking = Callable[[Sequence[Changed], Place, Mapping[str, str]], Told]


def with_live(
    found: Compared,
    stack: str,
    environ: Mapping[str, str],
    notice: Notice,
    asking: Asking = ask,
) -> Preview:
    """The preview with its live part; nobody is asked about what does not change."""
    return found.preview.model_copy(update={"live": live(found, stack, environ, notice, asking)})


def live(
    found: Compared, stack: str, environ: Mapping[str, str], notice: Notice, asking: Asking
) -> Live:
    """All that is looked at today."""
    if found.preview.errors:
        return Live(unknown=(ERRORS,))
    changes = list(changed(found.preview.projects, found.base, found.head))
    same = len(found.preview.projects) - len(changes)
    if not changes:
        return Live(same=same)
    where = place(found, stack)
    told = asking(changes, where, environ) if isinstance(where, Place) else Told({}, nothing=where)
    answers = looked(changes, environ, lambda: datetime.now(UTC), notice)
    wanted = isinstance(where, Place) or bool(stack)
    return gathered([project(one, answers, environ) for one in changes], told, wanted, same)


def gathered(projects: Sequence[LiveProject], told: Told, wanted: bool, same: int) -> Live:
    """Forges, indexes and engine together; `wanted`: whether the engine was to be asked. Pure."""
    unasked = told.nothing and wanted
    why = Unknown(what=NOT_ASKED, why=told.nothing)
    return Live(
        projects=tuple(with_steps(one, told) for one in projects),
        same=same,
        engine=f"The engine was not asked: {told.nothing}" if told.nothing else "",
        plan=told.plan,
        unknown=(why,) if unasked else (),
    )


def with_steps(one: LiveProject, told: Told) -> LiveProject:
    """A project with what the engine said of it."""
    steps = told.steps.get(one.name, NOTHING)
    blind = (told.unknown[one.name],) if one.name in told.unknown else ()
    return one.model_copy(
        update={
            **steps._asdict(),
            "engine": one.name in told.steps,
            "unknown": (*one.unknown, *blind),
        }
    )


def place(found: Compared, stack: str) -> Place | str:
    """Where the stacks are, or why the engine is not asked: no fault, unless a stack was named."""
    read = [side.fleet for side in (found.base, found.head) if side.state == "read"]
    if len(set(read)) > 1:
        return BECOMES
    if read[0]:
        return KNOWN if stack else Place()
    if not stack:
        return NO_STACK
    name = project_name(found.project)
    if name:
        return Place(stack, name)
    base = found.preview.base[:12] or "before the change"
    return NO_PROJECT.format(file=found.preview.file, base=base)


def project_name(data: bytes | None) -> str:
    """What the engine calls the project; only read, whatever else stands there."""
    document = read_source(data or b"", PROJECT).document
    name = document.get("name") if isinstance(document, dict) else None
    return name if isinstance(name, str) else ""
