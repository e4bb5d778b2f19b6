"""No field of the config can change unseen, or weaken a gate without a word."""

from typing import Any

import pytest

from trustpub.config import Config
from trustpub.fleet.entries import Entry
from trustpub.fleet.marks import mark
from trustpub.fleet.model import Layer, Sheet
from trustpub.preview.comparing import Comparing
from trustpub.preview.model import Preview
from trustpub.preview.sides import Side
from trustpub.reference import sections

from .field_table import FIELDS, HUB, LAB, TWO, Row, ids, put
from .made import ENVIRON, TODAY


def side(document: dict[str, Any]) -> Side:
    """A release config that was read."""
    sheet = Sheet("release.yaml", document, mark(1, 1))
    layers = (Layer("project", sheet, (), document),)
    config = Config.model_validate(document)
    return Side("read", entries={"it": Entry("it", config, "release.yaml", 1, document, layers)})


def preview(before: dict[str, Any], after: dict[str, Any]) -> Preview:
    """From one config to another."""
    found = Comparing(side(before), side(after), TODAY, ENVIRON)
    return found.preview("release.yaml", "", "")


def risks(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Ids of what was found."""
    return {risk.id for risk in preview(before, after).risks}


def test_every_field_is_in_the_table() -> None:
    """A new field of the config needs a rule, or a word why it needs none."""
    every = {f"{one.__name__}.{name}" for one in sections(Config) for name in one.model_fields}

    assert set(FIELDS) == every


@pytest.mark.parametrize("name", FIELDS)
def test_field_is_seen(name: str) -> None:
    """A change of any single field changes the preview, there and back; none is none."""
    before, after = FIELDS[name].documents()

    assert preview(before, after).projects[0].things
    assert preview(after, before).projects[0].things
    assert () == preview(before, before).projects


REFS = "publishers.0.triggers"
MORE_ROWS = {
    "a star of a branch may end at a slash": Row(
        LAB,
        REFS,
        {"tags": ["v*"], "branches": ["release/*"]},
        {"tags": ["v*"], "branches": ["release/a/b"]},
        ids("refs-widened"),
        ids("refs-widened"),
    ),
    "a person who was bound to tags": Row(
        LAB,
        REFS,
        {"tags": ["v*"], "manual": True},
        {"manual": True},
        ids("manual-start"),
        ids("refs-widened"),
    ),
    "a role instead of a group": Row(
        LAB,
        "publishers.0.environment.approvals",
        [{"group": "group/core", "required": 2}],
        [{"access": "admin", "required": 2}],
        ids("approvals-lowered"),
        ids("approvals-lowered"),
    ),
    "who approves becomes who deploys": Row(
        LAB,
        "publishers.0.environment",
        {
            "name": "pypi",
            "deployers": [{"access": "maintainer"}],
            "approvals": [{"user": "a"}, {"user": "b"}],
        },
        {
            "name": "pypi",
            "deployers": [{"access": "maintainer"}, {"user": "a"}],
            "approvals": [{"user": "b"}],
        },
        ids("approvals-lowered", "deployers-widened"),
        set(),
    ),
    "one rule of tags becomes two": Row(
        HUB,
        "tags",
        [{"pattern": "v*", "created_by": {"teams": ["core"]}}],
        [{"pattern": f"v{n}*", "created_by": {"teams": ["core"]}} for n in range(10)],
        ids("tag-unprotected"),
        set(),
    ),
    "two rules of tags become one": Row(
        put(HUB, REFS, {"tags": ["v1*", "v2*"]}),
        "tags",
        [
            {"pattern": "v1*", "created_by": {"teams": ["core"]}},
            {"pattern": "v2*", "created_by": {"teams": ["leads"]}},
        ],
        [{"pattern": "v*", "created_by": {"teams": ["core", "leads"]}}],
        ids("tag-creators"),
        ids("tag-unprotected"),
    ),
    "the gates go from one of two publishers to the other, and get lost": Row(
        TWO,
        "publishers",
        TWO["publishers"],
        [{"index": "testpypi", "environment": "PyPI"}, {"index": "pypi", "environment": "PyPI"}],
        ids("reviewers-emptied", "self-review", "admin-bypass", "wait-timer"),
        set(),
    ),
}


@pytest.mark.parametrize("name", MORE_ROWS)
def test_other_ways_to_weaken(name: str) -> None:
    """Ways that a field alone does not show."""
    row = MORE_ROWS[name]
    before, after = row.documents()

    assert (row.forth, row.back) == (risks(before, after), risks(after, before))


@pytest.mark.parametrize("name", FIELDS)
def test_field_weakens_as_told(name: str) -> None:
    """Loosening is a risk; what tightens is none, unless it lets somebody else in."""
    row: Row = FIELDS[name]
    before, after = row.documents()

    assert row.forth == risks(before, after)
    assert row.back == risks(after, before)
    assert bool(row.harmless) == (not row.forth and not row.back)
