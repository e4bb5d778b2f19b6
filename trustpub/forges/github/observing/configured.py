"""A repository and the config that lies in it: is it about this one, under any of its names?"""

from collections.abc import Set
from dataclasses import dataclass, replace
from urllib.parse import quote

from ....errors import WorldError
from ....model import Plan
from .glimpse import Glimpse
from .texts import CONFIG
from .world import World


@dataclass(frozen=True)
class Configured:
    """A repository from afar with what its config declares, here or elsewhere."""

    seen: Glimpse
    declared: Plan | None = None
    """Of whichever repository the config names."""

    @property
    def plan(self) -> Plan | None:
        """What is declared of this repository."""
        names = {self.seen.place.name.casefold(), self.seen.place.asked.casefold()}
        return self.declared if (named(self.declared) or "").casefold() in names else None

    def lies_elsewhere(self, known: Set[str]) -> bool:
        """Whether the config names a repository that is none of those that are known."""
        name = named(self.declared)
        return name is not None and name.casefold() not in known

    def settled(self, world: World, known: Set[str]) -> "Configured":
        """The same once it is known whether the name that is not known is an old one of this.

        GitHub docs, "Renaming a repository": requests for the old name are redirected.
        """
        name = named(self.declared)
        if name is None or not self.lies_elsewhere(known):
            return self
        world.need("names")
        try:
            answer = world.client.get(f"/repos/{quote(name)}", "id")
        except WorldError as error:
            why = f"it names {name}, which may be an old name of this one: {error}"
            seen = replace(self.seen, unseen={**self.seen.unseen, CONFIG: why})
            return replace(self, seen=seen)
        if answer is None or answer["id"] != self.seen.place.number:
            return self
        return replace(self, seen=replace(self.seen, place=replace(self.seen.place, asked=name)))


def named(plan: Plan | None) -> str | None:
    """The repository of GitHub that a config names."""
    declared = plan.of("github.environment") if plan else ()
    return next((str(one.properties["repository"]) for one in declared), None)
