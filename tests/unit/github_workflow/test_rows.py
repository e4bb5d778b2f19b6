"""Small workflows, and the entries that are read of them."""

from collections.abc import Mapping

import pytest

from . import rows_actions, rows_calls, rows_jobs, rows_steps
from .snapshots import lines, reading

ROWS: dict[str, tuple[str | Mapping[str, str], tuple[str, ...]]] = {
    f"{module.__name__.rpartition('_')[2]}: {name}": row
    for module in (rows_actions, rows_calls, rows_jobs, rows_steps)
    for name, row in module.ROWS.items()
}


@pytest.mark.parametrize(("files", "expected"), ROWS.values(), ids=ROWS)
def test_entries(files: str | Mapping[str, str], expected: tuple[str, ...]) -> None:
    """Each workflow has these entries and no others."""
    assert list(expected) == lines(files)


TOLD = {
    "calls: a workflow of another repository": ["stands in another repository"],
    "calls: a workflow of another repository that may ask for an ID token": [
        "stands in another repository"
    ],
    "calls: a workflow that is not there": ["no such workflow"],
    "calls: a workflow that may not be called": ["no `workflow_call`"],
    "calls: workflows that call each other": ["calls itself"],
    "actions: an action that uses itself": ["over 10 deep"],
    "actions: an action that is code": ["runs code"],
    "actions: an action that is not there": ["no such action"],
    "actions: an action that is no mapping": ["no such action"],
    "actions: an action from elsewhere with a token": ["'pypi-token' gives it"],
    "actions: an action from elsewhere with a token in a variable": ["'SOME' gives it"],
    "actions: an action from elsewhere that publishes by its name": ["with an ID token"],
    "actions: a command that hides, with an ID token": ["cannot be read"],
    "actions: a command that hides, with a token": ["nothing here names its index"],
    "actions: a command that hides, with a token of the job": ["nothing here names its index"],
    "jobs: jobs that need each other": ["in a circle", "in a circle"],
    "jobs: a job that needs one that is not there": ["no job 'nobody'"],
    "steps: an address nobody knows": ["known in a run only"],
}


@pytest.mark.parametrize("name", ROWS)
def test_unknown_is_told(name: str) -> None:
    """What may hide an upload is told with its reason, and nothing else is."""
    told = reading(ROWS[name][0]).unknown

    assert len(TOLD.get(name, [])) == len(told), told
    for part, unknown in zip(TOLD.get(name, []), told, strict=True):
        assert part in unknown.why
        assert unknown.what.startswith(".github/workflows/")
