"""A fleet stays in its checkout: what leads out of it is told, and not read."""

from pathlib import Path

import pulumi
import pytest

from components.fleet import entry_of
from trustpub.fleet.entries import Fleet
from trustpub.fleet.reading import read_fleet

from .made import RELEASE, names

APP = RELEASE.replace("project: reader", "project: app").replace("org/reader", "org/app")
LEFT = "put what is meant into the repository, and name it there"


def checkout(folder: Path, items: str, git: bool = True) -> Path:
    """A checkout with one project, another project beside it, and a fleet file with these items."""
    root = folder / "it"
    for path in ("it/libs/app", "beside/reader"):
        (folder / path).mkdir(parents=True)
    (folder / "it/libs/app/release.yaml").write_text(APP)
    (folder / "beside/reader/release.yaml").write_text(RELEASE)
    if git:
        (root / ".git").mkdir()
    (root / "fleet.yaml").write_text(f"projects: {items}\n")
    return root


def told(found: Fleet) -> list[tuple[str, int | None, str, str]]:
    """Id, line, what is wrong, and what to do."""
    return [(one.id, one.line, one.found, one.fix) for one in found.problems]


@pytest.mark.parametrize(
    "pattern", ["libs/*/release.yaml", "libs/**/release.yaml", "*/*/release.yaml", "**/*.yaml"]
)
def test_a_link_out_of_the_checkout(tmp_path: Path, pattern: str) -> None:
    """It is told with pattern, path and fix; all that is in the checkout is read."""
    root = checkout(tmp_path, f"['{pattern}']")
    (root / "libs/other").symlink_to("../../beside/reader")
    (root / "fleet.yaml").rename(root / "fleet.yml")

    found = read_fleet(str(root / "fleet.yml"))

    assert ["github:octo-org/app"] == names(found)
    link = f"{root}/libs/other"
    expected = f"{pattern!r} leads by {link} out of the checkout"
    assert [("fleet-file", 1, expected, LEFT)] == told(found)
    assert [(link, f"{root}/fleet.yml")] == [one[:2] for one in found.refused]


@pytest.mark.parametrize(
    ("item", "git", "found", "fix"),
    [
        ("../beside/reader/release.yaml", True, "leads out of the checkout", LEFT),
        (
            "../*/reader/release.yaml",
            False,
            "leads out of the fleet file's folder, which is in no checkout of git",
            "put the fleet file above all that it names, or use a checkout of git",
        ),
    ],
)
def test_a_path_out_of_the_checkout(
    tmp_path: Path, item: str, git: bool, found: str, fix: str
) -> None:
    """Up and out, in a checkout of git and without one."""
    got = read_fleet(str(checkout(tmp_path, f"['{item}']", git) / "fleet.yaml"))

    assert [("fleet-file", 1, f"{item!r} {found}", fix)] == told(got)


def test_an_absolute_path(tmp_path: Path) -> None:
    """No clone of the repository has it."""
    root = checkout(tmp_path, "[]")
    path = f"{root}/libs/*/release.yaml"
    (root / "fleet.yaml").write_text(f"projects: ['{path}']\n")

    found = read_fleet(str(root / "fleet.yaml"))

    fix = "write it as it is counted from the fleet file"
    assert [("fleet-file", 1, f"{path!r} is an absolute path", fix)] == told(found)


def test_an_absolute_link(tmp_path: Path) -> None:
    """Though it leads to what is in this checkout, a clone elsewhere has nothing there."""
    root = checkout(tmp_path, "[linked/app/release.yaml]")
    (root / "linked").symlink_to(root / "libs")

    found = read_fleet(str(root / "fleet.yaml"))

    what = f"'linked/app/release.yaml' goes by {root}/linked, a link to an absolute path"
    assert what == found.problems[0].found.partition(", which")[0]
    assert () == found.entries


def test_links_that_lead_to_nothing_that_is_meant(tmp_path: Path) -> None:
    """A program of a virtual environment, a folder of a build: no pattern means what is there."""
    root = checkout(tmp_path, "['*/*/release.yaml', '**/app/release.yaml', 'libs/*']")
    (root / "libs/python").symlink_to("/bin/sh")
    (root / "libs/nowhere").symlink_to("../../nothing")
    (root / "libs/build").symlink_to("../../beside/reader")
    (root / "libs/build").unlink()

    found = read_fleet(str(root / "fleet.yaml"))

    out = [one for one in told(found) if "leads" in one[2]]
    assert [f"'libs/*' leads by {root}/libs/python out of the checkout"] == [one[2] for one in out]
    assert ["github:octo-org/app"] == names(found)


def test_within_the_checkout(tmp_path: Path) -> None:
    """Above the fleet file's folder, and by a link, as long as it is the same checkout."""
    root = checkout(tmp_path, "[]")
    (root / "deploy").mkdir()
    (root / "linked").symlink_to("libs")
    (root / "deploy/fleet.yaml").write_text("projects: ['../linked/*/release.yaml']\n")

    found = read_fleet(str(root / "deploy/fleet.yaml"))

    assert () == found.problems
    assert ["github:octo-org/app"] == names(found)
    assert f"{root}/linked/app/release.yaml" == found.entries[0].file


def test_links_that_go_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They come to an end: one is walked a few times, and many are told."""
    root = checkout(tmp_path, "['libs/**/release.yaml']")
    (root / "libs/again").symlink_to(".")

    assert ["github:octo-org/app"] == names(read_fleet(str(root / "fleet.yaml")))

    monkeypatch.setattr("trustpub.trees.matching.MOST", 50_000)
    for name in "abc":
        (root / "libs" / name).symlink_to(".")
    found = read_fleet(str(root / "fleet.yaml"))

    what = "'libs/**/release.yaml': the patterns lead through too many folders"
    assert [("fleet-file", 1, what, "name the files, or fewer of them")] == told(found)
    assert [] == names(found)


def test_the_fleet_file_is_a_link_out(tmp_path: Path) -> None:
    """A change of the checkout cannot have another fleet rolled out."""
    root = checkout(tmp_path, "[libs/app/release.yaml]")
    (root / "fleet.yaml").rename(tmp_path / "beside/fleet.yaml")
    (root / "fleet.yaml").symlink_to("../beside/fleet.yaml")

    found = read_fleet(str(root / "fleet.yaml"))

    assert not found.read
    assert ["is a link that leads out of the checkout"] == [one.found for one in found.problems]


def test_a_folder_is_mounted_by_links(tmp_path: Path) -> None:
    """As Kubernetes mounts a ConfigMap: each file is a link to one in a folder beside it."""
    (tmp_path / "..data").mkdir()
    for name, text in {"fleet.yaml": "projects: ['*.y?ml']\n", "app.yoml": APP}.items():
        (tmp_path / "..data" / name).write_text(text)
        (tmp_path / name).symlink_to(f"..data/{name}")

    assert ["github:octo-org/app"] == names(read_fleet(str(tmp_path / "fleet.yaml")))


def test_a_program_is_told_why(tmp_path: Path) -> None:
    """The stack of a project that is not read may be the one that is meant."""
    root = checkout(tmp_path, "[../beside/reader/release.yaml]")

    with pytest.raises(pulumi.RunError, match=r"not read: .*leads out of the checkout; put what"):
        entry_of(str(root / "fleet.yaml"), "github_-octo-org_.reader")
