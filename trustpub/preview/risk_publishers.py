"""Rules about publishers, repositories and whole projects: who is let in at all."""

from collections.abc import Iterator

from ..indexes.pypi.identity import stored_environment
from ..model import Forge
from .pairing import Pair, identity_key
from .risk import Found, Rule
from .things import identity, who
from .views import FORGES, moved, publisher_label, section

BY: dict[Forge, str] = {"github": "workflow_by", "gitlab": "pipeline_by"}


def preview_publisher_added(pair: Pair) -> Iterator[Found]:
    """One more workflow may publish."""
    for old, new in pair.publishers:
        if new and not old:
            what = "one more workflow may publish"
            yield Found(publisher_label(new), what, new.field, "publisher", None, who(new))


def preview_publisher_changed(pair: Pair) -> Iterator[Found]:
    """Another workflow may publish."""
    for old, new in pair.publishers:
        if old and new and identity_key(old) != identity_key(new):
            what, was, now = "another workflow may publish", identity(old), identity(new)
            left = {name: value for name, value in was.items() if now.get(name) != value}
            came = {name: now.get(name) for name in left}
            yield Found(publisher_label(new), what, new.field, "publisher", left, came)


def preview_publisher_anywhere(pair: Pair) -> Iterator[Found]:
    """A publisher that no environment guards."""
    for old, new in pair.publishers:
        guarded = old is None or stored_environment(old.identity)
        if new and guarded and not stored_environment(new.identity):
            field, what = f"{new.field}.environment", "no environment guards the publisher"
            yield Found(publisher_label(new), what, field)


def preview_organization(pair: Pair) -> Iterator[Found]:
    """Somebody else is to own a new project on the index."""
    for old, new in pair.publishers:
        if old and new and old.organization != new.organization:
            was, now = old.organization, new.organization
            what, field = "a new project is to be owned by another one", f"{new.field}.organization"
            yield Found(publisher_label(new), what, field, "organization", was, now)


def preview_proposal_off(pair: Pair) -> Iterator[Found]:
    """The workflow is delivered by request no more."""
    for forge, name in BY.items():
        old, new = section(pair.base, forge), section(pair.head, forge)
        was, now = getattr(old, name, None), getattr(new, name, None)
        if was and new and not now:
            label = f"repository {new.repository} on {forge}"
            what = "the release workflow is not kept as declared any more"
            yield Found(label, what, f"{forge}.{name}", name, was, now)


def preview_repository_changed(pair: Pair) -> Iterator[Found]:
    """All of it is about another repository."""
    for forge, was, now in moved(pair.base, pair.head):
        what, label = "what is declared is about another repository", f"repository {now} on {forge}"
        yield Found(label, what, f"{forge}.repository", "repository", was, now)


def preview_project_dropped(pair: Pair) -> Iterator[Found]:
    """A project, or one of its forges, is no longer declared."""
    for forge in FORGES:
        old, new = section(pair.base, forge), section(pair.head, forge)
        if old and not new:
            what = "nothing keeps the gates of the repository as they are any more"
            yield Found(f"repository {old.repository} on {forge}", what, "")


PUBLISHER_RULES = (
    Rule(preview_publisher_added, "files that it uploads are taken for this project's own"),
    Rule(
        preview_publisher_changed,
        "files that the new one uploads are taken for this project's own",
    ),
    Rule(
        preview_publisher_anywhere,
        "every job of the workflow can publish, whatever ref it runs for",
    ),
    Rule(
        preview_organization,
        "who owns a project on the index can publish it and let others publish it",
    ),
    Rule(
        preview_proposal_off,
        "the workflow can come to differ from what is declared here, and nothing mends it",
    ),
    Rule(
        preview_repository_changed,
        "who can write to that repository publishes this project",
    ),
    Rule(
        preview_project_dropped,
        "what weakens its gates from now on is seen by nobody, and its publishers still work",
    ),
)
