"""Rules across the config: each one a function whose name is its id. All run, all is reported."""

from collections.abc import Iterable, Iterator

from .config import Config, Environment
from .forges import FORGES
from .forges.base import DeclaredPublisher, Finding, Rule, bare, problems_of
from .indexes import INDEXES
from .model import Problem
from .publishers import declared_publishers
from .tag_rules import TAG_RULES

FORGE_FIELDS = {
    "github": ("reviewers", "prevent_self_review", "wait_timer", "admins_can_bypass"),
    "gitlab": ("deployers", "approvals"),
}
"""Fields of an environment that only one forge has."""

CREATOR_FIELDS = {
    "github": ("teams", "roles", "organization_admins", "deploy_keys"),
    "gitlab": ("access", "groups"),
}
"""Fields of a tag rule's `created_by` that only one forge has."""


def no_forge(config: Config) -> Iterator[Finding]:
    """A project is on at least one forge."""
    if not config.forges():
        yield Finding("", "neither `github:` nor `gitlab:` is given", "say where the project is")


def forge_not_declared(config: Config) -> Iterator[Finding]:
    """`forge: gitlab` needs a `gitlab:` section."""
    entries = [(f"publishers[{n}]", p.forge) for n, p in enumerate(config.publishers)]
    entries += [(f"tags[{n}]", t.forge) for n, t in enumerate(config.tags)]
    for field, forge in entries:
        if forge is not None and forge not in config.forges():
            found = f"is for {forge}, but there is no `{forge}:` section"
            yield Finding(f"{field}.forge", found, "add the section or leave `forge` out")


def foreign_field(config: Config) -> Iterator[Finding]:
    """A setting that none of the forges in question has would be dropped in silence."""
    for number, publisher in enumerate(config.publishers):
        on = {publisher.forge} if publisher.forge else set(config.forges())
        empty = bare(publisher.environment)
        for forge, names in FORGE_FIELDS.items():
            for name in names if forge not in on else ():
                if getattr(publisher.environment, name) != getattr(empty, name):
                    field = f"publishers[{number}].environment.{name}"
                    yield Finding(field, f"only {forge} has this setting", "leave it out")
        for forge, name in (("github", "workflow"), ("gitlab", "pipeline")):
            if forge not in on and getattr(publisher, name) is not None:
                field = f"publishers[{number}].{name}"
                yield Finding(field, f"only {forge} has this setting", "leave it out")


def foreign_creator(config: Config) -> Iterator[Finding]:
    """The same for those who may create a tag."""
    for number, rule in enumerate(config.tags):
        on = {rule.forge} if rule.forge else set(config.forges())
        for forge, names in CREATOR_FIELDS.items():
            for name in names if forge not in on else ():
                if getattr(rule.created_by, name):
                    field = f"tags[{number}].created_by.{name}"
                    yield Finding(field, f"only {forge} has this setting", "leave it out")


def same_identity(config: Config) -> Iterator[Finding]:
    """An index takes each identity once (warehouse, unique constraint of each publisher)."""
    seen: dict[object, str] = {}
    for publisher in declared_publishers(config):
        key = (publisher.index, INDEXES[publisher.index].key(publisher.identity))
        first = seen.setdefault(key, publisher.field)
        if first != publisher.field:
            found = f"is the same {publisher.index} publisher on {publisher.identity.forge}"
            yield Finding(
                publisher.field,
                f"{found} as {first}",
                "remove one or give it an environment of its own",
            )


def environment_conflict(config: Config) -> Iterator[Finding]:
    """One environment cannot have two settings."""
    spelled: dict[tuple[str, str], tuple[str, Environment]] = {}
    for publisher in declared_publishers(config):
        environment, forge = publisher.environment, publisher.identity.forge
        if environment == bare(environment):
            continue
        name = environment.name.casefold() if forge == "github" else environment.name
        field = f"{publisher.field}.environment"
        first, other = spelled.setdefault((forge, name), (field, environment))
        if other.model_copy(update={"name": environment.name}) != environment:
            found = f"sets up {environment.name!r} otherwise than {first}"
            yield Finding(field, found, "spell its settings out once and use the bare name here")


def open_environment(config: Config) -> Iterator[Finding]:
    """An environment without ref patterns lets any branch publish."""
    for publisher in declared_publishers(config, "github"):
        if not publisher.tags and not publisher.branches:
            found = "any branch could deploy to its environment and so publish"
            fix = "add `triggers: {tags: [...]}`, or a rule under `tags:`"
            yield Finding(publisher.field, found, fix)


def nothing_starts(config: Config) -> Iterator[Finding]:
    """A publisher on GitLab that no ref and no person may start never publishes."""
    for publisher in declared_publishers(config, "gitlab"):
        if not (publisher.tags or publisher.branches or publisher.manual):
            found = "no tag, no branch and no person may start it on gitlab"
            fix = "add `triggers: {tags: [...]}`, or a rule under `tags:`"
            yield Finding(publisher.field, found, fix)


def open_branch(config: Config) -> Iterator[Finding]:
    """A branch pattern of nothing but `*` is no restriction."""
    for publisher in declared_publishers(config):
        for number, pattern in enumerate(publisher.branches):
            if not pattern.strip("*/"):
                field = f"{publisher.field}.triggers.branches[{number}]"
                found = f"{pattern!r} lets any branch publish"
                yield Finding(field, found, "name the release branches")


CROSS: tuple[Rule, ...] = (
    no_forge,
    forge_not_declared,
    foreign_field,
    foreign_creator,
    same_identity,
    environment_conflict,
    open_environment,
    nothing_starts,
    open_branch,
    *TAG_RULES,
)


def all_rules() -> tuple[Rule, ...]:
    """Every rule there is, those of the forges included."""
    return CROSS + tuple(rule for forge in FORGES.values() for rule in forge.rules)


def form_problems(publishers: Iterable[DeclaredPublisher]) -> Iterator[Problem]:
    """What the forms of the indexes would refuse."""
    for publisher in publishers:
        yield from INDEXES[publisher.index].problems(publisher)


def judge(config: Config) -> list[Problem]:
    """Every problem of a config, in no order and without place."""
    found = list(problems_of(all_rules(), config))
    told = {problem.field for problem in found}
    forms = form_problems(declared_publishers(config))
    return found + [problem for problem in forms if problem.field not in told]
