"""Every rule of the config, by the table of rule_table.py."""

import pytest

from trustpub.forges.base import problems_of, rule_id
from trustpub.rules import all_rules, judge

from .configs import GITHUB, GITLAB, hub, lab_env, publisher, tag
from .rule_table import TABLE

RULES = {rule_id(rule): rule for rule in all_rules()}


@pytest.mark.parametrize("name", TABLE)
def test_rule_is_broken(name: str) -> None:
    """The rule names the field, what stands there and what to do."""
    row = TABLE[name]

    (problem,) = problems_of([RULES[name]], row.bad)

    assert (name, row.field) == (problem.id, problem.field)
    assert row.found in problem.found
    assert row.fix in problem.fix


@pytest.mark.parametrize("name", TABLE)
def test_rule_is_kept(name: str) -> None:
    """Of the nearest good config the rule says nothing."""
    assert [] == list(problems_of([RULES[name]], TABLE[name].good))


def test_every_rule_is_in_the_table() -> None:
    """A new rule needs its row."""
    assert set(RULES) == set(TABLE)


def test_rule_has_one_name() -> None:
    """No two rules share an id."""
    assert len(all_rules()) == len(RULES)


def test_sentences_have_one_form() -> None:
    """Neither half of a sentence ends in a full stop: "where: found; fix"."""
    problems = [p for row in TABLE.values() for p in judge(row.bad)]

    assert [] == [p for p in problems if p.found.endswith(".") or p.fix.endswith(".")]
    assert [] == [p for p in problems if "\n" in p.sentence()]


@pytest.mark.parametrize(
    ("tier", "severity"), [("free", "note"), ("premium", "warning"), (None, "warning")]
)
def test_open_environment_on_gitlab(tier: str | None, severity: str) -> None:
    """Where protected environments are not to be had, an open one is worth only a note."""
    config = lab_env()
    assert config.gitlab is not None
    known = config.model_copy(update={"gitlab": config.gitlab.model_copy(update={"tier": tier})})

    (problem,) = problems_of([RULES["gitlab-open-environment"]], known)

    assert severity == problem.severity


def test_project_is_on_both_forges() -> None:
    """With both forges an environment may carry the settings of each."""
    environment = {
        "name": "pypi",
        "reviewers": {"users": ["a"]},
        "admins_can_bypass": False,
        "deployers": [{"access": "maintainer"}],
    }
    config = hub(
        github=GITHUB,
        gitlab=GITLAB,
        publishers=[publisher(environment)],
        tags=[tag(roles=["admin"], access="maintainer")],
    )

    assert [] == judge(config)


def test_malformed_pattern_is_told_once() -> None:
    """Nobody is told to protect a pattern that is no pattern."""
    config = hub(publishers=[publisher(triggers={"tags": ["refs/tags/v*"]})])

    assert ["tag-pattern-form"] == [problem.id for problem in judge(config)]


def test_index_repeats_what_a_rule_told() -> None:
    """What a rule says of a field, the index's form does not say again."""
    config = hub(github={**GITHUB, "repository": "no slash"})

    assert ["github.repository"] == [problem.field for problem in judge(config)]
