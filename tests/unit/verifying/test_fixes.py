"""What to do about a difference follows from its cause, and from what the engine can see."""

from typing import Any

import pytest

from trustpub.observing.beside import TWICE
from trustpub.observing.model import Difference
from trustpub.verifying.fixes import AGAIN, BY_HAND, MIXED, NONE_LEFT, OTHER, REMOVE, fix

ENVIRONMENT, RULESET = "github.environment", "github.tag-ruleset"
DROPPED = "hubot cannot read the repository, and GitHub drops such reviewers"
STRANGER = "carol: no member of the project, and GitLab drops such users"
ROWS: list[tuple[dict[str, Any], str]] = [
    ({"kind": ENVIRONMENT, "setting": "wait_timer", "stored": 1}, AGAIN),
    ({"kind": ENVIRONMENT, "setting": "reviewers.users", "stored": []}, NONE_LEFT),
    ({"kind": ENVIRONMENT, "setting": "reviewers.users", "stored": ["hubot"]}, AGAIN),
    (
        {"setting": "prevent_self_review", "reason": "no reviewers are stored, and so on"},
        NONE_LEFT,
    ),
    ({"kind": RULESET, "setting": "", "state": "beside"}, REMOVE),
    (
        {"kind": RULESET, "setting": "", "state": "beside", "reason": f"{TWICE}, number 4"},
        OTHER,
    ),
    ({"kind": RULESET, "setting": "", "state": "absent"}, AGAIN),
    ({"kind": "gitlab.environment", "setting": "state"}, BY_HAND),
    ({"kind": "gitlab.protected-environment", "setting": "approvals"}, MIXED),
    (
        {"setting": "reviewers.users", "stored": ["octocat"], "reason": DROPPED},
        f"give them read access, a team by a grant of its own; then {AGAIN}",
    ),
    (
        {"setting": "reviewers_able", "reason": "no read access: teams/docs"},
        "give them read access, a team by a grant of its own",
    ),
    (
        {"kind": "gitlab.protected-environment", "setting": "deployers", "reason": STRANGER},
        f"make them members of the project, developers at least; then {AGAIN}",
    ),
    (
        {"setting": "wait_timer", "reason": "the team plan does not include it for private ones"},
        f"leave it out of the config, or choose another plan; then {AGAIN}",
    ),
]


@pytest.mark.parametrize(("told", "expected"), ROWS)
def test_fix(told: dict[str, Any], expected: str) -> None:
    """The cause first, then the way back."""
    plain = {"kind": ENVIRONMENT, "name": "o/r/environment/e", "state": "differs"}

    assert expected == fix(Difference.model_validate({**plain, **told}))
