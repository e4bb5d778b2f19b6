"""Deleted, archived or renamed in the middle of a look, at each moment of it."""

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lab.world import Sandbox

from ..observing.conftest import GitHub
from ..observing.worlds import REPOSITORY
from ..observing_gitlab.worlds import PROJECT
from .conftest import Audit
from .partial import Moment, Told, moment, told

__all__ = ["moment"]
NEW = "another"
CONFIG, ORGANIZATION = (), ("--org", "octo-org")
PLAN, GROUP = ("lab.yaml",), ("--group", "group")
BYPASSED = ("audit-differs", REPOSITORY, "environment/pypi", "can_admins_bypass")


@pytest.fixture
def hub(served: Sandbox, audit: Audit, tmp_path: Path) -> GitHub:
    """GitHub, where somebody let administrators bypass the environment."""
    return GitHub(served, tmp_path)


def delete(hub: GitHub) -> None:
    """From now on GitHub knows no such repository."""
    path = rf"/repos/{REPOSITORY}(/.*)?$"
    hub.sandbox.faults("github", {"path": path, "status": 404, "body": {}, "times": None})


def archive(hub: GitHub) -> None:
    """Read-only from now on."""
    hub.send("PATCH", f"/repos/{REPOSITORY}", {"archived": True})


def rename(hub: GitHub) -> None:
    """Another name from now on; the old one leads to it."""
    hub.send("PATCH", f"/repos/{REPOSITORY}", {"name": NEW})


def looks(
    hub: GitHub, audit: Audit, moment: Moment, words: tuple[str, ...], act: Callable[[GitHub], Any]
) -> tuple[Told, list[tuple[Told, list[dict[str, Any]]]]]:
    """What is told with no change; then, for each moment, what is told and what was asked."""
    plant(hub)
    before = told(audit, *words)
    found = []
    for count in range(1, moment.answers + 1):
        hub.sandbox.reset()
        plant(hub)
        mark = hub.sandbox.mark()
        moment.after(count, lambda: act(hub))
        found.append((told(audit, *words), hub.sandbox.events("github", mark)))
        assert moment.answers >= count
    return before, found


def plant(hub: GitHub) -> None:
    """A finding in the repository itself; there are others elsewhere."""
    hub.environment(can_admins_bypass=True)


def refused(events: list[dict[str, Any]], *words: str) -> bool:
    """Whether something of the repository was not shown."""
    return any(one.get("status") == 404 and any(w in one["path"] for w in words) for one in events)


@pytest.mark.parametrize("words", [CONFIG, ORGANIZATION])
def test_deleted_on_github(
    hub: GitHub, audit: Audit, moment: Moment, words: tuple[str, ...]
) -> None:
    """What was seen by then is told, what was not is unknown, and nothing is made up."""
    before, after = looks(hub, audit, moment, words, delete)

    assert len(after) > 15
    for now, events in after:
        assert before.elsewhere(REPOSITORY) == now.elsewhere(REPOSITORY)
        assert now.about(REPOSITORY) <= before.about(REPOSITORY)
        hidden = set(now.hidden(REPOSITORY)) - set(before.hidden(REPOSITORY))
        assert refused(events, REPOSITORY) == bool(hidden)
        shown = any(
            e["status"] in (200, 304) and e["path"].endswith("/environments") for e in events
        )
        if words == CONFIG:
            assert shown == (BYPASSED in now.found)


@pytest.mark.parametrize("words", [CONFIG, ORGANIZATION])
def test_renamed_on_github(
    hub: GitHub, audit: Audit, moment: Moment, words: tuple[str, ...]
) -> None:
    """GitHub leads from the old name to the new one: all is seen, under one of the two."""
    before, after = looks(hub, audit, moment, words, rename)

    for now, _ in after:
        assert before.found == {renamed(one) for one in now.found}
        assert before.unseen == {
            what.replace(NEW, "sampleproject"): now.unseen[what] for what in now.unseen
        }


def renamed(one: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
    """A finding under the old name."""
    return one[0], one[1].replace(f"/{NEW}", "/sampleproject"), one[2], one[3]


@pytest.mark.parametrize("words", [CONFIG, ORGANIZATION])
def test_archived_on_github(
    hub: GitHub, audit: Audit, moment: Moment, words: tuple[str, ...]
) -> None:
    """Reads go on as before: it is told as it was when it was described."""
    before, after = looks(hub, audit, moment, words, archive)
    archived = told(audit, *words)

    for now, _ in after:
        assert now.found in (before.found, archived.found)
        assert before.unseen == now.unseen


def send(served: Sandbox, method: str, path: str, body: Any = None) -> None:
    """A change on GitLab by somebody else."""
    headers = {"Authorization": "Bearer boss-token", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    url = f"{served.urls['gitlab']}/api/v4{path}"
    served.answer(urllib.request.Request(url, data, headers, method=method)).close()


ACTS = {
    "deleted": ("DELETE", "/projects/1", None),
    "archived": ("POST", "/projects/1/archive", None),
    "renamed": ("PUT", "/projects/1", {"path": NEW}),
}


@pytest.mark.parametrize("words", [PLAN, GROUP])
@pytest.mark.parametrize("what", ACTS)
def test_changed_on_gitlab(
    served: Sandbox, audit: Audit, moment: Moment, words: tuple[str, ...], what: str
) -> None:
    """The same of a project: by its number it is found under any name."""
    before = told(audit, *words)

    for count in range(1, moment.answers + 1):
        served.reset()
        mark = served.mark()
        moment.after(count, lambda: send(served, *ACTS[what]))
        now = told(audit, *words)
        gone = refused(served.events("gitlab", mark), "/projects/1", PROJECT)
        assert before.elsewhere(PROJECT) == now.elsewhere(PROJECT)
        assert now.about(PROJECT) <= before.about(PROJECT)
        assert (what == "deleted" and gone) == bool(
            set(now.hidden(PROJECT)) - set(before.hidden(PROJECT))
        )
