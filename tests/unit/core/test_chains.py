"""No exception of a reader holds a body or a request, not even in what it came from.

A traceback shows the chain of an exception; whoever logs it with its attributes shows `doc`, the
whole body that was no JSON, and `request` with its token.
"""

import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter
from requests.models import PreparedRequest

from trustpub.adopting.remote import Remote
from trustpub.errors import Broken, Refused, Unanswered, Unreachable, WorldError
from trustpub.forges.github.observing.opening import client
from trustpub.forges.gitlab.look import reader as gitlab_reader
from trustpub.migrate.kept.all import kept_of_account, kept_of_repository
from trustpub.proposing.files import Files
from trustpub.reader import Reader
from trustpub.writer import Writer

HOST, TOKEN = "https://forge.test", "ghp_PLANTEDTOKEN"
VALUE = "pypi-AgEIcHlwaS5vcmcPLANTED"
REPO, ROOT = "octo-org/app", "/repos/octo-org/app"
ODD = {
    "no JSON": f"<html>{VALUE}".encode(),
    "cut short": b'[{"name": "A", "value": "%s"' % VALUE.encode(),
    "no text": b"{\xff" + VALUE.encode(),
    "a number": b"7",
    "other objects": b'[{"value": "%s"}]' % VALUE.encode(),
    "another object": b'{"total_count": 1, "value": "%s", "secrets": [{"value": "%s"}]}'
    % (VALUE.encode(), VALUE.encode()),
}
Use = Callable[[Reader], object]
READS: dict[str, Use] = {
    "get": lambda one: one.get(ROOT, "id"),
    "pages": lambda one: list(one.pages(f"{ROOT}/tags", "name")),
    "wrapped": lambda one: one.wrapped(f"{ROOT}/environments", "environments", "name"),
    "graphql": lambda one: one.graphql("{ viewer { login } }", {}),
    "file": lambda one: Files(one, ROOT, "main", True).read(".pypirc"),
    "folder": lambda one: Files(one, ROOT, "main", True).files("ci"),
}
WRITES: dict[str, Use] = {
    "write": lambda one: Writer(one, "write").write("POST", f"{ROOT}/issues", {"a": 1}, "number"),
    "remove": lambda one: Writer(one, "write").write("DELETE", f"{ROOT}/actions/secrets/X"),
}
PLAIN = ("get", "pages", "file", "folder", "write", "remove")
"""What needs no client that is paced."""


class Fixed(BaseAdapter):
    """Answers everything alike, or not at all."""

    def __init__(self, status: int, body: bytes, error: Exception | None = None) -> None:
        super().__init__()
        self.status, self.body, self.error = status, body, error

    def send(self, request: PreparedRequest, *args: Any, **more: Any) -> requests.Response:
        """The one answer."""
        if isinstance(self.error, requests.RequestException):
            self.error.request = request
        if self.error:
            raise self.error
        answer = requests.Response()
        answer.status_code, answer._content, answer.url = self.status, self.body, str(request.url)
        answer.request = request
        return answer

    def close(self) -> None:
        """Nothing is open."""


def paced(adapter: BaseAdapter, token: str = TOKEN) -> Reader:
    """The client for observing GitHub."""
    made = client({"GITHUB_BASE_URL": HOST, "GITHUB_TOKEN": token}, kept=False)
    made.sending.pace.sleep = lambda seconds: None
    made.sending.pace.patience = 0.0
    made.opened().mount(HOST, adapter)
    return made


def plain(adapter: BaseAdapter, token: str = TOKEN) -> Reader:
    """A reader of its own, of GitLab."""
    made = gitlab_reader({"GITLAB_BASE_URL": HOST, "GITLAB_TOKEN": token})
    made.opened().mount(HOST, adapter)
    return made


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception with all it came from, shown or not."""
    if error is not None:
        yield error
        yield from chain(error.__cause__)
        yield from chain(error.__context__)


def held(error: BaseException) -> str:
    """All texts of a chain: those of a traceback, of each exception and of its attributes."""
    texts = traceback.format_exception(error)
    for one in chain(error):
        texts += [str(one), repr(one), repr(one.args), repr(vars(one))]
        request = getattr(one, "request", None)
        texts += [repr(request.headers)] if request is not None else []
    return "\n".join(texts)


def failed(use: Use, one: Reader) -> WorldError | None:
    """What a use ends in."""
    try:
        use(one)
    except WorldError as error:
        return error
    return None


@pytest.mark.parametrize("status", [200, 201, 400, 401, 403, 429, 500])
@pytest.mark.parametrize("body", ODD)
@pytest.mark.parametrize("use", [*READS, *WRITES])
def test_answer_of_another_form(use: str, body: str, status: int) -> None:
    """What is raised comes from nothing that holds the body."""
    does = {**READS, **WRITES}[use]
    for make in (paced, plain) if use in PLAIN else (paced,):
        error = failed(does, make(Fixed(status, ODD[body])))
        if error:
            assert [error] == list(chain(error))
            assert VALUE not in held(error)
            assert TOKEN not in held(error)


@pytest.mark.parametrize("use", READS)
def test_no_json_is_broken(use: str) -> None:
    """And it is not passed over."""
    with pytest.raises(Broken) as raised:
        READS[use](paced(Fixed(200, ODD["no JSON"])))

    assert [raised.value] == list(chain(raised.value))


def test_file_of_a_remote() -> None:
    """A page in the place of a file is an unseen file, and no crash."""
    adapter = Fixed(200, ODD["no JSON"])
    remote = Remote(client=paced(adapter), path=ROOT, forge="github")  # type: ignore[arg-type]
    with pytest.raises(OSError, match="no JSON") as raised:
        remote.read(".pypirc")

    assert VALUE not in held(raised.value)
    assert "no JSON" in remote.unseen[".pypirc"]


@pytest.mark.parametrize("body", ODD)
def test_lists_of_secrets(body: str) -> None:
    """What could not be read is told without what was answered."""
    asker: Any = paced(Fixed(200, ODD[body]))
    found = (kept_of_repository(asker, "github", REPO), kept_of_account(asker, "github", "org"))

    assert all(one.unknown for one in found)
    assert VALUE not in repr(found)


LOST = {
    "refused": (requests.ConnectionError("Connection refused"), Unreachable, Unanswered),
    "cut": (requests.exceptions.ChunkedEncodingError(VALUE), Unreachable, Unanswered),
    "header": (requests.exceptions.InvalidHeader(f"Bearer {TOKEN}"), Refused, Refused),
    "text": (UnicodeEncodeError("latin-1", TOKEN, 0, 1, "no"), Refused, Refused),
}


@pytest.mark.parametrize("case", LOST)
@pytest.mark.parametrize("use", [*READS, *WRITES])
def test_no_answer(use: str, case: str) -> None:
    """The request that failed has the token in its headers: it is not carried along."""
    error, to_read, to_write = LOST[case]
    for make in (paced, plain) if use in PLAIN else (paced,):
        with pytest.raises(to_write if use in WRITES else to_read) as raised:
            {**READS, **WRITES}[use](make(Fixed(0, b"", error)))

        assert [raised.value] == list(chain(raised.value))
        assert TOKEN not in held(raised.value)
        assert VALUE not in held(raised.value)


@pytest.mark.parametrize("make", [paced, plain])
def test_token_that_no_header_carries(make: Callable[..., Reader]) -> None:
    """It came with a line break: requests names it in what it raises."""
    with pytest.raises(Refused) as raised:
        make(Fixed(200, b"{}"), f"{TOKEN}\nX").get(ROOT)

    assert [raised.value] == list(chain(raised.value))
    assert TOKEN not in held(raised.value)
