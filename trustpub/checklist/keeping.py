"""Maintenance: monthly, quarterly, yearly; what was verified by machine is ticked and dated."""

from collections.abc import Iterable
from datetime import date, timedelta

from ..status.judging import Judged
from ..status.showing import named
from .guarding import LOGIN, identities, listed, places, secrets, tokens
from .model import Done, Item, Link, Section
from .pages import account_page, manage_page, people_page, project_page, runs_page
from .registering import done

QUARTER = timedelta(days=92)
READ = Done(state="unknown", why="only a person can judge it")


def keeping(judged: tuple[Judged, ...], today: date) -> list[Section]:
    """Three lists; the same thing to look at has one id in each."""
    return [
        Section(
            id="monthly",
            title="Every month",
            items=(*settings(judged), updates(judged), *(matched(one) for one in judged)),
        ),
        Section(
            id="quarterly",
            title="Every quarter",
            items=(*(tried(one, today) for one in judged), docs(), access(judged)),
        ),
        Section(
            id="yearly",
            title="Every year",
            items=(
                *(again(item, "yearly") for item in (secrets(judged), tokens(judged))),
                accounts(judged),
                *(again(listed(one), "yearly") for one in places(judged)),
            ),
        ),
    ]


def again(item: Item, when: str) -> Item:
    """An item of the security checks, once more."""
    return item.model_copy(update={"id": f"{when}:{item.id.partition(':')[2]}"})


def settings(judged: Iterable[Judged]) -> list[Item]:
    """The project's settings on each index."""
    return [
        Item(
            id=f"monthly:settings:{one.where.index}",
            title=f"The project's settings on {one.where.title} are as you left them",
            links=(manage_page(one.where, one.publisher.project, "settings", "settings"),),
            done_when="nothing there surprises you",
            done=LOGIN,
        )
        for one in places(tuple(judged))
    ]


def updates(judged: Iterable[Judged]) -> Item:
    """What the workflows use."""
    pages = {page.url: page for page in (runs_page(one.publisher.identity) for one in judged)}
    return Item(
        id="monthly:updates",
        title="Actions, images and release tools are up to date",
        links=tuple(pages.values()),
        done_when="no update of them is open",
        done=READ,
    )


def matched(one: Judged) -> Item:
    """The publisher's values, proved by the newest files."""
    title = one.where.title
    return Item(
        id=f"monthly:{one.publisher.index}:{one.publisher.identity.forge}:{one.publisher.field}",
        title=f"{title} knows {named(one.publisher)} as declared",
        links=(project_page(one.where, one.publisher.project),),
        done_when="one of the newest files names exactly this publisher",
        done=looked(one),
    )


def looked(one: Judged) -> Done:
    """Verified on the day of the look."""
    if one.state == "published" and one.looked:
        return Done(state="yes", on=one.looked.date(), why=one.evidence)
    return done(one)


def tried(one: Judged, today: date) -> Item:
    """A whole release within the quarter."""
    title, publisher = one.where.title, one.publisher
    return Item(
        id=f"quarterly:{publisher.index}:{publisher.identity.forge}:{publisher.field}",
        title=f"A whole release to {title} from {publisher.identity.forge} was tried",
        links=(runs_page(publisher.identity), project_page(one.where, publisher.project)),
        done_when=f"a file by this publisher is younger than {QUARTER.days} days",
        done=recent(one, today),
    )


def recent(one: Judged, today: date) -> Done:
    """Verified on the day of the upload, if that is not too long ago."""
    if one.state != "published":
        return done(one)
    if one.released is None:
        return Done(state="unknown", why="the index does not say when")
    if today - one.released > QUARTER:
        return Done(state="no", why=f"the last one was on {one.released.isoformat()}")
    return Done(state="yes", on=one.released, why=one.evidence)


def docs() -> Item:
    """What is written about releases."""
    return Item(
        id="quarterly:docs",
        title="What is written about releases says what release.yaml says",
        commands=("trustpub plan",),
        done_when="somebody new could release by it",
        done=READ,
    )


def access(judged: tuple[Judged, ...]) -> Item:
    """Who may do what, on both sides."""
    pages: list[Link] = [
        manage_page(o.where, o.publisher.project, "collaboration", "people") for o in places(judged)
    ]
    return Item(
        id="quarterly:access",
        title="Only those who still need it have access",
        links=(*pages, *map(people_page, identities(judged))),
        actions=("look at owners, maintainers, reviewers and those who may create tags",),
        done_when="every name is known and needed",
        done=LOGIN,
    )


def accounts(judged: tuple[Judged, ...]) -> Item:
    """Everybody's own account."""
    return Item(
        id="yearly:accounts",
        title="Second factors and recovery codes work",
        links=tuple(account_page(one.where) for one in places(judged)),
        actions=("each owner and maintainer logs in with the second factor",),
        done_when="everybody did",
        done=LOGIN,
    )
