"""The environments of a config that GitHub holds."""

from collections.abc import Iterator

from ...config import Config, Environment


def entries(config: Config) -> Iterator[tuple[str, Environment]]:
    """The environments on GitHub with the path of each."""
    for number, publisher in enumerate(config.publishers):
        if config.github and publisher.forge in (None, "github"):
            yield f"publishers[{number}].environment", publisher.environment


def reviewer_count(environment: Environment) -> int:
    """Users and teams together."""
    return len(environment.reviewers.users) + len(environment.reviewers.teams)
