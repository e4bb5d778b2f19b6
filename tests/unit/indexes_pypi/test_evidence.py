"""What provenance and exchanges say about a declared publisher."""

import pytest

from trustpub.indexes.observation import absent, broken, present, unknown
from trustpub.indexes.pypi.evidence import differences, publisher_state
from trustpub.model import Identity

GITHUB = Identity(
    forge="github",
    issuer="https://token.actions.githubusercontent.com",
    namespace="octo-org",
    project="sampleproject",
    workflow="release.yml",
    environment="PyPI",
)
GITLAB = Identity(
    forge="gitlab",
    issuer="https://gitlab.com",
    namespace="group/sub",
    project="otherproject",
    workflow="ci/release.yml",
    environment="PyPI",
)
ON_GITHUB = {
    "kind": "GitHub",
    "repository": "octo-org/sampleproject",
    "workflow": "release.yml",
    "environment": "pypi",
}
ON_GITLAB = {
    "kind": "GitLab",
    "repository": "group/sub/otherproject",
    "workflow_filepath": "ci/release.yml",
    "environment": "PyPI",
}


def published(*publishers):
    return present("p", [{"filename": "x-1.tar.gz", "publishers": list(publishers)}])


DIFFERENCES = [
    (GITHUB, ON_GITHUB, ()),
    (GITHUB, {**ON_GITHUB, "repository": "Octo-Org/SampleProject"}, ()),
    (GITHUB, {**ON_GITHUB, "repository": "octo-org/other"}, ("project",)),
    (GITHUB, {**ON_GITHUB, "repository": "nobody"}, ("namespace", "project")),
    (GITHUB, {**ON_GITHUB, "workflow": "Release.yml"}, ("workflow",)),
    (GITHUB, {**ON_GITHUB, "environment": None}, ("environment",)),
    (GITHUB, {**ON_GITHUB, "environment": "PyPI"}, ("environment",)),
    (GITHUB, {"kind": "GitHub"}, ("namespace", "project", "workflow", "environment")),
    (GITHUB, ON_GITLAB, ("forge",)),
    (GITHUB, {"kind": "Google", "email": "a@example.com"}, ("forge",)),
    (GITHUB, {}, ("forge",)),
    (GITLAB, ON_GITLAB, ()),
    (GITLAB, {**ON_GITLAB, "environment": "pypi"}, ("environment",)),
    (GITLAB, {**ON_GITLAB, "repository": "group/otherproject"}, ("namespace",)),
    (GITLAB.model_copy(update={"issuer": "https://gitlab.example.com"}), ON_GITLAB, ("issuer",)),
]


@pytest.mark.parametrize(("identity", "publisher", "fields"), DIFFERENCES)
def test_publisher_differs(identity, publisher, fields):
    """The slots that differ are named, by the rules of the forge for upper and lower case."""
    assert differences(identity, publisher) == fields


EXCHANGE = present("exchange")
STATES = [
    (None, None, "declared"),
    (absent("p", "the project has no files"), None, "awaiting-registration"),
    (None, EXCHANGE, "exchanged"),
    (absent("p"), EXCHANGE, "exchanged"),
    (unknown("p", "no route"), EXCHANGE, "exchanged"),
    (published({**ON_GITHUB, "workflow": "old.yml"}), EXCHANGE, "exchanged"),
    (published(ON_GITHUB), None, "published"),
    (published(ON_GITHUB), unknown("exchange", "not asked"), "published"),
    (published({**ON_GITHUB, "workflow": "old.yml"}, ON_GITHUB), None, "published"),
    (published({**ON_GITHUB, "workflow": "old.yml"}), None, "mismatched"),
    (unknown("p", "no route"), None, "unknown"),
    (broken("p", "no JSON"), None, "unknown"),
]


@pytest.mark.parametrize(("provenance", "exchange", "state"), STATES)
def test_state_of_publisher(provenance, exchange, state):
    """The state is what was seen, and never better than that."""
    assert publisher_state(GITHUB, provenance, exchange)[0] == state


def test_mismatch_is_told():
    """A mismatch names the file, the slot, and both values."""
    state, evidence = publisher_state(GITHUB, published({**ON_GITHUB, "workflow": "old.yml"}))
    assert (state, evidence.fields) == ("mismatched", ("workflow",))
    assert evidence.sentence == (
        "the provenance of x-1.tar.gz names workflow 'old.yml' where 'release.yml' is declared"
    )


def test_other_declared_publisher_published():
    """A file by the project's other declared publisher is no mismatch of this one."""
    state, _ = publisher_state(GITLAB, published(ON_GITHUB), others=(GITHUB,))
    assert state == "awaiting-registration"


def test_unknown_keeps_its_reason():
    """What could not be seen says why."""
    _, evidence = publisher_state(GITHUB, unknown("p", "no route"))
    assert evidence.sentence == "no route"
