"""The read-only client in a failing world."""

import json
import subprocess
import sys

import pytest
import requests

from trustpub.indexes.pypi import client, http

SITE = "https://index.example"


@pytest.fixture
def world(monkeypatch):
    """Answers by path, taken one after the other; the last one stays. Counts the requests."""
    asked = []
    answers = {}

    def get(url, **options):
        asked.append(url)
        assert options["timeout"]
        assert options["headers"]["User-Agent"].startswith("trustpub/")
        path = url.removeprefix(SITE)
        queue = answers[path]
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        if isinstance(answer, Exception):
            raise answer
        response = requests.Response()
        response.status_code, body = answer
        response._content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return response

    monkeypatch.setattr(requests, "get", get)
    monkeypatch.setattr(http, "PAUSE", 0)
    answers["asked"] = asked
    return answers


FILE = {"filename": "x-1.tar.gz", "upload-time": "2026-01-01T00:00:00Z"}
PROVENANCE = f"{SITE}/integrity/x/1/x-1.tar.gz/provenance"
EXISTS = [
    ((200, {"name": "x", "files": []}), "present", None),
    ((404, b""), "absent", None),
    ((403, {"message": "no"}), "unknown", f"{SITE}/simple/x/ answered 403: no"),
    ((503, b"<html>"), "unknown", f"{SITE}/simple/x/ answered 503"),
    ((200, b"<html>"), "broken", f"{SITE}/simple/x/ did not answer with JSON"),
    ((200, []), "broken", "the simple API answered without a list of files"),
    ((200, {"files": [None]}), "broken", "the simple API answered without a list of files"),
    (requests.ReadTimeout(), "unknown", f"{SITE}/simple/x/ could not be reached: ReadTimeout"),
    (
        requests.TooManyRedirects(),
        "unknown",
        f"{SITE}/simple/x/ could not be reached: TooManyRedirects",
    ),
]


@pytest.mark.parametrize(("answer", "state", "why"), EXISTS)
def test_project_is_looked_up(world, answer, state, why):
    """There, not there, not to be seen and not to be understood are four different answers."""
    world["/simple/x/"] = [answer]
    seen = client.project_exists(SITE, "X")
    assert (seen.state, seen.why) == (state, why)


@pytest.mark.parametrize("first", [(502, b""), (429, b""), requests.ConnectionError()])
def test_failure_passes(world, first):
    """One failure that may pass is tried again, once."""
    world["/simple/x/"] = [first, (404, b"")]
    assert client.project_exists(SITE, "x").state == "absent"
    assert len(world["asked"]) == 2


@pytest.mark.parametrize("lasting", [(500, b""), requests.ConnectTimeout()])
def test_failure_stays(world, lasting):
    """A failure that stays costs two requests and is unknown."""
    world["/simple/x/"] = [lasting]
    assert client.project_exists(SITE, "x").state == "unknown"
    assert len(world["asked"]) == 2


def test_refusal_is_not_retried(world):
    """What will not pass by itself is asked once."""
    world["/simple/x/"] = [(403, b"")]
    client.project_exists(SITE, "x")
    assert len(world["asked"]) == 1


def test_address_is_none():
    """A site address that is none is unknown too, without an exception."""
    assert client.project_exists("nonsense", "x").state == "unknown"


PROVENANCES = [
    ((200, {"attestation_bundles": [{"publisher": {"kind": "GitHub"}}]}), "present", None),
    ((404, {"message": "no"}), "absent", "the newest file, x-1.tar.gz, has no provenance"),
    ((403, {"message": "Attestations temporarily disabled"}), "unknown", None),
    ((200, {"attestation_bundles": [{}]}), "broken", None),
    ((200, {"attestation_bundles": [{"publisher": "x"}]}), "broken", None),
    ((200, []), "broken", None),
]


@pytest.mark.parametrize(("answer", "state", "why"), PROVENANCES)
def test_provenance_is_looked_up(world, answer, state, why):
    """Provenance is there, absent, unknown or broken as the index answers."""
    world["/simple/x/"] = [(200, {"files": [{**FILE, "provenance": PROVENANCE}]})]
    world[PROVENANCE.removeprefix(SITE)] = [answer]
    seen = client.latest_provenance(SITE, "x")
    assert seen.state == state
    assert why is None or seen.why == why


def test_newest_file_is_first(world):
    """Newer uploads are looked at, and the newest stands first."""
    files = [{**FILE, "filename": f"x-{n}", "upload-time": f"2026-01-0{n}"} for n in (2, 1, 4, 3)]
    files[1]["provenance"] = PROVENANCE
    world["/simple/x/"] = [(200, {"files": files})]
    assert client.latest_provenance(SITE, "x").why == "the newest file, x-4, has no provenance"


def test_provenance_lies_elsewhere(world):
    """An index cannot send the client to another host."""
    world["/simple/x/"] = [(200, {"files": [{**FILE, "provenance": f"{SITE}.evil/x"}]})]
    seen = client.latest_provenance(SITE, "x")
    assert (seen.state, len(world["asked"])) == ("broken", 1)


def test_project_without_files(world):
    """No project and no file are both told apart from no provenance."""
    world["/simple/x/"] = [(200, {"files": []}), (404, b"")]
    whys = [client.latest_provenance(SITE, "x").why for _ in range(2)]
    assert whys == ["the project has no files", "there is no such project"]


def test_audience_is_broken(world):
    """An audience that is no text is broken."""
    world["/_/oidc/audience"] = [(200, {"audience": 1}), (200, ["pypi"]), (200, {"audience": "a"})]
    states = [client.audience(SITE).state for _ in range(3)]
    assert states == ["broken", "broken", "present"]


def test_import_stays_light():
    """Importing the package and its client does not import requests."""
    code = (
        "import sys, trustpub.indexes.pypi, trustpub.indexes.pypi.client;"
        "sys.exit('requests' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
