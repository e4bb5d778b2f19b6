"""`trustpub preview --post` on both forges of the sandbox."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from trustpub.cli import main
from trustpub.preview.model import Preview
from trustpub.trees.tree import Unread

from .conftest import BOT, NAMES, Place

VARIABLES = ("GITHUB_REPOSITORY", "GITHUB_EVENT_PATH", "CI_PROJECT_PATH", "CI_MERGE_REQUEST_IID")


class Job:
    """A job of CI for the request, in which the preview finds what it is told to find."""

    def __init__(self, place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.place, self.folder, self.monkeypatch = place, folder, monkeypatch
        self.head, self.asked = place.head, list[Any]()
        for variable in VARIABLES:
            monkeypatch.delenv(variable, raising=False)
        for name, value in {**place.env(BOT), **self.variables()}.items():
            monkeypatch.setenv(name, value)

    def variables(self) -> dict[str, str]:
        """What the forge tells its job."""
        if self.place.forge == "gitlab":
            told = {"CI_PROJECT_PATH": NAMES["gitlab"], "CI_MERGE_REQUEST_IID": "1"}
            return {**told, "CI_COMMIT_SHA": self.head, "CI_MERGE_REQUEST_DIFF_BASE_SHA": "d" * 40}
        name = {"full_name": NAMES["github"]}
        head = {"sha": self.head, "ref": "change", "repo": name}
        pull = {"number": 1, "head": head, "base": {"repo": name, "sha": "d" * 40}}
        path = self.folder / "event.json"
        path.write_text(json.dumps({"pull_request": pull}), "utf-8")
        return {"GITHUB_REPOSITORY": NAMES["github"], "GITHUB_EVENT_PATH": str(path)}

    def finds(self, found: Preview | Exception) -> None:
        """What the next preview finds."""

        def previewed(args: Any, base: Any, head: Any, *rest: Any) -> Preview:
            self.asked.append((base, head))
            if isinstance(found, Exception):
                raise found
            return found

        self.monkeypatch.setattr("trustpub.cli.preview_live.previewed", previewed)

    def of(self, **more: Any) -> Preview:
        """A preview of the request's newest commit."""
        told = {"file": "release.yaml", "base": "d" * 40, "head": self.head, "same": 1}
        rest = {"base_state": "read", "projects": (), "digest": "sha256:0"}
        return Preview.model_validate({**told, **rest, **more})

    def changed(self) -> Preview:
        """One in which something is new."""
        return self.of(projects=({"name": "github:octo-org/lib", "what": "made"},))

    def post(self, *words: str) -> int:
        """The command."""
        return main(["preview", "--post", *words])


@pytest.fixture
def job(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """A job on each forge."""
    return Job(place, tmp_path, monkeypatch)


def test_posted(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    """The preview of the newest commit, against what the job says it is merged into."""
    job.finds(job.changed())
    assert 0 == job.post()
    said = capsys.readouterr()
    assert "trustpub preview: comment created: http" in said.err
    assert "no gate is weakened" in said.out
    assert [("d" * 40, job.head)] == job.asked
    (text,) = job.place.comments()
    assert "### Release trust: no gate is weakened" in text


def test_failure_is_posted(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    """A preview that cannot be made, and one that breaks."""
    job.finds(Unread("release.yaml is in neither commit; check its name"))
    assert 2 == job.post()
    assert "release.yaml is in neither commit" in job.place.comments()[0]
    job.finds(RuntimeError("secret-word"))
    with pytest.raises(RuntimeError):
        job.post()
    (text,) = job.place.comments()
    assert ("the preview failed" in text, "secret-word" in text) == (True, False)


def test_nothing_left(job: Job) -> None:
    """Said where something was said before."""
    job.finds(job.of())
    assert 0 == job.post()
    assert [] == job.place.comments()
    job.finds(job.changed())
    job.post()
    job.finds(job.of())
    assert 0 == job.post()
    assert "nothing is left to do" in job.place.comments()[0]


def test_what_cannot_be_seen_is_no_nothing(job: Job) -> None:
    """It is posted, and the exit code stays that of the preview."""
    job.finds(job.of(unknown=({"what": "a query", "why": "no token"},)))
    assert 3 == job.post()
    assert "not all can be seen" in job.place.comments()[0]


def test_another_commit(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    """A preview of something else is not posted as that of the request."""
    for head, told in (("e" * 40, "eeeeeeeeeeee"), ("", "the working tree")):
        job.finds(job.of(head=head))
        assert 2 == job.post("--head", "HEAD")
        assert f"the preview is of {told}" in capsys.readouterr().err
    assert [] == job.place.comments()


def test_moved_on(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    """The job is late: it says so, and that is no failure."""
    job.place.push()
    job.finds(job.changed())
    assert 0 == job.post()
    assert "comment left: the newest commit is" in capsys.readouterr().err
    assert [] == job.place.comments()


def test_no_token(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    """Its variable is named; an address with a password is neither used nor shown."""
    name = job.place.forge.upper()
    job.finds(job.changed())
    job.monkeypatch.delenv(f"{name}_TOKEN")
    assert 2 == job.post()
    assert f"{name}_TOKEN is not set" in capsys.readouterr().err
    url = job.place.sandbox.urls[job.place.forge].replace("//", "//me:secret-word@")
    job.monkeypatch.setenv(f"{name}_BASE_URL", url)
    assert 2 == job.post()
    assert "secret-word" not in "".join(capsys.readouterr())


def test_missing_right(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody knows what the comment says: no code that could be taken for fine."""
    job.monkeypatch.setenv(f"{job.place.forge.upper()}_TOKEN", "read-token")
    job.finds(job.changed())
    assert 3 == job.post()
    said = "".join(capsys.readouterr())
    assert ("give it the right to comment" in said, "read-token" in said) == (True, False)


def test_no_job(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Outside of CI there is no request."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    assert 2 == main(["preview", "--post"])
    said = capsys.readouterr().err
    assert "this is no job of a pull or merge request" in said
    assert "or name it: --request N" in said


def test_event_that_cannot_be_read(
    job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither one that is not there, nor one that is no JSON."""
    job.monkeypatch.setenv("GITHUB_REPOSITORY", "octo-org/lib")
    (tmp_path / "odd.json").write_text("{", "utf-8")
    for name in ("none.json", "odd.json"):
        job.monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / name))
        assert 2 == job.post()
        assert "GITHUB_EVENT_PATH names cannot be read" in capsys.readouterr().err


def test_of_real_commits(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A checkout whose commits are not there: its preview fails, and the request says so."""
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q", "."], check=True)
    assert 2 == job.post()
    assert "the preview failed" in job.place.comments()[0]
    assert capsys.readouterr().err.count("\n") >= 2


def test_where_the_rest_is(job: Job) -> None:
    """The page of the run is named where parts are left out, and only there."""
    page = {"GITHUB_SERVER_URL": "https://git.example.com", "GITHUB_RUN_ID": "17"}
    for name, value in {**page, "CI_JOB_URL": "https://git.example.com/x/-/jobs/17"}.items():
        job.monkeypatch.setenv(name, value)
    job.finds(job.changed())
    assert 0 == job.post()
    assert "git.example.com" not in job.place.comments()[0]
    many = [{"name": f"github:octo-org/lib-{number}", "what": "made"} for number in range(2000)]
    job.finds(job.of(projects=many))
    assert 0 == job.post()
    (text,) = job.place.comments()
    assert "[The run that wrote this](<https://git.example.com/" in text
    assert len(text) < 65_536
