"""Checklists of configs in worlds that are made up: nobody is asked."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from trustpub.checking import check
from trustpub.checklist.build import checklist
from trustpub.checklist.model import Checklist, Item
from trustpub.config import Config
from trustpub.indexes.pypi.sites import site
from trustpub.publishers import declared_publishers
from trustpub.status.answer import Answer, File, Outcome
from trustpub.status.judging import judge_all
from trustpub.status.looking import key

CLONE = Path(__file__).parents[3]
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
TODAY = NOW.date()
ENVIRON = {
    "TRUSTPUB_PYPI_URL": "https://pypi.example",
    "TRUSTPUB_TESTPYPI_URL": "https://testpypi.example",
}
GITHUB = {
    "kind": "GitHub",
    "repository": "octo-org/sampleproject",
    "workflow": "release.yml",
    "environment": "pypi",
}
GITLAB = {
    "kind": "GitLab",
    "repository": "group/sub/otherproject",
    "workflow_filepath": ".gitlab/.gitlab-ci.yml",
    "environment": "pypi",
}
UNSEEN = Outcome(None, "the index could not be reached")


def config(text: str | bytes) -> Config:
    """A config without errors."""
    checked = check(text, "release.yaml")
    assert checked.config
    assert () == checked.errors
    return checked.config


def example(forge: str) -> Config:
    """One of the examples."""
    return config((CLONE / "examples" / forge / "release.yaml").read_bytes())


def absent(index: Any, project: str) -> Outcome:
    """No such project."""
    url = site(index, ENVIRON).url
    return Outcome(Answer(site=url, project=project, looked=NOW, exists=False))


def released(index: Any, project: str, day: str, *publishers: dict[str, Any]) -> Outcome:
    """A project with one file, of a day, with these publishers."""
    url = site(index, ENVIRON).url
    file = File(
        filename=f"{project}-1.0.tar.gz",
        uploaded=f"{day}T08:00:00Z",
        provenance="x" if publishers else None,
        publishers=publishers,
    )
    return Outcome(Answer(site=url, project=project, looked=NOW, exists=True, newest=(file,)))


def made(
    about: Config, outcomes: Mapping[str, Outcome], people: int = 1, registered: date | None = None
) -> Checklist:
    """The checklist where the indexes have said this."""
    seen = {key(site(i, ENVIRON), about.project): o for i, o in outcomes.items()}  # type: ignore[arg-type]
    judged = judge_all(declared_publishers(about), seen, ENVIRON, NOW)
    return checklist(judged, TODAY, people, registered)


def items(one: Checklist, section: str) -> tuple[Item, ...]:
    """The items of the sections whose id begins so."""
    return tuple(i for s in one.sections if s.id.startswith(section) for i in s.items)
