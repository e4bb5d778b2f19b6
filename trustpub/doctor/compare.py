"""Claims beside one declared publisher: every value that differs, and what stayed unknown."""

from collections.abc import Iterator
from typing import NamedTuple

from ..claims import evaluate
from ..claims.github import ISSUER
from ..claims.identity import publisher_of
from ..claims.verdict import Comparison, Verdict, cut, escaped, shown
from ..forges.base import DeclaredPublisher
from ..indexes.pypi.sites import SITES
from ..model import Forge, Unknown
from . import github, gitlab
from .cause import Case, Cause
from .model import Claims, Diagnosis, Evidence
from .redact import redact

CAUSES = {"github": github.CAUSES, "gitlab": gitlab.CAUSES}
OWNER_ID = "only PyPI's form and GitHub know the number of the account: give it with --owner-id"


class Compared(NamedTuple):
    """One declared publisher, and what speaks against it."""

    publisher: DeclaredPublisher
    diagnoses: tuple[Diagnosis, ...]
    unknown: tuple[Unknown, ...]

    @property
    def score(self) -> int:
        """How far off it is."""
        return sum(d.severity == "error" for d in self.diagnoses)


def compare(publisher: DeclaredPublisher, evidence: Evidence, owner_id: str | None) -> Compared:
    """Each value that differs, once; nothing is left out that PyPI would refuse."""
    assumed = assume(publisher, evidence) if evidence.partial else {}
    case = Case(publisher, {**evidence.claims, **assumed}, owner_id)
    verdict = evaluate(publisher_of(publisher.identity, owner_id=owner_id), case.claims)
    found = [*audience(publisher, evidence.claims), *explain(case, verdict)]
    return Compared(publisher, tuple(found), tuple(unknowns(verdict, assumed, evidence)))


def assume(publisher: DeclaredPublisher, evidence: Evidence) -> dict[str, object]:
    """Stand-ins for what the evidence does not show, so that the rest can be judged."""
    forge, claims = publisher.identity.forge, evidence.claims
    parts = (github.reference if forge == "github" else gitlab.pipeline)(claims)
    ref = parts[4] if parts else "refs/tags/v1"
    identity = publisher.identity
    path = f"{identity.namespace}/{identity.project}"
    fill: dict[str, object] = {"iss": identity.issuer, "sha": commit(ref), "jti": "1"}
    if forge == "github":
        where = str(claims.get("repository") or path)
        fill |= {"ref": ref, "event_name": "push", "repository": path, "repository_owner_id": ""}
        fill |= {"repository_owner": where.partition("/")[0], "sub": ""}
        fill["job_workflow_ref"] = f"{where}/.github/workflows/{identity.workflow.strip()}@{ref}"
    else:
        where = str(claims.get("project_path") or path)
        host = str(claims.get("iss") or identity.issuer).removeprefix("https://")
        fill |= {"ref_path": ref, "project_path": path, "sub": f"project_path:{where}"}
        fill["ci_config_ref_uri"] = f"{host}/{where}//{identity.workflow.strip()}@{ref}"
    fill["environment"] = identity.environment
    return {name: value for name, value in fill.items() if name not in claims}


def commit(ref: str) -> str:
    """The commit that it may be: a ref by its name is none."""
    return "0" * 40 if ref.startswith("refs/") else ref


def unknowns(verdict: Verdict, assumed: Claims, evidence: Evidence) -> Iterator[Unknown]:
    """What nobody could compare."""
    owner = [u for u in verdict.unknown if u.what == "repository_owner_id"]
    yield from (Unknown(what=u.what, why=OWNER_ID) for u in owner)
    yield from (u for u in verdict.unknown if u not in owner)
    told = {u.what for u in verdict.unknown}
    why = "the log does not show it" if evidence.kind == "log" else "it was not given"
    audience = {"aud"} if evidence.claims.get("aud") is None and evidence.kind != "token" else set()
    for name in sorted({*assumed, *audience} - told):
        yield Unknown(what=name, why=why)


def audience(publisher: DeclaredPublisher, claims: Claims) -> Iterator[Diagnosis]:
    """warehouse, oidc/services.py: strict_aud, so the index must be the only one named."""
    found, site = claims.get("aud"), SITES[publisher.index]
    if found is None or found == site.audience:
        return
    names = ", ".join(str(each) for each in found) if isinstance(found, list) else shown(found)
    yield Diagnosis(
        id="audience-differs",
        claim="aud",
        expected=site.audience,
        found=safe(names or ""),
        sentence=f"the token is made for {safe(names or 'nobody')}, and {site.title} takes only "
        f"those for {site.audience} alone",
        place="workflow",
        fix=f"ask for a token with the audience {site.audience} (GitLab: `aud: {site.audience}` "
        "under `id_tokens:`), and upload to the same index",
    )


def explain(case: Case, verdict: Verdict) -> Iterator[Diagnosis]:
    """The causes of the failures, then the failures that no cause explains."""
    failed = {comparison.claim for comparison in verdict.failures}
    explained: set[str] = set()
    for cause in CAUSES[case.identity.forge]:
        if failed.intersection(cause.explains) and (difference := cause.differs(case)):
            explained.update(cause.explains)
            yield diagnose(cause, case, *difference)
    yield from (leftover(c) for c in verdict.failures if c.claim not in explained)
    if case.identity.forge == "github" and not failed and (difference := github.called(case)):
        cause = next(c for c in github.CAUSES if c.id == "reusable-workflow")
        yield diagnose(cause._replace(severity="warning"), case, *difference)


def diagnose(cause: Cause, case: Case, expected: str, found: str | None) -> Diagnosis:
    """A cause as it shows in this case."""
    words = {
        "expected": safe(expected) or "none",
        "found": "none" if found is None else safe(found),
        "repository": f"{case.identity.forge}.repository",
        "workflow": case.publisher.workflow_field,
        "environment": f"{case.publisher.field}.environment.name",
    }
    return Diagnosis(
        id=cause.id,
        severity=cause.severity,
        claim=cause.claim,
        expected=words["expected"],
        found=None if found is None else words["found"],
        sentence=cause.sentence.format(**words),
        place=cause.place,
        also=cause.also,
        fix=cause.fix.format(**words),
    )


def leftover(comparison: Comparison) -> Diagnosis:
    """A claim that is missing, or of a value that no cause knows."""
    missing = comparison.found is None
    state = "is not in the token" if missing else f"is {redact(comparison.found or '')}"
    return Diagnosis(
        id="claim-missing" if missing else "claim-unfit",
        claim=comparison.claim,
        expected=redact(comparison.expected),
        found=None if missing else redact(comparison.found or ""),
        sentence=f"the claim {comparison.claim} {state}, and PyPI wants {comparison.expected}",
        place="forge",
        also=("workflow",),
        fix="use the token that the forge made for the publishing job, unchanged",
    )


def safe(text: str) -> str:
    """Fit to be shown."""
    return cut(escaped(redact(text)))


def forge_of(claims: Claims) -> Forge | None:
    """Whose token it is, by the claims that only one forge has."""
    own: dict[Forge, set[str]] = {
        "github": {"repository", "job_workflow_ref", "repository_owner"},
        "gitlab": {"project_path", "ci_config_ref_uri"},
    }
    kinds: list[Forge] = [kind for kind, names in own.items() if names.intersection(claims)]
    if not kinds and claims.get("iss") == ISSUER:
        return "github"
    return kinds[0] if len(kinds) == 1 else None
