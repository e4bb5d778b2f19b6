"""What many repositories ask alike is asked by one of them; the others wait for its answer."""

from trustpub.rollout.limits.sharing import TRIES, Sharing
from trustpub.rollout.limits.table import FRESH
from trustpub.rollout.model import Shared

ORG, USER = "/orgs/o", "/users/octocat"
URL = "https://api.github.example"


def answers(*ends: str, at: float = 0.0) -> dict[str, Shared]:
    """Answers, by address."""
    return {f"{URL}{end}": Shared(at=at, status=200, link="", body="{}") for end in ends}


def test_one_asks_and_the_others_wait() -> None:
    """Only who needs just that; with the answer, all go on."""
    one = Sharing()
    one.begin("a", [ORG, USER], 0.0)

    assert one.asked_by_another([USER], 1.0)
    assert not one.asked_by_another(["/users/other"], 1.0)
    assert not one.asked_by_another([], 1.0)

    one.end("a", answers(ORG, USER, at=1.0), 2.0)
    assert not one.asked_by_another([USER], 2.0)
    one.begin("b", [USER, ORG], 2.0)
    assert {f"{URL}{ORG}", f"{URL}{USER}"} == set(one.given)
    assert frozenset() == one.asking["b"]


def test_answers_grow_old() -> None:
    """After ten minutes one asks again; who was given an answer keeps it."""
    one = Sharing()
    one.end("a", answers(ORG, at=1.0), 2.0)

    assert frozenset() == one.missing([ORG], FRESH)
    assert {ORG} == one.missing([ORG], FRESH + 1.0)
    one.begin("b", [ORG], FRESH + 1.0)
    assert {} == one.given
    assert one.asked_by_another([ORG], FRESH + 1.0)


def test_what_nobody_answers_is_not_waited_for() -> None:
    """A few ask one after the other; then all ask for themselves."""
    one = Sharing()
    for number in range(TRIES):
        assert not one.asked_by_another([ORG], 0.0), number
        one.begin("a", [ORG], 0.0)
        assert one.asked_by_another([ORG], 0.0), number
        one.end("a", {}, 0.0)

    one.begin("a", [ORG], 0.0)
    assert not one.asked_by_another([ORG], 0.0)
