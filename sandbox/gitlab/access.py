"""Who may see and do what: direct, inherited and shared membership."""

from .levels import OWNER
from .model import Container, Group, Members, Project, User, parents
from .state import GitLabState


def above(state: GitLabState, holder: Container) -> list[Group]:
    """The groups above, nearest first."""
    return [state.groups[path] for path in parents(holder.path) if path in state.groups]


def merge(into: Members, more: Members, cap: int = OWNER) -> None:
    """Keep the higher level of each; `cap` is the level a share was given."""
    for who, level in more.items():
        into[who] = max(into.get(who, 0), min(level, cap))


def own_line(state: GitLabState, holder: Container) -> Members:
    """Members here and in the groups above; the owner of a user namespace too."""
    found: Members = {}
    for each in [holder, *above(state, holder)]:
        merge(found, each.members)
    owner = holder.path.split("/")[0]
    if isinstance(holder, Project) and owner in state.users and owner not in state.groups:
        merge(found, {owner: OWNER})
    return found


def members(state: GitLabState, holder: Container) -> Members:
    """Everyone with a level: direct, inherited, and through groups it is shared with."""
    found = own_line(state, holder)
    for each in [holder, *above(state, holder)]:
        for path, cap in each.shared_with.items():
            merge(found, own_line(state, state.groups[path]), cap)
    return found


def level_of(state: GitLabState, holder: Container, user: User | None) -> int:
    """The level of a user here; an instance admin is an owner everywhere."""
    if user is None:
        return 0
    return OWNER if user.admin else members(state, holder).get(user.username, 0)


def visible(state: GitLabState, holder: Container, user: User | None) -> bool:
    """Whether the user is told that this exists."""
    if holder.visibility == "public" or (user and holder.visibility == "internal"):
        return True
    if level_of(state, holder, user):
        return True
    below = f"{holder.path}/"
    inside: list[Container] = [*state.groups.values(), *state.projects.values()]
    return isinstance(holder, Group) and any(
        level_of(state, each, user) for each in inside if each.path.startswith(below)
    )
