"""Which project of a fleet a stack is, without the engine."""

from pathlib import Path

import pulumi
import pytest

from components.fleet import entry_of

from .made import FLEET, QUERY


def fleet(folder: Path, text: str = FLEET) -> str:
    """A fleet file."""
    file = folder / "fleet.yaml"
    file.write_text(text)
    return str(file)


def test_a_stack_is_the_project_that_it_is_called_after(tmp_path: Path) -> None:
    """By the names that a rollout gives; queries are not asked for those that are named."""
    file = fleet(tmp_path, FLEET + QUERY)

    assert "github:octo-org/app" == entry_of(file, "github_-octo-org_.app").name


def test_another_stack_is_told_with_the_nearest(tmp_path: Path) -> None:
    """A typing error is found; what is like none gets a way to all."""
    file = fleet(tmp_path)

    with pytest.raises(pulumi.RunError, match=r"did you mean github_-octo-org_\.app\?"):
        entry_of(file, "github_-octo-org_.ap")
    with pytest.raises(pulumi.RunError, match="trustpub fleet list --format json"):
        entry_of(file, "dev")


def test_a_project_with_errors_is_told_with_them(tmp_path: Path) -> None:
    """And no other name is offered for it."""
    file = fleet(tmp_path, FLEET + "  - {project: x, github: {repository: octo-org/x, plan: 1}}\n")

    with pytest.raises(pulumi.RunError, match=r"nothing was written(.|\n)*projects\[2\]"):
        entry_of(file, "github_-octo-org_.x")


def test_no_fleet_is_told(tmp_path: Path) -> None:
    """As everywhere."""
    with pytest.raises(pulumi.RunError, match="there is no such file"):
        entry_of(str(tmp_path / "none.yaml"), "dev")


def test_queries_that_cannot_be_asked_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be one of those."""
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)

    with pytest.raises(pulumi.RunError, match="not seen: organization octo-org"):
        entry_of(fleet(tmp_path, FLEET + QUERY), "github_-octo-org_.other")
