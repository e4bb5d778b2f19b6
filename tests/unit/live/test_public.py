"""A public place is told nothing of what is weak today, and a private one all of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from trustpub.cli import main
from trustpub.live.public import job_place, left_out

from ..commenting.conftest import BOSS, NAMES
from ..commenting.requested import Requested, config

OUT = "This part is left out: it would tell what is weak today."


def visible(world: Requested, how: str) -> None:
    """Whoever owns the repository makes it so."""
    if world.place.forge == "github":
        world.place.repo.edit(visibility=how)
    else:
        found = world.place.repo
        found.visibility = how
        found.save()


def run(*words: str) -> int:
    """The command of a job that comments."""
    return main(["preview", "--fetch", "--live", "--request", "1", *words])


def looked(world: Requested, mark: int) -> list[str]:
    """What the forge was asked about environments and rules of tags."""
    signs = ("environments", "rulesets", "protected_")
    asked = (e for e in world.place.sandbox.events("all", mark) if e["kind"] == "request")
    return [e["path"] for e in asked if any(sign in e["path"] for sign in signs)]


def test_comment_in_public(world: Requested, tmp_path: Path) -> None:
    """Comment and files say that the part is left out, and nobody is asked for it."""
    visible(world, "public")
    world.push(1, config(5))
    mark = world.place.sandbox.mark()

    assert 3 == run("--post", "--out", str(tmp_path / "out"))

    (text,) = world.comments(1)
    document = json.loads((tmp_path / "out/request-1.json").read_text())
    assert OUT in text
    assert "is public, and this would tell everybody what is weak" in text
    assert OUT in (tmp_path / "out/request-1.md").read_text()
    assert [] == document["preview"]["live"]["projects"]
    assert "wait_timer: 10 -> 5" in text
    assert [] == looked(world, mark)


def test_comment_in_private(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """Those who may read the repository read it all."""
    visible(world, "private")
    world.push(1, config(5))
    mark = world.place.sandbox.mark()

    run("--post")

    (text,) = world.comments(1)
    assert OUT not in text
    assert "#### Today, not from this change" in text
    assert "Nobody was asked" not in text
    assert "name the stack with --stack" in text
    assert looked(world, mark) or "not seen" in text
    assert BOSS not in text + "".join(capsys.readouterr())


def test_place_that_is_not_seen(
    world: Requested, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is not known to be private is taken for public."""
    forge = world.place.forge
    variables = {**world.variables(), f"{forge.upper()}_TOKEN": ""}
    found = left_out((forge, NAMES[forge]), variables)
    assert found
    assert "_TOKEN is not set" in found.left_out

    found = left_out((forge, f"{NAMES[forge]}-none"), world.variables())
    assert found
    assert "the token does not see it" in found.left_out


@pytest.mark.parametrize(
    ("environ", "place"),
    [
        ({}, None),
        ({"GITHUB_REPOSITORY": "a/b"}, None),
        ({"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "a/b"}, ("github", "a/b")),
        ({"GITLAB_CI": "true", "CI_PROJECT_PATH": "a/b"}, ("gitlab", "a/b")),
        ({"GITLAB_CI": "true"}, ("gitlab", "")),
    ],
)
def test_jobs(environ: dict[str, str], place: Any) -> None:
    """The log of a job is as public as its repository."""
    assert place == job_place(environ)
