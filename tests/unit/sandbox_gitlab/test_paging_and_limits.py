"""Pages, and the number of requests."""

from .conftest import PROJECT, Bench, seed

URL = f"{PROJECT}/environments"


def test_a_list_has_pages(ask: Bench) -> None:
    """The headers say where one is and where to go on."""
    for number in range(5):
        ask("POST", URL, {"name": f"env-{number}"})
    answer = ask("GET", f"{URL}?per_page=2&page=2&states=available")
    assert [e["name"] for e in answer.json()] == ["env-2", "env-3"]
    names = ("X-Page", "X-Per-Page", "X-Next-Page", "X-Prev-Page", "X-Total", "X-Total-Pages")
    assert [answer.headers[n] for n in names] == ["2", "2", "3", "1", "5", "3"]
    assert '&page=3&per_page=2>; rel="next"' in answer.headers["Link"]
    assert ask("GET", f"{URL}?per_page=2&page=3").headers["X-Next-Page"] == ""


def test_a_page_is_no_number(ask: Bench) -> None:
    """Grape refuses it."""
    assert ask("GET", f"{URL}?page=x").json() == {"error": "page is invalid"}


def test_the_limit_is_passed() -> None:
    """429 in plain text, with the time to wait; others are not held back."""
    ask = Bench(seed(limits={"per_minute": 2}))
    assert ask("GET", "/user").headers["RateLimit-Remaining"] == "1"
    ask("GET", "/user")
    answer = ask("GET", "/user")
    assert (answer.status, answer.body) == (429, b"Retry later\n")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert ask("GET", "/user", token="t-bob").status == 200


def test_every_answer_names_the_limit(ask: Bench) -> None:
    """Also those that are refused."""
    assert ask("GET", "/nope").headers["RateLimit-Limit"] == "2000"
