"""The row of a rule, and configs that several rows are about."""

from typing import NamedTuple

from trustpub.config import Config

from .configs import GITHUB, GITLAB, hub, hub_env, publisher


class Row(NamedTuple):
    """What a rule says of `bad`; of `good` it says nothing."""

    bad: Config
    field: str
    found: str
    fix: str
    good: Config


def on(repository: str) -> Config:
    """A project on GitHub at this address."""
    return hub(github={**GITHUB, "repository": repository})


def running(workflow: str) -> Config:
    """A project on GitHub with this release workflow."""
    return hub(github={**GITHUB, "workflow": workflow})


def triggered(**triggers: object) -> Config:
    """A project on GitHub whose publisher has these triggers."""
    return hub(publishers=[publisher(triggers=triggers)])


def reviewed(*users: str, **more: object) -> Config:
    """A project on GitHub whose environment has these reviewers."""
    return hub_env(reviewers={"users": list(users)}, **more)


ACTORS = [{"access": "maintainer"}]
ENV = "publishers[0].environment"
BOTH = {"github": GITHUB, "gitlab": GITLAB}
TWO = [publisher("a"), publisher("b", "testpypi")]
