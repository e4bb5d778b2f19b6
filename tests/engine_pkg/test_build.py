"""How a build is asked for and how its failure reads."""

import re

import pytest

from engine.build import failure, flags
from engine.pins import load_pins

CLI = load_pins().parts["cli"]


def test_go_sum_is_enforced() -> None:
    """A build never edits the checkout and carries no path of this machine."""
    assert {"-mod=readonly", "-trimpath"} <= set(flags(CLI))
    assert flags(CLI)[-1] == f"-s -w -X {CLI.stamp}"


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        (
            "go: downloading a v1\nverifying a@v1: checksum mismatch\n\nSECURITY ERROR\nbla",
            r"\(verifying a@v1: checksum mismatch\): a download is not what go.sum names",
        ),
        ("go: go.mod requires go >= 1.26 (running go 1.21)", r"install a newer Go"),
        ("go: downloading a v1\na: dial tcp: no such host\n", r"\(a: dial .*\): .* proxy"),
        ("go: downloading a v1\n", r"\(go said nothing\)"),
    ],
)
def test_a_failed_build_says_what_to_do(printed: str, sentence: str) -> None:
    """The line that matters and the one thing to do about it."""
    text = failure(CLI, printed)
    assert text.startswith("building pulumi v3.259.0 failed")
    assert re.search(sentence, text)
