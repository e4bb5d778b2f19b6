"""Whatever the config, and whatever was broken: the patch is small, and mends it."""

import re
from difflib import SequenceMatcher

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from trustpub.config import Config
from trustpub.patching.patch import patch
from trustpub.rules import judge
from trustpub.writing import Written, files

from ..writing import samples
from .breaks import BREAKS
from .repository import Memory

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
SOUND = samples.SOUND.filter(lambda one: not [p for p in judge(one) if p.severity == "error"])
"""Configs that the rules take: no others are rendered."""
ENVIRONMENT = re.compile(r"^ +name: (.*)\n +url:", re.MULTILINE)
CHOICES = st.tuples(st.integers(0, 99), st.integers(0, 9))


def texts(config: Config) -> dict[str, str]:
    """The files of a config."""
    return {file.path: file.text for file in files(config)}


def broken(file: Written, choices: list[tuple[int, int]]) -> str:
    """A rendered file after some breaks."""
    table = BREAKS[file.forge]
    text = file.text
    # One of a kind: a second one could write a key twice, or lines that are no YAML.
    drawn = [list(table)[kind % len(table)] for kind, _ in choices]
    names = list({"permission" in name or name: name for name in drawn}.values())
    if shared(text) or any(name.startswith("environment") for name in names):
        # A job with neither its address nor an environment of its own could be meant for anything.
        names = [name for name in names if not name.startswith("address")]
    for name, (_, choice) in zip(names, choices, strict=False):
        text = table[name](text, choice)
    return text


def shared(text: str) -> bool:
    """Whether two jobs have one environment."""
    names = ENVIRONMENT.findall(text)
    return len(set(names)) < len(names)


def differing(before: str, after: str) -> int:
    """How many lines differ."""
    a, b = before.splitlines(), after.splitlines()
    found = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in found if tag != "equal")


def comments(text: str) -> list[str]:
    """The lines that are comments."""
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


@SLOW
@given(SOUND)
def test_rendered_file_stays(config: Config) -> None:
    """What was rendered needs no patch."""
    there = Memory(texts(config))
    for file in files(config):
        found = patch(config, file.path, file.text, there)
        assert (file.text, (), ()) == (found.text, found.mended, found.left)


@SLOW
@given(SOUND, st.lists(CHOICES, min_size=1, max_size=3))
def test_break_is_mended(config: Config, choices: list[tuple[int, int]]) -> None:
    """The breaks are gone, few lines are new, no comment is lost, a second patch is empty."""
    there = Memory(texts(config))
    for file in files(config):
        text = broken(file, choices)
        assume(text != file.text)
        found = patch(config, file.path, text, there)

        assert () == found.left
        assert () == found.faults
        assert differing(text, found.text) <= 6 * len(choices)
        assert differing(file.text, found.text) <= 8 * len(choices)
        assert [c for c in comments(text) if c not in comments(found.text)] == []
        again = patch(config, file.path, found.text, there)
        assert (found.text, ()) == (again.text, again.mended)


@SLOW
@given(SOUND, st.lists(CHOICES, max_size=3), st.sampled_from(["\r\n", "\n"]), st.booleans())
def test_ends_and_marks_stay(
    config: Config, choices: list[tuple[int, int]], end: str, last: bool
) -> None:
    """Line ends, the end of the last line and a byte order mark are as before."""
    there = Memory(texts(config))
    for file in files(config):
        text = "\ufeff" + broken(file, choices).rstrip("\n").replace("\n", end) + end * last
        found = patch(config, file.path, text, there).text

        assert found.startswith("\ufeff")
        assert last == found.endswith(end)
        assert found.count("\n") == found.count(end)
