"""The one merge rule, and where each value comes from."""

import json
from functools import reduce
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trustpub.fleet.merging import over, settled
from trustpub.fleet.origins import origins
from trustpub.source import join

from .made import layer

SCALARS = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["a", "b", "a b"])
KEYS = st.sampled_from(["x", "y", "z"])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner), max_leaves=8
)
MAPPINGS = st.dictionaries(KEYS, VALUES, max_size=3)

TABLE = {
    "key by key": ({"a": {"x": 1}}, {"a": {"y": 2}}, {"a": {"x": 1, "y": 2}}),
    "the nearer wins": ({"a": 1}, {"a": 2}, {"a": 2}),
    "lists replace whole": ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
    "mappings in lists are no layers": ({"a": [{"x": 1}]}, {"a": [{"y": 2}]}, {"a": [{"y": 2}]}),
    "null removes": ({"a": {"x": 1, "y": 2}}, {"a": {"x": None}}, {"a": {"y": 2}}),
    "null removes all below": ({"a": {"x": 1}}, {"a": None}, {}),
    "null within a list stays": ({}, {"a": [{"x": None}]}, {"a": [{"x": None}]}),
    "a mapping replaces a text": ({"a": "e"}, {"a": {"name": "f"}}, {"a": {"name": "f"}}),
    "a text replaces a mapping": ({"a": {"name": "f"}}, {"a": "e"}, {"a": "e"}),
}


@pytest.mark.parametrize("name", TABLE)
def test_rule(name: str) -> None:
    """Each half sentence of the rule."""
    far, near, expected = TABLE[name]

    assert expected == settled(over(far, near))


def test_removed_and_given_anew() -> None:
    """What stands behind a null stays away, even if something nearer begins anew."""
    layers: list[Any] = [{"a": {"x": 1}}, {"a": None}, {"a": {"y": 2}}]

    assert {"a": {"y": 2}} == settled(reduce(over, layers))


CUTS = ({"x": {"y": 1}}, {"x": None}, {"x": {"z": 2}})


@example(*CUTS)
@example(CUTS[0], {"x": 5}, CUTS[2])
@example({"x": {"y": {"x": 1}}}, {"x": {"y": [1]}}, {"x": {"y": {"z": 1}}})
@given(MAPPINGS, MAPPINGS, MAPPINGS)
def test_merge_is_associative(one: Any, two: Any, three: Any) -> None:
    """Layers may be merged in any grouping, as long as their order stays."""
    assert settled(over(over(one, two), three)) == settled(over(one, over(two, three)))


@given(MAPPINGS, MAPPINGS)
def test_merge_changes_no_layer(one: Any, two: Any) -> None:
    """A layer that many projects share stays what it is."""
    before = json.dumps([one, two])
    over(one, two)

    assert before == json.dumps([one, two])


@given(MAPPINGS)
def test_nothing_is_neutral(one: Any) -> None:
    """An empty layer changes nothing, wherever it stands."""
    assert settled(one) == settled(over(one, {})) == settled(over({}, one))


@given(st.lists(MAPPINGS, min_size=1, max_size=4))
def test_origins_name_what_is_merged(documents: list[Any]) -> None:
    """Every field has an origin, no other path has one, and the layer says that value."""
    layers = [layer(one, str(number)) for number, one in enumerate(documents)]
    merged = settled(reduce(over, documents, {}))
    found = origins(layers)

    assert set(paths(merged, "")) == set(found)
    for path, value in paths(merged, "").items():
        if not isinstance(value, dict):
            own = paths(documents[int(found[path].label)], "")
            assert value == own[path]


def paths(value: Any, path: str) -> dict[str, Any]:
    """Every field of a document by its path."""
    found = {path: value}
    parts = value.items() if isinstance(value, dict) else ()
    parts = enumerate(value) if isinstance(value, list) else parts
    for key, below in parts:
        found |= paths(below, join(path, key))
    return found
