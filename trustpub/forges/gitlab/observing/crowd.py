"""Everybody whom one project's rules name: who they are, and whether they can act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from ....observing.once import attempt
from .levels import DEVELOPER, REPORTER, word
from .lists import listed
from .place import Place, declared, people
from .world import World


@dataclass(frozen=True)
class Member:
    """A member of a project, inherited and invited ones included."""

    username: str
    level: int
    state: str


NOBODY: Mapping[int, Member] = MappingProxyType({})


@dataclass(frozen=True)
class Crowd:
    """The people around one project."""

    world: World
    place: Place
    members: dict[int, Member]
    why: str | None = None
    """Why membership was not seen."""

    def user(self, number: int) -> tuple[str | None, str | None]:
        """The username, or why it is not to be had."""
        if number in self.members:
            return self.members[number].username, None
        name, why = attempt(lambda: self.world.username(number))
        return name, why or f"GitLab shows no person {number}"

    def group(self, number: int) -> tuple[str | None, str | None]:
        """The full path of a group, or why it is not to be had."""
        if number in self.place.shares:
            return self.place.shares[number][0], None
        path, why = attempt(lambda: self.world.group(number))
        return path, why or f"GitLab shows no group {number} to this token"

    def able(self, kind: str, name: str, environment: bool) -> bool | str | None:
        """True, why not, or None where that could not be seen."""
        if kind == "groups":
            return self.group_able(name, REPORTER if environment else DEVELOPER)
        found = next(
            (m for m in self.members.values() if m.username.casefold() == name.casefold()), None
        )
        if found is None:
            return None if self.why else "GitLab shows no membership in the project"
        if found.state != "active":
            return f"the account is {found.state}"
        return found.level >= DEVELOPER or f"only {word(found.level)} in the project"

    def group_able(self, path: str, least: int) -> bool | str:
        """GitLab docs, "Deployment-only access": a group with Reporter may deploy, not push."""
        levels = [n for p, n in self.place.shares.values() if p.casefold() == path.casefold()]
        if not levels:
            return "the project is not shared with it"
        return max(levels) >= least or f"the project is shared with it as {word(max(levels))} only"

    def known(self) -> dict[str, str]:
        """Username -> role of those named who are members; it is the least that a group gives."""
        return {one.username: word(one.level) for one in self.members.values()}


class Named(NamedTuple):
    """Those whom stored and declared rules of one project name."""

    numbers: frozenset[int]
    why: str | None = None
    """Why not everybody has a number."""


def named_by(world: World, place: Place, rules: Iterable[dict[str, Any]]) -> Named:
    """Everybody whom rules name; a declared name without a number is said."""
    numbers = {one["user_id"] for one in rules if isinstance(one.get("user_id"), int)}
    problem = None
    for name in declared_users(world, place):
        number, why = attempt(lambda one=name: world.number(one))  # type: ignore[misc]
        problem = problem or why
        numbers |= {number} if number is not None else set()
    return Named(frozenset(numbers), problem)


def crowd_of(
    world: World, place: Place, named: Named, known: Mapping[int, Member] = NOBODY
) -> Crowd:
    """Those who are named, by one request; without such, or where all are known, by none.

    `known`: who has his rights from a group above, which says all that matters of him.
    """
    members = {number: known[number] for number in named.numbers if number in known}
    unknown = named.numbers - members.keys()
    if not unknown:
        return Crowd(world, place, members, named.why)
    found = listed(world.client, asking(place.path, unknown), "id", "username", "access_level")
    members |= {
        number: member(one) for number in unknown for one in found.rows if one["id"] == number
    }
    return Crowd(world, place, members, found.why or named.why)


def asking(path: str, numbers: Iterable[int]) -> str:
    """The list of some members of a project or group, inherited and invited ones included."""
    asked = ",".join(map(str, sorted(numbers)))
    return f"{path}/members/all?user_ids={asked}&per_page=100"


def declared_users(world: World, place: Place) -> list[str]:
    """Usernames that the plan names in this project, each once."""
    named = (one for resource in declared(world.plan, place) for one in people(resource))
    return list(dict.fromkeys(name for kind, name in named if kind == "users"))


def member(answer: dict[str, Any]) -> Member:
    """A member; `state` is about the account: active, blocked ..."""
    level = answer["access_level"] if isinstance(answer["access_level"], int) else 0
    return Member(str(answer["username"]), level, str(answer.get("state", "active")))
