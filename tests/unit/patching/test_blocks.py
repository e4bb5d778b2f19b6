"""Edits of mappings, lists and scalars in every style that YAML has."""

from collections.abc import Callable

import pytest

from trustpub.patching.blocks import append, drop, drop_item, fill, put, replace, rewrite
from trustpub.patching.edits import Edit, Edits, applied
from trustpub.patching.spots import Page, Spot, read_page

Change = Callable[[Page], Edits | None]


def page(text: str) -> Page:
    """A text that is a mapping."""
    found = read_page(text)
    assert found is not None
    return found


def at(one: Page, *path: str) -> Spot:
    """A spot that is there."""
    found = one.root.get(*path)
    assert found is not None
    return found


def changed(text: str, change: Change) -> str | None:
    """The text after a change; None where it is refused."""
    edits = change(page(text))
    return None if edits is None else applied(text, edits)


PUT = [
    ("a:\n  b: 1 # one\n", "a:\n  b: 1 # one\n  new: x\n"),
    ("a:\n    b: 1\nc: 2\n", "a:\n    b: 1\n    new: x\nc: 2\n"),
    ("a:\n  b: |\n    text\n    more\n\n# end\nc: 2\n", None),
    ("a: {b: 1}\n", "a: {b: 1, new: x}\n"),
    ("a: { b: 1 } # c\n", "a: { b: 1, new: x } # c\n"),
    ("a: {}\n", "a: {new: x}\n"),
    ("a: &n {}\nb: [1]\n", "a: &n {new: x}\nb: [1]\n"),
    ("a: { }\n", "a: {new: x}\n"),
    ("a: {b: 1,}\n", "a: {b: 1, new: x,}\n"),
    ("a: {\n  b: [1, 2],\n  c: {}\n}\n", "a: {\n  b: [1, 2],\n  c: {}, new: x\n}\n"),
    ('"a":\n  "b": 1', '"a":\n  "b": 1\n  new: x'),
    ("a:\r\n  b: 1\r\n", "a:\r\n  b: 1\r\n  new: x\r\n"),
    ("a:\n  b: 'x\n    y'\n", "a:\n  b: 'x\n    y'\n  new: x\n"),
    ("a: &n\n  b: 1\n", "a: &n\n  b: 1\n  new: x\n"),
    ("z: &n [1]\na:\n  b: *n\n", "z: &n [1]\na:\n  b: *n\n  new: x\n"),
    ("z: &n [1]\na: {b: *n }\n", "z: &n [1]\na: {b: *n, new: x }\n"),
    ("a:\n  b:\n", "a:\n  b:\n  new: x\n"),
    ("a:\n  # only\n  b:   # empty\n", "a:\n  # only\n  b:   # empty\n  new: x\n"),
    ("a:\n  new: 1\n", None),
    ("a: text\n", None),
]


@pytest.mark.parametrize(("before", "after"), PUT)
def test_entry_is_put(before: str, after: str | None) -> None:
    """A new entry stands in the style of its mapping, comments and line ends stay."""
    if "|" in before:
        after = before.replace("    more\n", "    more\n  new: x\n")
    assert after == changed(before, lambda one: put(one, at(one, "a"), "new", "x"))


def test_entry_is_put_behind_another() -> None:
    """Behind the last of the keys that are named, where one is there."""
    text = "a:\n  one: 1\n  two: # t\n    - x\n  three: 3\n"
    new = {"k": {"deep": "v"}}

    assert "a:\n  one: 1\n  two: # t\n    - x\n  new:\n    k:\n      deep: v\n  three: 3\n" == (
        changed(text, lambda one: put(one, at(one, "a"), "new", new, ("one", "two", "none")))
    )


DROP = [
    ("a:\n  b: 1\n  x: 2\n", "a:\n  b: 1\n"),
    ("a:\n  x: 2 # two\n  # kept\n  b: 1\n", "a:\n  # kept\n  b: 1\n"),
    ("a:\n  b: 1\n  x: |\n    text\n    more\nc: 2\n", "a:\n  b: 1\nc: 2\n"),
    ("a: {b: 1, x: 2}\n", "a: {b: 1}\n"),
    ("a: {x: 2, b: 1}\n", "a: {b: 1}\n"),
    ("a: {x: 2, y: 3, b: 1}\n", "a: {b: 1}\n"),
    ("a: {b: 1, x: 2, y: 3}\n", "a: {b: 1}\n"),
    ("a: {x: 2, b: 1, y: 3, c: 0}\n", "a: {b: 1, c: 0}\n"),
    ("a:\n  b: 1\n  x: 2", "a:\n  b: 1"),
    ("a:\r\n  x: 2\r\n  b: 1\r\n", "a:\r\n  b: 1\r\n"),
    ("a:\n  x: 2\n", None),
    ("a:\n  x: &n [1]\n  b: 1\nc: *n\n", None),
]


@pytest.mark.parametrize(("before", "after"), DROP)
def test_entries_are_dropped(before: str, after: str | None) -> None:
    """An entry goes with its lines or its comma; the last one of a mapping does not."""
    assert after == changed(before, lambda one: drop(one, at(one, "a"), {"x", "y"}))


def test_first_entry_of_an_item_leaves_its_place() -> None:
    """The dash stays; comments between would lose their place, so then it is refused."""
    step = "a:\n  - x: 1\n    b: 2\n"
    with_comment = "a:\n  - x: 1\n    # why\n    b: 2\n"

    def first(one: Page) -> Edits | None:
        return drop(one, at(one, "a").items[0], {"x"})

    assert "a:\n  - b: 2\n" == changed(step, first)
    assert changed(with_comment, first) is None


REWRITE = [
    ("a: x\n", "a: new\n"),
    ("a: x # c\n", "a: new # c\n"),
    ("a: 'x'\n", "a: 'new'\n"),
    ('a: "x"\n', 'a: "new"\n'),
    ("a:\n", "a: new\n"),
    ("{a: x}\n", "{a: new}\n"),
    ("a: |\n  x\n", None),
    ("a: &n x\nb: *n\n", None),
    ("a: !t x\n", None),
    ("a: [x]\n", None),
]


@pytest.mark.parametrize(("before", "after"), REWRITE)
def test_scalar_is_rewritten(before: str, after: str | None) -> None:
    """In its quotes; blocks of text, anchors and tags are left alone."""
    assert after == changed(before, lambda one: rewrite(at(one, "a"), "new"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a: 'x'\n", "a: 'it''s: # \"'\n"), ('a: "x"\n', 'a: "it\'s: # \\""\n')],
)
def test_odd_text_is_written_in_quotes(text: str, expected: str) -> None:
    """Whatever the text, it is what is read back."""
    found = changed(text, lambda one: rewrite(at(one, "a"), "it's: # \""))

    assert expected == found
    assert "it's: # \"" == at(page(found or ""), "a").value


REPLACE = [
    ("a: x # c\nb: 1\n", "a: # c\n  k: v\nb: 1\n"),
    ("a: [x, y]\n", "a:\n  k: v\n"),
    ("a:\n  - x\n  - y # c\nb: 1\n", None),
    ("a:\n  # c\n  - x\n", None),
    ("{a: x, b: 1}\n", "{a: {k: v}, b: 1}\n"),
]


@pytest.mark.parametrize(("before", "after"), REPLACE)
def test_value_is_replaced(before: str, after: str | None) -> None:
    """By a mapping; what would cost a comment is refused."""
    if "# c" in before and after is None and "  - x" in before and "  # c" not in before:
        after = "a:\n  k: v # c\nb: 1\n"
    assert after == changed(before, lambda one: replace(one, one.root, "a", {"k": "v"}))


FILL = [
    ("s: 1\n", "s: 1\nwith:\n  k: v\n"),
    ("s: 1\nwith:\n", "s: 1\nwith:\n  k: v\n"),
    ("with: # c\ns: 1\n", "with: # c\n  k: v\ns: 1\n"),
    ("with:\n    b: 1\n", "with:\n    b: 1\n    k: v\n"),
    ("with: {b: 1}\n", "with: {b: 1, k: v}\n"),
    ("with: text\n", None),
]


@pytest.mark.parametrize(("before", "after"), FILL)
def test_block_is_filled(before: str, after: str | None) -> None:
    """Whether the block is there, empty, or not there at all."""
    assert after == changed(before, lambda one: fill(one, one.root, "with", "k", "v"))


LISTS = [
    ("a:\n  - x\n  - y # c\n", "a:\n  - x\n  - y # c\n  - new\n", "a:\n  - y # c\n"),
    ("a:\n- x\n- y\nb: 1\n", "a:\n- x\n- y\n- new\nb: 1\n", "a:\n- y\nb: 1\n"),
    ("a: [x, y]\n", "a: [x, y, new]\n", "a: [y]\n"),
    ("a: [ x, y ]\n", "a: [ x, y, new ]\n", "a: [ y ]\n"),
    ("a:\n  -   x\n  -   y\n", "a:\n  -   x\n  -   y\n  - new\n", "a:\n  -   y\n"),
]


@pytest.mark.parametrize(("before", "appended", "dropped"), LISTS)
def test_items_come_and_go(before: str, appended: str, dropped: str) -> None:
    """In either style, with any indentation of the dashes."""

    def without_first(one: Page) -> Edits | None:
        return drop_item(one, at(one, "a"), at(one, "a").items[0])

    assert appended == changed(before, lambda one: append(one, at(one, "a"), "new"))
    assert dropped == changed(before, without_first)


def test_only_item_stays() -> None:
    """A list does not become empty."""
    assert changed("a: [x]\n", lambda one: drop_item(one, at(one, "a"), at(one, "a").items[0])) is (
        None
    )


@pytest.mark.parametrize("text", ["a: 1", "a: 1\n", "a: 1\r\n", "a: 1\r\nb: 2"])
def test_line_ends_stay(text: str) -> None:
    """The file's line ends, and whether its last line has one."""
    end = "\r\n" if "\r\n" in text else "\n"
    added = applied(text, [Edit(len(text.rstrip()), len(text.rstrip()), "\nz: 1")])

    assert text.rstrip() + f"{end}z: 1" + (text[len(text.rstrip()) :]) == added


def test_odd_line_ends_do_not_shift_places() -> None:
    """NEL and LS end lines for the parser; places are counted as it counts."""
    text = 'x: "a\x85  b\u2028 c"\na: old\n'

    assert text.replace("old", "new") == changed(text, lambda one: rewrite(at(one, "a"), "new"))
