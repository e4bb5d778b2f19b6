"""What the request of a migration says: what changes, why, when to take it, what comes next."""

from collections.abc import Iterable
from typing import NamedTuple

from ...config import Config
from ...forges.base import DeclaredPublisher
from ...indexes.pypi.identity import form_values
from ...indexes.pypi.sites import SITES
from ...model import Forge
from ...proposing.model import Change, Edit, FileWish
from ...proposing.wording import TAKE, changed, fenced, listing, parts
from ...publishers import declared_publishers

WHY = (
    "A long-lived token works for everybody who gets hold of it, from anywhere, until somebody"
    " revokes it. With this change the job proves who it is with a short token of its own (OIDC),"
    " which the index trades for one that is good for some minutes and this project alone."
)
WHEN = (
    "**Take it only after the publisher is registered** on the index, with exactly these values;"
    " before that, an upload fails:"
)
STAYS = (
    "The old token is not touched by this: it stays where it is kept, so that a revert of this"
    " change is enough to publish as before. Nothing is removed until an upload by the publisher"
    " was seen."
)
HALF = (
    "This does not take the token out of every upload; the others stay as they are now. A person"
    " has to see to them, and no secret is removed before:"
)
NEXT = (
    "Then: publish a release{test}; `trustpub migrate` looks on the index for files whose"
    " provenance names exactly this publisher, and only then removes the secrets and variables"
    " that held the token. Last, a person revokes the token on the index: nobody else can."
)


class Rest(NamedTuple):
    """What is not in a change."""

    files: tuple[FileWish, ...] = ()
    held: tuple[str, ...] = ()
    """Uploads that still go by a token."""


def change_of(
    config: Config, forge: Forge, edits: tuple[Edit, ...], rest: Rest, claims: tuple[str, ...] = ()
) -> Change:
    """One proposal of all edits, explained; `rest`: what a person has to see to beside it."""
    paths = [one.path for one in edits]
    own = [
        one
        for one in declared_publishers(config, forge)
        if any(serves(one, path) for path in paths)
    ]
    title = f"Publish from {listing(edits)} without a long-lived token"
    body = [*explained(own), *parts(edits, rest.files)]
    if rest.held:
        body += [HALF, fenced(rest.held)]
    return changed(edits, title, [*body, TAKE], claims)


def serves(one: DeclaredPublisher, path: str) -> bool:
    """Whether a publisher names a file."""
    return path.rpartition("/")[2] == one.identity.workflow or path == one.identity.workflow


def explained(own: list[DeclaredPublisher]) -> Iterable[str]:
    """The paragraphs before those about the file itself."""
    titles = [SITES[index].title for index in dict.fromkeys(one.index for one in own)]
    yield f"This takes the long-lived token out of the upload to {' and '.join(titles)}."
    yield WHY
    yield WHEN
    yield fenced(line for one in own for line in values(one))
    yield STAYS
    test = len(titles) > 1
    yield NEXT.format(test=" to TestPyPI first, and one to PyPI after it" if test else "")


def values(one: DeclaredPublisher) -> Iterable[str]:
    """A publisher as the index's form has it."""
    yield f"{SITES[one.index].title}, project {one.project}:"
    for name, value in form_values(one.identity).items():
        yield f"  {name}: {value or '(left empty)'}"
