"""Sights of one project: one that is through, and changes that take it back."""

from datetime import UTC, datetime
from typing import Any

from trustpub.migrate.judged import Removed
from trustpub.migrate.model import (
    Kept,
    Level,
    Loose,
    Mention,
    Place,
    Proof,
    Publisher,
    Request,
    Said,
    Sight,
    Store,
    Swap,
)
from trustpub.model import Forge, Identity, Index, Unknown

HUB, LAB = "octo-org/sampleproject", "group/sub/otherproject"
HOLDERS: dict[Level, str] = {"organization": "octo-org", "group": "group", "instance": ""}
HIDDEN = Unknown(what="secrets of octo-org", why="GitHub shows no list of them to this token")


def day(number: int) -> datetime:
    """A day of January 2027."""
    return datetime(2027, 1, number, 12, tzinfo=UTC)


def identity(forge: Forge = "github", environment: str = "pypi") -> Identity:
    """A publisher's identity."""
    namespace, _, project = (HUB if forge == "github" else LAB).rpartition("/")
    hub = "https://token.actions.githubusercontent.com"
    return Identity(
        forge=forge,
        issuer=hub if forge == "github" else "https://gitlab.com",
        namespace=namespace,
        project=project,
        workflow="release.yml" if forge == "github" else ".gitlab-ci.yml",
        environment=environment,
    )


def publisher(index: Index = "pypi", forge: Forge = "github", **more: Any) -> Publisher:
    """A declared publisher, in the environment that is called like its index."""
    made = {"project": "sampleproject", "index": index, "identity": identity(forge, index)}
    return Publisher(**{**made, **more})


def kept(
    name: str = "PYPI_TOKEN",
    level: Level = "repository",
    forge: Forge = "github",
    kind: str = "secret",
    store: Store | None = None,
    part: str = "",
    holder: str | None = None,
    **more: Any,
) -> Kept:
    """A token."""
    own = HUB if forge == "github" else LAB
    place = Place(
        forge=forge,
        level=level,
        holder=HOLDERS.get(level, own) if holder is None else holder,
        store=store or ("actions" if forge == "github" else "ci"),
        kind=kind if forge == "github" else "variable",
        part=part,
    )
    return Kept(place=place, name=name, **more)


def mention(
    use: str = "upload", name: str = "PYPI_TOKEN", indexes: tuple[str, ...] = ("pypi",)
) -> Mention:
    """A line of the workflow."""
    file = ".github/workflows/release.yml"
    return Mention(file=file, line=12, name=name, use=use, indexes=indexes)


def loose(literal: bool = False, name: str = "") -> Loose:
    """Something in a Makefile."""
    what = "a password of an upload"
    return Loose(file="Makefile", line=3, tool="make", what=what, name=name, literal=literal)


def swap(index: Index = "pypi", state: str = "swapped", **more: Any) -> Swap:
    """The uploads to an index, which need no token since the fifth."""
    since = day(5) if state == "swapped" else None
    made = {"index": index, "state": state, "file": "release.yml", "since": since}
    return Swap(**{"before": ("PYPI_TOKEN",), **made, **more})


def proof(index: Index = "pypi", state: str = "proved", **more: Any) -> Proof:
    """What an index shows: a file of the eighth."""
    seen = state in ("proved", "older")
    made = {
        "index": index,
        "project": "sampleproject",
        "state": state,
        "file": "sampleproject-1.0-py3-none-any.whl" if seen else "",
        "uploaded": day(8) if seen else None,
    }
    return Proof(**{**made, **more})


def said(what: str = "revoked", index: Index = "pypi", on: int = 20, **more: Any) -> Said:
    """A person's word."""
    made = {"what": what, "project": "sampleproject", "index": index, "by": "octocat"}
    return Said(**{**made, "at": day(on), **more})


REVOKED = (said(index="pypi"), said(index="testpypi"))
GONE = (Removed(kept=kept(), at=day(10), projects=(HUB,)),)


def sight(**changed: Any) -> Sight:
    """A project that is through: nothing is left, and everything was seen."""
    made = {
        "file": "release.yaml",
        "forge": "github",
        "repository": HUB,
        "publishers": (publisher("testpypi"), publisher("pypi")),
        "swaps": (swap("testpypi"), swap("pypi")),
        "proofs": (proof("testpypi"), proof("pypi")),
        "request": Request(state="agrees"),
    }
    return Sight(**{**made, **changed})


def lab_sight(**changed: Any) -> Sight:
    """The same on GitLab."""
    publishers = (publisher("testpypi", "gitlab"), publisher("pypi", "gitlab"))
    made = {"forge": "gitlab", "repository": LAB, "publishers": publishers}
    return sight(**{**made, **changed})
