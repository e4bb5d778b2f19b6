"""The list of an owner's repositories, and what is missing in it."""

from collections.abc import Iterable

from ....errors import WorldError
from ....observing.model import Repository
from ....observing.once import attempt, state_of
from .glimpse import Glimpse
from .pages import pages
from .query import PAGE
from .world import World


def listed(
    world: World, login: str, files: str
) -> tuple[list[Glimpse | str], tuple[Repository, ...]]:
    """All pages; where they end too early, what is missing is a repository that is unknown."""
    found: list[Glimpse | str] = []
    total = 0
    try:
        for page, _, total in pages(world, login, files):
            if not found:
                world.foretell({"pages": max(0, -(-total // PAGE) - 1)})
            found += page
    except WorldError as error:
        why = f"{len(found)} of {total or '?'} repositories were listed: {error}"
        rest = Repository(forge="github", name=f"{login}/*", state=state_of(error), why=why)
        return found, (rest,)
    return found, tuple(hidden(world, login, len(found), total))


def hidden(world: World, login: str, seen: int, total: int) -> Iterable[Repository]:
    """Repositories that GitHub counts and does not show, as far as the owner's page counts them."""
    owner, _ = attempt(lambda: world.owner(login))
    counts = [(owner or {}).get(key) for key in ("public_repos", "owned_private_repos")]
    known = sum(n for n in counts if isinstance(n, int))
    most = max(known, total)
    if seen < most:
        why = f"GitHub counts {most} repositories and shows {seen} of them to this token"
        yield Repository(forge="github", name=f"{login}/*", state="unknown", why=why)


def name_of(each: Glimpse | str) -> str:
    """The name of a repository, which may be all that is known of it."""
    return each if isinstance(each, str) else each.place.name
