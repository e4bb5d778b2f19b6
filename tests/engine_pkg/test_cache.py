"""The cache folder follows the pins, and is filled whole or not at all."""

from pathlib import Path

import pytest

from engine.cache import cache_key, cache_root, locked, pinned_files, publish


def test_the_key_follows_content_and_platform(tmp_path: Path) -> None:
    """A changed byte or another platform is another folder; nothing else is."""
    pins = tmp_path / "pins.toml"
    pins.write_text("a")
    key = cache_key([pins], "linux-x86_64")
    assert key == cache_key([pins], "linux-x86_64") != cache_key([pins], "linux-aarch64")
    pins.write_text("b")
    assert key != cache_key([pins], "linux-x86_64")


def test_the_key_covers_what_ensure_builds() -> None:
    """Pins, go.mod, go.sum and main.go, but not the benchmark's module."""
    names = {f"{path.parent.name}/{path.name}" for path in pinned_files()}
    assert {"engine/pins.toml", "cli/go.sum", "language/go.mod", "github/main.go"} <= names
    assert not any(name.startswith("terraform/") for name in names)


def test_the_cache_honours_xdg(tmp_path: Path) -> None:
    """XDG_CACHE_HOME where set, else ~/.cache."""
    assert cache_root({"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "trustpub/engine"
    assert cache_root({}) == (Path.home() / ".cache").resolve() / "trustpub/engine"


def test_a_failed_fill_leaves_nothing(tmp_path: Path) -> None:
    """A build that breaks off is not taken for a whole one."""

    def fill(draft: Path) -> None:
        (draft / "half").touch()
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        publish(tmp_path / "bin", fill)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_fill_is_swept(tmp_path: Path) -> None:
    """What a killed process left behind goes with the next one."""
    (tmp_path / ".bin-dead").mkdir()
    publish(tmp_path / "bin", lambda draft: (draft / "pulumi").touch())
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_a_second_build_waits(tmp_path: Path) -> None:
    """A held lock is reported, once; a free one is silent."""
    said: list[str] = []
    with locked(tmp_path / "key", said.append):
        assert said == []
    assert (tmp_path / "key.lock").exists()
