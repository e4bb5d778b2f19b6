"""Commits brought here by git: the token goes to the forge's own server, and stays nowhere."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trustpub.preview import fetching

from .conftest import BOT
from .git_server import GitServer, serving
from .requested import REFS, Requested, config, post

USERS = {"github": "x-access-token", "gitlab": "gitlab-ci-token"}
SECRET = "secret-job-word"
"""The token of git: that of the API on GitHub, one of its own on GitLab."""


def header(forge: str) -> str:
    """What the server wants to hear."""
    token = BOT if forge == "github" else SECRET
    return f"Basic {base64.b64encode(f'{USERS[forge]}:{token}'.encode()).decode()}"


@pytest.fixture
def server(world: Requested, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitServer]:
    """The forge's server for git, which knows the job's token alone; the clone is of it."""
    with serving(world.remote.parent) as found:
        found.wanted = header(world.place.forge)
        monkeypatch.setenv("GITHUB_SERVER_URL", found.url)
        monkeypatch.setenv("CI_SERVER_URL", found.url)
        monkeypatch.setenv("CI_JOB_TOKEN", SECRET)
        aim(world, f"{found.url}/lib.git")
        yield found


def aim(world: Requested, url: str) -> None:
    """Another origin."""
    world.run("-C", str(world.here), "config", "remote.origin.url", url)


def secrets(forge: str) -> tuple[str, ...]:
    """All that must be nowhere."""
    return SECRET, header(forge), header(forge).removeprefix("Basic ")


def kept(world: Requested) -> str:
    """Every word that is in the checkout's .git, but for objects."""
    files = [path for path in (world.here / ".git").rglob("*") if path.is_file()]
    return "".join(f.read_bytes().decode("latin-1") for f in files if "objects" not in f.parts)


def test_with_the_token(
    world: Requested, server: GitServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is sent to the server, and is in no output, comment or file afterwards."""
    before = (world.here / ".git/config").read_text("utf-8")
    world.push(1, config(5))
    assert 0 == post("1")
    assert {header(world.place.forge)} == set(server.heard)
    said = "".join(capsys.readouterr()) + kept(world) + "".join(world.comments(1))
    assert [] == [one for one in secrets(world.place.forge) if one in said]
    assert before == (world.here / ".git/config").read_text("utf-8")


def test_not_among_the_arguments(
    world: Requested, server: GitServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What everybody on the machine can read of a process has no token in it."""
    log = tmp_path / "arguments"
    real = os.popen("command -v git").read().strip()
    (tmp_path / "bin").mkdir()
    wrapper = tmp_path / "bin/git"
    wrapper.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {log}\nexec {real} "$@"\n', "utf-8")
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    world.push(1, config(5), branch="--upload-pack=x")
    assert 0 == post("1")
    said = log.read_text("utf-8")
    assert "fetch\n" in said
    assert [] == [one for one in (*secrets(world.place.forge), BOT, "upload") if one in said]


def test_headers_of_the_checkout(world: Requested, server: GitServer) -> None:
    """What GitHub's own checkout left in the configuration is not sent beside it."""
    key = f"http.{server.url}/.extraheader"
    world.run("-C", str(world.here), "config", key, "AUTHORIZATION: basic b2xkOm9sZA==")
    world.push(1, config(5))
    assert 0 == post("1")
    assert {header(world.place.forge)} == set(server.heard)


def test_another_host(
    world: Requested, server: GitServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """It hears no token, and that it could not be fetched is told on the request."""
    world.push(1, config(5))
    aim(world, f"{server.url}/lib.git".replace("127.0.0.1", "localhost"))
    assert 3 == post("1")
    assert {""} == set(server.heard)
    assert "origin does not take the token in" in world.comments(1)[0]
    assert "localhost" not in "".join(world.comments(1))


def test_other_helpers_are_not_asked(
    world: Requested, server: GitServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither those that keep passwords, nor a window, nor a hook."""
    traces = tmp_path / "traces"
    (tmp_path / "trace").write_text(f"#!/bin/sh\necho x >> {traces}\n", "utf-8")
    (tmp_path / "trace").chmod(0o755)
    told = {"credential.helper": f"!{tmp_path / 'trace'}", "core.askPass": f"{tmp_path / 'trace'}"}
    for name, value in told.items():
        world.run("-C", str(world.here), "config", name, value)
    for name in ("GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.setenv(name, str(tmp_path / "trace"))
    for hook in ("reference-transaction", "post-checkout", "post-merge"):
        (world.here / ".git/hooks").mkdir(exist_ok=True)
        (world.here / ".git/hooks" / hook).symlink_to(tmp_path / "trace")
    world.push(1, config(5))
    assert 0 == post("1")
    server.wanted = "Basic other"
    assert 3 == post("1")
    assert not traces.exists()


def test_sent_on(world: Requested, server: GitServer) -> None:
    """A redirect is not followed."""
    with serving(world.remote.parent) as other:
        server.elsewhere = other.url
        world.push(1, config(5))
        assert 3 == post("1")
        assert [] == other.heard
    assert "origin leads elsewhere" in world.comments(1)[0]


def test_name_in_the_address(world: Requested, server: GitServer) -> None:
    """Who asks is in the token, whatever name stands there."""
    aim(world, f"{server.url}/lib.git".replace("//", "//me@"))
    world.push(1, config(5))
    assert 0 == post("1")
    assert {header(world.place.forge)} == set(server.heard)


def test_password_in_the_address(
    world: Requested, server: GitServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """GitLab's runner leaves the job's token there: it is used, and shown nowhere."""
    pair = f"{USERS[world.place.forge]}:{BOT if world.place.forge == 'github' else SECRET}"
    first = world.push(1, config(5))
    with_pair = server.url.replace("//", f"//{pair}@")
    aim(world, f"{with_pair}/lib.git")
    assert 0 == post("1")
    aim(world, f"{server.url}/lib.git")
    world.run("-C", str(world.here), "config", f"url.{with_pair}.insteadOf", server.url)
    world.push(1, config(3), first)
    assert 0 == post("1")
    server.wanted = "Basic other"
    assert 3 == post("1")
    said = "".join(capsys.readouterr()) + "".join(world.comments(1))
    assert [] == [one for one in (*secrets(world.place.forge), pair) if one in said]


def test_no_origin(world: Requested) -> None:
    """A clone without one is told from an address that is odd."""
    world.push(1, config(5))
    world.run("-C", str(world.here), "remote", "remove", "origin")
    assert 2 == post("1")
    assert "this clone has no remote 'origin'" in world.comments(1)[0]


def test_odd_origins(world: Requested) -> None:
    """No other program is started."""
    head = world.push(1, config(5))
    for url in ("ext::sh -c 'touch x'", "fd::7", "-uploadpack", "git://h/x", "ftp://h/x", "none"):
        aim(world, url)
        assert 2 == post("1")
        assert "origin is no address of https or ssh" in world.comments(1)[0]
        assert [".git", "release.yaml"] == sorted(one.name for one in world.here.iterdir())
        head = world.push(1, config(5), head)


def test_nothing_else_comes_along(world: Requested) -> None:
    """Two refs of ours: no tag, no branch, no FETCH_HEAD, no file, no other HEAD."""
    shown = world.run("-C", str(world.here), "for-each-ref", "--format=%(refname)")
    head = world.push(1, config(5))
    world.git("tag", "v1", head)
    world.git("update-ref", "refs/heads/main", world.commit(config(10), world.start))
    world.git("update-ref", "refs/heads/new", head)
    assert 0 == post("1")
    now = world.run("-C", str(world.here), "for-each-ref", "--format=%(refname)")
    ours = {f"refs/trustpub/requests/1/{end}" for end in ("head", "base")}
    assert ours == set(now.split()) - set(shown.split())
    assert not (world.here / ".git/FETCH_HEAD").exists()
    for name in ("HEAD", "refs/remotes/origin/main"):
        assert world.start == world.run("-C", str(world.here), "rev-parse", name)
    assert config(10) == Path("release.yaml").read_text("utf-8")


def test_a_submodule_stays_where_it_is(world: Requested) -> None:
    """What the author names as one is not asked for anything."""
    blob = world.git("hash-object", "-w", "--stdin", text=config(5))
    names = f'[submodule "x"]\n\tpath = x\n\turl = file://{world.remote}\n'
    modules = world.git("hash-object", "-w", "--stdin", text=names)
    rows = [f"160000 commit {world.start}\tx", f"100644 blob {blob}\trelease.yaml"]
    rows += [f"100644 blob {modules}\t.gitmodules"]
    tree = world.git("mktree", text="\n".join(rows) + "\n")
    head = world.git("commit-tree", tree, "-p", world.start, "-m", "x")
    world.set(1, head)
    world.tell(1, head=head)
    assert 0 == post("1")
    assert not (world.here / ".git/modules").exists()


@pytest.mark.parametrize(
    "name",
    [
        *("a b", "a:b", "a..b", "a~1", "a^", "a?", "a*", "a[", "a\\b", "a@{1}", "a//b", "/a", "a/"),
        *("a.lock", "a.lock/b", ".a", "a/.b", "a.", "@", "a\n", "\x7f", "+a:refs/heads/b", ""),
    ],
)
def test_names_that_no_branch_has(name: str) -> None:
    """Git would read more out of them than a name, or refuse them in its own words."""
    with pytest.raises(fetching.Unread, match="has a name that git does not take"):
        fetching.fetched("release.yaml", "github", 1, name, {})


def test_names_that_a_branch_may_have(world: Requested) -> None:
    """Whatever git takes."""
    world.push(1, config(5))
    for name in ("feature/x", "\u00fcber", "-x", "--upload-pack=x", "a@b", "1.0"):
        world.git("update-ref", f"refs/heads/{name}", world.start)
        found = fetching.fetched("release.yaml", world.place.forge, 1, name, {})
        assert world.start == found.base


def test_git_gives_no_answer(
    world: Requested, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not waited for without end."""
    world.push(1, config(5))
    (tmp_path / "late").write_text("#!/bin/sh\nsleep 5\n", "utf-8")
    (tmp_path / "late").chmod(0o755)
    world.run("-C", str(world.here), "config", "remote.origin.uploadpack", str(tmp_path / "late"))
    monkeypatch.setattr(fetching, "PATIENCE", 0.2)
    assert 3 == post("1")
    assert "gives no answer" in world.comments(1)[0]


def test_no_checkout(world: Requested, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told on the request, like all else."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    world.push(1, config(5))
    assert 2 == post("1")
    assert "no checkout of git" in world.comments(1)[0]


def test_refs_of_the_forges() -> None:
    """Where they keep what a request is."""
    told: dict[Any, str] = dict(REFS)
    assert told == fetching.REFS
