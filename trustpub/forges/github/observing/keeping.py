"""Texts of files, kept in the facts of their repository. Pure."""

from typing import Any

from ....observing.model import Repository
from .glimpse import Glimpse
from .texts import CONFIG

UNSHOWN = "GraphQL does not show this repository"


def with_files(found: Repository, seen: Glimpse, workflows: bool) -> Repository:
    """A repository with its config, and its workflows where they were asked for."""
    if found.state != "present":
        return found
    if not workflows:
        return with_config(found, seen)
    if seen.workflows is None:
        return with_config(kept(found, {}, {"workflows": seen.unseen["workflows"]}), seen)
    return with_config(kept(found, {"workflows": dict(seen.workflows)}, {}), seen)


def with_config(found: Repository, seen: Glimpse) -> Repository:
    """A repository with the text of its config, or why that was not seen."""
    facts = {} if seen.config is None else {"config": seen.config}
    return kept(found, facts, {CONFIG: seen.unseen[CONFIG]} if CONFIG in seen.unseen else {})


def without_files(found: Repository, workflows: bool, configs: bool) -> Repository:
    """A repository that GraphQL does not show: files that were asked for were not seen."""
    asked = {"workflows": workflows, CONFIG: configs}
    return kept(found, {}, {kind: UNSHOWN for kind, wanted in asked.items() if wanted})


def kept(found: Repository, facts: dict[str, Any], unseen: dict[str, str]) -> Repository:
    """A repository with more facts, and with more that was not seen."""
    both = {"facts": {**found.facts, **facts}, "unseen": {**found.unseen, **unseen}}
    return found.model_copy(update=both) if facts or unseen else found
