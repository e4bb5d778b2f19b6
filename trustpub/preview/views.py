"""One project as it takes effect: its publishers, environments and tag rules on each forge."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ..config import Config, Environment, GitHub, GitLab, TagRule
from ..fleet.entries import Entry
from ..forges.base import DeclaredPublisher, environments, fullest
from ..model import Forge
from ..publishers import declared_publishers

Key = tuple[Forge, str]
FORGES: tuple[Forge, ...] = ("github", "gitlab")


class Held(NamedTuple):
    """An environment of a forge with the settings that it gets."""

    forge: Forge
    name: str
    field: str
    settings: Environment

    @property
    def label(self) -> str:
        """`environment pypi on github`."""
        return f"environment {self.name} on {self.forge}"

    @property
    def key(self) -> Key:
        """GitHub does not tell upper and lower case apart."""
        return self.forge, self.name.casefold() if self.forge == "github" else self.name


class Tag(NamedTuple):
    """A tag rule of a forge."""

    forge: Forge
    rule: TagRule
    field: str

    @property
    def label(self) -> str:
        """`tag v* on github`."""
        return f"tag {self.rule.pattern} on {self.forge}"


class View:
    """What a config comes to."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @property
    def config(self) -> Config:
        """As it is written."""
        return self.entry.config

    @cached_property
    def publishers(self) -> tuple[DeclaredPublisher, ...]:
        """On every forge."""
        return declared_publishers(self.config)

    @cached_property
    def environments(self) -> Mapping[Key, Held]:
        """On every forge."""
        found: dict[Key, Held] = {}
        for forge in self.config.forges():
            mine = [one for one in self.publishers if one.identity.forge == forge]
            same = str.casefold if forge == "github" else str
            for group in environments(mine, same).values():
                settings = fullest(group)
                spelled = next(one for one in group if one.environment == settings)
                held = Held(forge, settings.name, f"{spelled.field}.environment", settings)
                found[held.key] = held
        return found

    def environment(self, publisher: DeclaredPublisher) -> Held:
        """That of a publisher."""
        forge, name = publisher.identity.forge, publisher.environment.name
        return self.environments[Held(forge, name, "", publisher.environment).key]

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """On every forge, in the order of the file."""
        return tuple(
            Tag(forge, rule, f"tags[{number}]")
            for forge in self.config.forges()
            for number, rule in enumerate(self.config.tags)
            if rule.forge in (None, forge)
        )


def section(view: View | None, forge: Forge) -> GitHub | GitLab | None:
    """What a project says of a forge; None where it is not on it, or is not there."""
    if view is None:
        return None
    return view.config.github if forge == "github" else view.config.gitlab


def repository(view: View | None, forge: Forge) -> str:
    """The path of the project's repository on a forge."""
    found = section(view, forge)
    return found.repository if found else ""


def moved(base: View | None, head: View | None) -> Iterator[tuple[Forge, str, str]]:
    """The repositories that have another path: before and after."""
    for forge in FORGES:
        was, now = repository(base, forge), repository(head, forge)
        if was and now and was.casefold() != now.casefold():
            yield forge, was, now


def publisher_name(one: DeclaredPublisher) -> str:
    """`pypi from release.yml in release`: index, workflow and environment."""
    return f"{one.index} from {one.identity.workflow} in {one.environment.name}"


def publisher_label(one: DeclaredPublisher) -> str:
    """`publisher pypi from release.yml in release on github`."""
    return f"publisher {publisher_name(one)} on {one.identity.forge}"
