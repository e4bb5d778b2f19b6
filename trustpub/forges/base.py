"""What every forge contributes: a record of functions, no base class."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..config import Config, Environment, Publisher
from ..model import Forge, Identity, Index, Problem, Resource, Severity, Unknown, Value


class Finding(NamedTuple):
    """What a rule found: the field's path, what stands there, what to do."""

    field: str
    found: str
    fix: str
    severity: Severity = "error"


Rule = Callable[[Config], Iterable[Finding]]
"""A rule of the config; its name is its id."""


def rule_id(rule: Callable[..., object]) -> str:
    """`tag_overlap` -> `tag-overlap`: the id in output, docs and tests."""
    return rule.__name__.replace("_", "-")


def problems_of(
    rules: Iterable[Callable[..., Iterable[Finding]]], *about: object
) -> Iterator[Problem]:
    """What rules find about a config (and what is known of the world), without places."""
    for rule in rules:
        name = rule_id(rule)
        for field, found, fix, severity in rule(*about):
            yield Problem(id=name, severity=severity, field=field, found=found, fix=fix)


@dataclass(frozen=True)
class DeclaredPublisher:
    """One publisher on one forge, with everything that defaults fill in."""

    field: str
    """Path of its entry in the config: `publishers[0]`."""
    index: Index
    project: str
    identity: Identity
    workflow_field: str
    """Path of the field that names its workflow: its own, or that of the forge's section."""
    organization: str | None
    """On the index; None for a person's own project."""
    environment: Environment
    tags: tuple[str, ...]
    branches: tuple[str, ...]
    manual: bool


class Place(Value):
    """Where a forge says a project is: its name may change, its number never does."""

    name: str
    number: int


@dataclass(frozen=True)
class Resolution:
    """What a forge says before anything is written."""

    config: Config
    """The config with what the forge knows of visibility, plan or tier filled in."""
    ids: dict[str, int]
    """`users/NAME`, `teams/SLUG`, `groups/PATH`, in lower case -> numeric id; of those it names."""
    problems: tuple[Problem, ...] = ()
    """Without places."""
    unknown: tuple[Unknown, ...] = ()
    place: Place | None = None
    """None where the forge does not show it."""


@dataclass(frozen=True)
class ForgeRecord:
    """A forge: how a publisher's identity looks on it and what it shall hold."""

    kind: Forge
    workflow: str
    """Name of the field that holds the workflow: `workflow`, `pipeline`."""
    identity: Callable[[Config, Publisher], Identity]
    resources: Callable[[Config, tuple[DeclaredPublisher, ...]], Iterable[Resource]]
    rules: tuple[Rule, ...]


def environments(
    declared: Iterable[DeclaredPublisher], same: Callable[[str], str] = str
) -> dict[str, list[DeclaredPublisher]]:
    """Publishers by the environment they share; `same` maps names that are one to the forge."""
    groups: dict[str, list[DeclaredPublisher]] = {}
    for publisher in declared:
        groups.setdefault(same(publisher.environment.name), []).append(publisher)
    return groups


def fullest(publishers: list[DeclaredPublisher]) -> Environment:
    """The environment's settings: from the publisher that spells them out, if one does."""
    spelled = [p.environment for p in publishers if p.environment != bare(p.environment)]
    return (spelled or [publishers[0].environment])[0]


def bare(environment: Environment) -> Environment:
    """An environment of this name with nothing else said."""
    return Environment(name=environment.name)


def split_repository(path: str) -> tuple[str, str]:
    """`group/sub/project` -> (`group/sub`, `project`)."""
    namespace, _, name = path.rpartition("/")
    return namespace, name


def only_named(ids: Mapping[str, int], named: Iterable[tuple[str, str, str]]) -> dict[str, int]:
    """The ids that a config depends on, by field, kind and name of whom it names."""
    wanted = {f"{kind}/{name.casefold()}" for _, kind, name in named}
    return {key: number for key, number in ids.items() if key in wanted}


def union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All texts of several lists, each once, in their order."""
    return tuple(dict.fromkeys(text for group in groups for text in group))
