"""What GraphQL shows of a config file, and requests that are foretold by kind."""

from typing import Any

import pytest

from trustpub.forges.github.observing.purse import Purse
from trustpub.forges.github.observing.texts import config_text

BLOB = {"text": "project: a\n", "isTruncated": False, "isBinary": False, "byteSize": 11}


@pytest.mark.parametrize(
    ("blob", "text", "why"),
    [
        (None, None, None),
        ({}, None, None),
        (BLOB, "project: a\n", None),
        ({**BLOB, "text": "", "byteSize": 0}, "", None),
        ({**BLOB, "text": None, "isBinary": True}, None, "it is binary (11 bytes)"),
        ({**BLOB, "text": None, "isBinary": None}, None, "it is binary (11 bytes)"),
        ({**BLOB, "isTruncated": True, "byteSize": 600000}, None, "too long (600000 bytes)"),
    ],
    ids=["nothing", "folder", "text", "empty", "binary", "untold", "cut"],
)
def test_config_text(blob: Any, text: str | None, why: str | None) -> None:
    """A file that is not whole is no absent file; a folder of that name is one."""
    found, hidden = config_text(blob)

    assert text == found
    assert (why is None) == (hidden is None)
    assert (why or "") in (hidden or "")


def test_what_is_short_is_foretold() -> None:
    """What was foretold of a kind is used up first; other kinds do not stand in for it."""
    purse = Purse()

    assert 5 == purse.put({"people": 2, "rulesets": 3})
    assert [0, 1, 2] == [purse.take("people", count) for count in (1, 2, 2)]
    assert [0, 1] == [purse.take("rulesets", 2), purse.take("rulesets", 2)]
    assert 4 == purse.take("readers", 4)
