"""What GitHub sells separately: rules that hold where visibility and plan are known."""

from collections.abc import Iterator

from ...config import Config
from ..base import Finding
from .entries import entries, reviewer_count


def github_plan_protection(config: Config) -> Iterator[Finding]:
    """Reviewers, timer, bypass and self-review on private repositories need Enterprise."""
    if config.github is None or not gated(config, ("free", "pro", "team")):
        return
    for field, environment in entries(config):
        wanted = {
            "reviewers": bool(reviewer_count(environment)),
            "wait_timer": environment.wait_timer > 0,
            "prevent_self_review": environment.prevent_self_review,
            "admins_can_bypass": not environment.admins_can_bypass,
        }
        for name in (name for name, asked in wanted.items() if asked):
            found = (
                f"needs GitHub Enterprise on a {config.github.visibility} repository, "
                f"the plan is {config.github.plan}"
            )
            fix = "make the repository public, buy Enterprise, or drop the setting"
            yield Finding(f"{field}.{name}", found, fix)


def github_plan_environment(config: Config) -> Iterator[Finding]:
    """Environments on private repositories need a paid plan."""
    if gated(config, ("free",)):
        for field, _ in entries(config):
            found = "environments of private repositories are not in the Free plan"
            yield Finding(field, found, "make the repository public or buy Pro, Team or Enterprise")


def github_plan_ruleset(config: Config) -> Iterator[Finding]:
    """Rulesets on private repositories need a paid plan."""
    for number, rule in enumerate(config.tags):
        if gated(config, ("free",)) and rule.forge in (None, "github"):
            found = "tag rulesets of private repositories are not in the Free plan"
            fix = "make the repository public or buy Pro, Team or Enterprise"
            yield Finding(f"tags[{number}]", found, fix)


def gated(config: Config, plans: tuple[str, ...]) -> bool:
    """Whether the repository is known to be private and its plan known to be one of these."""
    github = config.github
    return bool(github and github.visibility in ("private", "internal") and github.plan in plans)


PLAN_RULES = (github_plan_environment, github_plan_protection, github_plan_ruleset)
