"""The fleets that are rolled out, and their worlds."""

from pathlib import Path

import pytest

from bench.fleets import bare_group, by_gitlabform, fleet, limited
from sandbox.events import EventLog
from sandbox.github.state import build as build_github
from sandbox.gitlab.state import build as build_gitlab
from trustpub.fleet.reading import read_fleet


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_every_repository_is_good(forge: str, tmp_path: Path) -> None:
    """None has an error or a warning, changed or not."""
    file = tmp_path / "fleet.yaml"
    file.write_text(fleet(forge, 12, 5))

    found = read_fleet(str(file))

    assert (12, (), ()) == (len(found.entries), found.refused, found.unknown)
    assert [] == [one for one in found.problems if one.severity != "note"]
    assert [2] * 5 + [1] * 7 == [len(one.config.tags) for one in found.entries]


def test_the_worlds_have_the_repositories_and_nothing_of_the_fleet() -> None:
    """On GitHub with the points of a minute, as many times as its clock is faster."""
    state = build_github("github", limited(3, 2), EventLog())
    assert (1800, 60) == (state.limits.points, state.limits.seconds)
    assert [({}, {})] * 3 == [(one.environments, one.rulesets) for one in state.repos.values()]
    projects = build_gitlab("gitlab", bare_group(3), EventLog()).projects
    assert [f"group/project-{n}" for n in range(3)] == list(projects)
    assert [({}, {})] * 3 == [(o.protected_tags, o.environments) for o in projects.values()]


def test_gitlabform_is_told_the_group_once() -> None:
    """With the version of files that the release reads."""
    told = by_gitlabform("http://127.0.0.1:1", 4)
    assert (4, ["group/*"]) == (told["config_version"], list(told["projects_and_groups"]))
