"""Case -> findings: config against reality first, then good practice. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..forges.base import rule_id
from ..model import Plan
from ..observing.matching import place
from ..observing.model import Repository, Seen
from .case import Case, Raised, Rule, make_case
from .model import Finding
from .rules_archived import ARCHIVED_RULES, asleep
from .rules_configs import CONFIG_RULES
from .rules_differences import DIFFERENCE_RULES
from .rules_environments import ENVIRONMENT_RULES
from .rules_gitlab import GITLAB_RULES
from .rules_rulesets import RULESET_RULES
from .rules_tokens import TOKEN_RULES

PRACTICE_RULES: tuple[Rule, ...] = (
    *ENVIRONMENT_RULES,
    *RULESET_RULES,
    *GITLAB_RULES,
    *TOKEN_RULES,
    *ARCHIVED_RULES,
)
AUDIT_RULES: tuple[Rule, ...] = (*DIFFERENCE_RULES, *CONFIG_RULES, *PRACTICE_RULES)
ORDER = ("error", "warning", "note")


def judge(case: Case, plan: Plan | None = None) -> tuple[Finding, ...]:
    """All findings about one repository, worst first.

    A weakness that the config itself declares was decided on, and `trustpub check` has told it:
    it is a note. One that a difference tells already is not told twice. Of what is archived it is a
    note too.
    """
    chosen = {key(name, one) for name, one in found(PRACTICE_RULES, declared(case, plan))}
    raised = list(found((*DIFFERENCE_RULES, *CONFIG_RULES), case))
    for name, plain in found(PRACTICE_RULES, case):
        one = asleep(case, name, plain)
        if key(name, one) in chosen and one.severity != "note":
            noted = f"{one.found}; the config declares it so"
            one = one._replace(severity="note", found=noted)
        if not told(case, one):
            raised.append((name, one))
    return tuple(sorted(findings(case.repository, raised), key=order))


def found(rules: Iterable[Rule], case: Case) -> Iterator[tuple[str, Raised]]:
    """What some rules find, each with the rule's id."""
    for rule in rules:
        for one in rule(case):
            yield rule_id(rule), one


def key(name: str, one: Raised) -> tuple[str, str, str]:
    """What a finding is about, whatever it says."""
    return name, one.object.casefold(), one.setting


def told(case: Case, one: Raised) -> bool:
    """Whether a difference is about the same setting, or the same object as a whole."""
    for other in case.differences:
        same = case_object(case, other.name).casefold() == one.object.casefold()
        if not same or other.state == "unknown" or other.severity == "note":
            continue
        if not other.setting or not one.setting or within(other.setting, one.setting):
            return True
    return False


def within(path: str, setting: str) -> bool:
    """Whether two paths of settings are the same, or one is a part of the other."""
    return f"{path}.".startswith(f"{setting}.") or f"{setting}.".startswith(f"{path}.")


def case_object(case: Case, name: str) -> str:
    """A name below the repository."""
    return case.object(Seen(kind="", name=name))


def declared(case: Case, plan: Plan | None) -> Case:
    """The repository as it would be, were it exactly as the config wants it."""
    names = {case.repository.name.casefold()}
    names |= {case.repository.asked.casefold()} if case.repository.asked else set()
    seen = tuple(
        Seen(kind=one.kind, name=one.name, properties=one.properties)
        for one in (plan.resources if plan else ())
        if one.kind.startswith(f"{case.repository.forge}.") and place(one).casefold() in names
    )
    wanted = Repository(
        forge=case.repository.forge,
        name=case.repository.name,
        asked=case.repository.asked,
        facts={
            k: v for k, v in case.repository.facts.items() if k in ("plan", "tier", "visibility")
        },
        seen=seen,
    )
    return replace(make_case(wanted, plan), sites=case.sites)


def findings(repository: Repository, raised: Iterable[tuple[str, Raised]]) -> Iterator[Finding]:
    """Findings with fingerprints; equal ones are told apart by their number."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for name, one in raised:
        counts[key(name, one)] += 1
        parts = (repository.forge, repository.name.casefold(), *key(name, one))
        number = counts[key(name, one)]
        text = "\0".join([*parts, *([str(number)] if number > 1 else [])])
        yield Finding(
            id=name,
            severity=one.severity,
            repository=repository.name,
            object=one.object,
            setting=one.setting,
            found=one.found,
            fix=one.fix,
            evidence=one.evidence,
            at=one.at,
            fingerprint=hashlib.sha256(text.encode()).hexdigest()[:24],
        )


def order(one: Finding) -> tuple[int, str, str, str]:
    """Worst first."""
    return (ORDER.index(one.severity), one.object, one.id, one.setting)
