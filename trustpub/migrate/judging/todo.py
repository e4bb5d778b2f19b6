"""What comes next for a project, and who has to do it. Pure."""

from collections.abc import Callable, Iterator, Mapping

from ...checklist.model import Link
from ...checklist.pages import project_page, runs_page
from ...indexes.pypi.links import form_fields, registration_link
from ...indexes.pypi.sites import Site
from ...model import Index, StepField
from ..judged import Shared, ToDo
from ..model import Publisher, Stage
from .evidence import Case, is_registered, is_revoked, proof_of, proofs
from .gates import PROOFS, undeclared
from .revoke import confirm, revoking
from .todo_swap import is_address, swapping
from .todo_tokens import cleaning, removing, shared_ones

Sites = Mapping[Index, Site]
REGISTERED = "a file by exactly this publisher is seen, or you say so: {command}"


def todos(
    case: Case, barred: Stage | None, shared: tuple[Shared, ...], sites: Sites
) -> Iterator[ToDo]:
    """The steps to the stage that a project has not reached yet; nothing at the end."""
    if barred is None:
        return
    yield from NEXT[barred](case, sites)
    if barred in LATE:
        yield from shared_ones(case, shared)
    yield from looking(case)


def declaring(case: Case, sites: Sites) -> Iterator[ToDo]:
    """Config first, then the forge."""
    own = [one for one in undeclared(case) if one not in case.sight.missing]
    if own:
        yield ToDo(
            id="declare",
            who="person",
            title=f"Declare a publisher in {case.sight.file}",
            fields=tuple(StepField(label="because", value=one) for one in own),
            done_when="each index that the CI uploads to has a publisher in the config",
        )
    if case.sight.missing:
        yield ToDo(
            id="up",
            who="person",
            title="Run `pulumi up`",
            fields=tuple(StepField(label="missing", value=one) for one in case.sight.missing),
            done_when="the forge holds what the config declares",
        )


def registering(case: Case, sites: Sites) -> Iterator[ToDo]:
    """One step for each publisher that nothing is known of."""
    for one in case.sight.publishers:
        if not is_registered(case, one):
            yield register(one, exists(case, one), sites[one.index])


def exists(case: Case, publisher: Publisher) -> bool | None:
    """Whether the project is on the index: a file of it was seen there, or it was asked for."""
    seen = any(one.file for one in proofs(case.sight, publisher))
    return True if seen else publisher.exists


def register(publisher: Publisher, known: bool | None, site: Site) -> ToDo:
    """The form with its values in the link; both forms where nobody knows which one applies."""
    cases = {True: "for a project that exists", False: "for a new project"}
    links = {
        f"publishing on {site.title}, {words}": registration_link(
            site.url, publisher.project, case, publisher.identity, publisher.organization
        )
        for case, words in cases.items()
        if known in (case, None)
    }
    project = None if known else publisher.project
    return ToDo(
        id="register",
        who="person",
        title=f"Register {publisher.identity.workflow} for {publisher.project} on {site.title}",
        links=links,
        fields=form_fields(publisher.identity, project, site.title),
        done_when=REGISTERED.format(command=confirm("registered", publisher)),
    )


def releasing(case: Case, sites: Sites, index: Index) -> Iterator[ToDo]:
    """One release for each publisher of an index that has not proved itself."""
    for one in case.sight.publishers:
        if one.index == index and not proof_of(case.sight, one):
            states = {each.state for each in proofs(case.sight, one)}
            make = unseen if states == {"unknown"} else release
            yield make(case, one, sites[index])


def release(case: Case, publisher: Publisher, site: Site) -> ToDo:
    """A release, and what the index shows so far."""
    links: list[Link] = [runs_page(publisher.identity), project_page(site, publisher.project)]
    seen = [one for one in proofs(case.sight, publisher) if one.why or one.file]
    links += [
        Link(title=f"newest file on {site.title}", url=one.link)
        for one in seen
        if one.file and is_address(one.link)
    ]
    shown = [" ".join([one.file, one.why]).strip() for one in seen]
    return ToDo(
        id=f"release-{publisher.index}",
        who="person",
        title=(
            f"Release {publisher.project} to {site.title} with {publisher.identity.workflow}, "
            "with a version that was never uploaded"
        ),
        links={one.title: one.url for one in links},
        fields=tuple(StepField(label="seen so far", value=one) for one in shown),
        done_when=f"a file on {site.title} by exactly this publisher is newer than the swap",
    )


def unseen(case: Case, publisher: Publisher, site: Site) -> ToDo:
    """An index that did not tell who uploaded."""
    why = [one.why or "no reason is known" for one in proofs(case.sight, publisher)]
    return ToDo(
        id="look",
        who="person",
        title=f"See who uploaded {publisher.project} to {site.title}: trustpub could not",
        links={one.title: one.url for one in (project_page(site, publisher.project),)},
        fields=tuple(StepField(label="because", value=one) for one in why),
        done_when=(
            f"{site.title} shows a file by exactly this publisher that is newer than the swap; "
            "where it never can, a person may remove the tokens with --without-proof"
        ),
    )


def confirming(case: Case, sites: Sites) -> Iterator[ToDo]:
    """One step for each index of which nobody has said that its tokens are revoked."""
    for one in {each.index: each for each in case.sight.publishers}.values():
        if not is_revoked(case, one):
            yield revoking(case, one, sites[one.index])


def looking(case: Case) -> Iterator[ToDo]:
    """What could not be seen: more permission, and another look."""
    hidden = (*case.sight.unknown, *case.sight.unlisted, *case.sight.unverified)
    if hidden:
        yield ToDo(
            id="look",
            who="person",
            title="Let trustpub see what it could not: give its token the permission to read it",
            fields=tuple(StepField(label=one.what, value=one.why) for one in hidden),
            done_when="the next look sees all of it",
        )


NEXT: dict[Stage, Callable[[Case, Sites], Iterator[ToDo]]] = {
    "publisher-declared": declaring,
    "publisher-registered": registering,
    "ci-swapped": swapping,
    **{
        stage: lambda case, sites, of=index: releasing(case, sites, of)  # type: ignore[misc]
        for stage, index in PROOFS.items()
    },
    "secrets-removed": removing,
    "tokens-revoked": confirming,
    "done": cleaning,
}
"""By the stage that is not reached yet."""
LATE = ("secrets-removed", "tokens-revoked", "done")
"""Stages before which shared tokens are told of: earlier the project still needs them."""
