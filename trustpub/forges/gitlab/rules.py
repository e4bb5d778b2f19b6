"""What GitLab refuses, drops silently, or sells separately."""

import re
from collections.abc import Iterator

from ...config import Approval, Config, Deployer, Environment
from ..base import Finding


def entries(config: Config) -> Iterator[tuple[str, Environment]]:
    """The environments on GitLab with the path of each."""
    for number, publisher in enumerate(config.publishers):
        if config.gitlab and publisher.forge in (None, "gitlab"):
            yield f"publishers[{number}].environment", publisher.environment


def actors(config: Config) -> Iterator[tuple[str, Deployer]]:
    """Every deployer and approval with its path."""
    for field, environment in entries(config):
        for name in ("deployers", "approvals"):
            for number, one in enumerate(getattr(environment, name)):
                yield f"{field}.{name}[{number}]", one


def gitlab_repository_form(config: Config) -> Iterator[Finding]:
    """`group/project` or deeper, nothing around it."""
    if config.gitlab and not re.fullmatch(r"[^/\s]+(/[^/\s]+)+", config.gitlab.repository):
        found = f"{config.gitlab.repository!r} is not of the form group/project"
        yield Finding("gitlab.repository", found, "write the full path with all groups")


def gitlab_issuer_form(config: Config) -> Iterator[Finding]:
    """The issuer is the instance's URL exactly as its tokens carry it."""
    if config.gitlab is None:
        return
    if not re.fullmatch(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?", config.gitlab.issuer):
        found = f"{config.gitlab.issuer!r} is not the URL of a GitLab instance"
        yield Finding("gitlab.issuer", found, "write https:// and the host, no slash at the end")


def gitlab_environment_form(config: Config) -> Iterator[Finding]:
    """GitLab docs, "Environments": letters, digits, spaces and - _ / $ { } ."""
    for field, environment in entries(config):
        name = environment.name
        taken = re.fullmatch(r"[A-Za-z0-9_/${} .-]{1,255}", name)
        if not taken or name != name.strip("/ "):
            found = f"{name[:40]!r} is no name of a GitLab environment"
            fix = "use letters, digits, - and _, no slash or space around it"
            yield Finding(f"{field}.name", found, fix)


def gitlab_one_actor(config: Config) -> Iterator[Finding]:
    """Each entry is about exactly one of access, user, group."""
    for field, one in actors(config):
        named = [n for n in ("access", "user", "group") if getattr(one, n) is not None]
        if len(named) != 1:
            found = f"names {' and '.join(named) or 'nobody'}"
            yield Finding(field, found, "write exactly one of `access`, `user`, `group`")
        if one.inherited and one.group is None:
            yield Finding(f"{field}.inherited", "stands without `group`", "leave it out")


def gitlab_approval_count(config: Config) -> Iterator[Finding]:
    """At least one approval; a single person can give no more than one."""
    for field, one in actors(config):
        if isinstance(one, Approval) and (one.required < 1 or (one.user and one.required != 1)):
            who = f"of {one.user} alone" if one.user else "of this rule"
            found = f"asks for {one.required} approvals {who}"
            yield Finding(f"{field}.required", found, "write 1 or name a group")


def gitlab_same_actor(config: Config) -> Iterator[Finding]:
    """An actor twice in one list: GitLab keeps one of them, a difference for ever after."""
    for field, environment in entries(config):
        for name in ("deployers", "approvals"):
            seen: set[tuple[str | None, ...]] = set()
            for number, one in enumerate(getattr(environment, name)):
                key = (one.access, one.user, one.group)
                if key in seen:
                    at = f"{field}.{name}[{number}]"
                    yield Finding(at, "the same actor stands here twice", "keep one of them")
                seen.add(key)


def gitlab_approvals_alone(config: Config) -> Iterator[Finding]:
    """The API protects an environment only together with those who may deploy."""
    for field, environment in entries(config):
        if environment.approvals and not environment.deployers:
            found = "approvals are asked for, but nobody is named who may deploy"
            yield Finding(f"{field}.approvals", found, "name `deployers` too")


def gitlab_open_environment(config: Config) -> Iterator[Finding]:
    """Whoever may push a branch can edit the pipeline and publish from it."""
    for field, environment in entries(config):
        if not environment.deployers and config.gitlab:
            free = config.gitlab.tier == "free"
            found = "any pipeline of any branch may deploy to this environment"
            fix = "name `deployers` (GitLab Premium), so that it becomes a protected environment"
            yield Finding(field, found, fix, "note" if free else "warning")


def gitlab_tag_creators(config: Config) -> Iterator[Finding]:
    """Somebody must be able to create a release tag."""
    for number, rule in enumerate(config.tags):
        by = rule.created_by
        somebody = by.access not in (None, "no one") or by.users or by.groups
        if config.gitlab and rule.forge in (None, "gitlab") and not somebody:
            fix = "name `access`, `users` or `groups`"
            at = f"tags[{number}].created_by"
            yield Finding(at, "nobody on GitLab may create these", fix)


def gitlab_tier_environment(config: Config) -> Iterator[Finding]:
    """Protected environments need Premium."""
    if config.gitlab and config.gitlab.tier == "free":
        for field, environment in entries(config):
            if environment.deployers or environment.approvals:
                name = "deployers" if environment.deployers else "approvals"
                found = "protected environments need GitLab Premium, the tier is free"
                yield Finding(f"{field}.{name}", found, "buy Premium or drop the setting")


def gitlab_tier_tag(config: Config) -> Iterator[Finding]:
    """Naming users or groups for a protected tag needs Premium."""
    if config.gitlab and config.gitlab.tier == "free":
        for number, rule in enumerate(config.tags):
            if rule.forge in (None, "gitlab") and (rule.created_by.users or rule.created_by.groups):
                found = "users and groups of a protected tag need GitLab Premium, the tier is free"
                fix = "buy Premium or write `access: maintainer`"
                yield Finding(f"tags[{number}].created_by", found, fix)


RULES = (
    gitlab_repository_form,
    gitlab_issuer_form,
    gitlab_environment_form,
    gitlab_one_actor,
    gitlab_same_actor,
    gitlab_approval_count,
    gitlab_approvals_alone,
    gitlab_open_environment,
    gitlab_tag_creators,
    gitlab_tier_environment,
    gitlab_tier_tag,
)
