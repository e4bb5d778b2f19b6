"""One probe from beginning to end; every way out is a report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..claims.verdict import cut, escaped
from ..config import Config
from ..forges.base import DeclaredPublisher
from ..indexes.pypi.client import audience as wanted_audience
from ..indexes.pypi.sites import site
from ..model import Forge, Index, Problem, Unknown
from ..publishers import declared_publishers
from . import compare, exchange
from .ambient import Held, forge_here, no_job, token_here
from .token import claims_of
from .values import Exchange, Probed


@dataclass(frozen=True)
class Asked:
    """What the caller wants."""

    index: Index | None = None
    """None: the one that the config declares."""
    exchange: bool = False
    create_project: bool = False


@dataclass(frozen=True)
class Report:
    """What came of it; `started` is false where the job or the config is not fit for a probe."""

    index: Index | None = None
    forge: Forge | None = None
    publishers: tuple[Probed, ...] = ()
    exchange: Exchange | None = None
    problems: tuple[Problem, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    started: bool = True


def probe(config: Config, asked: Asked, environ: Mapping[str, str]) -> Report:
    """Compare this job's token with the config, and exchange it where that was asked for."""
    declared = declared_publishers(config)
    index = chosen(declared, asked.index)
    if isinstance(index, Problem):
        return Report(problems=(index,), started=False)
    forge = forge_here(environ)
    if forge is None:
        return Report(index=index, problems=(no_job(),), started=False)
    aud = wanted_audience(site(index, environ).url)
    if aud.state != "present":
        why = cut(escaped(aud.why or "it is not served there"))
        return Report(index, forge, unknown=(Unknown(what=aud.what, why=why),))
    held = token_here(forge, environ, aud.found)
    if isinstance(held, Problem):
        return Report(index, forge, problems=(held,), started=False)
    if isinstance(held, Unknown):
        return Report(index, forge, unknown=(held,))
    fitting = tuple(each for each in declared if each.index == index)
    return compared(Report(index, forge), fitting, held, aud.found, asked, environ)


def chosen(declared: tuple[DeclaredPublisher, ...], wanted: Index | None) -> Index | Problem:
    """The index that was named, or the only one there is."""
    known = list(dict.fromkeys(each.index for each in declared))
    if wanted is None and len(known) == 1:
        return known[0]
    if wanted in known:
        return wanted
    found = f"the config declares publishers for {' and '.join(known) or 'no index'}"
    options = " or ".join(f"`--index {each}`" for each in known)
    fix = f"say {options}" if known else "declare a publisher"
    if wanted:
        found += f", not for {wanted}"
    return Problem(id="probe-index", field="publishers", found=found, fix=fix)


def compared(
    report: Report,
    declared: tuple[DeclaredPublisher, ...],
    held: Held,
    audience: str,
    asked: Asked,
    environ: Mapping[str, str],
) -> Report:
    """The report once there is a token."""
    claims = claims_of(held.token)
    if claims is None:
        why = f"{held.source} holds no JWT"
        return replace(report, unknown=(Unknown(what="claims of the token", why=why),))
    probed = tuple(compare.compare(each, claims, audience) for each in declared)
    report = with_judgement(
        replace(report, publishers=probed), compare.judge(probed, str(report.index))
    )
    if not asked.exchange:
        return report
    if report.problems:
        told = "not asked: a token for this job would be for a publisher that is not declared"
        return replace(report, exchange=Exchange(state="not-asked", sentence=told))
    where = site(declared[0].index, environ)
    result = exchange.exchange(where, declared[0].project, held.token, asked.create_project)
    judged = exchange.judge(result)
    return with_judgement(replace(report, exchange=result), (judged,) if judged else ())


def with_judgement(report: Report, found: tuple[Problem | Unknown, ...]) -> Report:
    """Each in the list where it belongs."""
    problems = tuple(each for each in found if isinstance(each, Problem))
    unknown = tuple(each for each in found if isinstance(each, Unknown))
    return replace(report, problems=report.problems + problems, unknown=report.unknown + unknown)
