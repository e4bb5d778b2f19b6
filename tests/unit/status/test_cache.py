"""Answers on disk: kept at once, read only when whole, and never in the way."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import CLONE, Sandbox
from trustpub.indexes.pypi.sites import SITES
from trustpub.status import ages
from trustpub.status.answer import Answer
from trustpub.status.cache import keep, looks_folder, place, recall

from .conftest import Net, published

PYPI = SITES["pypi"]
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ANSWER = Answer(site=PYPI.url, project="a", looked=NOW, exists=True)


def test_answer_comes_back(tmp_path: Path) -> None:
    """What was kept is recalled, and nothing else is left in the folder."""
    assert [] == keep(tmp_path, PYPI, ANSWER)
    assert ANSWER == recall(tmp_path, PYPI, "a")
    assert 1 == len(list(place(tmp_path, PYPI, "a").parent.iterdir()))


def test_index_elsewhere_is_another(tmp_path: Path) -> None:
    """Answers of an index at one address are not those of another."""
    keep(tmp_path, PYPI, ANSWER)
    elsewhere = PYPI.model_copy(update={"url": "https://pypi.example"})

    assert recall(tmp_path, elsewhere, "a") is None
    assert recall(tmp_path, SITES["testpypi"], "a") is None


BROKEN = [b"", b"{", b"\xff", b"[]", b"null", b"{}"]
OTHERS = [
    {"version": 2},
    {"project": "b"},
    {"site": "https://pypi.example"},
    {"looked": "2026-06-01T00:00:00"},
    {"newest": [{}]},
    {"more": 1},
]


@pytest.mark.parametrize(
    "text",
    BROKEN + [json.dumps({**ANSWER.model_dump(mode="json"), **other}).encode() for other in OTHERS],
)
def test_broken_file_is_no_cache(tmp_path: Path, text: bytes) -> None:
    """A file that is cut off, of another version or about something else is as good as none."""
    keep(tmp_path, PYPI, ANSWER)
    place(tmp_path, PYPI, "a").write_bytes(text)

    assert recall(tmp_path, PYPI, "a") is None


def test_name_stays_in_the_folder(tmp_path: Path) -> None:
    """No name of a project leads out of the folder."""
    assert place(tmp_path, PYPI, "../../x").parent == place(tmp_path, PYPI, "a").parent


def test_folder_cannot_be_written(
    net: Callable[..., Net],
    files: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A look counts although it cannot be kept; standard error says so."""
    from trustpub.cli import main

    net(pypi=[published("a")])
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    assert 0 == main(["status", *files("a")])
    assert "cannot be written: Not a directory" in capsys.readouterr().err


def test_folder_is_where_caches_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """$XDG_CACHE_HOME when it is absolute, else ~/.cache."""
    monkeypatch.setenv("HOME", str(tmp_path))
    default = tmp_path / ".cache" / "trustpub" / "looks"

    assert tmp_path / "c/trustpub/looks" == looks_folder({"XDG_CACHE_HOME": f"{tmp_path}/c"})
    assert [default] * 3 == [
        looks_folder(env) for env in ({}, {"XDG_CACHE_HOME": ""}, {"XDG_CACHE_HOME": "x"})
    ]


@pytest.mark.parametrize(
    ("text", "wanted"), [("0", 0), ("30s", 30), ("15m", 900), ("1h", 3600), ("2 d", 172800)]
)
def test_durations(text: str, wanted: int) -> None:
    """Seconds, minutes, hours and days."""
    assert wanted == ages.seconds(text)


@pytest.mark.parametrize("text", ["", "-1", "1w", "1.5h", "h", "1h30m", "\u0661h"])
def test_no_durations(text: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match="is no duration"):
        ages.seconds(text)


def test_ages() -> None:
    """How long ago, in the largest unit that says something; the future is not fresh."""
    ago = [ages.ago(NOW, NOW + timedelta(seconds=s)) for s in (0, 59, 60, 3600, 90000, 200000)]

    assert ["just now", "just now", "1 min ago", "1 h ago", "25 h ago", "2 days ago"] == ago
    assert ages.fresh(NOW, NOW, 1)
    assert not ages.fresh(NOW, NOW, 0)
    assert not ages.fresh(NOW + timedelta(seconds=9), NOW, 3600)


def command(world: Sandbox, cache: Path, paths: list[str]) -> subprocess.Popen[bytes]:
    """`trustpub status` in a process of its own."""
    words = [sys.executable, "-m", "trustpub", "status", *paths, "--jobs", "4", "--format", "json"]
    env = {**os.environ, **world.env, "XDG_CACHE_HOME": str(cache)}
    return subprocess.Popen(words, cwd=CLONE, env=env, stdout=subprocess.PIPE)


def simple(world: Sandbox) -> list[Any]:
    """Requests for a project's page so far."""
    events = world.events("pypi")
    return [e["path"] for e in events if e["kind"] == "request" and "/simple/" in e["path"]]


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_killed_look_goes_on(
    tmp_path: Path, files: Callable[..., list[str]], sign: signal.Signals
) -> None:
    """What was answered before the end is not asked again; the rest is."""
    names = [f"p{n:03}" for n in range(60)]
    seed = {"pypi": {"users": [{"name": "o"}], "projects": [published(n) for n in names]}}
    YAML().dump(seed, tmp_path / "seed.yaml")
    cache, paths = tmp_path / "cache", files(*names)
    with forked_sandbox(tmp_path / "seed.yaml") as world:
        late = {"delay_ms": 1000, "times": None, "status": 0}
        # The end comes in good time, however long this process is kept waiting.
        world.faults("pypi", {**late, "delay_ms": 50, "times": 25}, late)
        first = command(world, cache, paths)
        deadline = time.monotonic() + 30
        while len(simple(world)) < 20 and time.monotonic() < deadline:
            time.sleep(0.02)
        first.send_signal(sign)
        first.communicate(timeout=30)
        kept = {path.stem for path in cache.rglob("*.json")}
        before = len(simple(world))
        world.faults("pypi")
        second = command(world, cache, paths)
        document = json.loads(second.communicate(timeout=60)[0])
        asked = simple(world)[before:]

    assert 0 < len(kept) < 60
    assert (0, 60 - len(kept)) == (second.returncode, document["asked"])
    assert sorted(f"/simple/{name}/" for name in set(names) - kept) == sorted(asked)
