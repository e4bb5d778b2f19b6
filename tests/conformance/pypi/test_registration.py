"""Registering publishers as PyPI lets a person do it."""

from urllib.parse import urlsplit

import pytest

from trustpub.indexes.pypi.links import fills_in, form_fields, registration_link
from trustpub.model import Identity

ACCOUNT = "/manage/account/publishing/"
PROJECT = "/manage/project/other-project/settings/publishing/"
ORGANIZATION = "/manage/organization/octo/publishing/"
DAY = 86400
IDENTITIES = {
    "github": Identity(
        forge="github",
        issuer="https://token.actions.githubusercontent.com",
        namespace="octo-org",
        project="sampleproject",
        workflow="release.yml",
        environment='a "&" <b>+%',
    ),
    "gitlab": Identity(
        forge="gitlab",
        issuer="https://gitlab.com",
        namespace="group/sub",
        project="otherproject",
        workflow="ci/release 1.yml",
        environment="review/${CI} x",
    ),
}


def path_of(link):
    """The link as the sandbox is asked for it."""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_link_of_existing_project_is_opened(pypi, values, forge):
    """The page of an existing project is filled in with the identity, character by character."""
    identity = IDENTITIES[forge]
    link = registration_link("https://index.example", "Other.Project", True, identity)
    page = pypi.get(path_of(link))
    filled = values(page, f"{forge}-publisher-form")
    assert fills_in(True)
    assert list(filled.values()) == [f.value for f in form_fields(identity)]


@pytest.mark.parametrize("organization", [None, "octo"])
def test_link_of_new_project_is_opened(pypi, values, organization):
    """The pages for new projects ignore the query, so their fields have to be typed."""
    identity = IDENTITIES["github"]
    link = registration_link("https://index.example", "brandnew", False, identity, organization)
    page = pypi.get(path_of(link))
    assert page.status == 200
    assert not fills_in(False)
    assert set(values(page, "pending-github-publisher-form").values()) == {""}


@pytest.mark.parametrize("forge", ["github", "gitlab"])
@pytest.mark.parametrize("project", [None, "brandnew"])
def test_labels_stand_on_the_page(pypi, forge, project):
    """The step's labels are those of the page, in its order."""
    html = pypi.get(ACCOUNT if project else PROJECT).body.decode()
    form = html.split(f"{forge}-publisher-form")[1]
    places = [form.index(f">{f.label}</span>") for f in form_fields(IDENTITIES[forge], project)]
    assert places == sorted(places)


def test_publisher_is_added(pypi, github):
    """A GitHub publisher is stored with its environment in lower case, and logged."""
    answer = pypi.post(PROJECT, **{**github, "environment": "PyPI"})
    assert (answer.status, answer.headers["Location"]) == (303, PROJECT)
    assert pypi.state.project("other-project").publishers[0].values["environment"] == "pypi"
    assert pypi.changes() == [("publisher", "Other.Project", "created")]


def test_publisher_is_added_twice(pypi, github, flash):
    """The same publisher cannot be added to the same project again."""
    pypi.post(PROJECT, **github)
    answer = pypi.post(PROJECT, **{**github, "environment": "PYPI"})
    assert flash(answer) == "release.yml is already registered with Other.Project"


def test_publisher_serves_two_projects(pypi, github):
    """One publisher may serve several projects, and is then one object."""
    pypi.post(PROJECT, **github)
    pypi.post("/manage/project/empty/settings/publishing/", **github)
    one, two = (pypi.state.project(n).publishers[0] for n in ("other.project", "empty"))
    assert one is two


def test_publisher_is_removed(pypi, github):
    """A publisher is removed by its id."""
    pypi.post(PROJECT, **github)
    id = pypi.state.project("other-project").publishers[0].id
    assert pypi.post(PROJECT, publisher_id=id).status == 303
    assert pypi.changes()[-1] == ("publisher", "Other.Project", "deleted")


def test_form_is_refused(pypi, github, flash, values):
    """A refused form comes back as it was sent, with PyPI's message at the field."""
    answer = pypi.post(PROJECT, **{**github, "workflow_filename": "x/release.yml"})
    html = answer.body.decode()
    assert flash(answer) == "The trusted publisher could not be registered"
    assert "Workflow filename must be a filename only, without directories" in html
    assert values(answer, "github-publisher-form")["workflow_filename"] == "x/release.yml"
    assert pypi.changes() == []


def test_form_lacks_a_field(pypi, github):
    """A form without one of its fields is no form of PyPI."""
    del github["environment"]
    assert pypi.post(PROJECT, **github).status == 404


def test_stranger_opens_the_page(pypi):
    """Only owners see the page of a project."""
    assert pypi.get(f"{PROJECT}?as=stranger").status == 403
    assert pypi.get("/manage/project/nothing/settings/publishing/").status == 404


def test_instance_of_the_organization(pypi, gitlab, flash):
    """Another GitLab can be chosen where the project's organization has it, and only there."""
    gitlab["issuer_url"] = "https://gitlab.example.com"
    assert pypi.post("/manage/project/empty/settings/publishing/", **gitlab).status == 303
    assert "could not be registered" in flash(pypi.post(PROJECT, **gitlab))


def test_fourth_pending_publisher(pypi, github, flash):
    """A person has at most three pending publishers."""
    for n in range(3):
        form = {**github, "repository": f"r{n}", "project_name": f"new{n}"}
        assert pypi.post(ACCOUNT, **form).status == 303
    answer = pypi.post(ACCOUNT, **github, project_name="new3")
    assert flash(answer) == "You can't register more than 3 pending trusted publishers at once."
    assert pypi.post(f"{ACCOUNT}?as=stranger", **github, project_name="new3").status == 303


def test_pending_publishers_of_an_organization(pypi, github):
    """An organization's page knows no limit of three."""
    for n in range(5):
        form = {**github, "repository": f"r{n}", "project_name": f"new{n}"}
        assert pypi.post(ORGANIZATION, **form).status == 303
    assert len(pypi.state.pending) == 5


def test_pending_publisher_expires(pypi, github):
    """A pending publisher is there for 30 days and gone after them."""
    pypi.post(ACCOUNT, **github, project_name="brandnew")
    pypi.send("POST", "/-/clock", {"advance_seconds": 30 * DAY - 60})
    assert len(pypi.state.pending) == 1
    pypi.send("POST", "/-/clock", {"advance_seconds": 61})
    assert pypi.changes()[-1] == ("pending-publisher", "brandnew", "deleted")


def test_pending_publisher_is_removed(pypi, github, flash):
    """Only who registered a pending publisher removes it."""
    pypi.post(ACCOUNT, **github, project_name="brandnew")
    [id] = pypi.state.pending
    assert flash(pypi.post(f"{ACCOUNT}?as=stranger", publisher_id=id)) == "Invalid publisher ID"
    assert pypi.post(ACCOUNT, publisher_id=id).status == 303
    assert pypi.state.pending == {}


def test_same_publisher_for_a_second_new_project(pypi, github, flash):
    """One publisher can wait for one project only, whoever asks."""
    pypi.post(ACCOUNT, **github, project_name="one")
    again = pypi.post(ACCOUNT, **github, project_name="one")
    other = pypi.post(f"{ACCOUNT}?as=stranger", **github, project_name="two")
    assert "has already been registered. Please" in flash(again)
    assert "for a different project name" in flash(other)


def test_too_many_tries(pypi, github):
    """The 101st try in a day is turned away with 429, and the next day it is not."""
    github["owner"] = "-"
    for _ in range(100):
        assert pypi.post(PROJECT, **github).status == 200
    assert pypi.post(PROJECT, **github).status == 429
    pypi.send("POST", "/-/clock", {"advance_seconds": DAY})
    assert pypi.post(PROJECT, **github).status == 200


def test_email_is_not_verified(pypi, github, flash):
    """Without a verified address nobody registers a pending publisher."""
    answer = pypi.post(f"{ACCOUNT}?as=new", **github, project_name="x1")
    assert flash(answer).startswith("You must have a verified email")


NAMES = [
    ("Other_Project", "maintainer", "/manage/project/other-project/settings/publishing/"),
    ("other.project", "stranger", "This project already exists."),
    ("0ther-pr0ject", "maintainer", "too similar to an existing project"),
    ("bad.name", "maintainer", "This project name isn't allowed"),
    ("os.path", "maintainer", "conflict with the Python standard library module name"),
    ("-x", "maintainer", "Invalid project name"),
]


@pytest.mark.parametrize(("name", "user", "message"), NAMES)
def test_name_is_not_to_be_had(pypi, github, name, user, message):
    """A name that is taken, alike, kept back or malformed is refused for that reason."""
    answer = pypi.post(f"{ACCOUNT}?as={user}", **github, project_name=name)
    assert message in answer.body.decode().replace("&#x27;", "'")
    assert pypi.state.pending == {}


def test_clock_is_turned_back(pypi):
    """Time only goes on."""
    assert pypi.send("POST", "/-/clock", {"advance_seconds": -1}).status == 400
    assert pypi.send("POST", "/-/clock", {}).status == 400
