"""From a choice to an engine: the installer's fallback, the plugins, the command line."""

import json
from pathlib import Path

import pytest

from engine import __main__ as command
from engine import ensure, plugins
from engine.errors import EngineError
from engine.model import Engine, Found, Plugin
from engine.pins import load_pins

PINS = load_pins()
ONLINE = Found(reachable=True, sdk=True)


def silent(_: str) -> None:
    """Say nothing."""


def test_a_failed_installer_falls_back_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reachable host is no promise; what is missing then is Go."""
    monkeypatch.setattr(ensure, "install_engine", lambda *_: False)
    with pytest.raises(EngineError, match=r"the installer failed, no `go` on PATH"):
        ensure.bring(PINS, tmp_path / "key", tmp_path, ONLINE, silent)
    assert not ensure.installed_folder(tmp_path / "key", PINS).exists()


def test_the_installers_engine_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lands whole in a folder of its own version."""

    def install(_: Path, folder: Path, version: str) -> bool:
        (folder / "bin").mkdir()
        return (folder / "bin" / "pulumi").write_text(version) > 0

    monkeypatch.setattr(ensure, "install_engine", install)
    engine = ensure.bring(PINS, tmp_path / "key", tmp_path, ONLINE, silent)
    assert engine.source == "installer"
    assert engine.pulumi.read_text() == PINS.version


def test_plugins_on_an_open_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Official ones are downloaded once, whichever engine asks."""
    asked: list[str] = []

    def install(_: Path, home: Path, name: str, version: str) -> bool:
        asked.append(name)
        folder = home / "plugins" / f"resource-{name}-v{version}"
        folder.mkdir(parents=True)
        (folder / f"pulumi-resource-{name}").touch()
        return True

    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(plugins, "install_plugin", install)
    monkeypatch.setattr(plugins, "reachable", lambda *_: True)
    engine = Engine(Path("/e/pulumi"), PINS.version, "path", "", ())
    places = plugins.Places(tmp_path / "key", tmp_path, None)
    for _ in range(2):
        found = plugins.ensure_plugins(PINS, engine, places, silent)
        assert [plugin.source for plugin in found] == ["official", "official"]
    assert asked == ["github", "gitlab"]


def test_the_result_is_one_json_object(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Scripts read stdout; progress stays on stderr."""
    plugin = Plugin("gitlab", "10.4.0", "stand-in", "because", None)
    engine = Engine(Path("/e/pulumi"), "3.259.0", "built", "why", (), (plugin,))
    monkeypatch.setattr(command, "ensure_engine", lambda *_: engine)
    assert command.main(["ensure", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "pulumi": "/e/pulumi",
        "version": "3.259.0",
        "source": "built",
        "why": "why",
        "plugins": {
            "gitlab": {
                "version": "10.4.0",
                "source": "stand-in",
                "why": "because",
                "path": None,
            }
        },
    }


def test_a_missing_thing_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and no traceback."""

    def fail(*_: object) -> Engine:
        raise EngineError("no `go` on PATH.")

    monkeypatch.setattr(command, "ensure_engine", fail)
    assert command.main(["ensure"]) == 2
    assert capsys.readouterr().err == "engine: no `go` on PATH.\n"
