"""What a person has to do after the merge: nothing of it is done by a merge or a rollout. Pure."""

import shlex
from collections.abc import Hashable, Iterator, Mapping

from ..checklist.pages import manage_page
from ..fleet.naming import stack_name
from ..forges.base import DeclaredPublisher
from ..indexes import INDEXES
from ..indexes.pypi.links import form_fields
from ..indexes.pypi.sites import site
from ..model import Forge
from .model import Todo
from .pairing import Pair, identity_key
from .views import View, repository, section
from .views import moved as renamed

FILES: dict[Forge, tuple[str, str]] = {
    "github": ("workflow", "workflow_by"),
    "gitlab": ("pipeline", "pipeline_by"),
}
IN_LINE = ("trustpub render --repo . --write", "trustpub check --repo .")
NOT_IN_LINE = "a job that is not as declared is refused, or publishes what it should not"
DECIDE = (
    "Decide whether it still releases",
    "if it does, keep its publishers and its stack, and do nothing of what follows: nothing is"
    " deleted by itself, but nobody looks after it any more",
)
GONE = ("If it does not: delete what was made for it", "the first command shows what that is")
IF_NOT = "If it does not: remove"
RENAMED = (
    "Rename its stack",
    "under the new name a rollout begins a new one, and the old one stays",
)


def todo(pair: Pair, fleet: bool, environ: Mapping[str, str]) -> tuple[Todo, ...]:
    """All of it, in the order in which it is done."""
    before, after = known(pair.base), known(pair.head)
    gone = [one for key, one in before.items() if key not in after]
    alone = [old for old, new in pair.publishers if old and not new]
    return (
        *moved(pair),
        *decide(pair),
        *(take_away(one, environ, pair.head is None) for one in gone if one in alone),
        *(register(one, environ) for key, one in after.items() if key not in before),
        *workflows(pair),
        *(take_away(one, environ) for one in gone if one not in alone),
        *left(pair, fleet),
    )


def decide(pair: Pair) -> Iterator[Todo]:
    """A project that is no longer declared may be one that goes on."""
    if pair.base and pair.head is None:
        title, why = DECIDE
        yield Todo(kind="stack", title=title, about=pair.base.entry.name, why=why)


def known(view: View | None) -> dict[Hashable, DeclaredPublisher]:
    """Publishers by what makes them the same to their index."""
    return {identity_key(one): one for one in view.publishers} if view else {}


def moved(pair: Pair) -> Iterator[Todo]:
    """A repository under another name."""
    for _, was, now in renamed(pair.base, pair.head):
        rename = f"trustpub moved {shlex.quote(was)} {shlex.quote(now)}"
        yield Todo(
            kind="move",
            title="Rename the repository in the engine's state, if it was renamed",
            about=now,
            why="otherwise its gates are made anew, and those of the old name deleted",
            commands=(f"pulumi stack export | {rename} | pulumi stack import",),
        )


def register(one: DeclaredPublisher, environ: Mapping[str, str]) -> Todo:
    """A publisher that no index knows yet."""
    step = INDEXES[one.index].step(one, environ)
    return Todo(
        kind="register",
        title=f"Register a publisher on {site(one.index, environ).title}",
        about=one.project,
        why="no index lets a program do it, and until then no release comes through",
        links=step.links,
        fields=step.fields,
    )


def take_away(one: DeclaredPublisher, environ: Mapping[str, str], whole: bool = False) -> Todo:
    """A publisher that is no longer declared; `whole`: nor is its project."""
    where = site(one.index, environ)
    page = manage_page(where, one.project, "settings/publishing", "publishers")
    return Todo(
        kind="take-away",
        title=f"{IF_NOT if whole else 'Remove'} the publisher on {where.title}",
        about=one.project,
        why="it may publish until a person removes it there: no program can",
        links={page.title: page.url},
        fields=form_fields(one.identity, None, where.title),
    )


def workflows(pair: Pair) -> Iterator[Todo]:
    """A workflow or pipeline that no longer is what is declared."""
    for forge, (name, by) in FILES.items():
        mine = [both for both in pair.publishers if any(on(forge, one) for one in both)]
        if section(pair.head, forge) and any(told(old) != told(new) for old, new in mine):
            asked = getattr(section(pair.head, forge), by)
            there = "" if asked else "; in a checkout of it"
            title = f"Merge the request with the {name} that `up` opens"
            yield Todo(
                kind="workflow",
                title=title if asked else f"Bring the release {name} in line",
                about=repository(pair.head, forge),
                why=f"{NOT_IN_LINE}{there}",
                commands=() if asked else IN_LINE,
            )


def on(forge: Forge, one: DeclaredPublisher | None) -> bool:
    """Whether a publisher is on a forge."""
    return one is not None and one.identity.forge == forge


def told(one: DeclaredPublisher | None) -> object:
    """What a workflow has to say of a publisher."""
    if one is None:
        return None
    return (
        one.identity.workflow,
        one.environment.name,
        one.index,
        one.tags,
        one.branches,
        one.manual,
    )


def left(pair: Pair, fleet: bool) -> Iterator[Todo]:
    """A stack stays as it is when its project is declared no more, or under another name."""
    if pair.base is None or (pair.head and not fleet):
        return
    old = shlex.quote(stack_name(pair.base.entry))
    title, why = GONE if pair.head is None else RENAMED
    stack, name = (f" --stack {old}", f" {old}") if fleet else ("", "")
    look, delete = f"pulumi destroy{stack} --preview-only", f"pulumi destroy{stack}"
    commands = [look, delete, f"pulumi stack rm{name}"]
    if fleet and pair.head:
        commands = [f"pulumi stack rename --stack {old} {shlex.quote(stack_name(pair.head.entry))}"]
    if pair.head is None or pair.head.entry.name != pair.base.entry.name:
        about = pair.base.entry.name
        yield Todo(kind="stack", title=title, about=about, why=why, commands=tuple(commands))
