"""Everybody whom a config names on GitHub."""

from collections.abc import Iterator
from typing import Literal

from ...config import Config

Kind = Literal["users", "teams"]
KINDS: tuple[Kind, ...] = ("users", "teams")


def reviewers(config: Config) -> Iterator[tuple[str, Kind, str]]:
    """Field, kind and name of every reviewer."""
    for number, publisher in enumerate(config.publishers):
        if publisher.forge in (None, "github"):
            for kind in KINDS:
                for place, name in enumerate(getattr(publisher.environment.reviewers, kind)):
                    at = f"publishers[{number}].environment.reviewers.{kind}[{place}]"
                    yield at, kind, name


def creators(config: Config) -> Iterator[tuple[str, Kind, str]]:
    """Field, kind and name of everybody who may create a release tag."""
    for number, rule in enumerate(config.tags):
        if rule.forge in (None, "github"):
            for kind in KINDS:
                for place, name in enumerate(getattr(rule.created_by, kind)):
                    yield f"tags[{number}].created_by.{kind}[{place}]", kind, name


def named(config: Config) -> Iterator[tuple[str, Kind, str]]:
    """Reviewers and tag creators."""
    yield from reviewers(config)
    yield from creators(config)
