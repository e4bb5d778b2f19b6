"""Whom a secret or variable reaches, and what in the files of a project refers to it. Pure."""

from collections.abc import Iterable, Iterator

from ..model import Forge
from .finding.references import EVERY
from .judged import User
from .model import Kept, Sight

OWN = ("repository", "environment", "schedule")
"""Levels that are one repository's alone."""
NEAR = ("schedule", "environment", "repository", "group", "organization", "instance")
"""The nearest first: of two with one name a job sees the nearer (GitLab docs, "CI/CD variable
precedence"; GitHub docs, "Secrets": environment before repository before organisation)."""

Key = tuple[str, ...]


def key(kept: Kept) -> Key:
    """What tells one secret or variable from all others."""
    place = kept.place
    holder = (place.forge, place.level, place.holder.casefold(), place.store, place.kind)
    return (*holder, place.part, folded(place.forge, kept.name), kept.scope)


def folded(forge: Forge, name: str) -> str:
    """A name for comparing: GitHub ignores its case, GitLab does not."""
    return name.casefold() if forge == "github" else name


def named(kept: Kept, name: str) -> bool:
    """Whether a name in a file is that of a secret or variable."""
    return folded(kept.place.forge, kept.name) == folded(kept.place.forge, name)


def meant(kept: Kept, name: str) -> bool:
    """Whether a mention is, or could be, one of it: `*` is any of them (`toJSON(secrets)`)."""
    return name == EVERY or named(kept, name)


def is_own(kept: Kept) -> bool:
    """Whether it belongs to one repository alone."""
    return kept.place.level in OWN


def reaches(kept: Kept, forge: Forge, repository: str) -> bool:
    """Whether the jobs of a repository could see it; whatever was not seen could be so."""
    place, path = kept.place, repository.casefold()
    if place.forge != forge:
        return False
    if kept.visibility == "selected" and kept.selected is not None:
        return path in {one.casefold() for one in kept.selected}
    if place.level == "instance":
        return True
    if is_own(kept):
        return path == place.holder.casefold()
    return path.startswith(f"{place.holder.casefold()}/")


def sees(sight: Sight, kept: Kept) -> bool:
    """Whether it reaches a project: by its place, or because it was seen to."""
    if reaches(kept, sight.forge, sight.repository):
        return True
    return any(named(one, kept.name) and key(one) == key(kept) for one in sight.kept)


def references(sight: Sight, kept: Kept) -> tuple[User, ...]:
    """Lines of a project that refer to it, sorted."""
    found = [
        User(repository=sight.repository, file=one.file, line=one.line, use=one.use)
        for one in (*sight.mentions, *sight.branches)
        if meant(kept, one.name)
    ]
    return tuple(sorted({*found, *by_scripts(sight, kept)}, key=lambda one: (one.file, one.line)))


def by_scripts(sight: Sight, kept: Kept) -> Iterator[User]:
    """GitLab alone: each variable is in the environment of each job, and so of its scripts.

    On GitHub no script sees a secret that no workflow hands to it.
    """
    for one in sight.loose:
        if sight.forge == "gitlab" and one.name and named(kept, one.name):
            yield User(repository=sight.repository, file=one.file, line=one.line, use="unclear")


def covered(kept: Kept, others: Iterable[Kept]) -> tuple[Kept, ...]:
    """Those of the same name that jobs could see once it is gone, the nearest first."""
    return tuple(sorted((one for one in others if is_behind(one, kept)), key=nearness))


def is_behind(one: Kept, kept: Kept) -> bool:
    """Whether it is of the same name, store and kind, and no nearer."""
    same = (one.place.forge, one.place.store, one.place.kind)
    if same != (kept.place.forge, kept.place.store, kept.place.kind) or not named(kept, one.name):
        return False
    if one.place.part and one.place.part != kept.place.part:
        return False  # No job runs in two environments, and none for two schedules.
    return key(one) != key(kept) and nearness(one) >= nearness(kept)


def nearness(kept: Kept) -> tuple[int, int]:
    """The nearest first; of groups the one further down."""
    return NEAR.index(kept.place.level), -len(kept.place.holder)


LEVELS = {
    "instance": "the instance",
    "organization": "organisation",
    "group": "group",
    "repository": "repository",
    "environment": "environment",
    "schedule": "schedule",
}


def told(kept: Kept) -> str:
    """`PYPI_TOKEN (secret of environment pypi of octo-org/a, scope production)`."""
    place = kept.place
    level = LEVELS[place.level] if place.forge == "github" or place.level != "repository" else ""
    part = f"{place.part} of {place.holder}" if place.part else place.holder
    where = " ".join(word for word in (level, part) if word)
    store = "" if place.store in ("actions", "ci") else f" for {place.store.capitalize()}"
    scope = "" if kept.scope == "*" else f", scope {kept.scope}"
    return f"{kept.name} ({place.kind}{store} of {where}{scope})"


def at(users: Iterable[User], most: int = 3) -> str:
    """`octo-org/a release.yml:12, octo-org/b ci.yml:3 and 4 more`."""
    listed = tuple(users)
    words = dict.fromkeys(f"{one.repository} {one.file}:{one.line}" for one in listed[:most])
    more = [f"{len(listed) - most:,} more"] if len(listed) > most else []
    return " and ".join([", ".join(words), *more])
