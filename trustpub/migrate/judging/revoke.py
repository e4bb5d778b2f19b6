"""What a person does on the index at the end: PyPI has no API to revoke a token. Pure."""

from collections.abc import Iterator

from ...checklist.model import Link
from ...checklist.pages import manage_page
from ...indexes.pypi.sites import Site
from ...model import StepField
from ..judged import ToDo
from ..model import Kept, Publisher
from ..names import like
from ..reach import key, told
from .evidence import Case, gone, since

CANNOT_KNOW = (
    "whether a token is for one project or for all of an account: its name on the forge does not "
    "tell; the list of the account's tokens does",
    "the tokens of other owners and maintainers that are for all of their account: only they see "
    "them, so each of them has to look",
    "whether somebody makes a new token: PyPI cannot forbid tokens for a project yet",
)
"""What stays open after all steps."""
CONFIRM = "trustpub migrate confirm"


def revoking(case: Case, publisher: Publisher, site: Site) -> ToDo:
    """The checklist for one index."""
    links = pages(site, publisher.project)
    return ToDo(
        id="revoke",
        who="person",
        title=f"Revoke the old tokens of {publisher.project} on {site.title}",
        links={one.title: one.url for one in links},
        fields=tuple(fields(case, publisher)),
        done_when=(
            "each owner and maintainer has removed each token that was used for this project, and "
            f"you say so: {confirm('revoked', publisher)}"
        ),
    )


def confirm(what: str, publisher: Publisher) -> str:
    """The command by which a person says what nobody can look up."""
    return f"{CONFIRM} {what} {publisher.project} --index {publisher.index}"


def pages(site: Site, project: str) -> tuple[Link, ...]:
    """Where tokens are listed, and where it is written who made one.

    warehouse, manage/account.html: section `api-tokens` has name, scope, when made and last used.
    manage/project/history.html: made and removed tokens of this project alone, by anybody.
    """
    account = Link(
        title=f"API tokens of your account on {site.title}",
        url=f"{site.url}/manage/account/#api-tokens",
    )
    return (
        account,
        manage_page(site, project, "history", f"tokens made for {project}"),
        manage_page(site, project, "settings", f"settings of {project}"),
        manage_page(site, project, "collaboration", f"owners and maintainers of {project}"),
    )


def fields(case: Case, publisher: Publisher) -> Iterator[StepField]:
    """What to look for, and what nobody can tell."""
    for name, where in sorted(names(case, publisher).items()):
        yield StepField(label="was kept as", value=f"{name}{where}")
    swapped = since(case.sight, publisher.index)
    if swapped:
        value = f"whatever was last used before {swapped.date()}, and whatever was used since"
        yield StepField(label="look for", value=value)
    for one in case.sight.loose:
        if one.literal:
            value = f"{one.file}:{one.line}, which stays in the history: revoke it in any case"
            yield StepField(label="stood in a file", value=value)
    for other in case.sight.others:
        if like(other.name):
            value = f"{told(other)}: no upload was seen to take it, so trustpub leaves it alone"
            yield StepField(label="called like a token", value=value)
    yield from (StepField(label="cannot be known", value=one) for one in CANNOT_KNOW)


def names(case: Case, publisher: Publisher) -> dict[str, str]:
    """Names that held tokens: of the journal, of what is left, and of the files before the swap."""
    found: dict[str, str] = {}
    for one in kept(case):
        written = f", last written on {one.written.date()}" if one.written else ""
        found[one.name] = found.get(one.name, "") + f" {told(one).partition(' ')[2]}{written}"
    for swap in case.sight.swaps:
        if swap.index == publisher.index:
            for name in swap.before:
                found.setdefault(name, "")
    return found


def kept(case: Case) -> list[Kept]:
    """What reached the project, removed or not; each once."""
    listed = [*(one.kept for one in gone(case)), *case.sight.kept]
    return list({key(one): one for one in listed}.values())
