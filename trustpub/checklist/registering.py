"""Registering publishers: one item each, wave by wave."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..indexes.pypi.form_gitlab import GITLAB_ISSUER
from ..indexes.pypi.links import fills_in, form_fields, registration_link
from ..indexes.pypi.look import TABS
from ..model import Identity
from ..plural import plural
from ..status.judging import Judged
from ..status.showing import named
from .model import Done, Item, Link, Section
from .pages import account_page
from .tally import registrations
from .waves import DAILY, EXPIRY, PENDING, Turn, expires, waves

LATER = "Begin it when the wave before has released: a pending publisher that was used is none."

SELF_MANAGED = "files from a GitLab of one's own carry no provenance: look at the release itself"


def done(one: Judged) -> Done:
    """Registered is what has published: nothing else can be seen without a login."""
    if one.state == "published":
        return Done(state="yes", on=one.released, why=one.evidence)
    if without_provenance(one.publisher.identity):
        return Done(state="unknown", why=SELF_MANAGED)
    return Done(state="unknown" if one.state == "unknown" else "no", why=one.evidence)


def without_provenance(identity: Identity) -> bool:
    """Whether no provenance can ever name this publisher (pypi-attestations, _impl.py)."""
    return identity.forge == "gitlab" and identity.issuer != GITLAB_ISSUER


def accounts(judged: Iterable[Judged]) -> Section:
    """What must be there before anything can be registered."""
    sites = {one.where.index: one.where for one in judged}
    items = tuple(
        Item(
            id=f"account:{index}",
            title=f"An account on {where.title}, with a second factor and a verified address",
            links=(account_page(where),),
            actions=("turn on a second factor and keep its recovery codes", "verify the address"),
            done_when="the account page shows both",
            done=Done(state="unknown", why="only you can see your account"),
        )
        for index, where in sites.items()
    )
    return Section(id="accounts", title="Before you start", items=items)


def registering(
    judged: tuple[Judged, ...], people: int, today: date, registered: date | None
) -> list[Section]:
    """A section for each wave; TestPyPI before PyPI within it."""
    known = {str(number): one for number, one in enumerate(judged)}
    made = waves(registrations(known.values()), people, today)
    sections = []
    for number, wave in enumerate(made, 1):
        items = [
            register(known[turn.registration.id], turn, people, today, registered, number)
            for turn in wave.turns
        ]
        pending = any(turn.pending for turn in wave.turns)
        title = "Register the publishers" + (f", wave {number} of {len(made)}" * (len(made) > 1))
        sections.append(
            Section(
                id=f"register-{number}",
                title=title,
                intro=tuple(intro(number, pending)),
                items=tuple(items),
            )
        )
    return sections


def intro(number: int, pending: bool) -> Iterator[str]:
    """The limits that made this wave."""
    if number > 1:
        yield LATER
    if pending:
        yield (
            f"A new project starts with a pending publisher: at most {PENDING} a person at a time, "
            f"each for {EXPIRY} days, so press Add only when the release can follow."
        )
    yield f"The index takes at most {DAILY} registrations a day from one person or address."


def register(
    one: Judged, turn: Turn, people: int, today: date, registered: date | None, wave: int
) -> Item:
    """One publisher to register."""
    publisher, title = one.publisher, one.where.title
    follows = not turn.pending and not turn.registration.exists
    exists = True if follows else one.exists
    waiting = [f"wait until wave {wave - 1} has created {publisher.project}"] if follows else []
    who = [f"person {turn.person} does this"] if people > 1 else []
    when = [f"not before {turn.day.isoformat()}"] if turn.day > today else []
    due, counted = countdown(turn, today, registered)
    todo = [*who, *when, *waiting, *actions(one, exists), *counted]
    if due and due >= today:
        todo = ["compare each value with the pending publisher listed there", *counted]
    if one.state == "published":
        due, todo = None, ["nothing to do: it has published"]
    return Item(
        id=f"register:{publisher.index}:{publisher.identity.forge}:{publisher.field}",
        title=f"Register {named(publisher)} on {title}",
        links=tuple(forms(one, exists)),
        actions=tuple(todo),
        fields=form_fields(publisher.identity, None if exists else publisher.project, title),
        filled_in=fills_in(exists),
        done_when=f"a file on {title} carries a provenance by exactly this publisher",
        done=done(one),
        due=due,
    )


def forms(one: Judged, exists: bool | None) -> Iterator[Link]:
    """The page with the form; both where nobody knows which one applies."""
    publisher, site = one.publisher, one.where
    cases = {True: "for a project that exists", False: "for a new project"}
    for case, words in cases.items():
        if exists in (case, None):
            link = registration_link(
                site.url, publisher.project, case, publisher.identity, publisher.organization
            )
            title = f"publishing on {site.title}"
            yield Link(title=f"{title}, {words}" if exists is None else title, url=link)


def actions(one: Judged, exists: bool | None) -> list[str]:
    """What to do on the page."""
    if fills_in(exists):
        return ["compare each value with what the link filled in", "press Add"]
    tab = f"choose the tab {TABS[one.publisher.identity.forge]}"
    unseen = [
        f"whether {one.publisher.project} exists could not be seen: if the first page opens, it "
        "does, and fills the values in; if not, take the second"
    ]
    return [*(unseen if exists is None else []), tab, "type each value below", "press Add"]


def countdown(turn: Turn, today: date, registered: date | None) -> tuple[date | None, list[str]]:
    """The last day of a pending publisher: counted only from a day that somebody named."""
    if not turn.pending:
        return None, []
    if registered is None:
        return None, [f"release within {EXPIRY} days from the day you press Add"]
    due = expires(registered)
    left = (due - today).days
    if left < 0:
        return due, [f"it expired on {due.isoformat()}: register it again"]
    days = plural(left, "day")
    since = f"pending since {registered.isoformat()}"
    return due, [f"{since}: release by {due.isoformat()}, {days} left"]
