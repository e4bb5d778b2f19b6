"""GitLab: names -> ids and facts, in bulk, before anything is written."""

from collections.abc import Mapping

from ...config import Config
from ...model import Unknown
from ..base import Place, Resolution, only_named, problems_of
from .look import GitLabFacts, look, named, needs_premium, reader, shared_groups
from .world_rules import WORLD_RULES


def resolve(config: Config, environ: Mapping[str, str]) -> Resolution:
    """Ids by `users/NAME` and `groups/PATH`, the config with GitLab's tier, problems."""
    assert config.gitlab is not None
    facts = look(config, reader(environ))
    ids = {f"users/{name}": number for name, number in facts.members.items()}
    ids |= {f"groups/{path}": n for path, n in shared_groups(facts.project or {}).items()}
    ids = only_named(ids, named(config))
    tier = facts.tier if facts.tier in ("free", "premium", "ultimate") else None
    unknown = []
    if tier is None and config.gitlab.tier is None and needs_premium(config) and facts.project:
        what = f"tier of {config.gitlab.repository}"
        unknown.append(Unknown(what=what, why="GitLab shows it to owners of the top group only"))
    filled = config
    if tier:
        filled = config.model_copy(
            update={"gitlab": config.gitlab.model_copy(update={"tier": tier})}
        )
    problems = tuple(problems_of(WORLD_RULES, config, facts))
    return Resolution(filled, ids, problems, tuple(unknown), place(facts))


def place(facts: GitLabFacts) -> Place | None:
    """The project as GitLab calls it."""
    found = facts.project
    return Place(name=found["path_with_namespace"], number=found["id"]) if found else None
