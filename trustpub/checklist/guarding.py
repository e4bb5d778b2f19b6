"""Security checks after the first release."""

from collections.abc import Iterator

from ..model import Identity
from ..status.judging import Judged
from .model import Done, Item, Section
from .pages import account_page, manage_page, secrets_page

LOGIN = Done(state="unknown", why="only somebody who is logged in can see it")
SECRETS = "TWINE_USERNAME, TWINE_PASSWORD, PYPI_API_TOKEN and the like"


def identities(judged: tuple[Judged, ...]) -> list[Identity]:
    """One for each repository."""
    found = {(i.forge, i.namespace, i.project): i for i in (o.publisher.identity for o in judged)}
    return list(found.values())


def places(judged: tuple[Judged, ...]) -> list[Judged]:
    """One for each index."""
    return list({one.publisher.index: one for one in judged}.values())


def guarding(judged: tuple[Judged, ...]) -> Section:
    """In this order: proof first, then the old tokens go."""
    return Section(
        id="security",
        title="Security checks",
        intro=("Old tokens go last: only when a release without them was seen.",),
        items=(secrets(judged), tokens(judged), *map(listed, places(judged)), gates(judged)),
    )


def secrets(judged: tuple[Judged, ...]) -> Item:
    """Tokens on the forge."""
    return Item(
        id="security:secrets",
        title="No index token is left on the forge",
        links=tuple(map(secrets_page, identities(judged))),
        actions=(f"remove {SECRETS}: in the project, its environments and the groups above",),
        done_when="none of them is listed any more, and a release still passes",
        done=LOGIN,
    )


def tokens(judged: tuple[Judged, ...]) -> Item:
    """Tokens on the index."""
    return Item(
        id="security:tokens",
        title="No API token for the project is left on the index",
        links=tuple(account_page(one.where) for one in places(judged)),
        actions=("under API tokens, remove each one that could upload this project",),
        done_when="every owner and maintainer has looked",
        done=LOGIN,
    )


def listed(one: Judged) -> Item:
    """The publishers on the index."""
    where, project = one.where, one.publisher.project
    return Item(
        id=f"security:publishers:{where.index}",
        title=f"{where.title} lists the declared publishers and no other",
        links=(manage_page(where, project, "settings/publishing", "publishers"),),
        actions=("compare the list with release.yaml", "remove each publisher that is not in it"),
        done_when="both say the same",
        done=LOGIN,
    )


def gates(judged: tuple[Judged, ...]) -> Item:
    """Environments and tags on the forge."""
    return Item(
        id="security:gates",
        title="Environments and tags are protected as declared",
        commands=("pulumi preview --refresh",),
        actions=tuple(names(judged)),
        done_when="the preview shows no change",
        done=Done(state="unknown", why="this command does not ask the forge"),
    )


def names(judged: tuple[Judged, ...]) -> Iterator[str]:
    """The environments to look at."""
    environments = dict.fromkeys(one.publisher.environment.name for one in judged)
    yield f"look at the environments {', '.join(environments)} and the tag rules"
