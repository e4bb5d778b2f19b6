"""Commits are compared as they are: nothing is checked out, run, fetched or mistaken."""

import os
import subprocess
from pathlib import Path

import pytest

from trustpub.preview.commits import preview
from trustpub.preview.model import Preview
from trustpub.trees.tree import Unread

from .made import ENVIRON, TODAY
from .repositories import LOOSER, RELEASE, Repository

FLEET = """defaults:
  publishers: [{index: pypi, environment: {name: pypi, reviewers: {teams: [core]}}}]
  tags: [{pattern: "v*", created_by: {teams: [core]}}]
  github: {workflow: release.yml}
projects:
  - libs/**/release.yaml
"""
LIB = "project: marks\ngithub: {repository: octo-org/marks}\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A checkout with one commit, in which the command runs."""
    made = Repository(tmp_path / "it")
    made.commit({"release.yaml": RELEASE})
    monkeypatch.chdir(made.root)
    return made


def seen(base: str | None = "main", head: str | None = None, file: str | None = None) -> Preview:
    """The preview of a change."""
    return preview(file, base, head, TODAY, ENVIRON)


def why(base: str | None = "main", head: str | None = None, file: str | None = None) -> str:
    """Why there is none."""
    with pytest.raises(Unread) as error:
        seen(base, head, file)
    return str(error.value)


def risks(found: Preview) -> list[str]:
    """Ids of what was found."""
    return [risk.id for risk in found.risks]


def test_working_tree_against_a_branch(repository: Repository) -> None:
    """Without a head, what is not committed yet counts."""
    repository.write({"release.yaml": LOOSER})

    assert ["preview-admin-bypass"] == risks(seen())
    assert [] == risks(seen(head="HEAD"))


def test_only_the_change_of_its_author(repository: Repository) -> None:
    """What came to the base since the branch began is not the branch's."""
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit({"release.yaml": RELEASE.replace("[octocat]", "[octocat, hubot]")})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"release.yaml": LOOSER})

    assert ["preview-reviewer-added"] == risks(seen(head="change"))


def test_nothing_is_checked_out(repository: Repository) -> None:
    """Work tree, index and references are as before."""
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit({"release.yaml": LOOSER})
    repository.git("checkout", "--quiet", "main")
    before = {path: path.stat().st_mtime_ns for path in repository.root.rglob("*")}

    assert ["preview-admin-bypass"] == risks(seen(head="change"))
    assert before == {path: path.stat().st_mtime_ns for path in repository.root.rglob("*")}


def test_default_branch_of_origin(repository: Repository) -> None:
    """A clone notes it; where it does not, the base has to be said."""
    assert "name the branch that is merged into with --base" in why(base=None)

    repository.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    repository.write({"release.yaml": LOOSER})
    assert ["preview-admin-bypass"] == risks(seen(base=None))


@pytest.mark.parametrize(
    "ref",
    [
        "--output=x",
        "-",
        "",
        "main:release.yaml",
        ":/x",
        "HEAD^{/x}",
        "main\nHEAD",
        "ma in",
        "a" * 300,
        "$(touch x)",
        "main..HEAD",
        "nowhere",
        "HEAD^{tree}",
        "@{upstream}",
        "0" * 40,
    ],
)
def test_what_is_no_commit_is_refused(repository: Repository, ref: str) -> None:
    """A name that could be an option, a message, a file or several commits is none."""
    repository.commit({"other": "1"})

    assert why(base=ref)
    assert why(head=ref) if ref else True
    assert ["it"] == os.listdir(repository.root.parent)
    assert {".git", "other", "release.yaml"} == set(os.listdir(repository.root))


def test_branch_and_tag_of_one_name(repository: Repository) -> None:
    """Git would take the tag, which whoever may push can make."""
    repository.git("tag", "main")

    assert "both a branch and a tag" in why()
    assert [] == risks(seen(base="refs/heads/main"))


def test_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    """Where the history is cut off, the commit that a branch began at may be cut off, too."""
    for number in range(3):
        repository.commit({"other": str(number)})
    repository.git("checkout", "--quiet", "-b", "change", "HEAD~2")
    repository.commit({"release.yaml": LOOSER})
    source, clone = f"file://{repository.root}", tmp_path / "clone"
    words = ["git", "clone", "--quiet", "--depth=1", "--no-single-branch", source, str(clone)]
    subprocess.run(words, check=True)

    assert "shallow" in why("origin/main", "origin/change", str(clone / "release.yaml"))


def test_no_common_commit(repository: Repository) -> None:
    """Nothing can be told of a branch without a common past."""
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit({"release.yaml": LOOSER})

    assert "no common commit" in why(head="other")


def test_no_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git there is nothing to compare."""
    monkeypatch.chdir(tmp_path)

    assert "no checkout of git" in why()


def test_file_that_nobody_named(repository: Repository) -> None:
    """The one that is there; of two, the one that is meant has to be said."""
    repository.write({"fleet.yaml": FLEET})
    assert "release.yaml and fleet.yaml are both there" in why()

    (repository.root / "release.yaml").unlink()
    assert "both there" in why(), "a file that is taken away may be the one that matters"
    assert seen(file="release.yaml").projects[0].what == "deleted"
    assert "is in neither" in why(file="other.yaml")


def test_fleet_at_two_commits(repository: Repository) -> None:
    """All that a fleet names comes out of the same commit."""
    repository.commit({"fleet.yaml": FLEET, "libs/a/release.yaml": LIB})
    repository.git("checkout", "--quiet", "-b", "change")
    more = LIB.replace("marks", "dots")
    repository.commit({"libs/b/c/release.yaml": more, "libs/.hidden/release.yaml": more})
    found = seen("main", "change", "fleet.yaml")

    assert [("github:octo-org/dots", "made")] == [(one.name, one.what) for one in found.projects]
    assert 1 == found.same
    assert () == seen("main", "main", "fleet.yaml").projects


def test_from_a_folder_below(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path counts from where the command runs, and is told from the root."""
    repository.commit({"below/release.yaml": RELEASE})
    repository.write({"below/release.yaml": LOOSER})
    monkeypatch.chdir(repository.root / "below")
    found = seen(file="release.yaml")

    assert "below/release.yaml" == found.risks[0].file


def test_other_worktree(repository: Repository, tmp_path: Path) -> None:
    """`.git` may be a file."""
    other = tmp_path / "other"
    repository.git("worktree", "add", "--quiet", "-b", "change", str(other))
    (other / "release.yaml").write_text(LOOSER, "utf-8")

    assert ["preview-admin-bypass"] == risks(seen(file=str(other / "release.yaml")))


def test_nothing_of_the_repository_runs(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No filter, text conversion, hook, monitor, pager or helper is started."""
    trap = repository.root.parent / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {repository.root.parent}/sprung\ncat\n", "utf-8")
    trap.chmod(0o755)
    repository.commit({".gitattributes": "* filter=trap diff=trap\n"})
    for name in (
        *("filter.trap.smudge", "filter.trap.clean", "filter.trap.process"),
        *("diff.trap.textconv", "diff.trap.command", "core.fsmonitor", "core.pager"),
        *("core.sshCommand", "core.askPass", "credential.helper", "diff.external"),
        *("core.editor", "core.alternateRefsCommand", "alias.cat-file", "pager.cat-file"),
    ):
        repository.git("config", name, str(trap))
    hooks = repository.root / ".git" / "hooks"
    for name in ("post-checkout", "reference-transaction", "post-index-change", "pre-commit"):
        (hooks / name).write_text(trap.read_text("utf-8"), "utf-8")
        (hooks / name).chmod(0o755)
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND", "PAGER", "GIT_ASKPASS"):
        monkeypatch.setenv(name, str(trap))
    (repository.root.parent / "sprung").unlink(missing_ok=True)
    repository.write({"release.yaml": LOOSER})

    assert ["preview-admin-bypass"] == risks(seen())
    assert [] == risks(seen(head="HEAD"))
    assert not (repository.root.parent / "sprung").exists()


def test_variables_lead_nowhere_else(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git is not led to another repository, index or configuration."""
    other = Repository(tmp_path / "elsewhere")
    other.commit({"release.yaml": LOOSER})
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.root / ".git" / "objects"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "nonsense")

    assert () == seen().projects


def test_replaced_commits_are_not_believed(repository: Repository) -> None:
    """`refs/replace` can show another content under a commit's name."""
    good = repository.git("rev-parse", "HEAD")
    bad = repository.commit({"release.yaml": LOOSER})
    repository.git("replace", bad, good)

    assert ["preview-admin-bypass"] == risks(seen(good, bad))


def test_repository_among_the_files(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that looks like a bare repository is a folder like any other."""
    fake = Repository(tmp_path / "fake")
    fake.commit({"release.yaml": LOOSER})
    inner = repository.root / "inner"
    (fake.root / ".git").rename(inner)
    (inner / "release.yaml").write_text(RELEASE, "utf-8")
    monkeypatch.chdir(inner)
    found = seen(file="release.yaml")

    assert "inner/release.yaml" == found.file
    assert "absent" == found.base_state


def test_missing_objects_are_not_fetched(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a partial clone, what is not here is told; the network is left alone."""
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    source = f"file://{repository.root}"
    words = ["git", "clone", "--quiet", "--filter=blob:none", "--no-checkout", source, str(clone)]
    subprocess.run(words, check=True)
    found = seen("origin/main", "origin/main", str(clone / "release.yaml"))

    assert "is not here; fetch it" in found.errors[0].found


def test_links_of_a_commit(repository: Repository) -> None:
    """A link within the tree is followed on both sides; one that leads out is nothing."""
    (repository.root / "release.yaml").rename(repository.root / "real.yaml")
    (repository.root / "release.yaml").symlink_to("real.yaml")
    repository.commit()
    assert () == seen("HEAD", "HEAD").projects
    assert () == seen("HEAD").projects

    secret = repository.root.parent / "secret.yaml"
    secret.write_text("token: glpat-secret\n", "utf-8")
    for target in (str(secret), "../secret.yaml", ".git/config"):
        (repository.root / "release.yaml").unlink()
        (repository.root / "release.yaml").symlink_to(target)
        for head in (None, repository.commit()):
            found = seen("HEAD~1", head, "release.yaml")
            assert found.errors
            assert "glpat" not in found.model_dump_json()
        repository.git("reset", "--quiet", "--soft", "HEAD~1")


def test_hash_of_sha256(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Repositories with long hashes are read, too."""
    root = tmp_path / "it"
    root.mkdir()
    subprocess.run(["git", "init", "-q", "-b", "main", "--object-format=sha256", root], check=True)
    made = Repository(root)
    made.commit({"release.yaml": RELEASE, "a/b": "c"})
    monkeypatch.chdir(root)
    made.write({"release.yaml": LOOSER})

    assert ["preview-admin-bypass"] == risks(seen())
