"""Rate limits, as GitHub documents them."""

import pytest

from .conftest import OPEN, Sandbox, make


def rate(github: Sandbox, who: str | None = "boss") -> tuple[int, int]:
    """Limit and remaining, from the headers of a request that itself counts."""
    headers = github.ask("GET", OPEN, None, who).headers
    return int(headers["X-RateLimit-Limit"]), int(headers["X-RateLimit-Remaining"])


def test_every_answer_tells_the_budget(github: Sandbox) -> None:
    """Each person has an own one, the anonymous caller a small one."""
    assert rate(github) == (5000, 4999)
    assert rate(github) == (5000, 4998)
    assert rate(github, "alice") == (5000, 4999)
    assert rate(github, None) == (60, 59)


def test_primary_limit() -> None:
    """403 with nothing remaining until the hour is over; it is per person."""
    github = make(limits={"primary": 2})
    assert [github.ask("GET", OPEN).status for _ in range(3)] == [200, 200, 403]
    refused = github.ask("GET", OPEN)

    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert "API rate limit exceeded" in refused.json()["message"]
    assert refused.json()["documentation_url"].endswith("#primary-rate-limits")
    assert github.ask("GET", OPEN, None, "alice").status == 200
    github.time[0] = float(refused.headers["X-RateLimit-Reset"])
    assert github.ask("GET", OPEN).status == 200


def test_secondary_limit() -> None:
    """Writes cost 5 points, reads 1; the refusal says when to come back."""
    github = make(limits={"secondary": {"points": 11, "seconds": 60}})
    path = f"{OPEN}/environments/pypi"
    assert [github.ask("PUT", path, {}).status for _ in range(3)] == [200, 200, 403]
    github.time[0] += 10

    refused = github.ask("PUT", path, {})

    assert github.ask("GET", OPEN).status == 200
    assert refused.headers["Retry-After"] == "50"
    assert int(refused.headers["X-RateLimit-Remaining"]) > 0
    assert refused.json()["documentation_url"].endswith("secondary-rate-limits")
    github.time[0] += 50
    assert github.ask("PUT", path, {}).status == 200


def test_unchanged_answers_are_free(github: Sandbox) -> None:
    """304 costs nothing of the primary budget."""
    etag = github.ask("GET", OPEN).headers["ETag"]

    response = github.ask("GET", OPEN, if_none_match=etag)

    assert (response.status, response.body) == (304, b"")
    assert response.headers["X-RateLimit-Used"] == "1"
    assert github.get("/rate_limit")["rate"]["used"] == 1


def test_bad_credentials_cost_the_anonymous_budget(github: Sandbox) -> None:
    """Who cannot be recognised is metered as nobody."""
    response = github.ask("GET", OPEN, None, "unknown")

    assert (response.status, response.headers["X-RateLimit-Limit"]) == (401, "60")


@pytest.mark.parametrize("key", ["hourly", "secondary.hourly"])
def test_unknown_limits_are_refused(key: str) -> None:
    """A seed that asks for a limit there is none of is wrong."""
    limits = {"secondary": {"hourly": 1}} if "." in key else {key: 1}

    with pytest.raises(ValueError, match="unknown key 'hourly'"):
        make(limits=limits)
