"""resolve() against a failing world: every failure is told, and no token in any text."""

import re
import traceback
from collections.abc import Mapping
from typing import Any

import pytest

from sandbox.faults import Fault
from trustpub.errors import Refused
from trustpub.reader import Reader

from .inprocess import TOKENS, InProcess
from .resolving import BOTH, GITHUB, GITLAB, run, told

FAULTS: dict[str, tuple[Fault, str]] = {
    "401": (
        Fault(status=401, body={"message": "Bad credentials"}, times=None),
        "refuses the token",
    ),
    "500": (Fault(status=500, body={"message": "oops"}, times=None), "answers 500 with 'oops'"),
    "502 with a page": (Fault(status=502, body="<html>", times=None), "answers 502 with no expl"),
    "429": (Fault(status=429, body={}, times=None), "too many requests"),
    "403 for a rate": (
        Fault(status=403, headers={"X-RateLimit-Remaining": "0"}, times=None),
        "too many requests",
    ),
    "no connection": (Fault(status=0, times=None), "gives no answer (the connection was closed)"),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize(("api", "text"), [("github", GITHUB), ("gitlab", GITLAB)])
def test_forge_fails(net: InProcess, api: str, text: str, name: str) -> None:
    """A forge that cannot be asked is one problem; it is never taken for an empty world."""
    fault, found = FAULTS[name]
    net.world.apis[api].faults = [fault]

    resolved = run(text)

    (problem,) = resolved.problems
    assert ("forge-not-seen", f"{api}.repository") == (problem.id, problem.field)
    assert found in problem.found
    assert problem.fix


def test_repository_is_hidden(net: InProcess) -> None:
    """404 is "not shown to this token", with both ways out."""
    net.world.apis["github"].faults = [Fault(path="/repos/", status=404, body={}, times=None)]

    assert ["github-repository-hidden"] == told(run(GITHUB))


def test_repository_is_forbidden(net: InProcess) -> None:
    """403 is told with GitHub's own words: the organisation may ask for single sign-on."""
    body = {"message": "Resource protected by organization SAML enforcement."}
    net.world.apis["github"].faults = [Fault(path="/repos/", status=403, body=body, times=None)]

    (problem,) = run(GITHUB).problems

    assert "forge-not-seen" == problem.id
    assert "SAML enforcement" in problem.found


def test_access_of_reviewers_cannot_be_seen(net: InProcess) -> None:
    """403 on the list of teams is unknown: neither "no access" nor fine."""
    net.world.apis["github"].faults = [
        Fault(path="sampleproject/teams", status=403, body={}, times=None)
    ]

    resolved = run(GITHUB)

    assert () == resolved.problems
    assert ["whether the reviewers can read octo-org/sampleproject"] == [
        unseen.what for unseen in resolved.unknown
    ]


@pytest.mark.parametrize("body", [b"<html>", b"", b"{", b"[1]", b"null"])
def test_answer_is_no_json(net: InProcess, monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    """A good status with a bad body is a broken answer."""
    api = net.world.apis["github"]
    monkeypatch.setattr(api, "respond", lambda *_: Fake(body))

    (problem,) = run(GITHUB).problems

    assert re.search("answers 200 with (no JSON|JSON that is no dict)", problem.found)


class Fake:
    """An answer with any body."""

    status = 200
    headers: Mapping[str, str] = {}

    def __init__(self, body: bytes, **headers: str) -> None:
        self.body = body
        self.headers = headers


def test_dead_server(net: InProcess) -> None:
    """One dead forge does not keep the other from being asked."""
    resolved = run(BOTH, {"GITHUB_BASE_URL": "http://nobody.example"})

    assert ["forge-not-seen"] == told(resolved)
    assert "http://nobody.example/api/v3 gives no answer" in resolved.problems[0].found
    assert "users/alice" in resolved.ids["gitlab"]


@pytest.mark.parametrize(
    "link", ["<https://elsewhere.example/api/v3/x>", "<http://github.sandbox/api/v3/list>"]
)
def test_next_page_leads_astray(net: InProcess, monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    """The token goes to no other host, and pages that go round end."""
    answer = Fake(b"[1]", Link=f'{link}; rel="next"')
    monkeypatch.setattr(net.world.apis["github"], "respond", lambda *_: answer)
    reader = Reader("http://github.sandbox/api/v3", {}, "GITHUB_TOKEN")

    with pytest.raises(Exception, match="a next page that is none of its own"):
        list(reader.pages("/list"))
    assert {"github.sandbox"} == {str(request.url).split("/")[2] for request in net.sent}


@pytest.mark.parametrize("token", ["line\nbreak", "ключ", " "])
def test_token_is_no_token(net: InProcess, token: str) -> None:
    """A token that no header can carry is told by its variable's name."""
    resolved = run(GITHUB, {"GITHUB_TOKEN": token})

    assert resolved.problems
    assert token == " " or token not in repr(resolved)
    assert "GITHUB_TOKEN" in resolved.problems[0].found


@pytest.mark.parametrize("name", FAULTS)
def test_token_is_in_no_text(net: InProcess, name: str) -> None:
    """No problem, repr, exception or traceback carries a token, whatever goes wrong."""
    for api in ("github", "gitlab"):
        net.world.apis[api].faults = [FAULTS[name][0]]
        reader = Reader(f"http://{api}.sandbox", {"Authorization": TOKENS[api]}, "X")
        texts: list[Any] = [repr(reader), repr(run(BOTH))]
        try:
            reader.get("/")
        except Exception as error:
            texts += [str(error), repr(error), traceback.format_exc()]
        assert TOKENS["github"] not in "".join(texts)
        assert TOKENS["gitlab"] not in "".join(texts)


def test_refusal_names_the_variable() -> None:
    """A refused token is told by the name of its variable."""
    assert "GITHUB_TOKEN" in str(Refused.by("https://api.example", "GITHUB_TOKEN"))
