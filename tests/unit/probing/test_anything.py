"""Whatever tokens, claims and answers look like: no traceback, and the token stays inside."""

import base64
import json
from typing import Any
from unittest.mock import patch

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from trustpub.cli.probe import document
from trustpub.config import Config
from trustpub.indexes.observation import present
from trustpub.indexes.pypi import http as index_http
from trustpub.indexes.pypi.sites import SITES
from trustpub.probing import compare, exchange, http
from trustpub.probing.ambient import Held, github, gitlab, variable
from trustpub.probing.probe import Report
from trustpub.probing.text import lines, publisher
from trustpub.probing.token import claims_of
from trustpub.publishers import declared_publishers
from trustpub.render import machine

from ..core.configs import hub, lab

SECRET = SecretStr("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21ldGhpbmcifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ")
GOOD = {
    "iss": "https://token.actions.githubusercontent.com",
    "repository": "octo-org/sampleproject",
    "repository_owner": "octo-org",
    "repository_owner_id": "1",
    "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1",
    "ref": "refs/tags/v1",
    "sha": "0" * 40,
    "jti": "j",
    "event_name": "push",
    "environment": "pypi",
    "aud": "pypi",
}
NAMES = (*GOOD, "project_path", "sub", "ci_config_ref_uri", "ref_path", "workflow_ref")
TEXT = st.text(st.characters(), max_size=40)
LEAF = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
ANY = st.recursive(LEAF, lambda c: st.lists(c, max_size=3) | st.dictionaries(TEXT, c, max_size=3))
CLAIMS = st.dictionaries(st.sampled_from(NAMES) | TEXT, ANY, max_size=16)


def jwt(payload: bytes) -> SecretStr:
    """A token around anything."""
    return SecretStr(f"e30.{base64.urlsafe_b64encode(payload).rstrip(b'=').decode()}.c2ln")


def answer(status: int, body: bytes) -> requests.Response:
    """An answer of the index."""
    made = requests.Response()
    made.status_code, made._content = status, body
    return made


@given(st.text() | st.builds(lambda b: jwt(b).get_secret_value(), st.binary()))
def test_token_is_anything(text: str) -> None:
    """Claims or None."""
    claims = claims_of(SecretStr(text))

    assert claims is None or isinstance(claims, dict)


@pytest.mark.parametrize("payload", [b"[" * 50000, b"9" * 5000, b"[]", b"\xff", b'{"a": 1}x'])
def test_payload_is_nasty(payload: bytes) -> None:
    """Deep, long and wrong payloads are no claims."""
    assert claims_of(jwt(payload)) is None


@pytest.mark.parametrize("config", [hub(), lab()], ids=["github", "gitlab"])
@settings(max_examples=150, deadline=None)
@given(claims=CLAIMS | CLAIMS.map(lambda claims: {**GOOD, **claims}))
def test_claims_are_anything(config: Config, claims: dict[str, Any]) -> None:
    """Every claim set gets a report, in ASCII, in both formats."""
    probed = tuple(compare.compare(p, claims, "pypi") for p in declared_publishers(config))
    judged = compare.judge(probed, "pypi")
    report = Report("pypi", "github", probed)

    assert "\n".join(lines(report)).isascii()
    assert machine.render(document("f", report)).isascii()
    accepted = any(each.verdict.accepted for each in probed)
    assert accepted == (not judged)
    assert all(line for each in probed for line in publisher(each))


@settings(max_examples=300, deadline=None)
@given(
    status=st.sampled_from([200, 201, 302, 400, 403, 404, 422, 429, 500, 503]),
    body=st.binary()
    | ANY.map(lambda value: json.dumps(value).encode())
    | st.builds(
        lambda errors: json.dumps({"message": "m", "errors": errors}).encode(),
        st.lists(st.fixed_dictionaries({"code": ANY, "description": ANY}), max_size=3) | ANY,
    )
    | ANY.map(lambda token: json.dumps({"success": True, "token": token}).encode()),
)
def test_answer_is_anything(status: int, body: bytes) -> None:
    """Accepted only by 200 with a token, refused only by 422 with errors, all else unknown."""
    with (
        patch.object(requests, "post", lambda *_, **__: answer(status, body)),
        patch.object(exchange, "project_exists", lambda *_: present("p")),
    ):
        result = exchange.exchange(SITES["pypi"], "p", SECRET, False)

    assert {"accepted": 200, "refused": 422}.get(result.state, status) == status
    assert "not-asked" != result.state
    told = exchange.judge(result)
    assert (told is None) == (result.state == "accepted")
    report = Report("pypi", "github", exchange=result)
    assert machine.render(document("f", report)).isascii()
    assert "\n".join(lines(report)).isascii()


@given(st.integers(0, 40), st.integers(20, 80), TEXT)
def test_answer_quotes_the_token(begin: int, end: int, around: str) -> None:
    """Whole, or a piece of it: nothing of 16 letters comes through."""
    secret = SECRET.get_secret_value()
    said = f"{around} input_value='{secret[begin:end]}...{secret[-20:]}' {secret}"

    refusal = exchange.refusal(said, said, SECRET)

    pieces = [secret[at : at + 16] for at in range(len(secret) - 15)]
    assert [] == [p for p in pieces if p in refusal.said or p in refusal.code]


@given(st.text(), st.text(), st.text())
@settings(max_examples=60, deadline=None)
def test_variables_are_anything(url: str, secret: str, audience: str) -> None:
    """Odd addresses and tokens are values, never exceptions; nothing shows them."""
    environ = {"ACTIONS_ID_TOKEN_REQUEST_URL": url, "ACTIONS_ID_TOKEN_REQUEST_TOKEN": secret}

    def refuse(*_: Any, **__: Any) -> Any:
        raise requests.ConnectionError(f"{url} {secret}")

    with patch.object(requests.Session, "send", refuse), patch.object(index_http, "PAUSE", 0):
        held = github(environ, audience)
    assert not isinstance(held, Held)
    assert variable(audience).isascii()
    found = gitlab({variable(audience): secret}, audience)
    assert isinstance(found, Held) == bool(secret)


def test_token_has_no_repr() -> None:
    """What holds a token shows stars."""
    assert SECRET.get_secret_value() not in repr(Held(SECRET, "x")) + str(Held(SECRET, "x"))


def test_exception_does_not_get_out() -> None:
    """An exception of requests carries the request; it ends where it was raised."""

    def fail(*_: Any, **__: Any) -> Any:
        raise requests.ConnectionError(SECRET.get_secret_value())

    with patch.object(requests, "post", fail):
        minted = http.mint("http://x", SECRET)

    assert (False, (), "gave no answer: ConnectionError") == minted
