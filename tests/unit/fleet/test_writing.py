"""The config of one project, as YAML."""

from typing import Any

import pytest
from hypothesis import given

from bench.configs import config
from trustpub.checking import check
from trustpub.fleet.writing import config_lines, scalar
from trustpub.source import read_source

from ..core.any_config import DOCUMENTS, PLAIN_DOCUMENTS


def written(document: dict[str, Any]) -> str:
    """A document as it is shown."""
    return "\n".join(line.text for line in config_lines(document)) + "\n"


@given(DOCUMENTS | PLAIN_DOCUMENTS)
def test_any_config_comes_back(document: dict[str, Any]) -> None:
    """What is shown is read as what it was, to the last type."""
    source = read_source(written(document), "f")

    assert () == source.problems
    assert document == source.document


@pytest.mark.parametrize("number", range(12))
def test_config_is_checked_alike(number: int) -> None:
    """`check` of what is shown gives the very config."""
    before = check(config(number), "f")
    document = before.source.document

    assert before.config == check(written(document), "f").config


WORDS = ["", " ", "null", "Null", "~", "yes", "On", "true", "1", "0x1", "1e3", ".inf", "2026-01-01"]
SIGNS = [
    "<<",
    "=",
    "- a",
    "-",
    "?",
    "a: b",
    "a #b",
    "a,b",
    *(f"{sign}a" for sign in "!&*{[%@`'\"\\"),
]
ODD = ["\n", "\t", "é", "\x7f", "\u2028", "\ufeff", "\U0001f600", "a\x00b", "v*"]


@pytest.mark.parametrize("text", [*WORDS, *SIGNS, *ODD])
def test_text_stays_text(text: str) -> None:
    """In a list and as a value."""
    source = read_source(f"a: {scalar(text)}\nb: [{scalar(text)}, {scalar(text)}]\n", "f")

    assert {"a": text, "b": [text, text]} == source.document


@pytest.mark.parametrize(("value", "shown"), [(None, "null"), (True, "true"), (False, "false")])
def test_words(value: Any, shown: str) -> None:
    """The words of YAML for what is no text."""
    assert shown == scalar(value)


def test_fields_come_in_the_usual_order() -> None:
    """However the layers had them."""
    document = {"tags": [], "publishers": [{"index": "pypi", "environment": "e"}], "project": "p"}

    expected = "project: p\npublishers:\n  - index: pypi\n    environment: e\ntags: []\n"
    assert expected == written(document)
