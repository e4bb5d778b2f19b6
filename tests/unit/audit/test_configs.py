"""What the text of a `release.yaml` declares of the repository that it lies in."""

import pytest

from trustpub.audit.case import make_case
from trustpub.audit.configs import FILE, declared, read
from trustpub.audit.judge import judge
from trustpub.audit.unseen import unseen
from trustpub.observing.model import Repository

from ..observing.worlds import CONFIG
from .build import hub

NAME = "octo-org/sampleproject"
BOTH = CONFIG.replace(
    "workflow: release.yml}",
    "workflow: release.yml}\ngitlab: {repository: group/mirror, pipeline: .gitlab-ci.yml}",
).replace("    created_by: {", "    forge: github\n    created_by: {")
BOTH = f'{BOTH}  - {{pattern: "v*", forge: gitlab, created_by: {{access: maintainer}}}}\n'
FLOW = (
    '{"project": "a", "github": {"repository": "octo-org/sampleproject", "workflow": "r.yml"},'
    ' "publishers": [{"index": "pypi", "environment": "pypi", "triggers": {"branches": ["main"]}}]}'
)


def lying(text: str, **changes: object) -> Repository:
    """A repository in which a text lies."""
    return hub(config=text).model_copy(update={"name": NAME, **changes})


@pytest.mark.parametrize("text", [CONFIG, CONFIG.replace(NAME, "Octo-Org/SampleProject"), FLOW])
def test_config_of_its_own(text: str) -> None:
    """GitHub ignores letter case; JSON is YAML too."""
    found = declared(lying(text))

    assert found.plan is not None
    assert (None, None) == (found.unknown, found.elsewhere)


def test_old_name_of_the_repository() -> None:
    """A config that names it as it was asked for is about it."""
    assert declared(lying(CONFIG, name="octo-org/renamed", asked=NAME)).plan is not None
    assert declared(lying(CONFIG, name="octo-org/renamed")).elsewhere == f"it is about {NAME}"


def test_part_about_the_other_forge_is_left_out() -> None:
    """A project of both forges is compared on each by itself."""
    found = read(BOTH, "github")

    assert found.plan is not None, found.why
    kinds = {one.kind.partition(".")[0] for one in found.plan.resources}
    forges = {one.properties["forge"] for one in found.plan.of("pypi.publisher")}
    assert ({"github", "pypi"}, {"github"}) == (kinds, forges)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("publishers: [\n", "[config-syntax]"),
        (f"{CONFIG}---\n{CONFIG}", "[config-syntax]"),
        ("github: 5\n", "[config-"),
        ("{publishers: []}\n", "[config-missing]"),
        ("../shared/release.yml", "symbolic link to ../shared/release.yml"),
        (f"{CONFIG}a: 1\nb: 1\nc: 1\nd: 1\n", "| and 1 more"),
    ],
)
def test_config_that_says_nothing(text: str, said: str) -> None:
    """What means to be a config and cannot be read is unknown, never nothing."""
    found = declared(lying(text))

    assert (None, None) == (found.plan, found.elsewhere)
    assert said in str(found.unknown)
    assert [f"{NAME} {FILE}"] == [one.what for one in unseen(make_case(lying(text)))]


@pytest.mark.parametrize("text", ["", "# none\n", "- a\n", "a: {github: {}}\n", "a: [\n", "text"])
def test_file_of_another_tool(text: str) -> None:
    """It is no broken config, and it is told."""
    (one,) = (f for f in judge(make_case(lying(text))) if f.object == FILE)

    assert ("audit-config-elsewhere", "note") == (one.id, one.severity)
    assert () == unseen(make_case(lying(text)))


def test_nothing_is_told_where_there_is_none() -> None:
    """No file is no unknown one; one that was not seen is."""
    assert (None, None, None) == declared(hub())
    assert "403" == declared(hub(unseen={FILE: "403"})).unknown
    assert [] == [one for one in judge(make_case(hub())) if one.object == FILE]
