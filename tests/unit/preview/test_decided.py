"""What rules find about publishers and environments, where no case of a whole config shows it."""

from dataclasses import replace
from typing import Any

import pytest

from trustpub.config import Approval
from trustpub.preview.pairing import Pair
from trustpub.preview.risk_environments import preview_environment_unguarded
from trustpub.preview.risk_publishers import (
    preview_project_dropped,
    preview_proposal_off,
    preview_publisher_anywhere,
)
from trustpub.preview.views import View
from trustpub.preview.wider import still_asked

from .field_table import ENVIRONMENT, HUB, LAB, put
from .views import view


def without_environment(document: dict[str, Any]) -> View:
    """Its publishers as an index may hold them, and no config without errors has them."""
    made = view(document)
    made.publishers = tuple(
        replace(one, identity=one.identity.model_copy(update={"environment": None}))
        for one in made.publishers
    )
    return made


def test_publisher_without_environment() -> None:
    """One that comes, or loses its environment, is told; one that had none before is not."""
    guarded, open_ = view(HUB), without_environment(HUB)
    field, label = "publishers[0].environment", "publisher pypi from release.yml in pypi on github"
    expected = [(label, "no environment guards the publisher", field, "", None, None, "")]

    assert expected == list(preview_publisher_anywhere(Pair(guarded, open_)))
    assert expected == list(preview_publisher_anywhere(Pair(None, open_)))
    for base, head in ((open_, open_), (open_, guarded), (None, guarded), (open_, None)):
        assert [] == list(preview_publisher_anywhere(Pair(base, head)))


@pytest.mark.parametrize(
    ("settings", "guarded"),
    [
        ({}, False),
        ({"deployers": [{"access": "maintainer"}]}, True),
        ({"approvals": [{"user": "a"}]}, True),
    ],
)
def test_new_environment_on_gitlab(settings: dict[str, Any], guarded: bool) -> None:
    """Named people who alone may deploy guard it as well as those who approve."""
    after = put(LAB, ENVIRONMENT, {"name": "other", **settings})

    told = list(preview_environment_unguarded(Pair(None, view(after))))

    assert guarded == (not told)


def asks(required: int, access: str) -> Approval:
    """A rule for a role."""
    return Approval.model_validate({"access": access, "required": required})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            [asks(1, "developer"), asks(2, "maintainer")],
            [asks(2, "maintainer"), asks(1, "admin")],
        ),
        ([asks(1, "maintainer"), asks(1, "admin")], [asks(1, "admin"), asks(1, "maintainer")]),
    ],
    ids=["the one that has its like goes first", "and takes its like"],
)
def test_approvals_in_another_order(before: list[Approval], after: list[Approval]) -> None:
    """A rule that could do for several does for the one that nothing else does for."""
    assert still_asked(before, after)


def test_workflow_that_is_delivered_no_more() -> None:
    """Told once it is not; while it is, and where its project goes, there is nothing to tell."""
    kept = put(HUB, "github.workflow_by", "pull-request")
    label, field = "repository octo-org/sampleproject on github", "github.workflow_by"
    what = "the release workflow is not kept as declared any more"
    expected = [(label, what, field, "workflow_by", "pull-request", None, "")]

    assert expected == list(preview_proposal_off(Pair(view(kept), view(HUB))))
    for base, head in ((kept, kept), (HUB, kept), (kept, LAB), (HUB, HUB)):
        assert [] == list(preview_proposal_off(Pair(view(base), view(head))))


def test_project_that_is_dropped() -> None:
    """On the forge that it leaves; no line of the head is about it."""
    label = "repository octo-org/sampleproject on github"
    what = "nothing keeps the gates of the repository as they are any more"

    for head in (None, view(LAB)):
        assert [(label, what, "", "", None, None, "")] == list(
            preview_project_dropped(Pair(view(HUB), head))
        )
    assert [] == list(preview_project_dropped(Pair(None, view(HUB))))
