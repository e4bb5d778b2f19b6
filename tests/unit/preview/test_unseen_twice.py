"""What a checkout makes of links and of files that stay as they are is not passed over."""

import subprocess
from pathlib import Path

import pytest

from trustpub.preview import sides
from trustpub.preview.commits import preview
from trustpub.preview.model import Preview

from .made import ENVIRON, TODAY
from .repositories import Repository, branched
from .test_commits import FLEET, LIB
from .test_unseen import MORE

HIDDEN = b"hid\xff"
"""The name of a folder that is no text."""
ENCODED = "release.yaml working-tree-encoding=ISO646-JP\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A fleet of one project on `main`; the branch `change` is checked out."""
    made = branched(tmp_path / "it", {"fleet.yaml": FLEET, "libs/a/release.yaml": LIB})
    monkeypatch.chdir(made.root)
    return made


def seen(head: str | None = "change") -> Preview:
    """The preview of the change."""
    return preview("fleet.yaml", "main", head, TODAY, ENVIRON)


def kept(made: Repository, kind: str, data: bytes) -> str:
    """An object that git itself might not write."""
    words = ["git", "hash-object", "-t", kind, "-w", "--literally", "--stdin"]
    done = subprocess.run(words, cwd=made.root, input=data, stdout=-1, check=True)
    return done.stdout.decode().strip()


def folder(made: Repository, *entries: tuple[bytes, bytes, str]) -> str:
    """A folder with entries whose names are bytes."""
    parts = (mode + b" " + name + b"\0" + bytes.fromhex(total) for mode, name, total in entries)
    return kept(made, "tree", b"".join(parts))


@pytest.mark.parametrize("target", [b"../" + HIDDEN, b"../" + HIDDEN + b"\0/nowhere"])
def test_link_of_odd_bytes(repository: Repository, target: bytes) -> None:
    """A link is made of all bytes up to the first NUL, and what is behind it is a project."""
    more = kept(repository, "blob", MORE.encode())
    inner = folder(repository, (b"100644", b"release.yaml", more))
    old, fleet = (repository.git("rev-parse", f"main:{one}") for one in ("libs/a", "fleet.yaml"))
    link = (b"120000", b"evil", kept(repository, "blob", target))
    libs = folder(repository, (b"40000", b"a", old), link)
    fleets = (b"100644", b"fleet.yaml", fleet)
    root = folder(repository, fleets, (b"40000", HIDDEN, inner), (b"40000", b"libs", libs))
    commit = repository.git("commit-tree", root, "-p", "main", "-m", "x")
    repository.git("checkout", "--quiet", commit)

    assert (repository.root / "libs" / "evil" / "release.yaml").is_file()
    for head in (commit, None):
        assert ["made"] == [one.what for one in seen(head).projects]


def test_attributes_alone(repository: Repository) -> None:
    """A file that stays as it is in git becomes another one in a checkout."""
    repository.commit({"libs/.gitattributes": ENCODED})

    assert "is other bytes in a checkout" in seen().errors[0].found
    assert "" == seen().digest


def test_little_that_comes_to_much(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """What many projects share is counted in each of them: all of it would take all memory."""
    monkeypatch.setattr(sides, "MOST", 20_000)
    more = {f"libs/p{number}/release.yaml": LIB.replace("marks", f"p{number}") for number in "1234"}
    repository.commit(more)
    assert 4 == len(seen().projects)

    words = ", ".join(f'"v{number}.*"' for number in range(500))
    triggers = f"{{index: pypi, triggers: {{tags: [{words}]}},"
    repository.commit({"fleet.yaml": FLEET.replace("{index: pypi,", triggers)})
    assert "comes to more than can be held" in seen().errors[0].found
