"""What projects and their stacks are called."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.fleet.naming import HASH, LONGEST, entry_name, stack_name

STACK = re.compile(r"[a-z0-9_.-]{1,100}")
BACK = {"_": "_", ".": "/", "-": ":", "0": "#", "1": "@"}
HUB = {"github": {"repository": "Octo-Org/My.Lib"}}
NAMES = {
    "as its repository": ({"project": "my-lib", **HUB}, "github:octo-org/my.lib"),
    "otherwise": ({"project": "Python_Lib", **HUB}, "github:octo-org/my.lib#python-lib"),
    "GitLab": ({"project": "p", "gitlab": {"repository": "g/Sub/p"}}, "gitlab:g/sub/p"),
    "both": (
        {"project": "my-lib", "gitlab": {"repository": "g/p"}, **HUB},
        "github:octo-org/my.lib",
    ),
    "own server": (
        {"project": "p", "gitlab": {"repository": "g/p", "issuer": "https://Git.example.org/"}},
        "gitlab@git.example.org:g/p",
    ),
    "GitLab.com, spelled out": (
        {"project": "p", "gitlab": {"repository": "g/p", "issuer": "https://gitlab.com/"}},
        "gitlab:g/p",
    ),
    "nothing known": ({"project": "p"}, "projects[3]"),
    "no text": ({"github": {"repository": 5}}, "projects[3]"),
    "odd": ({"github": {"repository": "a\nb ü"}}, "github:a?b??"),
}


@pytest.mark.parametrize("name", NAMES)
def test_name(name: str) -> None:
    """It says where the project is, and what it is called where that is not the same."""
    document: dict[str, Any]
    document, expected = NAMES[name]

    assert expected == entry_name(document, "projects[3]")


def back(text: str) -> str:
    """The name that a short stack stands for."""
    plain = re.sub(
        r"(?:_x[0-9a-f]{2})+", lambda m: bytes.fromhex(m[0].replace("_x", "")).decode(), text
    )
    return re.sub(r"_([_.\-01])", lambda m: BACK[m[1]], plain)


def test_stack_can_be_read() -> None:
    """Most of a name stays as it is."""
    assert "github_-octo-org_.my.lib_0python-lib" == stack_name("github:octo-org/my.lib#python-lib")


@given(
    st.text(st.characters(max_codepoint=0x2FF, exclude_characters="_x"), min_size=1, max_size=12)
)
def test_short_stack_leads_back(name: str) -> None:
    """Where nothing is cut, the name can be told from the stack, so no two are alike."""
    stack = stack_name(name)

    assert STACK.fullmatch(stack)
    if len(stack) < LONGEST:
        assert name == back(stack)


NEAR = st.text(st.sampled_from("ab_/:.-#@x0H"), min_size=1, max_size=8)


@given(NEAR, NEAR, st.sampled_from(["", "a" * 90, "_" * 48, "/" * 50, "a/" * 60]))
def test_no_two_stacks_are_alike(one: str, two: str, before: str) -> None:
    """However near the names, and however long."""
    stacks = {stack_name(before + one), stack_name(before + two)}

    assert len({one, two}) == len(stacks)
    assert all(STACK.fullmatch(stack) for stack in stacks)


def test_long_name_ends_in_its_hash() -> None:
    """What is cut away is told apart by the hash of the whole."""
    stack = stack_name("gitlab:" + "group/" * 30 + "p")

    assert LONGEST >= len(stack)
    assert re.fullmatch(rf"gitlab_-group_\.group.*_h[0-9a-f]{{{HASH}}}", stack)
