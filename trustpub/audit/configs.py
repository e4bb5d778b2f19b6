"""The config that lies in a repository: what it declares of this one, or why nothing. Pure.

`facts["config"]` of a repository is the text of its `release.yaml`.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from ..checking import Checked, check
from ..config import Config
from ..model import Forge, Plan, Problem
from ..observing.model import Repository
from ..plan import make_plan

FILE = "release.yaml"
KEYS = ("publishers", "github", "gitlab")
"""A file with none of these at its top is another tool's: the name is a common one."""
KEY = re.compile(rf"^[\"']?(?:{'|'.join(KEYS)})[\"']?[ \t]*:", re.MULTILINE)
LINK = re.compile(r"[\w./-]+\.ya?ml")
"""Git stores a symbolic link as a file that holds the path alone (git docs, "gitglossary")."""
SHOWN = 3
"""Problems of a config that are told."""


class Read(NamedTuple):
    """A config as read for one forge."""

    name: str | None = None
    """The repository or project that it is about."""
    plan: Plan | None = None
    """What it declares on this forge."""
    why: str | None = None
    """Why it says nothing, though it should."""
    foreign: str | None = None
    """What it is, where it is no config, or one of another forge."""


class Declared(NamedTuple):
    """What a repository's own config says of it."""

    plan: Plan | None = None
    unknown: str | None = None
    """Why reality cannot be compared with it."""
    elsewhere: str | None = None
    """What it is about instead."""


def declared(repository: Repository) -> Declared:
    """What the config in a repository declares of it; nothing where there is none."""
    hidden = repository.unseen.get(FILE)
    text = repository.facts.get("config")
    if not isinstance(text, str):
        return Declared(unknown=hidden)
    found = read(text, repository.forge)
    names = {repository.name.casefold(), (repository.asked or repository.name).casefold()}
    if found.name is not None and found.name.casefold() in names:
        return Declared(plan=found.plan)
    elsewhere = found.foreign or (f"it is about {found.name}" if found.name else None)
    unknown = found.why or hidden
    return Declared(unknown=unknown) if unknown else Declared(elsewhere=elsewhere)


@lru_cache(16384)
def read(text: str, forge: Forge) -> Read:
    """The text of a config, each read once."""
    if LINK.fullmatch(text.strip()):
        return Read(why=f"it is a symbolic link to {text.strip()[:200]}, which is not followed")
    checked = check(text, FILE)
    if not ours(checked, text):
        wanted = ", ".join(f"`{key}`" for key in KEYS)
        return Read(foreign=f"it is no release config: it has none of {wanted}")
    if checked.config is None or checked.errors:
        return Read(why=f"it is not valid, so nothing is compared with it: {told(checked.errors)}")
    name = named(checked.config, forge)
    if name is None:
        return Read(foreign=f"it is about {' and '.join(abroad(checked.config))}")
    return Read(name, on_forge(make_plan(checked.config), forge))


def ours(checked: Checked, text: str) -> bool:
    """Whether a file means to be a release config."""
    document: Any = checked.source.document
    if isinstance(document, dict):
        return any(key in document for key in KEYS)
    return bool(KEY.search(text))


def told(errors: tuple[Problem, ...]) -> str:
    """The first problems, each with its line."""
    said = [f"{one.where()}: {one.found}; {one.fix} [{one.id}]" for one in errors[:SHOWN]]
    more = len(errors) - len(said)
    return " | ".join([*said, *([f"and {more} more"] if more else [])])


def named(config: Config, forge: Forge) -> str | None:
    """The repository or project that a config names on a forge."""
    settings = config.github if forge == "github" else config.gitlab
    return settings.repository if settings else None


def abroad(config: Config) -> list[str]:
    """Repository and project of a config, each with its forge."""
    return [f"{named(config, forge)} on {forge}" for forge in config.forges()]


def on_forge(plan: Plan, forge: Forge) -> Plan:
    """What is declared on one forge: a mirror on the other one is looked at there."""
    mine = tuple(
        one
        for one in plan.resources
        if one.kind.startswith(f"{forge}.") or one.properties.get("forge") == forge
    )
    return plan.model_copy(update={"resources": mine})
