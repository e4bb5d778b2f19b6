"""Seeds by their size."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.looking import looked as looked_here
from bench.observe import environment, looked, served
from bench.worlds import github, gitlab
from lab.world import Sandbox
from sandbox.events import EventLog
from sandbox.github.state import build as build_github
from sandbox.gitlab.state import build as build_gitlab


@pytest.fixture(scope="module")
def organization(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Sandbox]]:
    """A small organisation, served."""
    work = tmp_path_factory.mktemp("bench")
    with served(work, "github", github(3, 7, False)) as world:
        yield work, world


def test_organization_has_the_size_asked_for() -> None:
    """Those that publish have all that a careful release has; the others only test."""
    state = build_github("github", github(3, 7, True), EventLog())
    environments = [sorted(repo.environments) for repo in state.repos.values()]
    assert 10 == len(environments)
    assert [["pypi", "testpypi"]] * 3 == environments[:3]
    assert [["staging"], [], [], ["staging"], [], [], ["staging"]] == environments[3:]


def test_limits_are_those_of_github_unless_left_out() -> None:
    """900 points a minute, 5,000 requests an hour."""
    limited, free = (build_github("github", github(1, 1, one), EventLog()) for one in (True, False))
    assert (900, 5000) == (limited.limits.points, limited.limits.primary)
    assert min(free.limits.points, free.limits.primary) > 1_000_000


def test_group_has_the_size_asked_for() -> None:
    """Each project protects its tags and its environment."""
    state = build_gitlab("gitlab", gitlab(4), EventLog())
    found = [
        (len(p.protected_tags), len(p.protected_environments)) for p in state.projects.values()
    ]
    assert [(1, 1)] * 4 == found


def test_bare_world_is_for_terraform_to_fill() -> None:
    """No environments and no rulesets."""
    state = build_github("github", github(2, 0, False, bare=True), EventLog())
    assert not any(repo.environments or repo.rulesets for repo in state.repos.values())


def test_a_look_sees_all_of_them(organization: tuple[Path, Sandbox]) -> None:
    """In a process of its own; the second run pays for less."""
    work, world = organization
    first, second = (looked("organization", 10, False, work, world) for _ in range(2))
    assert (10, 0, 0) == (first.said["repositories"], first.said["unseen"], first.provoked)
    assert first.requests == second.requests == first.said["sent"]
    assert second.paid < first.paid


def test_configs_agree_with_the_world(organization: tuple[Path, Sandbox]) -> None:
    """What Terraform is to make is what the configs want: otherwise nothing is compared."""
    work, world = organization
    said = looked_here("plans", 3, environment(work, world))
    assert (10, 0) == (said["repositories"], said["differing"])


def test_group_is_seen(tmp_path: Path) -> None:
    """Four requests a project, and some for the group."""
    with served(tmp_path, "gitlab", gitlab(5)) as world:
        looks = [looked(kind, 5, False, tmp_path, world) for kind in ("projects", "group")]
    assert [(5, 0)] * 2 == [(one.said["repositories"], one.said["unseen"]) for one in looks]
    assert 20 <= looks[0].requests <= 24
    assert looks[0].requests < looks[1].requests <= 35
