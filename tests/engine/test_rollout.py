"""A fleet rolled out by the real engine: once, again, broken, refused, killed and resumed."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from lab.stack import environment
from lab.world import CLONE, Sandbox, sandbox

from .conftest import GITHUB, GITLAB
from .worlds import held

SLOW: dict[str, Any] = {"status": 0, "delay_ms": 150, "times": None}
Words = str


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox with three repositories on each forge."""
    seed = yaml.safe_load((CLONE / "sandbox/seed.example.yaml").read_text())
    github, gitlab = seed["github"], seed["gitlab"]
    (one,), (other,) = github["repositories"], gitlab["projects"]
    github["repositories"] = [{**one, "name": f"octo-org/p{n}"} for n in range(3)]
    gitlab["projects"] = [{**other, "path": f"group/sub/q{n}"} for n in range(3)]
    file = tmp_path_factory.mktemp("seed") / "seed.yaml"
    file.write_text(yaml.safe_dump(seed))
    with sandbox(file) as world:
        yield world


@dataclass(frozen=True)
class Place:
    """A folder with a fleet file, and the world that it is about."""

    folder: Path
    world: Sandbox
    env: dict[str, str]

    def fleet(self, *projects: dict[str, Any]) -> None:
        """Write the fleet."""
        (self.folder / "fleet.yaml").write_text(yaml.safe_dump({"projects": list(projects)}))

    def command(self, *words: str) -> list[str]:
        """`trustpub rollout WORDS`."""
        return [sys.executable, "-m", "trustpub", "rollout", words[0], "fleet.yaml", *words[1:]]

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start it."""
        return subprocess.Popen(
            self.command(*words),
            cwd=self.folder,
            env={**self.env, "PYTHONPATH": str(CLONE)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> tuple[int, dict[str, Any], str]:
        """Exit code, the JSON document and standard error."""
        with self.start(*words, "--format", "json") as process:
            out, err = process.communicate(timeout=120)
        return process.returncode, json.loads(out), err

    def requests(self, mark: int) -> list[dict[str, Any]]:
        """The requests since a mark."""
        return [e for e in self.world.events("all", mark) if e["kind"] == "request"]

    def wrote(self) -> Counter[tuple[str, str, int]]:
        """How often each write was sent, and what became of it."""
        return Counter((e["method"], e["path"], e["status"]) for e in self.world.writes())


MakePlace = Callable[[], Place]


@pytest.fixture
def make_place(tmp_path: Path, many: Sandbox) -> MakePlace:
    """Folders in a world as it was when it began."""
    made: list[Path] = []

    def make() -> Place:
        many.reset()
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(folder)
        env = {**environment(folder / "work", many.env), "PULUMI_CONFIG_PASSPHRASE": "open sesame"}
        return Place(folder, many, env)

    return make


def github(number: int, **more: Any) -> dict[str, Any]:
    """The example's config for another repository."""
    config = yaml.safe_load(GITHUB)
    config["github"]["repository"] = f"octo-org/p{number}"
    return {**config, "project": f"p{number}", **more}


def gitlab(number: int, **more: Any) -> dict[str, Any]:
    """The same on GitLab."""
    config = yaml.safe_load(GITLAB)
    config["gitlab"]["repository"] = f"group/sub/q{number}"
    return {**config, "project": f"q{number}", **more}


def counts(document: dict[str, Any], **wanted: int) -> bool:
    """Whether the outcomes are these and no others."""
    return {name: n for name, n in document["counts"].items() if n} == wanted


def test_only_what_changed_is_run(make_place: MakePlace) -> None:
    """Six repositories; again nobody is asked; one edited is one engine run about it alone."""
    place = make_place()
    place.fleet(*map(github, range(3)), *map(gitlab, range(3)))
    code, first, _ = place.run("apply", "--yes", "--canary", "1")
    assert (0, 6) == (code, first["engines"])
    assert counts(first, changed=6)

    mark = place.world.mark()
    code, again, _ = place.run("apply", "--yes")

    assert (0, 0, []) == (code, again["engines"], place.requests(mark))
    assert counts(again, unchanged=6)
    edited = {**github(1), "tags": [*github(1)["tags"], {"pattern": "x*", **creators(github(1))}]}
    place.fleet(github(0), edited, github(2), *map(gitlab, range(3)))
    planned, plan, _ = place.run("plan")
    code, third, _ = place.run("apply", "--yes")
    assert (1, 0, 1) == (planned, code, third["engines"])
    assert counts(plan, changed=1, unchanged=5)
    assert counts(third, changed=1, unchanged=5)
    assert "create octo-org/p1/tag/x*" in third["repositories"][0]["steps"]
    repositories = {e["path"] for e in place.requests(mark) if "/repos/" in e["path"]}
    assert all("/octo-org/p1" in path for path in repositories)
    assert (0, 6) == (place.run("status")[0], len(place.run("status")[1]["repositories"]))


def creators(config: dict[str, Any]) -> dict[str, Any]:
    """Who creates the tags of a config."""
    return {"created_by": config["tags"][0]["created_by"]}


def test_a_new_machine_changes_nothing(make_place: MakePlace) -> None:
    """Without journal and folder all is run, nothing is written; `--full` mends what went.

    A plan tells the same as what is then done: it looks at the state, whatever the journal lacks.
    """
    place = make_place()
    place.fleet(github(0), gitlab(0))
    assert 0 == place.run("apply", "--yes")[0]
    wrote = place.wrote()
    (place.folder / "trustpub-rollout.jsonl").unlink()
    for file in (place.folder / ".trustpub-rollout").rglob("*.yaml"):
        file.unlink()

    code, plan, _ = place.run("plan")
    assert 0 == code
    assert counts(plan, unchanged=2)
    code, document, _ = place.run("apply", "--yes")

    assert (0, 2, wrote) == (code, document["engines"], place.wrote())
    assert counts(document, unchanged=2)
    by_hand(place, "repos/octo-org/p0/environments/testpypi")
    code, document, _ = place.run("apply", "--yes", "--full")
    assert 0 == code
    assert counts(document, changed=1, unchanged=1)


def by_hand(place: Place, path: str) -> None:
    """Somebody deletes something on GitHub."""
    token = {"Authorization": f"Bearer {place.world.env['GITHUB_TOKEN']}"}
    url = f"{place.world.env['GITHUB_BASE_URL'].rstrip('/')}/{path}"
    with place.world.answer(urllib.request.Request(url, headers=token, method="DELETE")):
        pass


def test_one_bad_repository_stops_nobody(make_place: MakePlace) -> None:
    """A broken config and a refused write: the others are done, and a resume does the rest."""
    place = make_place()
    place.fleet(github(0), github(1), {**github(2), "publishers": []}, gitlab(0))
    path = "/repos/octo-org/p0/environments/pypi$"
    place.world.faults("github", {"method": "PUT", "path": path, "status": 422, "times": None})

    code, document, _ = place.run("apply", "--yes")

    assert 1 == code
    assert counts(document, changed=2, failed=2)
    whys = {one["name"]: one["why"] for one in document["repositories"]}
    assert "422" in whys["github:octo-org/p0"]
    assert "its config has errors" in whys["github:octo-org/p2"]
    assert "config-" in json.dumps(document["problems"]) or document["problems"]
    place.world.faults("github")
    place.fleet(*map(github, range(3)), gitlab(0))
    code, resumed, _ = place.run("resume", "--yes")
    assert 0 == code
    assert counts(resumed, changed=2, unchanged=2)


def test_a_refused_token_pauses(make_place: MakePlace) -> None:
    """An expired token is one sentence and exit code 3; no secret is told; a resume goes on."""
    place = make_place()
    place.fleet(*map(github, range(3)), gitlab(0))
    expired = {"path": ".", "skip": 30, "status": 401, "body": {"message": "Bad credentials"}}
    place.world.faults("github", {**expired, "times": None})

    code, document, err = place.run("apply", "--yes", "--parallel", "1")

    assert 3 == code
    assert "the token is refused (401)" in document["stopped"]
    assert document["counts"]["skipped"] >= 1
    place.world.faults("github")
    code, resumed, more = place.run("resume", "--yes")
    assert 0 == code
    assert 4 == resumed["counts"]["changed"] + resumed["counts"]["unchanged"]
    journal = (place.folder / "trustpub-rollout.jsonl").read_text()
    for secret in (place.world.env["GITHUB_TOKEN"], place.world.env["GITLAB_TOKEN"], "sesame"):
        assert secret not in err + more + json.dumps([document, resumed]) + journal


def test_two_runs_at_once_write_once(make_place: MakePlace) -> None:
    """Both end well, and no write is sent twice."""
    place = make_place()
    place.fleet(github(0), gitlab(0))

    both = [place.start("apply", "--yes", "--parallel", "1") for _ in range(2)]
    ends = [process.communicate(timeout=120) for process in both]

    assert [0, 0] == [process.returncode for process in both], ends
    assert 10 == sum(place.wrote().values())


def test_a_lock_of_somebody_else_is_left_alone(make_place: MakePlace) -> None:
    """Its repository is skipped, with who holds it, and the lock stays."""
    place = make_place()
    place.fleet(github(0))
    assert 0 == place.run("apply", "--yes")[0]
    (stack,) = (place.folder / "work/state").rglob("stacks/trustpub/github*.json")
    lock = place.folder / "work/state/.pulumi/locks/organization/trustpub" / stack.stem / "x.json"
    lock.parent.mkdir(parents=True, exist_ok=True)
    holder = {"pid": os.getpid(), "username": "you", "hostname": "elsewhere"}
    lock.write_text(json.dumps({**holder, "timestamp": "2026-11-22T12:00:00Z"}))

    code, document, _ = place.run("apply", "--yes", "--full")

    assert 3 == code
    assert "you@elsewhere" in document["repositories"][0]["why"]
    assert counts(document, skipped=1)
    assert lock.exists()
    assert 3 == place.run("status")[0]


@pytest.mark.parametrize(("victims", "often"), [("the command", 1), ("everything", 2)])
def test_killed_and_resumed_is_undisturbed(
    make_place: MakePlace, undisturbed: tuple[Any, Any], victims: str, often: int
) -> None:
    """SIGKILL between two writes, or in one: a resume ends the same, and writes nothing twice."""
    for moment in random.sample(range(1, 10), often):
        place = make_place()
        place.fleet(github(0), gitlab(0))
        for forge in ("github", "gitlab"):
            slow = [{**SLOW, "method": method, "path": "."} for method in ("PUT", "POST")]
            place.world.faults(forge, *slow)
        killed(place, moment, victims)
        for forge in ("github", "gitlab"):
            place.world.faults(forge)
        code, document, err = place.run("resume", "--yes")
        assert 0 == code, (moment, document, err)
        assert undisturbed == (place.wrote(), plain(held(place.world.events("all"))))


@pytest.fixture
def undisturbed(make_place: MakePlace) -> tuple[Any, Any]:
    """The writes and the end of a run that nobody kills."""
    place = make_place()
    place.fleet(github(0), gitlab(0))
    assert 0 == place.run("apply", "--yes")[0]
    return place.wrote(), plain(held(place.world.events("all")))


def killed(place: Place, moment: int, victims: str, *words: str) -> None:
    """Start a run and kill it when so many writes have been answered."""
    process = place.start("apply", "--yes", *words)
    until = time.monotonic() + 120
    while len(place.world.writes()) < moment and time.monotonic() < until:
        time.sleep(0.01)
    for pid in family(process.pid) if victims == "everything" else [process.pid]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.communicate(timeout=60)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    told = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [pid, *(one for child in told.stdout.split() for one in family(int(child)))]


def plain(held: dict[Any, Any]) -> dict[Any, Any]:
    """What is there, without the numbers that a forge gives."""
    text = json.dumps({str(key): value for key, value in held.items()}, sort_keys=True)
    return {key: without(value) for key, value in json.loads(text).items()}


def without(value: Any) -> Any:
    """A value without ids and times."""
    if isinstance(value, dict):
        gone = ("id", "node_id", "created_at", "updated_at")
        return {k: without(v) for k, v in sorted(value.items()) if k not in gone}
    return [without(one) for one in value] if isinstance(value, list) else value
