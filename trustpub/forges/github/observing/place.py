"""One repository as everything below is told of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ....model import Plan
from ...base import split_repository


@dataclass(frozen=True)
class Place:
    """A repository that is there."""

    name: str
    """As GitHub writes it: `owner/name`."""
    asked: str
    """As it was asked for."""
    number: int
    facts: dict[str, Any]

    @property
    def path(self) -> str:
        """Its path in the REST API."""
        return f"/repos/{quote(self.name)}"

    @property
    def owner(self) -> str:
        """Its owner's login."""
        return split_repository(self.name)[0]

    @property
    def public(self) -> bool:
        """Whether everybody can read it."""
        return bool(self.facts.get("visibility") == "public")


def place_of(asked: str, answer: dict[str, Any], plan: str | None) -> Place:
    """A repository from REST's answer."""
    private = "private" if answer.get("private") else "public"
    facts = {
        "visibility": answer.get("visibility") or private,
        "archived": bool(answer.get("archived")),
        "plan": plan,
        "default_branch": answer.get("default_branch"),
        "administered": bool((answer.get("permissions") or {}).get("admin")),
    }
    return Place(answer["full_name"], asked, answer["id"], facts)


def declared_reviewers(plan: Plan | None, place: Place, environment: str) -> Iterator[str]:
    """`users/LOGIN` and `teams/SLUG` that a plan wants for one environment."""
    for resource in plan.of("github.environment") if plan else ():
        wanted = resource.properties
        here = wanted["repository"].casefold() in (place.name.casefold(), place.asked.casefold())
        if here and wanted["environment"].casefold() == environment.casefold():
            for kind in ("users", "teams"):
                yield from (f"{kind}/{name.casefold()}" for name in wanted["reviewers"][kind])
