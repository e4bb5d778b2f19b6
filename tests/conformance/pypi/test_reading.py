"""What anybody reads from PyPI, and what our client makes of it."""

import pytest
import requests

from sandbox.pypi.accept import choose
from trustpub.indexes.pypi import client
from trustpub.indexes.pypi.evidence import publisher_state
from trustpub.model import Identity

JSON = "application/vnd.pypi.simple.v1+json"
HTML = "application/vnd.pypi.simple.v1+html"
SITE = "https://index.example"
PROOF = "/integrity/other-project/1.0/other_project-1.0.tar.gz/provenance"


@pytest.fixture
def wired(pypi, monkeypatch):
    """Our client, talking to the sandbox without a network."""

    def get(url, headers, timeout):
        lower = {k.lower(): v for k, v in headers.items()}
        answer = pypi.get(url.removeprefix(SITE), **lower)
        if answer.status == 301:
            return get(answer.headers["Location"], headers, timeout)
        response = requests.Response()
        response.status_code, response._content = answer.status, answer.body
        return response

    monkeypatch.setattr(requests, "get", get)
    return pypi


WANTED = [
    (None, "text/html"),
    ("*/*", "text/html"),
    ("image/png", None),
    (JSON, JSON),
    (f"{JSON}, {HTML}; q=0.1, text/html; q=0.01", JSON),
    (f"{JSON};q=0.1, text/html", "text/html"),
    ("application/*", HTML),
    (f"application/*;q=0.5, {JSON}", JSON),
    (f"*/*, {JSON};q=0, {HTML};q=0, text/html;q=0", None),
    ("text/html;q=x, */*;q=0.1", HTML),
]


@pytest.mark.parametrize(("header", "expected"), WANTED)
def test_content_type_is_chosen(header, expected):
    """The most specific range counts, the higher weight wins, and ties go to HTML."""
    assert choose(("text/html", HTML, JSON), header) == expected


def test_project_is_read_as_json(pypi):
    """The JSON of a project has its files in order of version, with provenance where there is."""
    body = pypi.get("/simple/other-project/", accept=JSON).json()
    assert body["versions"] == ["0.9", "1.0"]
    assert [f["provenance"] for f in body["files"]] == [None, SITE + PROOF]
    assert body["project-status"] == {"status": "active"}


def test_project_is_read_as_html(pypi):
    """Without a wish the answer is HTML."""
    answer = pypi.get("/simple/other-project/")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert f'data-provenance="{SITE}{PROOF}"' in answer.body.decode()


def test_other_spelling_is_asked_for(pypi):
    """Another spelling of a name, or no slash, leads to the canonical address."""
    moved = [pypi.get(p).headers["Location"] for p in ("/simple/Other._Project/", "/simple/empty")]
    assert moved == [f"{SITE}/simple/other-project/", f"{SITE}/simple/empty/"]


def test_project_in_quarantine(pypi):
    """A project in quarantine is in no list and shows no file, but its name is taken."""
    listed = [p["name"] for p in pypi.get("/simple/", accept=JSON).json()["projects"]]
    assert listed == ["empty", "Other.Project"]
    assert (
        pypi.get("/simple/held/", accept=JSON).json()["project-status"]["status"] == "quarantined"
    )
    assert pypi.get("/pypi/held/json").status == 404


def test_legacy_json(pypi):
    """The legacy JSON knows the latest release; a project without releases is not there."""
    body = pypi.get("/pypi/other-project/json").json()
    assert body["info"]["version"] == "1.0"
    assert body["ownership"]["roles"] == [{"role": "Owner", "user": "maintainer"}]
    assert pypi.get("/pypi/empty/json").status == 404
    assert pypi.get("/pypi/Other.Project/json").status == 301


def test_provenance_is_not_there(pypi):
    """A file without provenance says so, a type that is not to be had is 406."""
    missing = pypi.get(PROOF.replace("1.0", "0.9"))
    assert missing.json() == {"message": "No provenance available for other_project-0.9.tar.gz"}
    assert pypi.get(PROOF, accept="text/html").status == 406


def test_sandbox_does_not_know_a_call(pypi):
    """What the sandbox does not serve is 501 with its name, never a guess."""
    answer = pypi.get("/rss/updates.xml")
    assert answer.status == 501
    assert "GET /rss/updates.xml" in answer.json()["message"]
    assert pypi.send("DELETE", "/simple/").status == 405


def test_client_asks_for_projects(wired):
    """The client sees what is there, what is not, and what is in quarantine."""
    seen = {n: client.project_exists(SITE, n) for n in ("Other.Project", "none", "held", "empty")}
    assert {n: s.state for n, s in seen.items()} == {
        "Other.Project": "present",
        "none": "absent",
        "held": "present",
        "empty": "present",
    }
    assert seen["Other.Project"].found == {"name": "other-project", "status": "active", "files": 2}
    assert seen["held"].found["status"] == "quarantined"


def test_client_finds_the_publisher(wired):
    """From the newest file's provenance follows that this identity has published."""
    identity = Identity(
        forge="github",
        issuer="https://token.actions.githubusercontent.com",
        namespace="octo-org",
        project="other",
        workflow="release.yml",
        environment="PyPI",
    )
    seen = client.latest_provenance(SITE, "other.project")
    assert publisher_state(identity, seen)[0] == "published"
    other = identity.model_copy(update={"environment": None})
    assert publisher_state(other, seen)[1].fields == ("environment",)


def test_client_asks_for_the_audience(wired):
    """The audience is the name of the index."""
    assert client.audience(SITE).found == "pypi"
