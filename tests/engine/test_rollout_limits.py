"""Fleets under GitHub's secondary limit: kept to by all processes together, and passed when met."""

import json
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from lab.stack import environment
from lab.world import CLONE, Sandbox, sandbox

from . import shapes
from .conftest import GITHUB
from .machines import ended, machines

TOKEN = "GITHUB_TOKEN"


def limited(folder: Path, count: int, points: int, seconds: int) -> Path:
    """The example's repository so many times, and so many points in so many seconds."""
    seed = yaml.safe_load((CLONE / "sandbox/seed.example.yaml").read_text())
    (one,) = seed["github"]["repositories"]
    seed["github"]["repositories"] = [{**one, "name": f"octo-org/p{n}"} for n in range(count)]
    seed["github"]["limits"] = {"secondary": {"points": points, "seconds": seconds}}
    file = folder / "seed.yaml"
    file.write_text(yaml.safe_dump(seed))
    return file


def fleet(folder: Path, count: int) -> None:
    """The example's config for each of them."""
    config = yaml.safe_load(GITHUB)
    there = [
        {
            **config,
            "project": f"p{n}",
            "github": {**config["github"], "repository": f"octo-org/p{n}"},
        }
        for n in range(count)
    ]
    (folder / "fleet.yaml").write_text(yaml.safe_dump({"projects": there}))


def applied(folder: Path, world: Sandbox, *words: str) -> tuple[int, dict[str, Any], str]:
    """Exit code, the JSON document and standard error of one run."""
    env = {**environment(folder / "work", world.env), "PYTHONPATH": str(CLONE)}
    command = [sys.executable, "-m", "trustpub", "rollout", "apply", "fleet.yaml", "--yes", *words]
    done = subprocess.run(
        [*command, "--format", "json"],
        cwd=folder,
        env={**env, "PULUMI_CONFIG_PASSPHRASE": "open sesame"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, json.loads(done.stdout), done.stderr


def asked(world: Sandbox) -> list[dict[str, Any]]:
    """All requests to GitHub."""
    return [event for event in world.events("github") if event["kind"] == "request"]


def written(world: Sandbox) -> Counter[tuple[str, str]]:
    """How often each write was done."""
    return Counter((e["method"], e["path"]) for e in world.writes() if e["status"] < 300)


def test_no_limit_is_met(tmp_path: Path) -> None:
    """Eight repositories by four processes, with room for four at a time: nobody is refused."""
    fleet(tmp_path, 8)
    with sandbox(limited(tmp_path, 8, 200, 6)) as world:
        words = ("--parallel", "4", "--github-points", "200/6")
        code, document, err = applied(tmp_path, world, *words)

        assert (0, 8) == (code, document["counts"]["changed"]), err
        assert [] == [event for event in asked(world) if event["status"] in (403, 429)]
        reads = Counter(event["path"] for event in asked(world) if event["method"] == "GET")
        assert 4 >= reads["/api/v3/users/octocat"], "people are looked up once a run"
        assert {1} == set(written(world).values())
        assert "8 repositories to apply" in err


@contextmanager
def greedy(world: Sandbox) -> Iterator[None]:
    """Another client with the same token, which asks all the time."""
    done = threading.Event()
    headers = {"Authorization": f"Bearer {world.env[TOKEN]}"}
    url = f"{world.env['GITHUB_BASE_URL'].rstrip('/')}/user"

    def ask() -> None:
        while not done.wait(0.04):
            try:
                with world.answer(urllib.request.Request(url, headers=headers)):
                    pass
            except urllib.error.HTTPError:
                done.wait(0.5)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_a_limit_that_is_met_is_passed(tmp_path: Path) -> None:
    """Another client eats the points: all ends well in the same run, and no write is done twice."""
    fleet(tmp_path, 3)
    with sandbox(limited(tmp_path, 3, 90, 3)) as world, greedy(world):
        words = ("--parallel", "3", "--github-points", "0")
        code, document, err = applied(tmp_path, world, *words)

        assert (0, 3) == (code, document["counts"]["changed"]), (document, err)
        assert [event for event in asked(world) if event["status"] == 403], "no limit was met"
        assert {1} == set(written(world).values())
        assert 15 == len(written(world))


def test_who_met_a_limit_is_run_again(tmp_path: Path) -> None:
    """GitHub says to wait: that is waited for, and no failure of the repository."""
    fleet(tmp_path, 1)
    with sandbox(limited(tmp_path, 1, 900, 60)) as world:
        body = {"message": "You have exceeded a secondary rate limit. Please wait."}
        refusal = {"status": 403, "headers": {"Retry-After": "2"}, "body": body}
        path = "/repos/octo-org/p0$"
        world.faults("github", {"method": "GET", "path": path, "times": 1, **refusal})

        code, document, err = applied(tmp_path, world, "--stop-after", "0")

        assert (0, 1) == (code, document["counts"]["changed"]), (document, err)
        lines = (tmp_path / "trustpub-rollout.jsonl").read_text().splitlines()
        told = Counter((line["what"], line.get("outcome")) for line in map(json.loads, lines))
        assert (1, 1) == (told["finished", None], told["ended", "changed"])
        assert 2 <= told["begun", None]
        assert {1} == set(written(world).values())


CREATORS = ({"teams": ["release-managers"]}, {"access": "developer"})
ENVIRONMENTS = ({"reviewers": {"users": ["octocat"]}}, {"deployers": [{"access": "maintainer"}]})
"""On GitHub, and on GitLab."""


def state(folder: Path) -> Any:
    """A folder, where others have a database."""
    (folder / "state").mkdir()
    return SimpleNamespace(url=(folder / "state").as_uri())


def told(err: str) -> Counter[str]:
    """Reads and writes by forge, as they are foretold."""
    found: Counter[str] = Counter()
    for forge, *both in re.findall(r"(\w+): ([\d,]+) reads, ([\d,]+) writes", err):
        reads, writes = (int(count.replace(",", "")) for count in both)
        found |= Counter({f"{forge} reads": reads, f"{forge} writes": writes})
    return found


def sent(world: Sandbox, mark: int) -> Counter[str]:
    """What was sent to the forges, without what costs nothing."""
    events = [one for one in world.events("all", mark) if one["kind"] == "request"]
    forges = [one for one in events if one["api"] in ("github", "gitlab")]
    forges = [one for one in forges if not one["path"].endswith("/rate_limit")]
    return Counter(
        f"{one['api']} {'reads' if one['method'] == 'GET' else 'writes'}" for one in forges
    )


def test_what_goes_is_foretold(tmp_path: Path) -> None:
    """Settings that are dropped, or made anew: never more is sent than is told before."""
    first = shapes.fleet(2)
    with machines(tmp_path, first, state(tmp_path)) as one:
        code, _, err = ended(one.start(0, "apply", "--parallel", "3"))
        assert 0 == code, err
        assert sent(one.world, 0) <= told(err), err
        for config in first:
            (publisher,) = config["publishers"]
            publisher["environment"] = {**ENVIRONMENTS["gitlab" in config], "name": "release"}
            config["tags"] = [{"pattern": "v*", "created_by": CREATORS["gitlab" in config]}]
        (one.place(0) / "fleet.yaml").write_text(yaml.safe_dump({"projects": first}))
        mark = one.world.mark()

        code, document, err = ended(one.start(0, "apply", "--parallel", "3"))

        assert (0, 4) == (code, document["counts"]["changed"]), (document, err)
        assert sent(one.world, mark) <= told(err), err
        deleted = [event for event in one.world.writes(mark) if event["method"] == "DELETE"]
        assert len(deleted) >= 4
