"""Look-ups are sent again after a failure that may pass; writes never are."""

import pytest
import requests

from sandbox.faults import Fault
from trustpub import retrying
from trustpub.errors import Broken, Unreachable
from trustpub.reader import Reader
from trustpub.writer import Writer

from .inprocess import InProcess
from .resolving import BOTH, GITHUB, run

REPOSITORY = "/repos/octo-org/sampleproject"


@pytest.fixture
def reader(net: InProcess) -> Reader:
    """Of the sandbox's GitHub, the requests to which are in `net.sent`."""
    return Reader("http://github.sandbox/api/v3", {}, "GITHUB_TOKEN")


@pytest.mark.parametrize("status", [0, 500, 502, 503, 504])
@pytest.mark.parametrize("times", [1, 2])
def test_a_failure_that_passes(net: InProcess, status: int, times: int) -> None:
    """One bad moment, or two, of one look-up of many: everything is resolved."""
    whole = run(BOTH)
    sent = len(net.sent)
    for api, path in (("github", "/repos/"), ("gitlab", "/projects/")):
        net.world.apis[api].faults = [Fault(path=path, status=status, body={}, times=times)]

    again = run(BOTH)

    assert () == again.problems
    assert whole.ids == again.ids
    assert 2 * sent + 2 * times == len(net.sent)


@pytest.mark.parametrize("status", [0, 500])
def test_a_failure_that_stays(net: InProcess, reader: Reader, status: int) -> None:
    """Three times at first; a server that is down is then asked once for each thing."""
    net.world.apis["github"].faults = [Fault(status=status, body={}, times=None)]

    for sent in (3, 4, 5):
        with pytest.raises((Broken, Unreachable)):
            reader.get(REPOSITORY)
        assert sent == len(net.sent)
    net.world.apis["github"].faults = []
    reader.get(REPOSITORY)
    net.world.apis["github"].faults = [Fault(status=503, body={}, times=1)]
    reader.get(REPOSITORY)
    assert 8 == len(net.sent)


@pytest.mark.parametrize("status", [401, 403, 404, 422, 429])
def test_an_answer_is_an_answer(net: InProcess, status: int) -> None:
    """Refusals and limits are not asked for again."""
    net.world.apis["github"].faults = [Fault(path="/repos/", status=status, body={}, times=None)]
    run(GITHUB)

    assert 1 == sum(REPOSITORY == str(one.path_url).removeprefix("/api/v3") for one in net.sent)


@pytest.mark.parametrize("why", ["Name or service not known", "CERTIFICATE_VERIFY_FAILED"])
def test_what_does_not_pass(reader: Reader, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    """An unknown host and a bad certificate are no better a moment later."""
    asked = []

    def lost(*_: object, **__: object) -> requests.Response:
        asked.append(1)
        raise requests.ConnectionError(why)

    monkeypatch.setattr(requests.Session, "get", lost)
    with pytest.raises(Unreachable):
        reader.get(REPOSITORY)

    assert [1] == asked


def test_it_waits(net: InProcess, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer before the third try."""
    waits: list[float] = []
    monkeypatch.setattr(retrying, "PAUSES", (0.5, 2.0))
    monkeypatch.setattr(retrying.time, "sleep", waits.append)
    net.world.apis["github"].faults = [Fault(status=500, body={}, times=None)]

    with pytest.raises(Broken):
        reader.get(REPOSITORY)

    assert [0.5, 2.0] == waits


def test_writes_are_sent_once(net: InProcess, reader: Reader) -> None:
    """Whatever becomes of them."""
    net.world.apis["github"].faults = [Fault(status=502, body={}, times=None)]

    with pytest.raises(Exception, match="502"):
        Writer(reader, "do it").write("POST", f"{REPOSITORY}/issues", {})

    assert 1 == len(net.sent)
