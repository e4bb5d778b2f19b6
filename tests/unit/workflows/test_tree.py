"""Files that others wrote, as trees in which every value knows its place."""

import pytest

from trustpub.composing import LIMITS
from trustpub.tree import Node, read_tree


def root(text: str, merge: bool = False) -> Node:
    """The only document of a text without problems."""
    tree = read_tree(text, "f.yml", merge)
    assert () == tree.problems
    return tree.roots[0]


def test_plain_values() -> None:
    """Booleans are true and false alone: `on` and `yes` are text, as GitHub reads them."""
    text = "on: yes\na: true\nb: 1\nc: 1.5\nd: ~\ne: 'true'\nf: 2026-01-01\n"

    assert {
        "on": "yes",
        "a": True,
        "b": 1,
        "c": 1.5,
        "d": None,
        "e": "true",
        "f": "2026-01-01",
    } == root(text).plain()


def test_places() -> None:
    """Keys, values and items know their line and column."""
    tree = root("a:\n  b: [x, {c: y}]\n")
    inner = tree.get("a", "b")

    assert inner is not None
    assert (2, 3) == tree.entries["a"].keys["b"][1:]
    assert [(2, 7), (2, 10)] == [item.mark[1:] for item in inner.items]


@pytest.mark.parametrize(
    ("text", "line"),
    [("run: one", 1), ("run: |\n  one", 2), ("# c\nrun: >-\n  one", 3), ("run: 'one'", 1)],
)
def test_first_line_of_a_scalar(text: str, line: int) -> None:
    """The text of a block begins one line below its sign."""
    run = root(text).get("run")

    assert run is not None
    assert line == run.line()


def test_merge_keys_where_they_are_known() -> None:
    """The later key wins, of those merged at once the first; else `<<` is a key like any other."""
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  y: 0\n  <<: [*a, *b]\n  x: 0\n"

    assert {"x": 0, "y": 1, "z": 2} == root(text, merge=True).plain()["c"]
    assert "<<" in root(text).plain()["c"]


def test_an_alias_is_the_node_of_its_anchor() -> None:
    """With the place where it was written."""
    tree = root("a: &a [1]\nb: *a\n")

    assert tree.get("a") is tree.get("b")


def test_own_tags_are_kept() -> None:
    """`!reference [.a, script]`."""
    node = root("a: !reference [.b, script]").get("a")

    assert node is not None
    assert ("!reference", [".b", "script"]) == (node.tag, node.plain())


def test_documents() -> None:
    """A header and what it is for are two documents; a file of comments has none."""
    assert 2 == len(read_tree("spec: {}\n---\na: 1\n", "f").roots)
    assert () == read_tree("# nothing\n", "f").roots


def test_colons_in_flow_style() -> None:
    """A colon without a space after it is part of the text."""
    text = "a: {image: python@sha256:0}\nb: [https://example.org]\n"

    assert {"a": {"image": "python@sha256:0"}, "b": ["https://example.org"]} == root(text).plain()


def test_tabs_inside_of_a_line() -> None:
    """Are text like any other, though the parser in Python refuses them in plain scalars."""
    node = root("a: ${{ b\t== 'c' }} # d\n").get("a")

    assert node is not None
    assert ["${{", "b", "==", "'c'", "}}"] == node.text.split()


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("a: 1\nb: {c: 1, c: 2}\n", 2, "the field 'c' stands here twice"),
        ("a:\n\t- b\n", 2, "a tab is used for indentation"),
        (b"a: \xff\n", 1, "is not UTF-8 text (byte 3)"),
        ("a: 1\n".encode("utf-16"), 1, "is not UTF-8 text (byte 0)"),
        (b"\x7fELF\x00\x01\x02", 1, "control characters are not allowed"),
        ("[" * 101, 1, "is nested over 100 deep"),
        ("#" * (LIMITS.size + 1), None, f"is {LIMITS.size + 1} bytes"),
        ("a: [b\n", 2, "is not YAML"),
        ("&a [*a]", None, f"holds over {LIMITS.nodes} values"),
    ],
)
def test_broken_files_get_a_sentence(text: str | bytes, line: int | None, found: str) -> None:
    """With the line where there is one."""
    problems = read_tree(text, "f.yml").problems

    assert [("workflow-syntax", "f.yml", line)] == [(p.id, p.file, p.line) for p in problems]
    assert found in problems[0].found


def test_a_bomb_is_refused() -> None:
    """Aliases of aliases are counted each time."""
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 9))

    problems = read_tree(f"l0: &l0 [x]\n{levels}", "f.yml").problems

    assert ["workflow-syntax"] == [p.id for p in problems]
