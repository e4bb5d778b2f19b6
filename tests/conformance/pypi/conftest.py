"""One small PyPI, in process."""

from dataclasses import dataclass
from html import unescape
from re import findall
from urllib.parse import urlencode

import pytest

from sandbox.events import EventLog
from sandbox.http import Request
from sandbox.pypi.app import respond
from sandbox.pypi.state import build

SEED = {
    "users": [
        {"name": "maintainer"},
        {"name": "stranger"},
        {"name": "new", "verified_email": False},
    ],
    "organizations": [
        {"name": "octo", "members": ["maintainer"], "issuers": ["https://gitlab.example.com"]}
    ],
    "projects": [
        {
            "name": "Other.Project",
            "owners": ["maintainer"],
            "releases": [
                {
                    "version": "1.0",
                    "files": [
                        {
                            "filename": "other_project-1.0.tar.gz",
                            "uploaded": "2026-01-01T00:00:00+00:00",
                            "publisher": {
                                "kind": "GitHub",
                                "repository": "octo-org/other",
                                "workflow": "release.yml",
                                "environment": "pypi",
                            },
                        }
                    ],
                },
                {
                    "version": "0.9",
                    "files": [
                        {
                            "filename": "other_project-0.9.tar.gz",
                            "uploaded": "2025-01-01T00:00:00+00:00",
                        }
                    ],
                },
            ],
        },
        {"name": "empty", "owners": ["maintainer"], "organization": "octo"},
        {"name": "held", "owners": ["maintainer"], "status": "quarantined"},
    ],
    "prohibited": ["Bad_Name"],
}
GITHUB = {
    "owner": "octo-org",
    "repository": "sampleproject",
    "workflow_filename": "release.yml",
    "environment": "pypi",
}
GITLAB = {
    "namespace": "group/sub",
    "project": "otherproject",
    "workflow_filepath": ".gitlab-ci.yml",
    "environment": "pypi",
    "issuer_url": "https://gitlab.com",
}


@dataclass
class PyPI:
    """The state, and a browser of sorts."""

    state: object
    log: EventLog
    base_url: str = "https://index.example"

    def get(self, url, **headers):
        asked = Request.of("GET", url)
        return respond(
            self.state, Request("GET", asked.path, asked.query, headers, b"", self.base_url)
        )

    def post(self, url, **form):
        asked = Request.of("POST", url)
        return respond(
            self.state, Request("POST", asked.path, asked.query, {}, urlencode(form).encode())
        )

    def send(self, method, url, body=None):
        return respond(self.state, Request.of(method, url, body))

    def changes(self):
        return [(e["what"], e["key"], e["action"]) for e in self.log.of()]


@pytest.fixture
def pypi():
    log = EventLog()
    return PyPI(build("pypi", SEED, log), log)


@pytest.fixture
def github():
    return dict(GITHUB)


@pytest.fixture
def gitlab():
    return dict(GITLAB)


@pytest.fixture
def flash():
    """The message on top of a page."""

    def read(response):
        html = response.body.decode()
        found = findall(r'<div role="alert" class="notification-bar--danger">(.*?)</div>', html)
        return unescape(found[0]) if found else ""

    return read


@pytest.fixture
def values():
    """What stands in the fields of one form of a page."""

    def read(response, form):
        html = response.body.decode().split(f'<form id="{form}"')[1].split("</form>")[0]
        return {n: unescape(v) for n, v in findall(r'<input id="(\w+)".*?value="(.*?)"', html)}

    return read
