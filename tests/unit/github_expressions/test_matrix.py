"""Combinations of a matrix."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.forges.github.expressions.matrix import combinations
from trustpub.forges.github.expressions.values import Unknown

FRUIT = {
    "fruit": ["apple", "pear"],
    "animal": ["cat", "dog"],
    "include": [
        {"color": "green"},
        {"color": "pink", "animal": "cat"},
        {"fruit": "apple", "shape": "circle"},
        {"fruit": "banana"},
        {"fruit": "banana", "animal": "cat"},
    ],
}
"""The example of "Expanding or adding matrix configurations" in GitHub's docs."""

TABLE: list[tuple[Any, list[dict[str, Any]]]] = [
    ({"os": ["l", "w"]}, [{"os": "l"}, {"os": "w"}]),
    (
        {"os": ["l", "w"], "py": [1, 2]},
        [{"os": o, "py": p} for o in ("l", "w") for p in (1, 2)],
    ),
    (
        {"os": ["l", "w"], "py": [1, 2], "exclude": [{"os": "w"}, {"py": "1"}]},
        [{"os": "l", "py": 2}],
    ),
    (
        FRUIT,
        [
            {"fruit": "apple", "animal": "cat", "color": "pink", "shape": "circle"},
            {"fruit": "apple", "animal": "dog", "color": "green", "shape": "circle"},
            {"fruit": "pear", "animal": "cat", "color": "pink"},
            {"fruit": "pear", "animal": "dog", "color": "green"},
            {"fruit": "banana"},
            {"fruit": "banana", "animal": "cat"},
        ],
    ),
    ({"include": [{"a": 1}, {"a": 2, "b": 3}]}, [{"a": 1}, {"a": 2, "b": 3}]),
    ({"os": ["l"], "exclude": [{"os": "l"}], "include": [{"x": 1}]}, [{"x": 1}]),
    ({"os": ["l"], "include": [{"x": 1}, {"x": 2}]}, [{"os": "l", "x": 2}]),
    ({"os": ["${{ github.a }}", "w"]}, [{"os": "known"}, {"os": "w"}]),
    ({"os": '${{ fromJSON(\'["l", "w"]\') }}'}, [{"os": "l"}, {"os": "w"}]),
    ('${{ fromJSON(\'{"os": ["l"]}\') }}', [{"os": "l"}]),
    (
        {"v": [{"n": 1, "l": [1, 2]}, {"n": 2}], "exclude": [{"v": {"n": 2}}]},
        [{"v": {"n": 1, "l": [1, 2]}}],
    ),
    (
        {"v": [{"n": 1, "l": [1, 2]}], "exclude": [{"v": {"l": [1, 3]}}]},
        [{"v": {"n": 1, "l": [1, 2]}}],
    ),
    ({"os": []}, []),
    ({}, []),
]


@pytest.mark.parametrize(("matrix", "expected"), TABLE)
def test_combinations(matrix: object, expected: list[dict[str, Any]]) -> None:
    """Axes are crossed, then what is excluded goes, then what is included comes."""
    got = combinations(matrix, {"github": {"a": "known"}})

    assert tuple(expected) == got


def test_unknown_item_is_one_combination() -> None:
    """An item that is not known does not hide the others."""
    got = combinations({"os": ["${{ vars.x }}", "w"]}, {})

    assert isinstance(got, tuple)
    assert isinstance(got[0]["os"], Unknown)
    assert {"os": "w"} == got[1]


@pytest.mark.parametrize(
    "matrix",
    [
        None,
        "x",
        ["x"],
        {"os": "linux"},
        {"os": "${{ fromJSON(needs.a.outputs.b) }}"},
        {"os": ["l"], "include": "${{ fromJSON(needs.a.outputs.b) }}"},
        {"os": ["l"], "include": ["x"]},
        {"os": ["${{ vars.x }}"], "exclude": [{"os": "l"}]},
        {"os": ["${{ vars.x }}"], "include": [{"os": "l", "a": 1}]},
        {"a": list(range(20)), "b": list(range(20))},
        {"include": [{"a": n} for n in range(300)]},
        "${{ oops( }}",
    ],
)
def test_unknown_matrices(matrix: object) -> None:
    """What is not known, malformed or too large is unknown with a reason."""
    got = combinations(matrix, {})

    assert isinstance(got, Unknown)
    assert got.why


DATA = st.recursive(
    st.none() | st.integers() | st.sampled_from(["x", "${{ vars.x }}", "${{"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["os", "py", "include", "exclude"]), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(DATA)
def test_nothing_raises(matrix: object) -> None:
    """Any data gives combinations or a reason."""
    assert isinstance(combinations(matrix, {}), tuple | Unknown)
