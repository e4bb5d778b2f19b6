"""Config and Reading -> Chain: all rules run, all is reported."""

from collections.abc import Iterator

from ..config import Config
from ..forges.base import rule_id
from ..model import Problem
from ..workflows.model import Reading
from .linking import make_case
from .model import Case, Chain, Finding, Rule
from .rules_environments import ENVIRONMENT_RULES
from .rules_events import EVENT_RULES
from .rules_files import FILE_RULES
from .rules_gitlab import GITLAB_RULES
from .rules_jobs import JOB_RULES
from .rules_never import NEVER_RULES
from .rules_permissions import PERMISSION_RULES
from .rules_refs import REF_RULES
from .rules_reusable import REUSABLE_RULES
from .rules_tools import TOOL_RULES
from .unseen import hides, unseen
from .words import job_field

CHAIN_RULES: tuple[Rule, ...] = (
    *FILE_RULES,
    *REUSABLE_RULES,
    *ENVIRONMENT_RULES,
    *PERMISSION_RULES,
    *JOB_RULES,
    *TOOL_RULES,
    *EVENT_RULES,
    *NEVER_RULES,
    *REF_RULES,
    *GITLAB_RULES,
)


def judge_chain(config: Config | None, reading: Reading) -> Chain:
    """Everything that is wrong with the chain; without a config, what needs none."""
    case = make_case(config, reading)
    told = unseen(case)
    found = dict.fromkeys(problems(case))
    return Chain(
        problems=tuple(sorted([*reading.problems, *found], key=order)),
        unknown=(*told, *reading.unknown),
        blind=bool(told) or any(hides(case, link) for link in case.links),
    )


def problems(case: Case) -> Iterator[Problem]:
    """What the rules find."""
    for rule in CHAIN_RULES:
        for finding in rule(case):
            yield problem(case, rule_id(rule), finding)


def problem(case: Case, name: str, one: Finding) -> Problem:
    """A finding as a problem: in a file, or without a file at a field of the config."""
    told = {"id": name, "severity": one.severity, "found": one.found, "fix": one.fix}
    if isinstance(one.at, str):
        return Problem.model_validate({**told, "field": one.at})
    forge = next((f.forge for f in case.reading.files if f.file == one.at.file), "github")
    field = None if one.job is None else job_field(forge, one.job)
    where = {"file": one.at.file, "line": one.at.line, "column": one.at.column}
    return Problem.model_validate({**told, **where, "field": field})


def order(one: Problem) -> tuple[str, int, int, str, str]:
    """As they stand in the files."""
    return (one.file or "", one.line or 0, one.column or 0, one.id, one.found)
