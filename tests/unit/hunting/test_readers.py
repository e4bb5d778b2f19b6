"""Unusual workflows and pipelines, and all that is read of them: entries, `?` unseen, `!` wrong."""

from collections.abc import Mapping

import pytest

from trustpub.forges.gitlab.pipeline import read as read_gitlab
from trustpub.workflows.entries import entries
from trustpub.workflows.model import Reading

from ..github_workflow.snapshots import Texts, line, reading
from . import rows_events, rows_pipelines, rows_scripts, rows_variables

Repository = str | Mapping[str, str]
GITHUB: dict[str, tuple[Repository, tuple[str, ...]]] = {
    **rows_events.ROWS,
    **rows_scripts.ROWS,
    **rows_variables.ROWS,
}


def told(found: Reading) -> list[str]:
    """Entries in short, then what could not be seen, then what is wrong."""
    short = [line(entry).removeprefix(".gitlab-ci:") for entry in entries(found.jobs)]
    unseen = [f"? {one.why}" for one in found.unknown]
    return [*short, *unseen, *(f"! {one.id}" for one in found.problems)]


@pytest.mark.parametrize("name", GITHUB)
def test_workflow(name: str) -> None:
    """Exactly this is read of a workflow."""
    files, expected = GITHUB[name]

    assert list(expected) == told(reading(files))


@pytest.mark.parametrize("name", rows_pipelines.ROWS)
def test_pipeline(name: str) -> None:
    """Exactly this is read of a pipeline."""
    files, expected = rows_pipelines.ROWS[name]

    assert list(expected) == told(read_gitlab(Texts(files)))
