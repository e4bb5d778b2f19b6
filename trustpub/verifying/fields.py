"""Where in the config a difference is declared. Pure."""

from collections.abc import Iterator

from ..config import Config
from ..forges.base import DeclaredPublisher, bare
from ..model import Forge
from ..observing.model import Difference
from ..publishers import declared_publishers

ENVIRONMENT = {
    "environment": "environment.name",
    "reviewers": "environment.reviewers",
    "reviewers.users": "environment.reviewers.users",
    "reviewers.teams": "environment.reviewers.teams",
    "reviewers_able": "environment.reviewers",
    "prevent_self_review": "environment.prevent_self_review",
    "wait_timer": "environment.wait_timer",
    "can_admins_bypass": "environment.admins_can_bypass",
    "deployers": "environment.deployers",
    "approvals": "environment.approvals",
    "approvers_able": "environment.approvals",
    "policies": "triggers",
    "deploys_from": "triggers",
}
"""Setting of an environment -> field below its publisher."""
CREATORS = {
    "bypass.teams": "teams",
    "bypass.roles": "roles",
    "bypass.users": "users",
    "bypass.organization_admins": "organization_admins",
    "bypass.deploy_keys": "deploy_keys",
    "access": "access",
    "users": "users",
    "groups": "groups",
}
"""Setting of protected tags -> field of `created_by`."""


def field_of(config: Config, told: Difference) -> str | None:
    """The field that declares a setting, or the thing beside which something stands."""
    forge: Forge = "gitlab" if told.kind.startswith("gitlab.") else "github"
    section = getattr(config, forge)
    if section is None or not told.name.casefold().startswith(section.repository.casefold() + "/"):
        return None
    if told.setting in ("repository", "project"):
        return f"{forge}.repository"
    kind, _, name = told.name[len(section.repository) + 1 :].partition("/")
    if kind == "tag":
        return tag_field(config, forge, name, told.setting)
    return environment_field(config, forge, name, told) if kind == "environment" else None


def tag_field(config: Config, forge: Forge, pattern: str, setting: str) -> str | None:
    """The rule of a tag pattern."""
    for number, rule in enumerate(config.tags):
        if rule.pattern == pattern and rule.forge in (None, forge):
            if setting in CREATORS:
                return f"tags[{number}].created_by.{CREATORS[setting]}"
            return f"tags[{number}].pattern"
    return None


def environment_field(config: Config, forge: Forge, rest: str, told: Difference) -> str | None:
    """The publisher with an environment; `rest` is its name, and what is below it."""
    found = list(publishers(config, forge, rest))
    if not found:
        return None
    spelled = next((p for p in found if p.environment != bare(p.environment)), found[0])
    if told.kind == "github.deployment-policy":
        return policy_field(config, found, rest)
    return f"{spelled.field}.{ENVIRONMENT.get(told.setting, 'environment')}"


def publishers(config: Config, forge: Forge, rest: str) -> Iterator[DeclaredPublisher]:
    """Those whose environment it is; names may hold `/` themselves, so the longest one counts."""
    declared = declared_publishers(config, forge)
    names = {p.environment.name for p in declared}
    fold = str.casefold if forge == "github" else str
    fits = [n for n in names if f"{fold(rest)}/".startswith(f"{fold(n)}/")]
    longest = fold(max(fits, key=len)) if fits else None
    yield from (p for p in declared if fold(p.environment.name) == longest)


def policy_field(config: Config, found: list[DeclaredPublisher], rest: str) -> str:
    """The trigger, or the tag rule that it comes from."""
    below = rest[len(found[0].environment.name) + 1 :]
    kind, _, pattern = below.partition("/")
    for one in found:
        number = int(one.field.removeprefix("publishers[").removesuffix("]"))
        triggers = config.publishers[number].triggers
        key = "tags" if kind == "tag" else "branches"
        listed = list(getattr(triggers, key, None) or ())
        if pattern in listed:
            return f"{one.field}.triggers.{key}[{listed.index(pattern)}]"
    tags = [rule.pattern for rule in config.tags]
    if kind == "tag" and pattern in tags:
        return f"tags[{tags.index(pattern)}].pattern"
    return f"{found[0].field}.triggers"
