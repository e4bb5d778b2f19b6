"""Claims against declared publishers: pure."""

from collections.abc import Mapping

from ..claims import Comparison, Verdict, evaluate
from ..claims.identity import publisher_of
from ..claims.verdict import cut, escaped, shown
from ..forges.base import DeclaredPublisher
from ..model import Identity, Problem, Unknown
from .values import Probed

NUMBER = "repository_owner_id"
NUMBER_NOTE = (
    "as the token says: a config names no number, PyPI compares with that of the registration"
)


def compare(publisher: DeclaredPublisher, claims: Mapping[str, object], audience: str) -> Probed:
    """One publisher, as PyPI would store it, and the token."""
    identity = publisher.identity
    verdict = evaluate(publisher_of(identity, **account(identity, claims)), claims)
    return Probed(
        name=name(publisher),
        identity=identity,
        verdict=noted(judged(verdict, "aud", audience, claims)),
    )


def account(identity: Identity, claims: Mapping[str, object]) -> dict[str, str]:
    """Number and spelling of the account, of which GitHub itself speaks in the token."""
    owner, number = claims.get("repository_owner"), claims.get(NUMBER)
    if identity.forge != "github" or number is None or not isinstance(owner, str):
        return {}
    if owner.lower() != identity.namespace.lower():
        return {}
    return {"owner": owner, "owner_id": str(number)}


def judged(verdict: Verdict, claim: str, wanted: str, claims: Mapping[str, object]) -> Verdict:
    """With one more claim, that must be just this text."""
    found = claims.get(claim)
    row = Comparison(claim=claim, expected=cut(escaped(wanted)), found=shown(found))
    slot = "matched" if found == wanted else "failures"
    return verdict.model_copy(update={slot: [row, *getattr(verdict, slot)]})


def noted(verdict: Verdict) -> Verdict:
    """What the account's number was compared with."""
    rows = [
        row.model_copy(update={"note": NUMBER_NOTE}) if row.claim == NUMBER else row
        for row in verdict.matched
    ]
    return verdict.model_copy(update={"matched": rows})


def name(publisher: DeclaredPublisher) -> str:
    """`octo-org/sampleproject, release.yml, environment pypi, on github`."""
    one = publisher.identity
    path = f"{one.namespace}/{one.project}"
    return f"{path}, {one.workflow}, environment {one.environment}, on {one.forge}"


def judge(probed: tuple[Probed, ...], index: str) -> tuple[Problem, ...] | tuple[Unknown, ...]:
    """Nothing where one publisher fits, what is not known where one might, else a problem."""
    states = {each.verdict.state for each in probed}
    if "accepted" in states:
        return ()
    if "unknown" in states:
        return tuple(unknown for each in probed for unknown in each.verdict.unknown)
    nearest = min(probed, key=lambda each: len(each.verdict.failures))
    claims = ", ".join(row.claim for row in nearest.verdict.failures)
    found = f"the job's token fits no publisher declared for {index}; the nearest differs in"
    fix = "make config, workflow and registration say the same"
    return (Problem(id="probe-mismatch", found=f"{found} {claims}", fix=fix),)
