"""What GitHub refuses, drops silently, or sells separately."""

import re
from collections.abc import Iterator

from ...config import Config
from ..base import Finding
from .entries import entries, reviewer_count
from .plan_rules import PLAN_RULES

MOST_REVIEWERS = 6
"""GitHub REST, "Create or update an environment": up to six users or teams."""
LONGEST_WAIT = 43_200
"""Minutes: 30 days; the same page."""


def github_repository_form(config: Config) -> Iterator[Finding]:
    """`owner/name`, nothing around it."""
    if config.github and not re.fullmatch(r"[^/\s]+/[^/\s]+", config.github.repository):
        found = f"{config.github.repository!r} is not of the form owner/name"
        yield Finding("github.repository", found, "write it as in the repository's address")


def github_workflow_missing(config: Config) -> Iterator[Finding]:
    """Each publisher needs a workflow file: its own or the repository's."""
    if config.github is None or config.github.workflow:
        return
    without = [p for p in config.publishers if p.forge in (None, "github") and not p.workflow]
    if without:
        found = f"no workflow file is named, and {len(without)} of the publishers have none"
        yield Finding("github.workflow", found, "add `workflow: release.yml` here")


def workflows(config: Config) -> Iterator[tuple[str, str]]:
    """Every workflow reference with its path."""
    if config.github and config.github.workflow:
        yield "github.workflow", config.github.workflow
    for number, publisher in enumerate(config.publishers):
        if publisher.workflow:
            yield f"publishers[{number}].workflow", publisher.workflow


def github_reusable_workflow(config: Config) -> Iterator[Finding]:
    """A reference into another repository: PyPI knows no reusable workflows (warehouse#11096)."""
    for field, text in workflows(config):
        if "@" in text or text.count("/") > 3:
            found = f"{text!r} is a reusable workflow, which PyPI does not accept as a publisher"
            fix = "name the file in this repository whose job uploads; it may call the other one"
            yield Finding(field, found, fix)


def github_workflow_path(config: Config) -> Iterator[Finding]:
    """PyPI's form takes the bare file name."""
    for field, text in workflows(config):
        if "/" in text and "@" not in text and text.count("/") <= 3:
            name = text.rpartition("/")[2]
            yield Finding(field, f"{text!r} is a path", f"write the file name alone: {name}")


def github_self_review(config: Config) -> Iterator[Finding]:
    """Without reviewers GitHub answers 422 and go-github silently drops the setting."""
    for field, environment in entries(config):
        if environment.prevent_self_review and not reviewer_count(environment):
            found = "is true, but the environment has no reviewers"
            fix = "name reviewers or leave it out"
            yield Finding(f"{field}.prevent_self_review", found, fix)


def github_reviewer_count(config: Config) -> Iterator[Finding]:
    """At most six reviewers in all."""
    for field, environment in entries(config):
        count = reviewer_count(environment)
        if count > MOST_REVIEWERS:
            found = f"{count} reviewers are named, GitHub takes {MOST_REVIEWERS}"
            yield Finding(f"{field}.reviewers", found, "name a team instead of its members")


def github_reviewer_form(config: Config) -> Iterator[Finding]:
    """Logins and slugs, bare and each once."""
    for field, environment in entries(config):
        for kind in ("users", "teams"):
            seen: set[str] = set()
            for number, name in enumerate(getattr(environment.reviewers, kind)):
                at = f"{field}.reviewers.{kind}[{number}]"
                if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", name):
                    what = "login" if kind == "users" else "team slug"
                    fix = f"write the bare {what}, without `@` and organisation"
                    yield Finding(at, f"{name!r} is no {what}", fix)
                if name.casefold() in seen:
                    yield Finding(at, f"{name!r} is named twice", "keep one of them")
                seen.add(name.casefold())


def github_wait_timer(config: Config) -> Iterator[Finding]:
    """0 minutes to 30 days."""
    for field, environment in entries(config):
        if not 0 <= environment.wait_timer <= LONGEST_WAIT:
            found = f"is {environment.wait_timer} minutes"
            yield Finding(f"{field}.wait_timer", found, "write 0 to 43200 minutes (30 days)")


def github_environment_form(config: Config) -> Iterator[Finding]:
    """What GitHub takes as the name of an environment."""
    for field, environment in entries(config):
        name = environment.name
        if not name or len(name) > 255 or name != name.strip():
            found = f"{name[:40]!r} is empty, over 255 characters, or has spaces around it"
            yield Finding(f"{field}.name", found, "write a plain name such as pypi")


def github_environment_case(config: Config) -> Iterator[Finding]:
    """To GitHub two names that differ by letter case are one environment."""
    spelled: dict[str, str] = {}
    for field, environment in entries(config):
        first = spelled.setdefault(environment.name.casefold(), environment.name)
        if first != environment.name:
            found = f"{environment.name!r} and {first!r} are one environment to GitHub"
            yield Finding(f"{field}.name", found, f"write {first!r} in both places")


def github_admin_bypass(config: Config) -> Iterator[Finding]:
    """Reviewers that an administrator may skip."""
    for field, environment in entries(config):
        guarded = reviewer_count(environment) or environment.wait_timer
        if guarded and environment.admins_can_bypass and enterprise_or_public(config):
            found = "administrators may skip the reviewers and the wait timer"
            fix = "add `admins_can_bypass: false`"
            yield Finding(f"{field}.admins_can_bypass", found, fix, "warning")


def enterprise_or_public(config: Config) -> bool:
    """Whether the switch is to be had, as far as is known."""
    known_private = config.github and config.github.visibility in ("private", "internal")
    return not known_private or (config.github is not None and config.github.plan == "enterprise")


def github_tag_creators(config: Config) -> Iterator[Finding]:
    """Somebody must be able to create a release tag."""
    for number, rule in enumerate(config.tags):
        by = rule.created_by
        people = by.users or by.teams or by.roles
        named = people or by.organization_admins or by.deploy_keys
        if config.github and rule.forge in (None, "github") and not named:
            fix = "name `users`, `teams`, `roles`, `organization_admins` or `deploy_keys`"
            yield Finding(f"tags[{number}].created_by", "nobody on GitHub may create these", fix)


RULES = (
    github_repository_form,
    github_workflow_missing,
    github_reusable_workflow,
    github_workflow_path,
    github_environment_form,
    github_environment_case,
    github_reviewer_form,
    github_reviewer_count,
    github_self_review,
    github_wait_timer,
    github_admin_bypass,
    github_tag_creators,
    *PLAN_RULES,
)
