"""What a checkout holds, or may hold, and a commit does not show is never passed over."""

import subprocess
from pathlib import Path

import pytest

from trustpub.checking import check
from trustpub.cli import main
from trustpub.preview.commits import preview
from trustpub.preview.model import Preview
from trustpub.trees import matching
from trustpub.trees.attributes import other_bytes

from .made import ENVIRON, TODAY
from .repositories import LOOSER, RELEASE, Repository, branched
from .test_commits import FLEET, LIB

MORE = LIB.replace("marks", "dots")
BROKEN = MORE + "more: 1\n"
STRICT, LOOSE = (
    "publishers: [{index: pypi, environment: {name: pypi, reviewers: {users: [octocat]}, "
    f"admins_can_bypass: {word}}}}}], tags: [{{pattern: v*, created_by: {{teams: [core]}}}}], "
    "github: {repository: octo-org/sampleproject, workflow: release.yml}, project: sampleproject}"
    for word in ("false", "true")
)
TWO_FACES = (
    '{accept: [{risk: preview-wait-timer, until: 2026-12-31, reason: "a \u00a5", where: "}], '
    f'{LOOSE} # "}}], {STRICT}\n'
)
"""In an encoding that has the sign of the yen in the place of `\\`, the first text ends later."""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A fleet of one project on `main`; the branch `change` is checked out."""
    made = branched(tmp_path / "it", {"fleet.yaml": FLEET, "libs/a/release.yaml": LIB})
    monkeypatch.chdir(made.root)
    return made


def seen(base: str = "main", head: str | None = "change", file: str = "fleet.yaml") -> Preview:
    """The preview of the change."""
    return preview(file, base, head, TODAY, ENVIRON)


def exits(base: str = "main", file: str = "fleet.yaml") -> int:
    """The exit code of a required check."""
    return main(["preview", file, "--base", base, "--head", "change", "--fail-on", "risk"])


def tree(made: Repository, *entries: tuple[str, str, str]) -> str:
    """A folder with entries that git itself would not write."""
    parts = (f"{mode} {name}\0".encode() + bytes.fromhex(total) for mode, name, total in entries)
    words = ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"]
    done = subprocess.run(words, cwd=made.root, input=b"".join(parts), stdout=-1, check=True)
    return done.stdout.decode().strip()


def around(made: Repository, libs: str) -> str:
    """A commit of the fleet with other `libs`."""
    fleet = made.git("rev-parse", "main:fleet.yaml")
    root = tree(made, ("100644", "fleet.yaml", fleet), ("40000", "libs", libs))
    return made.git("commit-tree", root, "-p", "main", "-m", "x")


def test_config_that_a_checkout_turns_into_another(repository: Repository) -> None:
    """With an encoding of its own, the file on disk says something else than the one in git."""
    repository.commit({"release.yaml": RELEASE})
    repository.git("branch", "strict")
    repository.commit({"release.yaml": TWO_FACES})
    repository.write({".gitattributes": "*.yaml working-tree-encoding=ISO646-JP\n"})
    repository.git("add", ".gitattributes")
    repository.git("commit", "--quiet", "--message=x")
    stored = check(TWO_FACES, "release.yaml").config

    assert stored
    assert not stored.publishers[0].environment.admins_can_bypass
    assert "is other bytes in a checkout" in seen("strict", file="release.yaml").errors[0].found
    assert 2 == exits("strict", "release.yaml")


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("*.yaml working-tree-encoding=UTF-16", "release.yaml", True),
        ("release.yaml\ttext ident\r", "release.yaml", True),
        ("/libs/**/RELEASE.* ident", "release.yaml", True),
        ('"re\\154ease.yaml" ident', "release.yaml", True),
        ("[attr]odd working-tree-encoding=UTF-16", "release.yaml", True),
        ("a\u2028* x\n\ufeff* ident", "release.yaml", False),
        ("\ufeff* ident", "release.yaml", True),
        ("libs/** ident", "release.yaml", True),
        ("*.ps1 working-tree-encoding=UTF-16\n* text=auto eol=lf", "release.yaml", False),
        ("# * ident\n* -ident -working-tree-encoding filter=lfs", "release.yaml", False),
    ],
)
def test_attributes(text: str, name: str, other: bool) -> None:
    """Only a line that may be about the file counts, and only where it changes what is in it."""
    assert other == other_bytes(text.encode(), name)


@pytest.mark.parametrize("mode", ["100600", "100640", "0100644", "100777"])
def test_modes_that_git_checks_out(repository: Repository, mode: str) -> None:
    """Git takes each regular file, and each folder, whatever else its mode says."""
    repository.commit({"x": MORE})
    config = repository.git("rev-parse", "HEAD:x")
    inner = tree(repository, (mode, "release.yaml", config))
    old = repository.git("rev-parse", "main:libs/a")
    commit = around(repository, tree(repository, ("40000", "a", old), ("040000", "b", inner)))

    assert "made" == seen(head=commit).projects[0].what


def test_folders_below_folders(repository: Repository) -> None:
    """`**` leads as deep as there is something."""
    repository.commit({"libs/" + "d/" * 60 + "release.yaml": MORE})

    assert "made" == seen().projects[0].what
    assert "made" == seen(head=None).projects[0].what


@pytest.mark.parametrize("target", ["/srv/libs", "../../it/hidden", "../../../x"])
@pytest.mark.parametrize("pattern", ["libs/**/release.yaml", "libs/*/release.yaml", "libs/*/*"])
def test_links_that_lead_out(repository: Repository, target: str, pattern: str) -> None:
    """A checkout may have projects behind them: that is told, whatever else is fine."""
    (repository.root / "libs" / "evil").symlink_to(target)
    fleet = FLEET.replace("libs/**/release.yaml", pattern)
    repository.commit({"fleet.yaml": fleet, "hidden/release.yaml": MORE})

    for head in ("change", None):
        assert ["libs/evil"] == [one.what for one in seen(head=head).unknown]
    assert 3 == exits()


def test_submodules(repository: Repository) -> None:
    """What a submodule holds is not here: told where it comes, goes or moves to another commit."""
    old, new = repository.git("rev-parse", "HEAD"), repository.commit()
    word = "update-index", "--add", "--cacheinfo"
    repository.git(*word, f"160000,{old},libs/sub")
    repository.git("commit", "--quiet", "--message=x")
    repository.git("branch", "with")
    assert ["libs/sub"] == [one.what for one in seen().unknown]
    assert () == seen("with").unknown

    repository.git(*word, f"160000,{new},libs/sub")
    repository.git("commit", "--quiet", "--message=x")
    assert ["libs/sub"] == [one.what for one in seen("with").unknown]
    assert seen("with").digest != seen("with", "with").digest
    repository.git("rm", "--quiet", "--cached", "libs/sub")
    repository.git("commit", "--quiet", "--message=x")
    assert ["libs/sub"] == [one.what for one in seen("with").unknown]


def test_broken_and_then_gone(repository: Repository) -> None:
    """A config that could not be read is not gone without a word."""
    repository.commit({"libs/b/release.yaml": BROKEN, "release.yaml": RELEASE + "more: 1\n"})
    repository.git("branch", "broken")
    for path in ("libs/b/release.yaml", "release.yaml"):
        (repository.root / path).unlink()
    repository.commit()

    assert ["github:octo-org/dots"] == [one.what for one in seen("broken").unknown]
    assert ["release.yaml"] == [one.what for one in seen("broken", file="release.yaml").unknown]
    assert (3, 3) == (exits("broken"), exits("broken", "release.yaml"))


def test_broken_and_then_mended(repository: Repository) -> None:
    """One that can be read now is there again: it counts as new, and nothing is lost."""
    repository.commit({"libs/b/release.yaml": BROKEN})
    repository.git("branch", "broken")
    repository.commit({"libs/b/release.yaml": MORE})

    assert () == seen("broken").unknown
    assert "preview-base-unknown" in [risk.id for risk in seen("broken").risks]


def test_ways_without_an_end(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links that lead back and folders that hold each other end, and are an error."""
    monkeypatch.setattr(matching, "MOST", 20_000)
    libs = repository.git("rev-parse", "main:libs/a")
    for _ in range(12):
        libs = tree(repository, *(("40000", f"d{number}", libs) for number in range(9)))
    assert "too many folders" in seen(head=around(repository, libs)).errors[0].found

    for name in "xyz":
        (repository.root / "libs" / name).symlink_to(".")
    repository.commit()
    for head in ("change", None):
        assert "too many folders" in seen(head=head).errors[0].found


def test_pattern_of_many_stars(repository: Repository) -> None:
    """Each folder is looked at once, however many ways a pattern has to it."""
    repository.commit({"fleet.yaml": FLEET.replace("**", "**/" * 30 + "**")})
    repository.commit({"libs/" + "d/" * 20 + "release.yaml": MORE})

    assert "made" == seen().projects[0].what


def test_depth_of_folders(repository: Repository) -> None:
    """Deeper than any file can be opened is an error."""
    libs = repository.git("rev-parse", "main:libs/a")
    for _ in range(30):
        libs = tree(repository, ("40000", "d" * 200, libs))

    assert "deeper than a file can be opened" in seen(head=around(repository, libs)).errors[0].found


def test_digest_of_a_query(repository: Repository) -> None:
    """What changes for the repositories of a query is part of what changes."""
    text = FLEET + "  - query: {organization: octo-org}\n"
    digests = set()
    for plan in ("team", "free", "pro"):
        changed = text.replace("{workflow:", f"{{plan: {plan}, workflow:")
        repository.commit({"fleet.yaml": changed.replace("libs/**", "libs/a")})
        digests.add(seen().digest)

    assert 3 == len(digests)


def test_looser_than_it_looks_is_looser() -> None:
    """The two faces are what they are said to be."""
    turned = TWO_FACES.replace("\u00a5", "\\")
    found = check(turned, "release.yaml").config

    assert found
    assert found.publishers[0].environment.admins_can_bypass
    assert LOOSER != RELEASE
