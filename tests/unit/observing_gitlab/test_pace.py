"""Limits within the limit."""

import pytest

from trustpub.forges.gitlab.observing.opening import client
from trustpub.observing.pace import GITLAB, MINUTE, Pace

from .conftest import Clock

API = "https://gitlab.example.org/api/v4"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/projects/7/members/all?user_ids=1,2&per_page=100", "core/members"),
        ("/users/12", "core/users"),
        ("/users?username=alice", "core"),
        ("/projects/group%2Fsub%2Fproject", "core/projects"),
        ("/projects/7/protected_tags?per_page=100", "core"),
        ("/groups/group%2Fsub/projects?include_subgroups=true", "core/groups"),
        ("/groups/group/protected_environments?per_page=100", "core"),
    ],
)
def test_kind_of_an_address(path: str, kind: str) -> None:
    """What GitLab limits by itself is counted by itself."""
    assert kind == client({}).kind(API + path)


def test_limit_within_the_limit() -> None:
    """Members wait for their own limit while others go on; both count against the one for all."""
    clock = Clock(1_000_000.0)
    pace = Pace(GITLAB, clock=clock, sleep=clock.sleep)
    for _ in range(GITLAB["core/members"]):
        pace.before("core/members")

    assert (MINUTE, 0) == (pace.wait("core/members"), pace.wait("core"))

    for _ in range(GITLAB["core"] - GITLAB["core/members"]):
        pace.before("core")

    assert (0, MINUTE) == (pace.waited, pace.wait("core"))


def test_what_answers_tell_is_about_all() -> None:
    """The headers of a members' list tell of the limit for all."""
    clock = Clock(1_000_000.0)
    pace = Pace(GITLAB, clock=clock, sleep=clock.sleep)

    pace.after("core/members", {"RateLimit-Remaining": "3", "RateLimit-Reset": "1000020"})

    assert (20, 20) == (pace.wait("core"), pace.wait("core/users"))
    pace.met("core/users", 50)
    assert (20, 50) == (pace.wait("core"), pace.wait("core/users"))
