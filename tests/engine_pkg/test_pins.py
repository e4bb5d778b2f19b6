"""pins.toml, the go.mod files and the requirements name the same versions."""

import re
from pathlib import Path

import pytest

from engine.pins import FOLDER, GoPart, load_pins

PINS = load_pins()
CHECKOUT = FOLDER.parent
PARTS = list(PINS.parts.values())


def required(part: GoPart) -> set[str]:
    """The `module version` pairs of a go.mod."""
    text = (part.folder / "go.mod").read_text()
    return set(re.findall(r"^(?:require\s+|\t)(\S+ v\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_go_module_is_pinned(part: GoPart) -> None:
    """go.mod requires the pinned version, replaces what is pinned and go.sum knows its hash."""
    text = (part.folder / "go.mod").read_text()
    assert f"{part.module} {part.version}" in required(part)
    assert f"\n{part.module} {part.version} h1:" in "\n" + (part.folder / "go.sum").read_text()
    replaced = dict(re.findall(r"^(?:replace |\t)(\S+) => (.+)$", text, re.MULTILINE))
    assert part.replace == replaced


def test_every_folder_of_go_is_a_part() -> None:
    """No go.mod without a pin, no pin without a go.mod."""
    assert {path.parent.name for path in (FOLDER / "go").glob("*/go.mod")} == set(PINS.parts)


def test_the_engine_version_is_the_same_everywhere() -> None:
    """The CLI, its stamp, the launcher's module and the sdk the CLI is built with."""
    cli, version = PINS.parts["cli"], f"v{PINS.version}"
    assert version == cli.version == PINS.launcher.version
    assert cli.stamp.endswith(f"version.Version={version}")
    assert f"{PINS.launcher.module} {version}" in required(cli)


def test_the_github_plugin_says_its_version() -> None:
    """main.go serves the version pins.toml names, over the pinned bridge."""
    part = PINS.parts["github"]
    assert f'version = "{PINS.plugins["github"]}"' in (part.folder / "main.go").read_text()
    assert f"github.com/pulumi/pulumi-terraform-bridge/v3 {part.bridge}" in required(part)
    assert part.version == PINS.parts["terraform"].version


def test_the_python_pins_go_with_the_engine() -> None:
    """The SDK is of the engine's minor version, the provider SDKs of the plugins' versions."""
    assert PINS.version.startswith(PINS.python["pulumi"] + ".")
    assert PINS.python["pulumi-github"] == PINS.plugins["github"]
    assert PINS.python["pulumi-gitlab"] == PINS.plugins["gitlab"]


def test_the_requirements_agree() -> None:
    """requirements.txt pins what pins.toml names."""
    path = CHECKOUT / "requirements.txt"
    if not path.exists():
        pytest.skip("no requirements.txt yet")
    lines = re.findall(r"^([\w.-]+)\s*==\s*([\w.*]+)", path.read_text(), re.MULTILINE)
    found = {name.replace("_", "-").lower(): version for name, version in lines}
    for name, version in PINS.python.items():
        assert re.fullmatch(rf"{re.escape(version)}(\.[\d*]+)?", found[name]), name


def test_no_path_or_registry_of_a_machine() -> None:
    """The checkout's Go files and pins name public modules only."""
    own: list[Path] = [*FOLDER.glob("*.py"), *FOLDER.glob("go/*/*.go"), FOLDER / "pins.toml"]
    for path in own:
        assert not re.search(r"/(root|home|tmp|Users)/|proxy\.golang|pypi\.org", path.read_text())
