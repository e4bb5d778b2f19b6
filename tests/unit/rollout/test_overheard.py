"""What a repository's process hears: counts, what is left, limits met, answers to be shared."""

from collections.abc import Iterator
from typing import Any

import pytest

from trustpub.reader import Between, Reader, between
from trustpub.rollout.limits.overheard import Ears, listen
from trustpub.rollout.model import Shared, Told

from .heard import ROOT, SERVER, answer


def ears(**more: Any) -> Ears:
    """At the time 100 of the machine, whose clock on the wall is 17 s late."""
    slept: list[float] = []
    found = Ears(
        {"github": ROOT}, clock=lambda: 100.0, wall=lambda: SERVER - 17.0, sleep=slept.append
    )
    for name, value in more.items():
        setattr(found, name, value)
    found.slept = slept  # type: ignore[attr-defined]
    return found


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Nothing stands between after a test."""
    yield
    for name, value in vars(Between()).items():
        setattr(between, name, value)


def test_requests_are_counted() -> None:
    """Reads and writes, by forge; those to others are not; redirects count."""
    heard = ears()
    heard.heard(answer("/repos/o/p"))
    moved = answer("/repositories/7")
    moved.history = [answer("/repos/o/old", 301)]
    heard.heard(moved)
    heard.heard(answer("/repos/o/p/pulls", 201, "POST"))
    other = answer("/x")
    other.url = "https://pypi.example/pypi/p/json"
    heard.heard(other)

    assert {"github": ((100.0, 3.0, 1.0),)} == heard.seen().sent


def test_what_is_left_is_by_the_forges_clock() -> None:
    """The reset is so many seconds ahead for GitHub, whatever the wall's clock says here."""
    heard = ears()
    heard.heard(answer("/repos/o/p"))

    assert Told(limit=5000, remaining=4990, reset=1900.0, at=100.0) == heard.seen().told["github"]


@pytest.mark.parametrize(
    ("status", "headers", "body", "until"),
    [
        (403, {"Retry-After": "30"}, b"{}", 130.0),
        (429, {"Retry-After": "7"}, b"{}", 107.0),
        (403, {"X-RateLimit-Remaining": "0"}, b"{}", 1901.0),
        (429, {"X-RateLimit-Reset": ""}, b"{}", 160.0),
        (
            403,
            {"Retry-After": "9"},
            b'{"message": "You have exceeded a secondary rate limit"}',
            109,
        ),
    ],
)
def test_a_limit_that_is_met_is_known(
    status: int, headers: dict[str, str], body: bytes, until: float
) -> None:
    """Until when: as it says itself, at the reset, or after a minute."""
    heard = ears()
    heard.heard(answer("/repos/o/p", status, headers=headers, body=body))

    assert {"github": until} == heard.seen().met


def test_a_refusal_is_no_limit() -> None:
    """403 for good."""
    heard = ears()
    heard.heard(answer("/repos/o/p", 403, body=b'{"message": "Resource not accessible"}'))

    assert {} == heard.seen().met


def test_what_is_about_no_repository_is_shared() -> None:
    """People, teams, the organisation; also that an owner is none."""
    heard = ears()
    teams = "/orgs/o/teams?per_page=100"
    heard.heard(answer("/users/octocat", body=b'{"id": 1}'))
    heard.heard(answer("/users/nobody", 404))
    heard.heard(answer("/orgs/someone", 404))
    heard.heard(answer("/orgs/o", 500))
    heard.heard(answer(teams, headers={"Link": '<x>; rel="next"'}))
    heard.heard(answer("/repos/o/p/teams?per_page=100"))

    shared = heard.seen().shared
    assert [f"{ROOT}/users/octocat", f"{ROOT}/orgs/someone", ROOT + teams] == list(shared)
    again = ears(shared=shared)
    known = again.known(f"{ROOT}/users/octocat")
    assert known is not None
    assert (200, {"id": 1}) == (known.status_code, known.json())
    absent = again.known(f"{ROOT}/orgs/someone")
    assert absent is not None
    assert 404 == absent.status_code
    listed = again.known(ROOT + teams)
    assert listed is not None
    assert '<x>; rel="next"' == listed.headers["Link"]


def test_nobody_is_asked_too_early() -> None:
    """A process that was started early waits for its turn, but not with an index."""
    heard = ears(not_before=103.5)
    heard.known("https://pypi.example/pypi/p/json")
    heard.known(f"{ROOT}/repos/o/p")

    assert [3.5] == heard.slept  # type: ignore[attr-defined]


def test_all_readers_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader of this process asks for what is shared no more."""
    url = "https://ghes.example"
    shared = Shared(at=1e12, status=200, link="", body='{"id": 5}')
    listen({"GITHUB_BASE_URL": url}, {f"{ROOT}/users/x": shared}, 0.0)

    assert {"id": 5} == Reader(ROOT, {}, "GITHUB_TOKEN").get("/users/x", "id")
