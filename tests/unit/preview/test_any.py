"""Any config against any other: no crash, nothing unseen, nothing of nothing."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from trustpub.config import Config
from trustpub.plan import make_plan
from trustpub.preview import markdown, text

from ..core.any_config import DOCUMENTS, PLAIN_DOCUMENTS
from .field_table import FIELDS
from .test_fields import preview, risks


def printed(document: dict[str, Any]) -> bool:
    """Whether a config has what the rules ask for at least: a forge."""
    return bool(document.get("github") or document.get("gitlab"))


ANY = DOCUMENTS.filter(printed)


@given(ANY)
def test_the_same_is_no_change(document: dict[str, Any]) -> None:
    """A config against itself is nothing, however odd it is."""
    found = preview(document, json.loads(json.dumps(document)))

    assert () == found.projects
    assert () == found.risks


@settings(max_examples=60)
@given(ANY, ANY)
def test_what_is_planned_otherwise_is_seen(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Where the plans differ, the preview says so; and it can be printed."""
    found = preview(before, after)
    plans = [make_plan(Config.model_validate(one)) for one in (before, after)]

    if plans[0] != plans[1]:
        assert found.projects[0].things
    assert markdown.render(found).isascii()
    assert list(text.render(found))


@settings(max_examples=60)
@given(PLAIN_DOCUMENTS, PLAIN_DOCUMENTS)
def test_digest_is_of_the_change(before: dict[str, Any], after: dict[str, Any]) -> None:
    """The same change has the same digest; another one has another."""
    found = preview(before, after)

    assert found.digest == preview(before, after).digest
    if any(thing.kind != "config" for one in found.projects for thing in one.things):
        assert found.digest != preview(before, before).digest
        assert found.digest != preview(after, before).digest


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=1), PLAIN_DOCUMENTS)
def test_new_publishers_are_risks(names: list[str], after: dict[str, Any]) -> None:
    """A publisher that was not there before is never passed over."""
    before = FIELDS[names[0]].documents()[0]
    found = risks(before, after)

    assert found & {"preview-publisher-added", "preview-publisher-changed"}
