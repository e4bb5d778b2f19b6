"""A shared token that only others use is known to all it reaches; a variable may be a password."""

import pytest

from trustpub.migrate.finding.mentions import mentions
from trustpub.migrate.judged import Shared
from trustpub.migrate.judging.shared import known_to_all
from trustpub.workflows.listing import read_repository
from trustpub.workflows.memory import Memory

from .sights import kept, sight

FILE = ".github/workflows/release.yml"
WORKFLOW = """on: push
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - run: COMMAND
        env: {TWINE_PASSWORD: "${{ vars.OUR_KEY }}"}
"""


def test_it_is_a_token_of_every_project_that_it_reaches() -> None:
    """What is no token stays beside them."""
    token = kept("OUR_KEY", level="organization", holder="octo-org")
    other = kept("COLOUR", level="organization", holder="octo-org")

    [told] = known_to_all([sight(kept=(), others=(token, other))], [Shared(kept=token, users=())])

    assert ((token,), (other,)) == (told.kept, told.others)


@pytest.mark.parametrize("command", ["twine upload dist/*", "twine upload -p $TWINE_PASSWORD x"])
def test_a_variable_that_is_the_password_is_one(command: str) -> None:
    """Whatever it is called."""
    files = Memory({FILE: WORKFLOW.replace("COMMAND", command).encode()})

    found = mentions(read_repository(files), files)

    assert {("OUR_KEY", "upload")} == {(one.name, one.use) for one in found}


def test_a_variable_behind_a_task_that_cannot_be_read_is_no_harmless_one() -> None:
    """The job may upload with it, so it is not said to need no token."""
    files = Memory({FILE: WORKFLOW.replace("COMMAND", "nox -s publish").encode()})

    reading = read_repository(files)

    assert [("unknown", True)] == [
        (step.index, bool(step.tokens)) for job in reading.jobs for step in job.uploads
    ]
