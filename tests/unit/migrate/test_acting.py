"""Removals are journaled before they begin, sent once, and read back."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox
from sandbox.http import Request, Response
from trustpub.forges.github.observing.opening import client as github_client
from trustpub.forges.gitlab.observing.opening import client as gitlab_client
from trustpub.migrate.acting import journal as journaling
from trustpub.migrate.acting.entries import Entry, entries, unfinished
from trustpub.migrate.acting.journal import Journal, JournalError, journal
from trustpub.migrate.acting.remove import Outcome, remove, remove_all
from trustpub.migrate.judged import Removal
from trustpub.migrate.kept.all import kept_of_account, kept_of_repository
from trustpub.migrate.model import Kept
from trustpub.model import Forge
from trustpub.observing.client import Client
from trustpub.writer import Writer

from . import test_kept_github as on_github
from .kept_world import FREE, VALUE, World, clean, github, gitlab

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVIDENCE = "the provenance of x-1.tar.gz names the publisher"
PROJECT = "group/app"
GITLAB: dict[str, Any] = {
    "users": ["boss"],
    "tokens": [{"token": "boss-token", "user": "boss"}],
    "groups": [
        {
            "path": "group",
            "members": {"boss": "owner"},
            "variables": [{"key": "TWINE_PASSWORD", "value": VALUE}],
        }
    ],
    "projects": [
        {
            "path": PROJECT,
            "variables": [
                {"key": "PYPI_TOKEN", "value": VALUE, "environment_scope": scope}
                for scope in ("*", "release")
            ],
            "pipeline_schedules": [
                {"description": "weekly", "variables": [{"key": "TWINE_PASSWORD", "value": VALUE}]}
            ],
        }
    ],
}
GITHUB = on_github.SEED


@pytest.fixture(params=["github", "gitlab"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    """A forge with a value planted in every secret and variable."""
    made, seed = (github, GITHUB) if request.param == "github" else (gitlab, GITLAB)
    return made(tmp_path / "cache", **seed)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of the journal."""
    return tmp_path / "journal"


@contextmanager
def opened(path: Path) -> Iterator[Journal]:
    """The journal at a time that stands still."""
    with journal(path, lambda: NOW) as one:
        yield one


def all_kept(client: Client, forge: Forge) -> tuple[Kept, ...]:
    """Everything of the repository and of what is above it."""
    name, above = (on_github.REPO, "octo-org") if forge == "github" else (PROJECT, "group")
    own, shared = kept_of_repository(client, forge, name), kept_of_account(client, forge, above)
    assert () == (*own.unknown, *shared.unknown)
    return (*own.kept, *shared.kept)


def removal(kept: Kept, **more: Any) -> Removal:
    """One that may go."""
    given = {"projects": (), "allowed": True, "evidence": EVIDENCE, **more}
    return Removal(kept=kept, **given)


def carry_out(client: Client, path: Path, *kept: Kept) -> tuple[Outcome, ...]:
    """A run for some of them."""
    with opened(path) as one:
        return tuple(remove_all(client, map(removal, kept), one, entries(path)[0]))


def asking(world: World) -> Client:
    """A client that need not wait between two writes."""
    made = world.client()
    made.sending.pace.beside = {}
    return made


def one_of(world: World) -> Kept:
    """A secret, or a variable."""
    return all_kept(asking(world), world.forge)[0]  # type: ignore[arg-type]


def lines(path: Path) -> list[tuple[str, str]]:
    """What the journal says."""
    found, problems = entries(path)
    assert () == problems
    return [(one.what, one.name) for one in found]


def deletes(world: World) -> list[str]:
    """The requests that removed."""
    return [one for one in world.asked if one.startswith("DELETE")]


def test_everything_goes_once_and_is_read_back(world: World, path: Path) -> None:
    """At every level and in every scope; the journal has the evidence, and no value is anywhere."""
    client = asking(world)
    kept = all_kept(client, world.forge)  # type: ignore[arg-type]

    got = carry_out(client, path, *kept)

    assert {"removed"} == {one.state for one in got}
    assert () == all_kept(client, world.forge)  # type: ignore[arg-type]
    assert len(kept) == len(deletes(world)) == len(set(deletes(world)))
    assert [(w, k.name) for k in kept for w in ("removing", "removed")] == lines(path)
    assert all(one.evidence.startswith(EVIDENCE) for one in entries(path)[0])
    assert clean((got, entries(path)), path.parent)


def test_a_second_run_sends_nothing(world: World, path: Path) -> None:
    """What is gone is found gone."""
    client, kept = asking(world), one_of(world)
    carry_out(client, path, kept)
    before = len(deletes(world))

    (got,) = carry_out(client, path, kept)

    assert ("found-gone", before) == (got.state, len(deletes(world)))
    assert ["removing", "removed", "found-gone"] == [what for what, _ in lines(path)]


@pytest.mark.parametrize(
    "more", [{"allowed": False, "stays": "it is used"}, {"evidence": ""}, {"allowed": False}]
)
def test_what_is_not_allowed_is_left_alone(world: World, path: Path, more: Any) -> None:
    """Not even looked at, and nothing is written of it; nothing goes without evidence."""
    client, kept = asking(world), one_of(world)
    world.asked.clear()

    with opened(path) as one:
        got = remove(client, removal(kept, **more), one)

    assert "kept" == got.state
    assert [] == world.asked
    assert [] == lines(path)


def test_a_secret_that_was_written_meanwhile_stays(path: Path, tmp_path: Path) -> None:
    """Somebody may have put another token there."""
    client = asking(github(tmp_path / "cache", **GITHUB))
    kept = kept_of_repository(client, "github", on_github.REPO).kept[0]
    old = kept.model_copy(update={"written": datetime(2020, 1, 1, tzinfo=UTC)})

    (got,) = carry_out(client, path, old)

    assert "kept" == got.state
    assert "after it was looked at" in got.why
    assert [("kept", kept.name)] == lines(path)


@pytest.mark.parametrize(
    "update", [{"selected": (on_github.REPO,)}, {"visibility": "private"}, {"visibility": "all"}]
)
def test_a_secret_that_reaches_more_than_was_seen_stays(
    path: Path, tmp_path: Path, update: Any
) -> None:
    """Those whom it reaches now were never asked whether they use it."""
    world = github(tmp_path / "cache", **GITHUB)
    client = asking(world)
    found = kept_of_account(client, "github", "octo-org").kept
    kept = next(one for one in found if one.name == "TWINE_PASSWORD")
    assert kept.selected == ("octo-org/other", on_github.REPO)

    (got,) = carry_out(client, path, kept.model_copy(update=update))

    assert ("kept", []) == (got.state, deletes(world))
    assert "other repositories" in got.why


def test_a_list_that_cannot_be_read_removes_nothing(world: World, path: Path) -> None:
    """Nobody knows whether it is still what was decided about."""
    client, kept = asking(world), one_of(world)
    world.put("^GET", 403, {"message": "no"})

    (got,) = carry_out(client, path, kept)

    assert ("kept", []) == (got.state, deletes(world))
    assert "403" in got.why
    assert ["kept"] == [what for what, _ in lines(path)]


@pytest.mark.parametrize("status", [401, 403, 404, 409, 429, 500, 301])
def test_a_removal_that_fails_stops_only_its_own(world: World, path: Path, status: int) -> None:
    """A sentence, and the next one goes on; the list decides, whatever the answer was."""
    client = asking(world)
    first, second = all_kept(client, world.forge)[:2]  # type: ignore[arg-type]
    body = {"message": "no", "key": "X", "value": VALUE}
    refused: list[str] = []
    real = world.answer

    def answer(request: Request) -> Response:
        if request.method == "DELETE" and not refused:
            refused.append(request.path)
            return Response.of(status, body)
        return real(request)

    world.answer = answer  # type: ignore[method-assign]
    client = asking(world)
    got = carry_out(client, path, first, second)

    assert got[0].state in ("kept", "unknown")
    assert str(status) in got[0].why or "is not there" in got[0].why
    if status not in (401, 429):
        assert ["kept", "removed"] == [one.state for one in got]
        assert ["removing", "kept", "removing", "removed"] == [what for what, _ in lines(path)]
    assert clean(got, path.parent)
    last = [one for one in carry_out(asking(world), path, first, second) if one.kept == first]
    assert last[-1].state in ("removed", "found-gone")


def test_an_answer_that_got_lost_is_settled_by_looking(world: World, path: Path) -> None:
    """The forge did it, and nobody heard: it is not sent again."""
    kept, real = one_of(world), world.answer

    def answer(request: Request) -> Response:
        done = real(request)
        return Response.of(502, {}) if request.method == "DELETE" else done

    world.answer = answer  # type: ignore[method-assign]
    (got,) = carry_out(asking(world), path, kept)

    assert "removed" == got.state
    assert 1 == len(deletes(world))


def test_what_cannot_be_read_back_is_unknown_until_the_next_run(world: World, path: Path) -> None:
    """The removal stays open in the journal, and the next run ends it by looking."""
    kept, real, gone = one_of(world), world.answer, []

    def answer(request: Request) -> Response:
        if gone and request.method == "GET":
            return Response.of(500, {})
        gone.extend([1] if request.method == "DELETE" else [])
        return real(request)

    world.answer = answer  # type: ignore[method-assign]
    (got,) = carry_out(asking(world), path, kept)
    assert "unknown" == got.state
    assert ["removing"] == [what for what, _ in lines(path)]
    world.answer = real  # type: ignore[method-assign]

    (got,) = carry_out(asking(world), path)

    assert "removed" == got.state
    assert "was cut off" in got.why
    assert 1 == len(deletes(world))
    assert () == unfinished(entries(path)[0])


def test_a_forge_that_says_done_and_is_not(world: World, path: Path) -> None:
    """Only the list tells."""
    kept = one_of(world)
    world.put("^DELETE", 204, b"")

    (got,) = carry_out(asking(world), path, kept)

    assert "kept" == got.state
    assert "lists it still" in got.why


def test_a_removal_that_was_begun_and_not_done_stays_for_a_new_decision(
    world: World, path: Path
) -> None:
    """Nothing is sent for what nobody decided anew."""
    kept = one_of(world)
    with opened(path) as one:
        one.write("removing", kept, evidence=EVIDENCE)

    (got,) = carry_out(asking(world), path)

    assert ("kept", []) == (got.state, deletes(world))
    assert ["removing", "kept"] == [what for what, _ in lines(path)]


def test_without_a_journal_nothing_is_sent(
    world: World, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full stops all of it."""
    client = asking(world)
    kept = all_kept(client, world.forge)  # type: ignore[arg-type]

    with opened(path) as one:
        monkeypatch.setattr(os, "write", lambda handle, data: 0)
        with pytest.raises(JournalError):
            list(remove_all(client, map(removal, kept), one))

    assert [] == deletes(world)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Both forges in a process of their own."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump({"github": GITHUB, "gitlab": GITLAB}, path)
    with forked_sandbox(path) as running:
        yield running


def client_of(served: Sandbox, forge: Forge, cache: Path) -> Client:
    """A client that never sleeps."""
    env = {**served.env, "XDG_CACHE_HOME": str(cache)}
    made = (github_client if forge == "github" else gitlab_client)(env)
    made.sending.pace.sleep = lambda seconds: None
    made.sending.pace.a_minute, made.sending.pace.beside = {"core": FREE}, {}
    return made


class Killed:
    """Ends the process, as a kill does, before or after its so manieth step."""

    def __init__(self, at: int) -> None:
        self.left = at

    def around(self, do: Callable[..., Any]) -> Callable[..., Any]:
        """A step: the moment before it, and the one after it."""

        def step(*args: Any, **more: Any) -> Any:
            self.tick()
            done = do(*args, **more)
            self.tick()
            return done

        return step

    def tick(self) -> None:
        """One moment."""
        self.left -= 1
        if self.left == 0:
            os._exit(9)


def child(do: Callable[[], object]) -> int:
    """The exit code of a process that does something."""
    number = os.fork()
    if number == 0:
        try:
            do()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_killed_at_every_step_and_started_again(
    forge: Forge, served: Sandbox, tmp_path: Path
) -> None:
    """The same end, nothing removed twice, nothing removed without its `removing` before."""
    ends: set[str] = set()
    at, code = 0, 9
    while code == 9:
        at += 1
        served.reset()
        path, cache = tmp_path / f"{at}", tmp_path / "cache"
        kept = all_kept(client_of(served, forge, cache), forge)[:2]
        code = child(lambda: run(served, forge, cache, path, kept, at))  # noqa: B023
        assert code in (0, 9)
        read = entries(path)[0]
        begun = {(one.name, one.scope) for one in read if one.what == "removing"}
        assert gone(served, forge) <= len(begun)

        carry_out(client_of(served, forge, cache), path, *kept)

        sent = [one["path"] for one in served.writes() if one["method"] == "DELETE"]
        assert len(sent) == gone(served, forge) == len(kept)
        read, problems = entries(path)
        assert () == (*problems, *unfinished(read))
        ends |= {final(read, one) for one in kept}
        assert clean(read, tmp_path)
    assert at > 20
    assert {"removed", "found-gone"} == ends


def run(
    served: Sandbox, forge: Forge, cache: Path, path: Path, kept: tuple[Kept, ...], at: int
) -> None:
    """A run that is killed at some moment."""
    killed = Killed(at)
    client = client_of(served, forge, cache)
    journaling.append = killed.around(journaling.append)
    client.send = killed.around(client.send)  # type: ignore[method-assign]
    Writer.sent = killed.around(Writer.sent)  # type: ignore[method-assign]
    carry_out(client, path, *kept)


def gone(served: Sandbox, forge: str) -> int:
    """How many the forge removed."""
    events = [one for one in served.events(forge) if one["kind"] == "change"]
    return sum(one["action"] == "deleted" for one in events)


def final(read: tuple[Entry, ...], kept: Kept) -> str:
    """What the journal says of one in the end."""
    own = [
        one
        for one in read
        if (one.name, one.scope, one.place) == (kept.name, kept.scope, kept.place)
    ]
    return own[-1].what
