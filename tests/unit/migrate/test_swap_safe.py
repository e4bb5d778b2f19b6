"""Which files may be swapped without the others."""

from typing import Any

import pytest

from trustpub.migrate.acting.swap_files import Repository
from trustpub.migrate.acting.swap_safe import safe
from trustpub.migrate.acting.swap_wish import wish
from trustpub.workflows.memory import Memory

from ..proposing.conftest import PATHS, config_of
from .test_swap import CONFIGS, TOKENS
from .test_swap_several import ACTION, MAIN, NO_TOKEN, both

OTHER_INDEX = """      - run: twine upload --repository-url https://pkgs.example.org/ dist/*
        env: {TWINE_USERNAME: u, TWINE_PASSWORD: "%s"}
"""
SECOND_JOB = NO_TOKEN.partition("jobs:\n")[2].replace("publish:", "again:")
REMOTE = "  more: {uses: a/b/.github/workflows/c.yml@v1, secrets: inherit}\n"


def gone(before: str, after: str) -> set[str]:
    """What may go of one changed file."""
    snapshot = Memory({MAIN: before.encode()})
    return safe(Repository(config_of(both()), "github", snapshot, None), {MAIN: after})


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (ACTION, NO_TOKEN, {MAIN}),
        (ACTION, ACTION + "# a comment\n", set()),
        (NO_TOKEN + SECOND_JOB, NO_TOKEN, set()),
        (NO_TOKEN + "      - run: uv publish more/*\n", NO_TOKEN, set()),
        (NO_TOKEN, NO_TOKEN + SECOND_JOB, set()),
        (
            ACTION + OTHER_INDEX % "${{ secrets.OTHER }}",
            NO_TOKEN + OTHER_INDEX % "${{ secrets.OTHER }}",
            {MAIN},
        ),
        (ACTION + OTHER_INDEX % "${{ secrets.OTHER }}", NO_TOKEN + OTHER_INDEX % "", set()),
        (ACTION + REMOTE, NO_TOKEN + REMOTE, set()),
    ],
)
def test_what_a_file_may_do_alone(before: str, after: str, expected: set[str]) -> None:
    """Its uploads need no token; none is lost, added, fed otherwise or hidden."""
    assert expected == gone(before, after)


def test_a_variable_that_an_upload_takes_unasked_keeps_its_file() -> None:
    """GitLab hands it to every job."""
    path, config = PATHS["gitlab"], config_of(CONFIGS["gitlab"])
    snapshot = Memory({path: TOKENS["nothing said"][1].encode()})
    found: Any = wish(config, "gitlab", snapshot, frozenset())
    texts = {path: found.change.edits[0].text}

    assert {path} == safe(Repository(config, "gitlab", snapshot, frozenset()), texts)
    taken = frozenset(("TWINE_PASSWORD", "UV_PUBLISH_TOKEN"))
    assert set() == safe(Repository(config, "gitlab", snapshot, taken), texts)
