"""A branch that changes a gate and takes that back: merged by rebasing, one half may be left."""

from pathlib import Path

import pytest

from trustpub.preview.commits import preview

from .made import ENVIRON, TODAY
from .repositories import LOOSER, RELEASE, Repository, branched
from .test_commits import FLEET, LIB

LOOSE = LIB + "publishers: [{index: pypi, environment: pypi}]\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A loose config and a fleet on `main`; the branch `change` is checked out."""
    files = {"release.yaml": LOOSER, "fleet.yaml": FLEET, "libs/a/release.yaml": LIB}
    made = branched(tmp_path / "it", files)
    monkeypatch.chdir(made.root)
    return made


def unseen(file: str = "release.yaml") -> list[str]:
    """What is told that is not known of a change that does nothing by itself."""
    found = preview(file, "main", "change", TODAY, ENVIRON)
    assert () == found.projects
    return [one.what for one in found.unknown]


def onto(made: Repository, *files: dict[str, str]) -> None:
    """Such commits on `main`, each with something else beside it."""
    made.git("checkout", "--quiet", "main")
    for one in files:
        made.commit({**one, "main": "".join(one.values())})
    made.git("checkout", "--quiet", "change")


def test_half_of_it_is_left_by_a_rebase(repository: Repository) -> None:
    """The commit that `main` has already goes, and the other one is applied to it."""
    repository.commit({"release.yaml": RELEASE})
    repository.commit({"release.yaml": LOOSER})
    assert [] == unseen()

    onto(repository, {"release.yaml": RELEASE})
    assert ["release.yaml"] == unseen()
    repository.git("rebase", "--quiet", "main")
    assert LOOSER == (repository.root / "release.yaml").read_text()
    assert ["preview-admin-bypass"] == [
        one.id for one in preview("release.yaml", "main", "change", TODAY, ENVIRON).risks
    ]


def test_project_that_comes_and_goes(repository: Repository) -> None:
    """It is on neither side of the branch, and `main` has it by now."""
    more = {"libs/b/release.yaml": LIB.replace("marks", "dots")}
    repository.commit(more)
    repository.git("rm", "--quiet", "libs/b/release.yaml")
    repository.commit()
    onto(repository, more)

    assert ["libs/b/release.yaml"] == unseen("fleet.yaml")


def test_link_that_leads_elsewhere_for_a_while(repository: Repository) -> None:
    """The files stay as they are, and what is read is another one."""
    link = repository.root / "libs" / "a"
    onto(repository, {"strict/release.yaml": LIB, "loose/release.yaml": LOOSE})
    repository.git("rebase", "--quiet", "main")
    repository.git("rm", "-r", "--quiet", "libs")
    link.parent.mkdir()
    for target, more in (("loose", "1"), ("strict", "2"), ("loose", "3")):
        link.unlink(missing_ok=True)
        link.symlink_to(f"../{target}")
        repository.commit({"x": more})
        if more == "1":
            repository.git("branch", "--force", "main")
    repository.git("checkout", "--quiet", "main")
    link.unlink()
    link.symlink_to("../strict")
    repository.commit({"main": "x"})
    repository.git("checkout", "--quiet", "change")

    assert ["libs/a"] == unseen("fleet.yaml")


@pytest.mark.parametrize("file", ["release.yaml", "fleet.yaml"])
def test_branches_without_it(repository: Repository, file: str) -> None:
    """Neither a branch that never touched it, nor a base where it means the same as before."""
    repository.commit({"other": "x"})
    onto(repository, {"release.yaml": RELEASE, "libs/a/release.yaml": LOOSE})
    assert [] == unseen(file)
    onto(repository, {"release.yaml": LOOSER + "# x\n", "libs/a/release.yaml": LIB + "# x\n"})
    repository.commit({"release.yaml": RELEASE, "libs/a/release.yaml": LOOSE})
    repository.commit({"release.yaml": LOOSER, "libs/a/release.yaml": LIB})
    assert [] == unseen(file)
