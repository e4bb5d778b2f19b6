"""Uploads, in the shape in which twine sends them (twine, package.py and repository.py)."""

import base64
import hashlib
import json

import pytest
from requests_toolbelt.multipart.encoder import MultipartEncoder

from sandbox.http import Request
from sandbox.pypi.app import respond
from sandbox.pypi.attesting import attestation
from trustpub.indexes.pypi import client

SDIST = "other_project-2.0.tar.gz"
WHEEL = "other_project-2.0-py3-none-any.whl"
BYTES = b"\r\n--bytes\x00\r\n"
JOB = {
    "forge": "github",
    "repository": "octo-org/sampleproject",
    "workflow": "release.yml",
    "environment": "pypi",
}


@pytest.fixture
def upload(pypi):
    """Upload a file with a token; `fields` change what is sent."""

    def send(token, filename=SDIST, content=BYTES, user="__token__", **fields):
        form = {
            ":action": "file_upload",
            "protocol_version": "1",
            "metadata_version": "2.4",
            "name": "other-project",
            "version": "2.0",
            "filetype": "bdist_wheel" if filename.endswith(".whl") else "sdist",
            "sha256_digest": hashlib.sha256(content).hexdigest(),
            **fields,
            "content": (filename, content, "application/octet-stream"),
        }
        encoder = MultipartEncoder({k: v for k, v in form.items() if v is not None})
        basic = base64.b64encode(f"{user}:{token}".encode()).decode()
        headers = {"content-type": encoder.content_type, "authorization": f"Basic {basic}"}
        return respond(pypi.state, Request("POST", "/legacy/", (), headers, encoder.to_string()))

    return send


@pytest.fixture
def token(pypi, github):
    """A minted token of the publisher of Other.Project."""
    pypi.post("/manage/project/other-project/settings/publishing/", **github)
    job = pypi.send("POST", "/-/jobs", JOB).json()
    return pypi.send("POST", "/_/oidc/mint-token", {"token": job["token"]}).json()["token"]


def test_files_are_uploaded(pypi, upload, token):
    """Files go up byte for byte and can be had again."""
    assert [upload(token, name).status for name in (SDIST,)] == [200]
    assert upload(token, WHEEL, b"wheel").status == 200
    assert pypi.get(f"/files/{SDIST}").body == BYTES
    assert [c[0] for c in pypi.changes()][-2:] == ["file", "file"]


def test_attested_file_is_uploaded(pypi, upload, token):
    """An attested file has a provenance that names the publisher as registered."""
    assert upload(token, attestations=json.dumps([attestation(SDIST, BYTES)])).status == 200
    proof = pypi.get(f"/integrity/other-project/2.0/{SDIST}/provenance").json()
    assert client.bundle_publishers(proof) == [
        {
            "kind": "GitHub",
            "repository": "octo-org/sampleproject",
            "workflow": "release.yml",
            "environment": "pypi",
        }
    ]


def test_same_file_again(pypi, upload, token):
    """The very same file is taken again without a change; another of its name is not."""
    upload(token)
    before = pypi.changes()
    assert upload(token).status == 200
    again = upload(token, content=b"other")
    assert (again.status, again.body[:24]) == (400, b"400 File already exists ")
    assert pypi.changes() == before


def sent(filename, content, times=1):
    """Attestations as a client sends them."""
    return json.dumps([attestation(filename, content)] * times)


REFUSED = [
    ({"user": "maintainer"}, 403, "Invalid or non-existent authentication information"),
    ({"name": "empty"}, 403, "project-scoped token is not valid for project: 'empty'"),
    ({"name": "brandnew"}, 400, "Non-user identities cannot create new projects"),
    ({"version": "x"}, 400, "is an invalid version"),
    ({"version": "3.0"}, 400, "should be 'other_project-3.0.tar.gz'"),
    ({"filename": "empty-2.0.tar.gz"}, 400, "Start filename for 'Other.Project'"),
    ({"filename": "Other.Project-2.0-py3-none-any.whl"}, 400, "normalized project name"),
    ({"filename": "x.txt"}, 400, "x.txt"),
    ({"sha256_digest": "0" * 64}, 400, "The digest supplied does not match"),
    ({"sha256_digest": None}, 400, "at least one message digest"),
    ({"protocol_version": "2"}, 400, "Unknown protocol version."),
    ({":action": "submit"}, 400, ":action"),
    ({"attestations": "{}"}, 400, "Malformed attestations: a list"),
    ({"attestations": "[]"}, 400, "an empty attestation set is not permitted"),
    ({"attestations": "]"}, 400, "Malformed attestations"),
    ({"attestations": '[{"version": 1}]'}, 400, "Malformed attestations: KeyError"),
    ({"attestations": sent(SDIST, BYTES, 3)}, 400, "A maximum of 2 attestations per file"),
    ({"attestations": sent(SDIST, BYTES, 2)}, 400, "same predicate type"),
    ({"attestations": sent(WHEEL, BYTES)}, 400, "subject does not match distribution name"),
    ({"attestations": sent(SDIST, b"x")}, 400, "subject does not match distribution digest"),
]


@pytest.mark.parametrize(("change", "status", "message"), REFUSED)
def test_upload_is_refused(pypi, upload, token, change, status, message):
    """A refused upload says why and leaves everything as it was."""
    before = pypi.changes()
    answer = upload(token, **change)
    assert (answer.status, message in answer.body.decode()) == (status, True)
    assert pypi.changes() == before


def test_token_has_expired(pypi, upload, token):
    """A minted token is good for 15 minutes."""
    pypi.send("POST", "/-/clock", {"advance_seconds": 901})
    assert upload(token).status == 403


def test_publisher_was_removed(pypi, upload, token):
    """A token is worth nothing once its publisher is removed."""
    [publisher] = pypi.state.publishers()
    pypi.post("/manage/project/other-project/settings/publishing/", publisher_id=publisher.id)
    assert b"The given token isn't allowed" in upload(token).body


def test_release_is_old(pypi, upload, token):
    """A release takes no files after 14 days."""
    answer = upload(token, "other_project-1.0-py3-none-any.whl", version="1.0")
    assert b"releases older than 14 days" in answer.body


def test_api_token_of_a_user(pypi, upload):
    """The old way: a user's token uploads what the user owns, and creates what is free."""
    pypi.state.api_token("pypi-old", "maintainer")
    pypi.state.api_token("pypi-strange", "stranger")
    assert upload("pypi-old").status == 200
    assert upload("pypi-strange", WHEEL).status == 403
    new = upload("pypi-strange", "fresh-2.0.tar.gz", b"fresh", name="fresh")
    assert (new.status, pypi.state.project("fresh").owners) == (200, ["stranger"])
    held = upload("pypi-strange", "os-2.0.tar.gz", b"os", name="os")
    assert (held.status, pypi.state.project("os")) == (400, None)


def test_body_is_no_form(pypi):
    """A body that is no form is 400."""
    pypi.state.api_token("pypi-old", "maintainer")
    basic = base64.b64encode(b"__token__:pypi-old").decode()
    headers = {"authorization": f"Basic {basic}", "content-type": "text/plain"}
    assert respond(pypi.state, Request("POST", "/legacy/", (), headers, b"x")).status == 400


def test_attestation_of_a_user(pypi, upload):
    """Only a publisher attests."""
    pypi.state.api_token("pypi-old", "maintainer")
    answer = upload("pypi-old", attestations=sent(SDIST, BYTES))
    assert (answer.status, b"only supported when using Trusted Publishing" in answer.body) == (
        400,
        True,
    )


def test_attestation_from_another_gitlab(pypi, upload, gitlab):
    """What comes from a GitLab of one's own is not attested, and goes up without."""
    gitlab["issuer_url"] = "https://gitlab.example.com"
    pypi.post("/manage/project/empty/settings/publishing/", **gitlab)
    described = {"forge": "gitlab", "repository": "group/sub/otherproject"}
    described |= {"issuer": gitlab["issuer_url"], "pipeline": ".gitlab-ci.yml"}
    job = pypi.send("POST", "/-/jobs", {**described, "environment": "pypi"}).json()
    minted = pypi.send("POST", "/_/oidc/mint-token", {"token": job["token"]}).json()["token"]
    name = "empty-2.0.tar.gz"
    refused = upload(minted, name, BYTES, name="empty", attestations=sent(name, BYTES))
    assert b"not currently supported with GitLab publishers" in refused.body
    assert upload(minted, name, BYTES, name="empty").status == 200
