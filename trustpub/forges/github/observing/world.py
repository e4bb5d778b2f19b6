"""What repositories share: their owner, its teams, and people by number. Each asked for once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ....errors import Forbidden
from ....model import Plan
from ....observing.client import Client
from ....observing.once import Once
from .purse import Purse


@dataclass(frozen=True)
class Team:
    """A team of an organisation; `parent` is the slug of the team above it."""

    slug: str
    parent: str | None


@dataclass
class World:
    """A client, what is known already, and the plan that says what matters."""

    client: Client
    plan: Plan | None = None
    apps: bool = True
    """Whether apps that decide on deployments are asked for: one request an environment."""
    once: Once = field(default_factory=Once)
    purse: Purse = field(default_factory=Purse)

    def foretell(self, costs: Mapping[str, int]) -> None:
        """Foretell requests by kind, as far as they can be known by now."""
        self.client.expect(self.purse.put(costs))

    def need(self, kind: str, count: int = 1) -> None:
        """So many requests are about to be sent: foretell those that were not foretold yet."""
        self.client.expect(self.purse.take(kind, count))

    def owner(self, login: str) -> dict[str, Any]:
        """An organisation as the token sees it; empty for a person and for what is hidden."""

        def fetch() -> dict[str, Any]:
            self.need("owner")
            try:
                return self.client.get(f"/orgs/{quote(login)}") or {}
            except Forbidden:
                return {}

        return self.once.get(("owner", login.casefold()), fetch)

    def teams(self, login: str) -> dict[int, Team]:
        """The teams of an organisation that the token sees, by number; none for a person."""

        def fetch() -> dict[int, Team]:
            if not self.owner(login):
                return {}
            self.need("teams")
            path = f"/orgs/{quote(login)}/teams?per_page=100"
            listed = self.client.pages(path, "id", "slug", there=True)
            return {one["id"]: Team(one["slug"], parent(one)) for one in listed}

        return self.once.get(("teams", login.casefold()), fetch)

    def login(self, number: int) -> str | None:
        """The login of a person by number; None where there is no such person."""

        def fetch() -> str | None:
            self.need("people")
            found = self.client.get(f"/user/{number}", "login")
            return str(found["login"]) if found else None

        return self.once.get(("login", number), fetch)

    def granted(self, full_name: str) -> frozenset[str]:
        """Slugs of the teams that were given access to a repository."""

        def fetch() -> frozenset[str]:
            self.need("readers")
            path = f"/repos/{quote(full_name)}/teams?per_page=100"
            listed = self.client.pages(path, "slug", there=True)
            return frozenset(one["slug"] for one in listed)

        return self.once.get(("granted", full_name.casefold()), fetch)

    def permission(self, full_name: str, login: str) -> str:
        """What a person may do in a repository; `none` for strangers."""

        def fetch() -> str:
            self.need("readers")
            path = f"/repos/{quote(full_name)}/collaborators/{quote(login)}/permission"
            return str((self.client.get(path, "permission") or {}).get("permission", "none"))

        return self.once.get(("permission", full_name.casefold(), login.casefold()), fetch)


def parent(team: dict[str, Any]) -> str | None:
    """The slug of the team above."""
    above = team.get("parent")
    return above.get("slug") if isinstance(above, dict) else None
