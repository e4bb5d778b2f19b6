"""Config and evidence -> what is wrong, where to change it, and what stayed unknown."""

from collections.abc import Mapping
from typing import Any

from ..config import Config
from ..forges.base import DeclaredPublisher
from ..indexes.pypi.desired import step
from ..model import Unknown
from ..publishers import declared_publishers
from .compare import Compared, compare, forge_of
from .model import Diagnosis, Evidence, Nearest, Outcome

FORM = "existing project"
"""The page that takes its values from the link (warehouse, manage/views/oidc_publishers.py)."""
REPLACED = ("invalid-publisher",)
"""Said in passing where the claims tell more."""


def diagnose(
    config: Config,
    evidence: Evidence,
    environ: Mapping[str, str],
    owner_id: str | None = None,
) -> Outcome:
    """All that speaks against the nearest of the declared publishers."""
    declared = declared_publishers(config)
    forge = forge_of(evidence.claims)
    here = [p for p in declared if forge in (None, p.identity.forge)]
    if not here:
        return Outcome(diagnoses=(*evidence.diagnoses, stranger(str(forge))))
    there = [p for p in here if evidence.index in (None, p.index)]
    lost = () if there else (wrong_index(evidence),)
    if forge is None:
        return blind(there or here, evidence, lost, environ)
    best = min((compare(p, evidence, owner_id) for p in there or here), key=lambda c: c.score)
    return sighted(best, evidence, lost, environ)


def sighted(
    best: Compared,
    evidence: Evidence,
    lost: tuple[Diagnosis, ...],
    environ: Mapping[str, str],
) -> Outcome:
    """With claims: the nearest publisher was found."""
    nearest = near(best.publisher, environ)
    said = [d for d in evidence.diagnoses if d.id not in REPLACED]
    known = {d.id for d in best.diagnoses}
    found = [*best.diagnoses, *lost, *(d for d in said if d.id not in known)]
    if not any(d.severity == "error" for d in found) and not evidence.finished:
        found.append(all_fits(evidence, best, nearest))
    return Outcome(
        publishers=(nearest,),
        diagnoses=tuple(linked(d, nearest) for d in found),
        unknown=() if evidence.finished else best.unknown,
    )


def blind(
    candidates: list[DeclaredPublisher],
    evidence: Evidence,
    lost: tuple[Diagnosis, ...],
    environ: Mapping[str, str],
) -> Outcome:
    """Without claims: only what the messages say."""
    shown = tuple(near(p, environ) for p in candidates)
    only = shown[0] if len(shown) == 1 else None
    found = tuple(linked(d, only) for d in (*evidence.diagnoses, *lost))
    unknown = () if evidence.finished else (no_claims(evidence),)
    return Outcome(publishers=shown, diagnoses=found, unknown=unknown)


def near(publisher: DeclaredPublisher, environ: Mapping[str, str]) -> Nearest:
    """What there is to compare on PyPI's page."""
    todo = step(publisher, environ)
    return Nearest(
        field=publisher.field,
        index=publisher.index,
        project=publisher.project,
        forge=publisher.identity.forge,
        links=todo.links,
        fields=todo.fields,
    )


def linked(diagnosis: Diagnosis, nearest: Nearest | None) -> Diagnosis:
    """With PyPI's page, where its form is among the places."""
    if nearest is None or "pypi-form" not in (diagnosis.place, *diagnosis.also):
        return diagnosis
    return diagnosis.model_copy(update={"link": nearest.links[FORM]})


def all_fits(evidence: Evidence, best: Compared, nearest: Nearest) -> Diagnosis:
    """Nothing differs from the config: then the form does, if PyPI refused it."""
    what: dict[str, Any] = {"place": "pypi-form"}
    if evidence.refused:
        return Diagnosis(
            id="form-differs",
            sentence=f"what is known of the token fits {nearest.field}, and PyPI found no "
            "publisher: its form differs from the config, or nothing is registered",
            fix="compare the form letter by letter with the values below; a pending publisher "
            "ends after 30 days, and one of an account that was made anew must be registered again",
            **what,
        )
    whole = "all that PyPI compares" if not best.unknown else "what could be compared"
    return Diagnosis(
        id="fits",
        severity="note",
        sentence=f"{whole} fits {nearest.field}",
        fix="if PyPI refuses it all the same, its form differs from the values below, or nothing "
        "is registered",
        **what,
    )


def stranger(forge: str) -> Diagnosis:
    """The token is from a forge that the config has nothing on."""
    return Diagnosis(
        id="forge-not-declared",
        sentence=f"the job ran on {forge}, and the config declares no publisher there",
        place="config",
        also=("pypi-form",),
        fix=f"add a `{forge}:` section, or publish from the forge that is declared",
    )


def wrong_index(evidence: Evidence) -> Diagnosis:
    """The upload went where nothing is declared."""
    return Diagnosis(
        id="index-not-declared",
        expected="an index of the config",
        found=evidence.index,
        sentence=f"the upload went to {evidence.index}, and the config declares no publisher there",
        place="workflow",
        also=("config",),
        fix="mend the upload address of the job, or declare a publisher for this index",
    )


def no_claims(evidence: Evidence) -> Unknown:
    """What would have to be given."""
    if evidence.kind == "log":
        why = "the log shows none; give them with --claims or --token -"
    else:
        why = "they say of neither forge that they are its own"
    return Unknown(what="claims", why=why)
