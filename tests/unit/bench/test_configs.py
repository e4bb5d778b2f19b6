"""Generated release configs."""

from collections import Counter

from bench.configs import ENVIRONMENTS, FORGES, PATTERNS, config
from trustpub.checking import check
from trustpub.plan import make_plan

NUMBERS = range(300)


def test_each_one_is_valid() -> None:
    """No error and no warning, so that the good path is what is measured."""
    for number in NUMBERS:
        found = check(config(number), "release.yaml")
        assert found.config is not None
        assert not [problem for problem in found.problems if problem.severity != "note"], number


def test_the_same_number_gives_the_same_text() -> None:
    """Runs can be compared."""
    assert [config(n) for n in range(20)] == [config(n) for n in range(20)]


def test_no_two_are_alike() -> None:
    """Nothing can be answered from a cache of whole texts."""
    assert len(NUMBERS) == len({config(number) for number in NUMBERS})


def test_they_vary_in_forges_environments_and_patterns() -> None:
    """Every choice of the generator occurs."""
    found = [check(config(number), "release.yaml").config for number in NUMBERS]
    known = [one for one in found if one is not None]
    assert set(FORGES) == {one.forges() for one in known}
    assert set(ENVIRONMENTS) == {one.publishers[0].environment.name for one in known}
    assert len(PATTERNS) <= len({one.tags[0].pattern for one in known})


def test_plans_hold_every_kind_of_resource() -> None:
    """So all of planning is measured."""
    kinds: Counter[str] = Counter()
    for number in NUMBERS:
        known = check(config(number), "release.yaml").config
        assert known is not None
        kinds.update(resource.kind for resource in make_plan(known).resources)
    assert {
        "github.environment",
        "github.deployment-policy",
        "github.tag-ruleset",
        "gitlab.environment",
        "gitlab.protected-environment",
        "gitlab.protected-tag",
        "pypi.publisher",
    } == set(kinds)
