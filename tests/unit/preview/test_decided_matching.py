"""What patterns find in a tree that is a table: files, folders, links and submodules."""

import posixpath
from collections.abc import Sequence

import pytest

from trustpub.trees import matching
from trustpub.trees.matching import DEEP, ENDLESS, MOST, Finder
from trustpub.trees.tree import LONGEST, Kind, Unread


class Table:
    """A tree by its paths: empty for a file, `-> target` for a link, a hash for a submodule."""

    def __init__(self, entries: dict[str, str]) -> None:
        self.entries = entries

    def kind(self, path: str) -> Kind | None:
        """What stands there."""
        found = self.entries.get(path)
        if found is None:
            return "folder" if self.names(path) else None
        return "link" if found.startswith("-> ") else "submodule" if found else "file"

    def names(self, folder: str) -> Sequence[str]:
        """What a folder holds."""
        above = f"{folder}/" if folder else ""
        inside = [one.removeprefix(above) for one in self.entries if one.startswith(above)]
        return sorted({one.partition("/")[0] for one in inside})

    def target(self, link: str) -> str:
        """Where a link leads."""
        return self.entries[link].removeprefix("-> ")

    def sum(self, file: str) -> str | None:
        """The hash of a submodule."""
        return self.entries.get(file) or None

    def data(self, file: str) -> bytes:
        """Nothing."""
        return b""


TREE = Table(
    {
        "a.yaml": "",
        "libs/x/a.yaml": "",
        "libs/y/a.yaml": "",
        "libs/y/z/a.yaml": "",
        "libs/.i/a.yaml": "",
        ".h/a.yaml": "",
        "linked": "-> libs",
        "one.yaml": "-> libs/x/a.yaml",
        "subs/lib": "1234",
        "subs/out": "-> /srv/libs",
    }
)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("a.yaml", ["a.yaml"]),
        ("*.yaml", ["a.yaml", "one.yaml"]),
        ("./a.yaml", ["a.yaml"]),
        ("libs/x/../y/a.yaml", ["libs/y/a.yaml"]),
        ("libs/*/a.yaml", ["libs/x/a.yaml", "libs/y/a.yaml"]),
        ("libs/[!x]/a.yaml", ["libs/y/a.yaml"]),
        ("libs/?/a.yaml", ["libs/x/a.yaml", "libs/y/a.yaml"]),
        ("libs/.*/a.yaml", ["libs/.i/a.yaml"]),
        (".*/*", [".h/a.yaml"]),
        ("l*/x/*", ["libs/x/a.yaml", "linked/x/a.yaml"]),
        ("libs/**", ["libs/x/a.yaml", "libs/y/a.yaml", "libs/y/z/a.yaml"]),
        ("libs/**/a.yaml", ["libs/x/a.yaml", "libs/y/a.yaml", "libs/y/z/a.yaml"]),
        ("libs/**/**/a.yaml", ["libs/x/a.yaml", "libs/y/a.yaml", "libs/y/z/a.yaml"]),
        ("**/**/z/**/**", ["libs/y/z/a.yaml", "linked/y/z/a.yaml"]),
        ("libs/y/**/a.yaml", ["libs/y/a.yaml", "libs/y/z/a.yaml"]),
        ("libs/X/a.yaml", []),
        ("libs", []),
        ("libs/*", []),
        ("nothing/*", []),
        ("/a.yaml", []),
        ("a.yaml/", []),
        ("*/", []),
    ],
)
def test_what_a_pattern_finds(pattern: str, found: list[str]) -> None:
    """As `glob` does; each file once, in the order of the names."""
    assert sorted(found) == Finder(TREE, "").matching(pattern)


def test_a_folder_is_where_it_begins() -> None:
    """The patterns of a file are about what lies beside it; whatever leads there is one file."""
    finder = Finder(TREE, "libs/y")

    assert ["libs/y/a.yaml", "libs/y/z/a.yaml"] == finder.matching("**/a.yaml")
    assert ["a.yaml"] == finder.matching("../../*.yaml")[:1]
    assert ["libs/y/a.yaml"] == finder.matching("../[xy]/../y/a.yaml")


def test_what_is_not_here_is_kept_in_mind() -> None:
    """A submodule with its hash, a link that leads out without; nothing else."""
    finder = Finder(TREE, "")

    assert [] == finder.matching("subs/*/a.yaml")
    assert {"subs/lib": "1234", "subs/out": ""} == finder.missed
    assert [] != Finder(TREE, "").matching("**")
    assert {} == Finder(TREE, "libs").missed


def cost(pattern: str) -> int:
    """The steps that a pattern takes."""
    finder = Finder(TREE, "")
    finder.matching(pattern)
    return MOST - finder.left


def test_steps_are_counted() -> None:
    """Each part of a path that is looked at, and each name of a folder that is read."""
    assert 1 == cost("a.yaml")
    assert 3 == cost("libs/x/a.yaml")
    assert 1 + len(TREE.names("")) + 2 == cost("*.yaml")
    assert 2 == cost("libs/X")
    assert 30 == cost("libs/y/**")
    assert 43 == cost("libs/y/**/**/a.yaml")


@pytest.mark.parametrize(("most", "ends"), [(2, True), (3, False)])
def test_the_last_step(monkeypatch: pytest.MonkeyPatch, most: int, ends: bool) -> None:
    """As many as there may be are enough, one more is not."""
    monkeypatch.setattr(matching, "MOST", most)
    finder = Finder(TREE, "")

    if ends:
        with pytest.raises(Unread, match=ENDLESS):
            finder.matching("libs/x/a.yaml")
    else:
        assert ["libs/x/a.yaml"] == finder.matching("libs/x/a.yaml")


@pytest.mark.parametrize(("more", "deep"), [(0, True), (-1, False)])
def test_the_longest_path(more: int, deep: bool) -> None:
    """One that is too long to be opened is an error, not nothing."""
    path = posixpath.join(*["d" * 100] * 40)
    path += "d" * (LONGEST + more - len(path))
    finder = Finder(Table({path: ""}), "")

    if deep:
        with pytest.raises(Unread, match=DEEP):
            finder.matching(path)
    else:
        assert [path] == finder.matching(path)
