"""GitHub: names -> ids and facts, in bulk, before anything is written."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...config import Config
from ...model import Unknown
from ..base import Place, Resolution, only_named, problems_of
from .look import GitHubFacts, look, reader
from .named import named
from .world_rules import WORLD_RULES


def resolve(config: Config, environ: Mapping[str, str]) -> Resolution:
    """Ids of whom it names (`users/LOGIN`, `teams/SLUG`), what else GitHub says, problems."""
    facts = look(config, reader(environ))
    ids = {f"users/{n}": i for n, i in facts.users.items() if i is not None}
    ids |= {f"teams/{n}": i for n, i in facts.teams.items()}
    ids = only_named(ids, named(config))
    problems = tuple(problems_of(WORLD_RULES, config, facts))
    return Resolution(
        filled(config, facts), ids, problems, tuple(unseen(config, facts)), place(facts)
    )


def filled(config: Config, facts: GitHubFacts) -> Config:
    """The config with visibility and plan as GitHub has them."""
    assert config.github is not None
    known: dict[str, Any] = {}
    if facts.repository:
        private = "private" if facts.repository.get("private") else "public"
        known["visibility"] = facts.repository.get("visibility") or private
    if facts.plan in ("free", "pro", "team", "enterprise"):
        known["plan"] = facts.plan
    return config.model_copy(update={"github": config.github.model_copy(update=known)})


def unseen(config: Config, facts: GitHubFacts) -> Iterator[Unknown]:
    """What this token could not see."""
    assert config.github is not None
    where = config.github.repository
    if facts.repository and facts.repository.get("private") and facts.plan is None:
        why = "GitHub shows it to organisation owners only"
        yield Unknown(what=f"plan of the owner of {where}", why=why)
    if facts.repository and facts.readers is None:
        yield Unknown(
            what=f"whether the reviewers can read {where}", why="the token may not see it"
        )


def place(facts: GitHubFacts) -> Place | None:
    """The repository as GitHub calls it."""
    found = facts.repository
    return Place(name=found["full_name"], number=found["id"]) if found else None
