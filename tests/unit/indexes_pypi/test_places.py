"""Addresses, links and keys of PyPI."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from trustpub.indexes.pypi.identity import publisher_key
from trustpub.indexes.pypi.links import fills_in, form_fields, registration_link
from trustpub.indexes.pypi.sites import site
from trustpub.model import Identity

GITHUB = Identity(
    forge="github",
    issuer="https://token.actions.githubusercontent.com",
    namespace="octo-org",
    project="sampleproject",
    workflow="release.yml",
    environment="pypi",
)
GITLAB = Identity(
    forge="gitlab",
    issuer="https://gitlab.com",
    namespace="group/sub",
    project="otherproject",
    workflow=".gitlab-ci.yml",
    environment="review/${CI} +&=#?%",
)
SITE = "https://index.example"


def changed(identity, **slots):
    return identity.model_copy(update=slots)


def test_environment_moves_an_index():
    """An index is where the environment says, uploads included; the audience stays."""
    moved = site("testpypi", {"TRUSTPUB_TESTPYPI_URL": " http://127.0.0.1:8000/ "})
    assert (moved.url, moved.upload) == ("http://127.0.0.1:8000", "http://127.0.0.1:8000/legacy/")
    assert moved.audience == "testpypi"
    assert site("pypi", {"TRUSTPUB_TESTPYPI_URL": "x", "TRUSTPUB_PYPI_URL": ""}) == site("pypi", {})


def test_link_to_existing_project():
    """The link of an existing project names it in canonical form and its publisher's fields."""
    assert registration_link(SITE + "/", "Sample.Project", True, GITHUB) == (
        f"{SITE}/manage/project/sample-project/settings/publishing/"
        "?provider=github&owner=octo-org&repository=sampleproject"
        "&workflow_filename=release.yml&environment=pypi"
    )


@pytest.mark.parametrize("exists", [False, None])
def test_link_to_new_project(exists):
    """A project not known to exist gets the page for new ones, with its name as written."""
    link = urlsplit(registration_link(SITE, "Sample.Project", exists, GITHUB))
    assert link.path == "/manage/account/publishing/"
    assert dict(parse_qsl(link.query))["project_name"] == "Sample.Project"


def test_link_to_organization():
    """A new project of an organization is registered on the organization's page."""
    link = urlsplit(registration_link(SITE, "x", False, GITHUB, "my org/1"))
    assert link.path == "/manage/organization/my%20org%2F1/publishing/"
    assert not urlsplit(registration_link(SITE, "x", True, GITHUB, "my")).path.count("organization")


def test_link_keeps_every_character():
    """What a link carries comes out as it went in; no space becomes a plus."""
    link = registration_link(SITE, "x", True, GITLAB)
    assert "+" not in link
    assert dict(parse_qsl(urlsplit(link).query)) == {
        "provider": "gitlab",
        "namespace": "group/sub",
        "project": "otherproject",
        "workflow_filepath": ".gitlab-ci.yml",
        "environment": "review/${CI} +&=#?%",
        "issuer_url": "https://gitlab.com",
    }


def test_link_without_environment():
    """No environment means no parameter."""
    link = registration_link(SITE, "x", True, changed(GITHUB, environment=None))
    assert "environment" not in link


def test_page_that_ignores_the_link():
    """Only the page of an existing project fills itself in."""
    assert [fills_in(exists) for exists in (True, False, None)] == [True, False, False]


def test_fields_of_github():
    """The fields stand in the order of the page, and a new project's name comes first."""
    fields = form_fields(GITHUB, "sampleproject", "TestPyPI")
    assert [(f.label, f.value) for f in fields] == [
        ("TestPyPI Project Name", "sampleproject"),
        ("Owner", "octo-org"),
        ("Repository name", "sampleproject"),
        ("Workflow name", "release.yml"),
        ("Environment name", "pypi"),
    ]


def test_fields_of_gitlab():
    """GitLab's form says PyPI on TestPyPI too, and shows the instance only where it is another."""
    own = changed(GITLAB, issuer="https://gitlab.example.com", environment=None)
    assert [f.label for f in form_fields(GITLAB, "x", "TestPyPI")] == [
        "PyPI Project Name",
        "Namespace",
        "Project name",
        "Top-level pipeline file path",
        "Environment name",
    ]
    assert [(f.label, f.value) for f in form_fields(own)][-2:] == [
        ("Environment name", ""),
        ("GitLab instance", "https://gitlab.example.com"),
    ]


SAME = [
    (GITHUB, {"environment": "PyPI"}),
    (GITHUB, {"namespace": "Octo-Org"}),
    (GITHUB, {"workflow": " release.yml "}),
    (GITLAB, {"issuer": "https://gitlab.example.com"}),
]
OTHER = [
    (GITHUB, {"environment": None}),
    (GITHUB, {"project": "SampleProject"}),
    (GITHUB, {"workflow": "Release.yml"}),
    (GITLAB, {"environment": GITLAB.environment.lower()}),
    (GITLAB, {"namespace": "Group/sub"}),
]


@pytest.mark.parametrize(("identity", "slots"), SAME)
def test_two_identities_are_one_publisher(identity, slots):
    """PyPI cannot hold these two beside each other."""
    assert publisher_key(changed(identity, **slots)) == publisher_key(identity)


@pytest.mark.parametrize(("identity", "slots"), OTHER)
def test_two_identities_are_two_publishers(identity, slots):
    """PyPI takes these for different publishers."""
    assert publisher_key(changed(identity, **slots)) != publisher_key(identity)


def test_blank_environment_on_gitlab():
    """A blank environment is none on GitLab, but a name of blanks on GitHub."""
    assert publisher_key(changed(GITLAB, environment=" "))[-1] == ""
    assert publisher_key(changed(GITHUB, environment=" "))[-1] == " "
