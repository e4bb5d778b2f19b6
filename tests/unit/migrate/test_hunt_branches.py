"""Branches that releases come from, and whose files still take the tokens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox
from trustpub.checking import check
from trustpub.migrate.judging.removing import removals
from trustpub.migrate.judging.standing import standing
from trustpub.migrate.looking.branches import of_files, releases
from trustpub.migrate.looking.run import projects_of
from trustpub.workflows.memory import Memory

from .command_steps import Migration, begin, swapped
from .command_world import HUB_CONFIG, OTHER, seed
from .sights import HUB as OURS
from .sights import kept, mention, sight

OLD = "1.x:.github/workflows/release.yml"


def test_how_release_branches_are_called() -> None:
    """By number, or by a word for it; or as a publisher's triggers say."""
    for name in (
        "1.x",
        "v2",
        "2.1",
        "release/1.0",
        "stable",
        "6.0-stable",
        "maint_3",
        "v1.2.x",
        "master",
    ):
        assert releases(name, (), "github"), name
    for name in ("maintain-x", "fix-release-notes-typo2", "dependabot/pip/x-1.0", "gh-pages"):
        assert not releases(name, (), "github"), name
    assert releases("publish/a", ("publish/*",), "github")


def test_a_token_that_a_release_branch_takes_stays() -> None:
    """It is told where, and what to do; a token that it does not take may go."""
    old = mention().model_copy(update={"file": OLD})
    seen = sight(kept=(kept(), kept("PYPI_PASSWORD")), branches=(old,))

    by_name = {one.kept.name: one for one in removals((seen,))}
    (todo,) = (one for one in standing(seen).next if one.id == "clean-files")

    assert f"{OURS} {OLD}:{old.line} refers to it" == by_name["PYPI_TOKEN"].stays
    assert by_name["PYPI_PASSWORD"].allowed
    assert "PYPI_TOKEN" in todo.title
    assert ["kept as", "used at", "on other branches"] == [one.label for one in todo.fields]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The world of the command, in which both projects have branches of old releases."""
    made = seed()
    made["github"]["repositories"][0] |= {
        "branches": ["main", "1.x", "old-and-locked", "a-try"],
        "protected_branches": ["old-and-locked"],
    }
    made["gitlab"]["projects"][0]["branches"] = ["main", "release/1"]
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump(made, path)
    with forked_sandbox(path) as running:
        yield running


@pytest.fixture
def migration(
    served: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Migration:
    """A fresh world."""
    return begin(served, tmp_path, monkeypatch, capsys.readouterr)


def test_after_the_swap_the_old_branches_are_named(migration: Migration) -> None:
    """A protected one and one that is called so, on both forges; a person's own branch is not."""
    swapped(migration)

    _, out, _ = migration.run("status", "--fleet", "fleet.yaml")

    (own,) = (line for line in out.splitlines() if line.strip().startswith("PYPI_API_TOKEN ("))
    (lab,) = (line for line in out.splitlines() if line.strip().startswith("PYPI_TOKEN ("))
    workflow = ".github/workflows/release.yml"
    assert (
        f"octo-org/app 1.x:{workflow}:31, octo-org/app old-and-locked:{workflow}:31 refers" in own
    )
    assert "group/sub/lib release/1:.gitlab-ci.yml:13" in lab
    assert "a-try" not in out


def test_a_workflow_of_a_branch_that_cannot_be_read() -> None:
    """Any token could be named in it; what can be read is read all the same."""
    (project,) = projects_of({"app.yaml": check(HUB_CONFIG, "app.yaml")})
    folder = ".github/workflows"
    files = Memory({f"{folder}/a.yml": b"on: [push\njobs: {", f"{folder}/b.yml": OTHER.encode()})

    found = of_files(files, project)  # type: ignore[arg-type]

    assert {(f"{folder}/a.yml", "*"), (f"{folder}/b.yml", "TWINE_PASSWORD")} == {
        (one.file, one.name) for one in found
    }
