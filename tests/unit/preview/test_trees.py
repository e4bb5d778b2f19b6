"""A folder and a commit are the same tree: paths, links and patterns."""

import glob
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from trustpub.trees.commit import Commit
from trustpub.trees.folder import Folder
from trustpub.trees.git import Git
from trustpub.trees.matching import Finder
from trustpub.trees.tree import Tree, Unread, place, read

from .repositories import Repository

FILES = [
    "a.yaml",
    "libs/x/a.yaml",
    "libs/y/a.yaml",
    "libs/y/z/a.yaml",
    ".h/a.yaml",
    "libs/.i/a.yaml",
]
PATTERNS = [
    *("*.yaml", "libs/*/a.yaml", "libs/**/a.yaml", "**/a.yaml", "**", "*/a.yaml", ".*/a.yaml"),
    *("libs/[xy]/a.yaml", "libs/?/a.yaml", "libs/x/a.yaml", "libs/x/../y/a.yaml", "./a.yaml"),
    *(
        "libs/x/nothing",
        "libs/x",
        "nothing/*",
        "linked/*/a.yaml",
        "li*/x/a.yaml",
        "libs/[!x]/a.yaml",
    ),
    *("a.yaml/", "libs//x/a.yaml", "one.yaml", "*.y*ml", "linked/**/a.yaml"),
]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Files, and links within and out of the tree."""
    made = Repository(tmp_path_factory.mktemp("trees") / "it")
    made.write(dict.fromkeys(FILES, "x: 1\n"))
    links = {"linked": "libs", "one.yaml": "libs/x/a.yaml", "out": "..", "loop": "loop"}
    for name, target in {**links, "abs": "/etc", "two": "one.yaml", "git": ".git"}.items():
        (made.root / name).symlink_to(target)
    made.commit()
    return made


@pytest.fixture(params=["folder", "commit"])
def tree(repository: Repository, request: pytest.FixtureRequest) -> Iterator[Tree]:
    """The same tree, read in both ways."""
    git = Git(repository.root)
    folder = request.param == "folder"
    yield Folder(repository.root) if folder else Commit(git, git.commit("HEAD"))
    git.close()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_name_what_glob_names(repository: Repository, tree: Tree, pattern: str) -> None:
    """As the reader of fleets finds them on disk, but for what leads out of the repository."""
    found = glob.glob(pattern, root_dir=repository.root, recursive=True)
    paths = {os.path.normpath(one) for one in found if (repository.root / one).is_file()}
    inner = {one for one in paths if not one.startswith(("out", "abs", "git", ".git"))}

    assert sorted(inner) == Finder(tree, "").matching(pattern)


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("one.yaml", "libs/x/a.yaml"),
        ("two", "libs/x/a.yaml"),
        ("linked/y/z/../a.yaml", "libs/y/a.yaml"),
        ("out/it/a.yaml", None),
        ("loop", None),
        ("abs/passwd", None),
        (".git/config", None),
        ("git/config", None),
        ("../it/a.yaml", None),
        ("a.yaml/b", None),
        ("nothing", None),
    ],
)
def test_links(tree: Tree, path: str, leads: str | None) -> None:
    """Followed within the tree, and nowhere else."""
    assert (place(tree, path).path if place(tree, path).kind else None) == leads
    assert (read(tree, path) == b"x: 1\n") == (leads is not None)


def test_patterns_stay_within(tree: Tree) -> None:
    """Neither an absolute pattern nor one that goes up leads out."""
    assert [] == Finder(tree, "libs").matching("/etc/*")
    assert [] == Finder(tree, "libs").matching("../../*/*")
    assert ["a.yaml"] == Finder(tree, "libs").matching("../a.yaml")


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """A file that no config could name is told, not passed over."""
    made = Repository(tmp_path / "it")
    (made.root / os.fsdecode(b"a\xff.yaml")).write_text("x")
    made.commit()
    git = Git(made.root)

    for tree in (Folder(made.root), Commit(git, git.commit("HEAD"))):
        with pytest.raises(Unread, match="not UTF-8"):
            Finder(tree, "").matching("*.yaml")
    git.close()
