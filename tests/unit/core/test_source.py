"""source.py: a YAML file as values and places, and every way of not being one."""

import itertools

import pytest
import ruamel.yaml

from trustpub.model import Problem
from trustpub.source import LIMITS, join, parent, read_source

BAD = {
    "tab as indentation": ("a:\n\tb: 1\n", (2, 1), "a tab is used for indentation"),
    "tab before a list": ("a:\tx\nb:\n\t- c\n", (3, 1), "a tab is used for indentation"),
    "field twice": ("a: 1\na: 2\n", (2, 1), "the field 'a' stands here twice"),
    "inner field twice": ("a:\n  b: 1\n  b: 2\n", (3, 3), "the field 'b' stands here twice"),
    "control character": (b"a: 1\nb: \x07\n", (2, 4), "unacceptable character #x0007"),
    "NUL": (b"a: \x00\n", (1, 4), "unacceptable character #x0000"),
    "UTF-16": ("a: 1\n".encode("utf-16"), (1, 1), "is not UTF-8 text (byte 0)"),
    "Latin-1": ("a: 1\nb: é\n".encode("latin-1"), (2, 1), "is not UTF-8 text (byte 8)"),
    "empty": ("", None, "is empty"),
    "only comments": ("# nothing\n", None, "is empty"),
    "two documents": ("a: 1\n---\nb: 1\n", (3, 1), "a second document begins here"),
    "object tag": ("a: !!python/object:os.system x\n", (1, 4), "the tag '!!python/object:os."),
    "call tag": ("a: !!python/object/apply:os.system [x]\n", (1, 4), "is not known here"),
    "own tag": ("a: !mine x\n", (1, 4), "the tag '!mine' is not known here"),
    "unclosed list": ("a: [1\n", (2, 1), "did not find expected ',' or ']'"),
    "unclosed quote": ("a: 'x\n", (2, 1), "found unexpected end of stream"),
    "colon in text": ("a: b: c\n", (1, 5), "mapping values are not allowed"),
    "reserved sign": ("a: @x\n", (1, 4), "found character that cannot start any token"),
    "unknown alias": ("a: *x\n", (1, 4), "found undefined alias"),
    "other YAML": ("%YAML 3.0\n---\na: 1\n", (1, 1), "found incompatible YAML document"),
    "no such date": ("a: 1\nb: 2024-99-99\n", (2, 4), "month must be in 1..12"),
    "no such number": ("a: !!int x\n", (1, 4), "is no value YAML knows: invalid literal"),
    "number too long": ("a: " + "9" * 5000, (1, 4), "is no value YAML knows: the number is"),
    "endless number": ("a: 0x" + "f" * 5000, (1, 4), "the number is too long"),
    "endless and tagged": ("a: !!int '0b" + "1" * 5000 + "'", (1, 4), "the number is too long"),
    "half a surrogate": ('a: "\\ud800"\n', (1, 7), "invalid Unicode character escape code"),
    "mapping as a name": ("? {a: b}\n: c\n", (1, 3), "found unhashable key"),
    "alias of itself": ("a: &a [*a]\n", None, "holds over 20000 values"),
    "mapping in itself": ("a: &a {b: *a}\n", None, "holds over 20000 values"),
    "deep": ("[" * 100 + "]" * 100, (1, LIMITS.depth + 1), "is nested over 50 deep"),
    "unclosed and deep": ("a: " + "[" * 200_000, (1, LIMITS.depth + 3), "is nested over 50 deep"),
    "deep by indentation": (
        "".join(" " * n + "a:\n" for n in range(60)),
        (LIMITS.depth + 1, LIMITS.depth + 1),
        "is nested over 50 deep",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_broken_yaml_is_read(name: str) -> None:
    """What is no YAML comes back as one problem with its place and a fix."""
    text, at, found = BAD[name]

    source = read_source(text, "release.yaml")

    (problem,) = source.problems
    assert found in problem.found
    assert at == (None if problem.line is None else (problem.line, problem.column))
    assert ("config-syntax", "release.yaml") == (problem.id, problem.file)
    assert problem.fix
    assert source.document is None


def test_aliases_expand_without_end() -> None:
    """A YAML bomb is refused before it is expanded."""
    names = "abcdefghi"
    lines = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"{n}: &{n} [{', '.join([f'*{p}'] * 10)}]" for p, n in itertools.pairwise(names)]

    (problem,) = read_source("\n".join(lines), "f").problems

    assert f"holds over {LIMITS.nodes} values" in problem.found


def test_many_values_without_aliases() -> None:
    """The limit holds for plain values, too."""
    text = "[" + "1," * (LIMITS.nodes + 1) + "]"

    (problem,) = read_source(text, "f").problems

    assert "holds over" in problem.found


@pytest.mark.parametrize("text", ["#" * (LIMITS.size + 1), b"#" * (LIMITS.size + 1)])
def test_file_is_too_large(text: str | bytes) -> None:
    """A file over the limit is not even parsed."""
    (problem,) = read_source(text, "f").problems

    assert f"is {LIMITS.size + 1} bytes" == problem.found


@pytest.mark.parametrize("text", [b"\xef\xbb\xbfa: 1\n", "\ufeffa: 1\n", b"a: 1\r\n"])
def test_byte_order_mark_and_line_ends(text: str | bytes) -> None:
    """A byte order mark and the line ends of Windows do not matter."""
    source = read_source(text, "f")

    assert {"a": 1} == source.document
    assert (1, 1) == (*source.positions["a"][:1], 1)


def test_places_of_fields() -> None:
    """A field's place is that of its name, an item's that of its value; both count from 1."""
    source = read_source("a:\n  - b: 1\n    c: [x, y]\n", "f")

    expected = {
        "": (1, 1),
        "a": (1, 1),
        "a[0]": (2, 5),
        "a[0].b": (2, 5),
        "a[0].c": (3, 5),
        "a[0].c[0]": (3, 9),
        "a[0].c[1]": (3, 12),
    }
    assert expected == source.positions


def test_place_of_a_missing_field() -> None:
    """A field that is not there is placed at the nearest one above it."""
    source = read_source("a:\n  - b: 1\n", "f")

    placed = source.place(Problem(id="x", field="a[0].c.d[3]", found="", fix=""))

    assert ("f", 2, 5) == (placed.file, placed.line, placed.column)


def test_shared_mapping_is_merged() -> None:
    """Aliases and merge keys work, as every YAML tool reads them."""
    source = read_source("a: &a {x: 1}\nb: {<<: *a, y: 2}\n", "f")

    assert {"x": 1, "y": 2} == source.document["b"]


@pytest.mark.parametrize("key", ["a\n::error::b", "a\x1b[31m", "a b", "a.b", ""])
def test_odd_field_name_stays_on_one_line(key: str) -> None:
    """A field's path cannot break the line it is shown on."""
    assert repr(key) == join("", key)
    assert f"x.{key!r}" == join("x", key)


def test_path_is_climbed() -> None:
    """Every path leads up to the root."""
    assert ["a.b[1]", "a.b", "a", ""] == [
        parent("a.b[1].c"),
        parent("a.b[1]"),
        parent("a.b"),
        parent("a"),
    ]


def test_values_are_counted_before_they_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Millions of them take all memory once they are nodes."""
    monkeypatch.setattr(ruamel.yaml.YAML, "compose_all", None)
    (problem,) = read_source("[" + "a," * 50_000 + "]", "f").problems

    assert problem.found.startswith("holds over 20000 values")
