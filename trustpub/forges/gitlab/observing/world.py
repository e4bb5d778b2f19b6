"""What projects share: people and groups by number, tiers, protections of groups."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import quote

from ....errors import Forbidden
from ....model import Plan
from ....observing.client import Client
from ....observing.once import Once
from .lists import Listing, listed

T = TypeVar("T")
TIERS = {
    "free": "free",
    "premium": "premium",
    "premium_trial": "premium",
    "silver": "premium",
    "ultimate": "ultimate",
    "ultimate_trial": "ultimate",
    "ultimate_trial_paid_customer": "ultimate",
    "gold": "ultimate",
    "opensource": "ultimate",
}
"""GitLab REST, "Namespaces", and `ee/app/models/ee/plan.rb`; a server of one's own: `default`."""


@dataclass
class World:
    """A client, what is known already, and the plan that says what matters."""

    client: Client
    plan: Plan | None = None
    ahead: bool = False
    """Whether who looks foretold tiers, numbers of people and protections of groups."""
    once: Once = field(default_factory=Once)

    def asked(self, key: tuple[str, str | int], fetch: Callable[[], T], ahead: bool = False) -> T:
        """What one request tells, which is sent once and foretold right before it is sent."""

        def first() -> T:
            self.client.expect(0 if ahead else 1)
            return fetch()

        return self.once.get(key, first)

    def tier(self, group: str) -> str | None:
        """The tier of a top group; None where the token may not see it."""

        def fetch() -> str | None:
            try:
                found = self.client.get(f"/namespaces/{quote(group, safe='')}") or {}
            except Forbidden:
                return None
            return TIERS.get(str(found.get("plan")))

        return self.asked(("tier", group.casefold()), fetch, self.ahead)

    def username(self, number: int) -> str | None:
        """The username of a person by number; None where there is no such person."""

        def fetch() -> str | None:
            found = self.client.get(f"/users/{number}", "username")
            return str(found["username"]) if found else None

        return self.asked(("username", number), fetch)

    def number(self, username: str) -> int | None:
        """The number of a person; None where there is no such person."""

        def fetch() -> int | None:
            path = f"/users?username={quote(username, safe='')}"
            found = next(iter(self.client.pages(path, "id", "username")), None)
            return int(found["id"]) if found else None

        return self.asked(("number", username.casefold()), fetch, self.ahead)

    def group(self, number: int) -> str | None:
        """The full path of a group by number; None where GitLab shows no such group."""

        def fetch() -> str | None:
            found = self.client.get(f"/groups/{number}?with_projects=false", "full_path")
            return str(found["full_path"]) if found else None

        return self.asked(("group", number), fetch)

    def protections(self, group: str) -> Listing:
        """The protected environments of a group, whose names are tiers."""
        path = f"/groups/{quote(group, safe='')}/protected_environments?per_page=100"
        keys = ("name", "deploy_access_levels")
        key = ("protections", group.casefold())
        return self.asked(key, lambda: listed(self.client, path, *keys), self.ahead)
