"""Which tags can deploy, and which rulesets of GitHub are about them."""

from collections.abc import Iterable, Iterator

from ..observing.model import Seen
from ..patterns import covers, overlaps
from .case import POLICY, Case
from .places import TAG_RULESETS

EVERYTHING = {"~ALL", "refs/tags/**/*", "**/*"}
EXPECTED = ("creation", "update", "deletion")
SPECIAL = set("?[{\\")
"""Characters of fnmatch that `patterns` does not know: what holds them may match anything."""


def deployable(case: Case) -> list[str]:
    """Patterns of the tags that may deploy to an environment that publishes."""
    return patterns(policies(case))


def untold(case: Case) -> list[str]:
    """The same without those of policies that are told as undeclared: to be removed anyway."""
    told = {one.name for one in case.differences if one.state == "beside"}
    return patterns(one for one in policies(case) if one.name not in told)


def policies(case: Case) -> Iterator[Seen]:
    """Policies by which tags may deploy to an environment that publishes."""
    starts = tuple(f"{one.seen.name}/" for one in case.publishing)
    for one in case.of(POLICY):
        if one.properties.get("type") == "tag" and one.name.startswith(starts):
            yield one


def patterns(found: Iterable[Seen]) -> list[str]:
    """The patterns of policies, each once."""
    return list(dict.fromkeys(str(one.properties["pattern"]) for one in found))


def covering(case: Case, pattern: str) -> list[Seen]:
    """The rulesets that are about every tag of a pattern, in force or not."""
    return [one for one in case.of(*TAG_RULESETS) if is_about(one, pattern)]


def is_about(ruleset: Seen, pattern: str) -> bool:
    """Whether what a ruleset includes covers a pattern."""
    refs = [str(ref) for ref in ruleset.properties.get("include", [])]
    return any(
        ref in EVERYTHING or any(covers(form, pattern, "github") for form in forms(ref))
        for ref in refs
    )


def excludes(ruleset: Seen, pattern: str) -> bool:
    """Whether a ruleset leaves some tags of a pattern alone."""
    return any(
        ref in EVERYTHING
        or bool(SPECIAL & set(ref))
        or any(overlaps(form, pattern, "github") for form in forms(ref))
        for ref in map(str, ruleset.beyond.get("exclude", []))
    )


def forms(ref: str) -> Iterator[str]:
    """A ref without `refs/tags/`; `**/` may stand for no folder at all (File.fnmatch)."""
    name = ref.removeprefix("refs/tags/")
    yield name
    if "**/" in name:
        yield name.replace("**/", "")


def holds(ruleset: Seen, pattern: str) -> bool:
    """Whether a ruleset is in force for all tags of a pattern."""
    return "enforcement" not in ruleset.beyond and not excludes(ruleset, pattern)


def rules_of(ruleset: Seen) -> list[str]:
    """The rules a ruleset has, of those that matter."""
    return [rule for rule in EXPECTED if rule in ruleset.beyond.get("rules", EXPECTED)]


def missing(case: Case, pattern: str) -> list[str]:
    """The rules that no ruleset in force has for a pattern: all in force hold together."""
    found = {
        rule for one in covering(case, pattern) if holds(one, pattern) for rule in rules_of(one)
    }
    return [rule for rule in EXPECTED if rule not in found]


def in_force(case: Case) -> list[Seen]:
    """Rulesets in force for tags that can deploy, each once."""
    found = [one for p in deployable(case) for one in covering(case, p) if holds(one, p)]
    return list({id(one): one for one in found}.values())
