"""What GitLab, as it is now, says against a config."""

from collections.abc import Iterator

from ...config import Config
from ..base import Finding
from .look import GitLabFacts, named, shared_groups

MAINTAINER = 40
"""GitLab REST, "Members": access levels."""


def gitlab_project_hidden(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """404: no such project, or no right to see it; GitLab does not tell which."""
    if config.gitlab and facts.project is None:
        found = f"GitLab shows no project {config.gitlab.repository} to this token"
        fix = "check the path, and that GITLAB_TOKEN may read it"
        yield Finding("gitlab.repository", found, fix)


def gitlab_project_moved(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """A renamed project answers under its old path; its OIDC tokens carry the new one."""
    now = (facts.project or {}).get("path_with_namespace")
    if config.gitlab and now not in (None, config.gitlab.repository):
        found = f"GitLab calls this project {now}, and so do its OIDC tokens"
        yield Finding("gitlab.repository", found, f"write {now}")


def gitlab_project_archived(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """An archived project takes no changes."""
    if (facts.project or {}).get("archived"):
        fix = "unarchive it or remove this project"
        yield Finding("gitlab.repository", "is archived, so GitLab takes no changes", fix)


def gitlab_token_rights(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """Protection is for maintainers."""
    roles = ((facts.project or {}).get("permissions") or {}).values()
    levels = [role["access_level"] for role in roles if role]
    if levels and max(levels) < MAINTAINER:
        fix = "use a token of a maintainer with the api scope"
        yield Finding("gitlab.repository", "GITLAB_TOKEN may not administer this project", fix)


def gitlab_stranger(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """GitLab drops users who are no members (terraform-provider-gitlab#1210)."""
    for field, kind, name in named(config):
        if facts.project and kind == "users" and name.casefold() not in facts.members:
            fix = "invite them first: GitLab drops others without a word"
            yield Finding(field, f"{name!r} is no member of the project", fix)


def gitlab_unshared_group(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """GitLab drops groups that the project is not shared with."""
    groups = shared_groups(facts.project or {})
    for field, kind, name in named(config):
        if facts.project and kind == "groups" and name.casefold() not in groups:
            fix = "share it first: GitLab drops others without a word"
            yield Finding(field, f"the project is not shared with the group {name!r}", fix)


WORLD_RULES = (
    gitlab_project_hidden,
    gitlab_project_moved,
    gitlab_project_archived,
    gitlab_token_rights,
    gitlab_stranger,
    gitlab_unshared_group,
)
