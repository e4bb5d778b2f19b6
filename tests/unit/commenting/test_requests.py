"""`trustpub preview --request ... --fetch --post`: asked from the forge, read from git objects."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from trustpub.cli import main

from .conftest import NAMES
from .requested import FORKS, VARIABLES, Requested, config, only_comments, post

PROGRAM = "import sys; from trustpub.cli import main; sys.exit(main())"


def test_whole_life(world: Requested) -> None:
    """Open, push, push, fail, mend, merge, a process each: one comment, always true."""

    def go(number: int = 1) -> tuple[int, list[str]]:
        words = ["preview", "--fetch", "--post", "--request", str(number)]
        command = [sys.executable, "-c", PROGRAM, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert "Traceback" not in done.stderr
        return done.returncode, world.comments(number)

    before = world.place.sandbox.mark()
    first = world.push(1, config(5))
    code, (text,) = go()
    assert (0, True, True) == (code, "wait_timer" in text, first[:12] in text)
    second = world.push(1, config(10), first)
    code, (text,) = go()
    assert (0, True) == (code, "nothing is left to do" in text)
    third = world.push(1, config(2), second)
    code, (text,) = go()
    assert (0, True) == (code, third[:12] in text)
    broken = world.push(1, "project: [\n", third)
    code, (text,) = go()
    assert (0, True, True) == (code, "error" in text, broken[:12] in text)
    world.push(1, config(7), broken)
    code, (text,) = go()
    assert (0, True, False) == (code, "wait_timer" in text, "error" in text)
    world.tell(1, state="merged")
    assert (0, [text]) == go()
    assert only_comments(world, before)


def test_of_a_fork(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """Its branch may be called like anything, for no name of it is ever handed on."""
    names = ["--upload-pack=touch x", "a b", "\u00fc\u202e", "refs/heads/x:y", "`@boss`"]
    for number, name in enumerate(names, 1):
        source = FORKS[world.place.forge] if number != 3 else None
        world.push(number, config(number), branch=name, source=source)
    assert 0 == post("open")
    for number, _ in enumerate(names, 1):
        assert "wait_timer" in world.comments(number)[0]
    assert "comment created" in capsys.readouterr().err
    assert [".git", "release.yaml"] == sorted(path.name for path in world.here.iterdir())


def test_two_of_one_branch(world: Requested) -> None:
    """Two requests with the same commit into two branches: each is held against its own."""
    old = world.commit(config(1), world.start)
    world.git("update-ref", "refs/heads/stable", old)
    head = world.push(1, config(5), old, branch="change")
    world.set(2, head)
    world.tell(2, head=head, branch="change", base="stable")
    assert 0 == post("open")
    (first,), (second,) = world.comments(1), world.comments(2)
    assert ("10" in first, first == second) == (True, False)
    assert old[:12] in second


def test_one_that_fails_stops_no_other(world: Requested, tmp_path: Path) -> None:
    """The exit code is the worst one, and each comment tells what came of its request."""
    world.push(1, "project: [\n")
    world.push(2, config(5))
    world.push(3, config(5), base="gone")
    world.push(4, config(5), base="ba:d")
    out = tmp_path / "out"
    assert 3 == post("open", "--out", str(out))
    texts = [world.comments(number)[0] for number in (1, 2, 3, 4)]
    assert "error" in texts[0]
    assert "wait_timer" in texts[1]
    assert "the branch that it is to be merged into is not there" in texts[2]
    assert "a name that git does not take" in texts[3]
    found = sorted(path.name for path in out.iterdir())
    assert [f"request-{n}.{end}" for n in (1, 2, 3, 4) for end in ("json", "md")] == found
    told = json.loads((out / "request-2.json").read_text("utf-8"))
    assert ("trustpub.preview", 1) == (told["schema"]["name"], len(told["preview"]["projects"]))
    assert json.loads((out / "request-3.json").read_text("utf-8"))["failure"]


def test_many(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """120 open requests on two pages, and a forge that says to wait: each is told of."""
    head = world.push(1, config(5))
    for number in range(2, 121):
        world.tell(number, head=head)
    world.run("-C", str(world.here), "fetch", "-q", "origin", head)
    limited = {"status": 429, "headers": {"Retry-After": "1"}, "skip": 1, "times": 1}
    world.place.sandbox.faults(world.place.forge, {"method": "GET", **limited})
    assert 0 == main(["preview", "--request", "open"])
    said = capsys.readouterr().out
    assert [f"Request {number}\n" for number in range(1, 121)] == [
        line for line in said.splitlines(keepends=True) if line.startswith("Request")
    ]


def test_without_fetch(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """The commits have to be here then, and nothing is asked of origin."""
    head = world.push(1, config(5))
    assert 2 == main(["preview", "--request", "1"])
    assert "is no commit that is here; fetch it" in capsys.readouterr().err
    world.run("-C", str(world.here), "fetch", "-q", "origin", head)
    assert 0 == main(["preview", "--request", "1", "--format", "json"])
    assert head == json.loads(capsys.readouterr().out)["preview"]["head"]


def test_slip_in_the_name_of_the_file(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """No comment that is true is lost for it, and none about an older commit is left."""
    first = world.push(1, config(5))
    words = ["preview", "nope.yaml", "--fetch", "--post", "--request", "1"]
    assert (2, []) == (main(words), world.comments(1))
    assert 0 == post("1")
    before = world.comments(1)
    assert (2, before) == (main(words), world.comments(1))
    assert "nope.yaml is in neither commit; check its name" in capsys.readouterr().err
    world.push(1, config(7), first)
    assert 2 == main(words)
    assert ["the preview failed" in one for one in world.comments(1)] == [True]


def test_request_that_is_not_there(world: Requested, capsys: pytest.CaptureFixture[str]) -> None:
    """It says where it was looked for."""
    forge = {"github": "GitHub", "gitlab": "GitLab"}[world.place.forge]
    assert 2 == post("99")
    assert f"request 99 is not there in {NAMES[world.place.forge]} on {forge}" in (
        capsys.readouterr().err
    )


def test_newest_base(world: Requested) -> None:
    """What is held against is the tip of the base branch now, whatever the clone knew."""
    merged = world.commit(config(3), world.start)
    world.push(1, config(5), merged)
    world.git("update-ref", "refs/heads/main", merged)
    assert 0 == post("1")
    (text,) = world.comments(1)
    assert (merged[:12] in text, "3" in text) == (True, True)


def test_shallow(world: Requested, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A clone that is cut off is made whole first."""
    more = world.commit(config(10), world.start)
    world.git("update-ref", "refs/heads/main", world.commit(config(10), more))
    world.push(1, config(5))
    cut = tmp_path / "cut"
    world.run("clone", "-q", "--depth=1", f"file://{world.remote}", str(cut))
    monkeypatch.chdir(cut)
    assert 0 == post("1")
    assert "wait_timer" in world.comments(1)[0]


ODD = (
    *(("0",), ("1 ",), ("2147483648",), ("../1",), ("\u0661",), ("all",)),
    *(("1", "--head", "HEAD"), ("1", "--base", "main"), ("open", "--format", "json")),
)


def test_odd_words(world: Requested) -> None:
    """Nobody is asked."""
    before = world.place.sandbox.mark()
    assert {2} == {post(*words) for words in ODD}
    assert before == world.place.sandbox.mark()


def test_links_are_not_written_through(
    world: Requested, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a folder nor a file of `--out` that is one; the comment is kept all the same."""
    world.push(1, config(5))
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert 2 == post("1", "--out", str(tmp_path / "link"))
    assert [] == world.comments(1)
    (tmp_path / "real/request-1.md").symlink_to(tmp_path / "victim")
    assert 2 == post("1", "--out", str(tmp_path / "real"))
    assert not (tmp_path / "victim").exists()
    assert "is no plain file" in capsys.readouterr().err
    assert 1 == len(world.comments(1))


def test_no_token(world: Requested, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told before anything is asked or fetched."""
    before = world.place.sandbox.mark()
    monkeypatch.delenv(f"{world.place.forge.upper()}_TOKEN")
    assert 2 == post("1")
    assert before == world.place.sandbox.mark()


def test_hidden_repository(world: Requested, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said, and not taken for one without requests."""
    name = "octo-org/none" if world.place.forge == "github" else "group/none"
    monkeypatch.setenv("GITHUB_REPOSITORY" if "octo" in name else "CI_PROJECT_PATH", name)
    assert 2 == post("open")


def test_elsewhere(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Outside of CI nobody says whose requests are meant."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    assert (2, 2) == (main(["preview", "--request", "1"]), main(["preview", "--fetch"]))
    said = capsys.readouterr().err
    assert ("GITHUB_REPOSITORY or CI_PROJECT_PATH" in said, "--request" in said) == (True, True)
