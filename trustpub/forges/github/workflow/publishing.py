"""A step that uses an action which uploads."""

import re

from ....tree import Mark
from ....uploads.addresses import index_of
from ....uploads.reading import MINTED
from ....workflows.model import Token, UploadIndex
from .actions import ALWAYS, Publisher, Switch
from .finds import Hit
from .scope import kept_in
from .shape import scalar
from .suspicious import foreign
from .uses import COMMIT, action
from .walk import Here, Walk

NUMBER = re.compile(r"v?\d+(?:\.|$)")
VERSION = re.compile(r"v?(\d+)\.(\d+)(?:\.\d+)?")
EVERYDAY_USERS = ("", "__token__")


def publish(walk: Walk, here: Here, publisher: Publisher) -> None:
    """Note what the action uploads, and whether it builds."""
    uses = here.step.keys["uses"]
    tokens = credentials(here, publisher)
    minted = any(MINTED.search(here.input(name)) for name in publisher.credentials)
    off = publisher.uploads[0] and here.input(publisher.uploads[0]).lower() in publisher.uploads[1]
    written = scalar(here.step.get("uses"))
    if not publisher.versions.fullmatch(action(written).ref):
        if not NUMBER.match(action(written).ref):
            foreign(walk, here, written)
        return
    if publisher.builds and builds(here, publisher.builds):
        walk.builds.append(uses)
    if off or (publisher.needs_credential and not tokens):
        return
    url, url_mark = address(here, publisher)
    attested, attested_mark = attestations(here, publisher, bool(tokens))
    hit = Hit(
        tool=publisher.tool,
        index=index(url),
        mark=uses,
        line=here.line,
        url=url or None,
        url_mark=url_mark,
        tokens=tokens,
        minted=minted,
        trusting=publisher.trusting,
        attestations=attested,
        attestations_mark=attested_mark,
        sure=here.answer == "yes",
    )
    walk.hits.append(hit)


def address(here: Here, publisher: Publisher) -> tuple[str, Mark | None]:
    """The index's address as given; empty for the action's own default, which is PyPI."""
    for name in publisher.url:
        text = here.input(name)
        if text:
            return text, here.input_mark(name)
    return "", None


def index(url: str) -> UploadIndex:
    """Which index an address is of; PyPI where none is given."""
    return index_of(url) if url else "pypi"


def credentials(here: Here, publisher: Publisher) -> tuple[Token, ...]:
    """The inputs that hold a credential: the user name of all tokens is none."""
    found = []
    for name in publisher.credentials:
        text = here.input(name).strip()
        mark = here.input_mark(name)
        if mark and text not in EVERYDAY_USERS and not MINTED.search(text):
            found.append(Token(f"{name}:", kept_in(text), mark))
    return tuple(found)


def builds(here: Here, switch: Switch) -> bool:
    """Whether the action builds; it always does where no input switches it on."""
    names, off = switch
    return switch == ALWAYS or any(here.input(n).lower() not in off for n in names.split())


def attestations(
    here: Here, publisher: Publisher, has_token: bool
) -> tuple[bool | None, Mark | None]:
    """Whether the upload is attested, and the input that says so.

    pypa/gh-action-pypi-publish: an input since v1.10.0, on by default since v1.11.0, and only
    with Trusted Publishing.
    """
    if not publisher.attests:
        return False, None
    said = here.input("attestations").lower()
    mark = here.input_mark("attestations")
    if said in ("true", "false"):
        return said == "true" and not has_token, mark
    if said or has_token:
        return (False if has_token else None), mark
    ref = action(scalar(here.step.get("uses"))).ref
    if COMMIT.fullmatch(ref):
        return None, mark
    version = VERSION.fullmatch(ref)
    new = not version or (int(version[1]), int(version[2])) >= (1, 11)
    return new, mark
