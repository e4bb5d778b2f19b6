"""Bypass actors of a ruleset -> names, and what has no word in the config."""

from dataclasses import dataclass, field
from typing import Any

from ....observing.once import attempt
from .world import World

ROLES = {2: "maintain", 4: "write", 5: "admin"}
"""GitHub REST, "Repository rulesets", bypass actors: ids of the repository roles."""
HIDDEN = "GitHub shows it only to those who may change the ruleset"
ALWAYS = "always"


@dataclass
class Bypass:
    """Who may bypass a ruleset."""

    words: dict[str, Any] = field(
        default_factory=lambda: {
            "teams": [],
            "roles": [],
            "users": [],
            "organization_admins": False,
            "deploy_keys": False,
        }
    )
    others: list[dict[str, Any]] = field(default_factory=list)
    """Actors that the config cannot name: apps, custom roles, enterprise owners."""
    modes: dict[str, str] = field(default_factory=dict)
    """Actor -> mode, where that is not `always`."""
    unseen: dict[str, str] = field(default_factory=dict)

    def beyond(self) -> dict[str, Any]:
        """What has no word."""
        found = {"bypass_others": self.others, "bypass_modes": self.modes}
        return {key: value for key, value in found.items() if value}


def bypass_of(world: World, owner: str, actors: list[dict[str, Any]] | None) -> Bypass:
    """Everybody who may bypass; None is what GitHub leaves out for who may not write."""
    found = Bypass()
    if actors is None:
        found.unseen["bypass"] = HIDDEN
        return found
    for actor in actors:
        name = take(world, owner, actor, found)
        mode = str(actor.get("bypass_mode", ALWAYS))
        if name and mode != ALWAYS:
            found.modes[name] = mode
    for kind in ("teams", "roles", "users"):
        found.words[kind].sort()
    return found


def take(world: World, owner: str, actor: dict[str, Any], into: Bypass) -> str | None:
    """Put one actor where it belongs; its name, where the config has one."""
    number = actor.get("actor_id")
    match actor["actor_type"]:
        case "Team":
            return named(into, "teams", *team(world, owner, number))
        case "User":
            return named(into, "users", *user(world, number))
        case "RepositoryRole" if number in ROLES:
            return named(into, "roles", ROLES[number], None)
        case "OrganizationAdmin":
            into.words["organization_admins"] = True
            return "organization_admins"
        case "DeployKey":
            into.words["deploy_keys"] = True
            return "deploy_keys"
    into.others.append(actor)
    return None


def named(into: Bypass, kind: str, name: str | None, why: str | None) -> str | None:
    """One of a kind by name; without a name the kind was not seen in full."""
    if name is None:
        into.unseen[f"bypass.{kind}"] = why or "one of them is hidden"
        return None
    into.words[kind].append(name)
    return f"{kind}/{name}"


def team(world: World, owner: str, number: Any) -> tuple[str | None, str | None]:
    """The slug of a team, or why it is not to be had."""
    teams, why = attempt(lambda: world.teams(owner))
    if teams is None:
        return None, why
    found = teams.get(number)
    return (found.slug, None) if found else (None, f"GitHub shows no team {number} to this token")


def user(world: World, number: Any) -> tuple[str | None, str | None]:
    """The login of a person, or why it is not to be had."""
    login, why = attempt(lambda: world.login(number))
    return login, why or f"GitHub shows no person {number}"
