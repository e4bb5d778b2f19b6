"""Plain files are read quickly, all others slowly, and both ways tell the same."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.fleet.marks import marks_of, paths, position
from trustpub.fleet.parsing import FLEET_LIMITS, parse
from trustpub.fleet.quick import read_quickly
from trustpub.fleet.writing import config_lines
from trustpub.source import LIMITS, read_source

from ..core.any_config import DOCUMENTS
from ..core.test_source import BAD

PLAIN = [
    "a: 1",
    "a: [x, 'y', \"z\"]\nb: {c: d, e: [f: g]}",
    "a: |\n  text\n  more\nb: >-\n  folded\n  text",
    "- a\n- b: c\n  d: e\n-\n  - f",
    "a:\nb: ~\nc: null\nd: ''",
    "a: true\nb: False\nc: yes\nd: off\ne: y\nf: 'true'",
    "a: 0x1f\nb: 0o17\nc: 017\nd: -3\ne: 1_000\nf: 1.5\ng: .inf\nh: 1e3\ni: +1\nj: 12e",
    "a: 2026-01-01\nb: v1.2.3\nc: 1.2.3\nd: 30m\ne: '2026'\nf: 1:30",
    "# head\na: 1  # tail\n\n\nb: 2\n...\n",
    "'a b': 1\n\"c\": 2",
    "{a: 1, b: [2, {c: 3}]}",
    "a: v*\nb: '*'\ne: -x\nf: .x",
    "just text",
    "[]",
    "a: é\nb: '\\n'\nc: \"\\n\\u00e9\"",
]
ODD = [
    "a: &x 1\nb: *x",
    "a: {<<: {b: 1}}",
    "1: a",
    "a: !!str 1",
    "? [a]\n: b",
    "a: - b",
    "a: <",
    "%YAML 1.1",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_read_alike(text: str) -> None:
    """Values, their types and their places are those of the slow way."""
    source = read_source(text, "f")
    found = read_quickly(text, LIMITS)

    assert found is not None
    assert repr(source.document) == repr(found[0])
    assert source.positions == dict(paths(*found))
    assert source.positions == dict(paths(source.document, marks_of(source)))


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_left_to_the_slow_way(text: str) -> None:
    """Anchors, tags, merge keys and keys that are no text."""
    assert read_quickly(text, LIMITS) is None


@pytest.mark.parametrize("name", BAD)
def test_broken_text_is_told_as_ever(name: str) -> None:
    """What is no YAML has the very problem that a release config has for it."""
    text = BAD[name][0]

    assert (None, read_source(text, "f").problems) == parse(text, "f")


@given(DOCUMENTS)
def test_any_config_is_read_alike(document: dict[str, Any]) -> None:
    """Whatever a config holds, written as YAML."""
    text = "\n".join(line.text for line in config_lines(document))
    source = read_source(text, "f")
    sheet, problems = parse(text, "f")

    assert sheet is not None
    assert () == problems
    assert document == source.document == sheet.document
    assert repr(source.document) == repr(sheet.document)
    assert source.positions == dict(paths(sheet.document, sheet.marks))


@given(st.text(st.sampled_from("ab1:-[]{},'\"#&*!|>%@ \n.~0"), max_size=30))
def test_any_text_is_read_alike(text: str) -> None:
    """However odd: the quick way gives up, or gives what the slow way gives."""
    found = read_quickly(text, LIMITS)
    if found is not None:
        source = read_source(text, "f")
        assert () == source.problems
        assert repr(source.document) == repr(found[0])
        assert source.positions == dict(paths(*found))


@pytest.mark.parametrize("text", ["a: [b, c]", "{a: b, c: d}", "[[], {}, []]"])
def test_limit_of_nodes_is_kept(text: str) -> None:
    """What is too large is left to the slow way, which tells so."""
    limits = LIMITS._replace(nodes=3)
    _, problems = parse(text, "f", limits)

    assert read_quickly(text, limits) is None
    assert "holds over 3 values" in problems[0].found


def test_places_behind_aliases() -> None:
    """An alias stands where its key does, what is in it where its anchor is."""
    sheet, _ = parse("a: &x\n  b: 1\nc: *x\nd: {<<: *x, e: 2}\n", "f")

    assert sheet is not None
    assert {"b": 1, "e": 2} == sheet.document["d"]
    known = dict(paths(sheet.document, sheet.marks))
    assert [(3, 1), (2, 3), (4, 1)] == [known["c"], known["c.b"], known["d"]]


def test_bomb_in_a_fleet_file() -> None:
    """Aliases that grow without end are refused before they are expanded."""
    lines = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [
        f"{n}: &{n} [{', '.join([f'*{p}'] * 10)}]" for p, n in itertools.pairwise("abcdefghi")
    ]

    sheet, (problem,) = parse("\n".join(lines), "f", FLEET_LIMITS)

    assert sheet is None
    assert f"holds over {FLEET_LIMITS.nodes} values" in problem.found


def test_place_far_to_the_right() -> None:
    """Line and column come back from one number."""
    sheet, _ = parse("a: ['" + "x" * 70_000 + "', b]", "f")

    assert sheet is not None
    assert (1, 70_009) == position(sheet.marks[1]["a"][1][1])  # type: ignore[index]
