"""Projects of one repository that declare one thing of it, and not alike."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..forges import FORGES
from ..model import Forge, Resource, Severity
from ..publishers import declared_publishers
from .entries import Entry


class Clash(NamedTuple):
    """Two projects that do not go together; told at the second one."""

    first: Entry
    second: Entry
    field: str
    """Of the second one's config."""
    found: str
    """What stands there; `{first}` is where the first one is."""
    fix: str
    severity: Severity = "error"


def conflicts(entries: Sequence[Entry], part: str, where: str) -> Iterator[Clash]:
    """Projects of one repository that declare one thing of it differently."""
    groups: dict[tuple[Forge, str, str], list[Entry]] = {}
    for entry in entries:
        for key in repositories(entry):
            groups.setdefault(key, []).append(entry)
    for (forge, _, repository), group in groups.items():
        seen: dict[str, tuple[Entry, object]] = {}
        for entry in group if len(group) > 1 else ():
            for name, (field, settings) in declared(entry, forge, part).items():
                first, other = seen.setdefault(name, (entry, settings))
                if first.name != entry.name and other != settings:
                    found = f"{name!r} of {repository} is declared otherwise than by {{first}}"
                    fix = f"declare it alike, or give each project {where} of its own"
                    yield Clash(first, entry, field, found, fix)


def repositories(entry: Entry) -> Iterator[tuple[Forge, str, str]]:
    """Forge, server and path, whose case makes no difference."""
    config = entry.config
    if config.github:
        yield "github", "", config.github.repository.casefold()
    if config.gitlab:
        server = config.gitlab.issuer.rstrip("/").casefold()
        yield "gitlab", server, config.gitlab.repository.casefold()


def declared(entry: Entry, forge: Forge, part: str) -> dict[str, tuple[str, object]]:
    """Environments or tag patterns by name -> field of the config, and all that is declared."""
    publishers = declared_publishers(entry.config, forge)
    held: dict[str, list[object]] = {}
    for one in FORGES[forge].resources(entry.config, publishers):
        if ("environment" in one.properties) == (part == "environment"):
            held.setdefault(named(one, forge), []).append(comparable(one))
    fields: dict[str, str] = {}
    if part == "environment":
        for p in publishers:
            name = p.environment.name
            fields.setdefault(name.casefold() if forge == "github" else name, p.field)
    else:
        fields = {rule.pattern: f"tags[{n}]" for n, rule in enumerate(entry.config.tags)}
    return {name: (fields[name], settings) for name, settings in held.items()}


def named(one: Resource, forge: Forge) -> str:
    """The name of an environment, as the forge tells them apart, or a tag pattern."""
    if "environment" in one.properties:
        name = str(one.properties["environment"])
        return name.casefold() if forge == "github" else name
    if forge == "gitlab":
        return str(one.properties["pattern"])
    return str(one.properties["include"][0]).removeprefix("refs/tags/")


def comparable(one: Resource) -> object:
    """What a resource sets, however its repository and environment are spelled."""
    left = ("repository", "project", "environment")
    return one.kind, {key: value for key, value in one.properties.items() if key not in left}
