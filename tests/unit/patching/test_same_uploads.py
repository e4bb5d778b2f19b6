"""A swap that would upload something else, or elsewhere, is discarded."""

import pytest

from trustpub.patching.judging import Verdict
from trustpub.patching.same_uploads import same_uploads
from trustpub.patching.trying import Judge

from .repository import GITHUB, Memory, config
from .swaps import HEAD, PIN, SECRET, step

COMMAND = HEAD + step(f"twine upload -p {SECRET} dist/*")
ACTION = f"{HEAD}      - uses: {PIN}\n"


def read(text: str) -> Verdict:
    """A text, judged."""
    return Judge(config("github"), Memory({}), GITHUB).of(text)


def test_same_upload_by_the_action() -> None:
    """Nothing differs but the tool, and what lets it in."""
    assert same_uploads(read(COMMAND), read(ACTION))


OTHERS = [
    f"{ACTION}        with:\n          packages-dir: wheels\n",
    f"{ACTION}        with:\n          repository-url: https://test.pypi.org/legacy/\n",
    ACTION.replace(f"- uses: {PIN}", f"- if: github.event_name == 'release'\n        uses: {PIN}"),
    ACTION.replace('tags: ["v*"]', 'branches: ["main"]'),
    ACTION.replace("environment: pypi", "environment: other"),
    HEAD,
]


@pytest.mark.parametrize("after", OTHERS)
def test_another_upload(after: str) -> None:
    """Other files, another index, other events, another environment, or none at all."""
    assert after not in (COMMAND, ACTION)
    assert not same_uploads(read(COMMAND), read(after))
