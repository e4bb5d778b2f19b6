"""The edges of rules that have more than one: what the table's one pair cannot show."""

from typing import Any

import pytest

from trustpub.config import Config
from trustpub.forges.base import problems_of, rule_id
from trustpub.rules import all_rules

from .configs import GITHUB, hub, hub_env, private, publisher

RULES = {rule_id(rule): rule for rule in all_rules()}
REVIEWED = hub_env(reviewers={"users": ["a"]})


def told(name: str, config: Config) -> int:
    """How often a rule speaks."""
    return len(list(problems_of([RULES[name]], config)))


def running(workflow: str) -> Config:
    """A project on GitHub that publishes from this workflow."""
    return hub(github={**GITHUB, "workflow": workflow})


@pytest.mark.parametrize(
    ("workflow", "reusable", "path"),
    [
        ("release.yml", 0, 0),
        ("release.yml@main", 1, 0),
        (".github/workflows/release.yml", 0, 1),
        ("./workflows/release.yml", 0, 1),
        (".github/workflows/sub/release.yml", 0, 1),
        ("o/n/.github/workflows/release.yml", 1, 0),
        ("o/n/.github/workflows/release.yml@v1", 1, 0),
    ],
)
def test_workflow_is_told_once(workflow: str, reusable: int, path: int) -> None:
    """A reference into another repository and a path are two things, and never both."""
    config = running(workflow)

    assert reusable == told("github-reusable-workflow", config)
    assert path == told("github-workflow-path", config)


@pytest.mark.parametrize(("length", "problems"), [(1, 0), (255, 0), (256, 1)])
def test_environment_is_as_long_as_github_takes(length: int, problems: int) -> None:
    """255 characters are taken, one more is not."""
    config = hub(publishers=[publisher("x" * length)])

    assert problems == told("github-environment-form", config)


@pytest.mark.parametrize(
    ("plan", "advised"), [("free", 0), ("pro", 0), ("team", 0), ("enterprise", 1)]
)
def test_bypass_is_advised_where_the_plan_has_it(plan: Any, advised: int) -> None:
    """On a private repository only Enterprise can switch the bypass off."""
    assert advised == told("github-admin-bypass", private(REVIEWED, plan))
    assert 1 == told("github-admin-bypass", REVIEWED)


@pytest.mark.parametrize(("length", "problems"), [(255, 0), (256, 2), (100_000, 3)])
def test_pattern_is_as_long_as_a_ref(length: int, problems: int) -> None:
    """No ref is longer, and to hold two such patterns against each other would take for ever."""
    by = {"created_by": {"teams": ["core"]}}
    tags = [{"pattern": one * length, **by} for one in "ab"]
    config = hub(tags=[*tags, {"pattern": "*" + "ab" * (length // 2 - 1), **by}])

    assert problems == told("tag-pattern-form", config)
    assert 0 == told("tag-overlap", config)
