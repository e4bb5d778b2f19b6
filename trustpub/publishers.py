"""The publishers that a config declares: one for each entry and forge, defaults filled in."""

from .config import Config, Publisher
from .forges import FORGES
from .forges.base import DeclaredPublisher
from .model import Forge


def forges_of(config: Config, publisher: Publisher) -> tuple[Forge, ...]:
    """The forges an entry is for, as far as the project is on them."""
    return tuple(f for f in config.forges() if publisher.forge in (None, f))


def protected_patterns(config: Config, forge: Forge) -> tuple[str, ...]:
    """The tag patterns that a rule protects on a forge."""
    return tuple(rule.pattern for rule in config.tags if rule.forge in (None, forge))


def declare(config: Config, number: int, publisher: Publisher, forge: Forge) -> DeclaredPublisher:
    """One entry on one forge; without triggers every protected tag may publish."""
    triggers = publisher.triggers
    tags = protected_patterns(config, forge) if triggers is None else triggers.tags
    field, name = f"publishers[{number}]", FORGES[forge].workflow
    return DeclaredPublisher(
        field=field,
        index=publisher.index,
        project=config.project,
        identity=FORGES[forge].identity(config, publisher),
        workflow_field=f"{field if getattr(publisher, name) else forge}.{name}",
        organization=publisher.organization,
        environment=publisher.environment,
        tags=tags,
        branches=triggers.branches if triggers else (),
        manual=bool(triggers and triggers.manual),
    )


def declared_publishers(
    config: Config, forge: Forge | None = None
) -> tuple[DeclaredPublisher, ...]:
    """All publishers of a config, or those on one forge, in the order of the file."""
    return tuple(
        declare(config, number, publisher, on)
        for number, publisher in enumerate(config.publishers)
        for on in forges_of(config, publisher)
        if forge in (None, on)
    )
