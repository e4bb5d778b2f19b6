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

from .field_table import FIELDS, Row
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


@pytest.mark.parametrize("name", FIELDS)
def test_field_weakens_as_told(name: str) -> None:
    """Loosening is a risk; what tightens is none, unless it lets somebody else in."""
    row: Row = FIELDS[name]
    before, after = row.documents()

    assert row.forth == risks(before, after)
    assert row.back == risks(after, before)
    assert bool(row.harmless) == (not row.forth and not row.back)
