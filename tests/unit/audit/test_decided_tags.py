"""Rulesets and subjects: worlds in which a rule has to tell one thing from the thing beside it."""

from typing import Any

import pytest

from trustpub.audit.case import make_case
from trustpub.audit.judge import judge
from trustpub.observing.model import Repository, Seen

from .build import environment, hub, lab, policy, ruleset

DISABLED: dict[str, Any] = {"enforcement": "disabled"}
PART: dict[str, Any] = {"rules": ["creation"]}


def told(world: Repository) -> list[tuple[str, str, str]]:
    """Rule, object and words of what counts."""
    found = [one for one in judge(make_case(world)) if one.severity != "note"]
    return [(one.id, one.object, one.found) for one in found]


def protected(*rulesets: Seen, patterns: tuple[str, ...] = ("v*",)) -> Repository:
    """A repository whose release tags have these rulesets."""
    return hub(environment(), *map(policy, patterns), *rulesets)


LACKS = (
    "audit-ruleset-rules",
    "tag/v*",
    "nothing forbids the moving, the deletion of tags like v*",
)
OFF = ("audit-ruleset-inactive", "tag/v*", "the ruleset is on `disabled`, so it stops nobody")


@pytest.mark.parametrize(
    ("rulesets", "found"),
    [
        ([ruleset(**PART)], [LACKS]),
        ([ruleset(**PART, unseen={"rules": "403"})], []),
        ([ruleset(**PART, **DISABLED)], [OFF]),
        ([ruleset(**PART), ruleset(rules=["update", "deletion"])], []),
        ([ruleset(**DISABLED), ruleset()], []),
        (
            [ruleset(**PART, exclude=["refs/tags/v0*", "refs/tags/v1*"])],
            [
                (
                    "audit-ruleset-excludes",
                    "tag/v*",
                    "the ruleset leaves out refs/tags/v0*, refs/tags/v1*, which may deploy",
                )
            ],
        ),
    ],
    ids=["part", "unseen", "off", "together", "one is enough", "excluding"],
)
def test_what_a_ruleset_lacks(rulesets: list[Seen], found: list[tuple[str, str, str]]) -> None:
    """All in force hold together; what is wrong with one is told once, and by one rule."""
    assert found == told(protected(*rulesets))


def test_a_ruleset_of_many_patterns_is_told_once() -> None:
    """And one that is about a later pattern is not passed over."""
    wide = ruleset("~ALL", **DISABLED)

    assert ["audit-ruleset-inactive"] == [
        name for name, _, _ in told(protected(wide, patterns=("v1*", "v2*")))
    ]
    later = protected(ruleset(), ruleset("refs/tags/w*", **DISABLED), patterns=("v*", "w*"))
    assert [("audit-ruleset-inactive", "tag/w*")] == [(name, at) for name, at, _ in told(later)]


def test_who_may_bypass() -> None:
    """Everybody is named; where none was seen, nobody is."""
    named = ruleset(bypass={"users": ["a"], "organization_admins": True})
    (one,) = judge(make_case(protected(named)))
    assert "may make the tags: teams/managers, users/a, organisation owners" == one.found

    for gone in ("bypass", "roles"):
        bypass = {key: value for key, value in named.properties["bypass"].items() if key != gone}
        properties = {**named.properties, "bypass": bypass}
        if gone == "bypass":
            del properties["bypass"]
        less = named.model_copy(update={"properties": properties})
        assert [] == told(protected(less))


def subjects(world: Repository) -> list[str]:
    """What is said of the subject."""
    return [found for name, _, found in told(world) if name == "audit-wide-subject"]


@pytest.mark.parametrize(
    ("subject", "made"),
    [
        ({"use_default": False}, "nothing"),
        ({"use_default": False, "keys": []}, "nothing"),
        ({"use_default": False, "keys": ["actor", "run_id"]}, "actor, run_id"),
        ({"keys": ["actor"]}, None),
        ({"use_default": True, "keys": ["actor"]}, None),
    ],
)
def test_subject(subject: dict[str, Any], made: str | None) -> None:
    """The default tells enough, and is what counts where nothing else is said."""
    found = [f"the subject is made of {made}: it tells no repository"] if made else []

    assert found == subjects(hub(subject=subject))
    assert [one.replace("repository", "project") for one in found] == subjects(lab(subject=subject))
