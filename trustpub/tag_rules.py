"""Rules about ref patterns: their form, and what protects the tags that publish."""

import re
from collections.abc import Iterator
from itertools import combinations

from .config import Config
from .forges.base import Finding, Rule
from .patterns import covers, overlaps
from .publishers import declared_publishers

TAG_PATTERN = re.compile(r"[A-Za-z0-9._@+*-][A-Za-z0-9._@+*/-]*")
"""What every place a tag pattern is rendered to reads alike: literals and `*`."""
LONGEST = 255
"""Bytes of a name of a file, as which git keeps a ref (Linux, NAME_MAX)."""


def tag_pattern_form(config: Config) -> Iterator[Finding]:
    """Patterns are short names with `*`; each place gets its own dialect from them."""
    for field, pattern in patterns(config):
        if pattern.startswith("refs/"):
            short = re.sub(r"^refs/(tags|heads)/|^refs/", "", pattern)
            yield Finding(field, f"{pattern!r} is a full ref", f"write {short or 'v*'!r}")
        elif len(pattern) > LONGEST:
            found = f"{pattern[:60]!r} and so on has {len(pattern):,} characters"
            yield Finding(field, found, f"write at most {LONGEST}; no ref is as long")
        elif not well_formed(pattern):
            found = f"{pattern[:60]!r} is no pattern that GitHub and GitLab read alike"
            yield Finding(field, found, "use letters, digits, . _ - + @ / and single *")


def well_formed(pattern: str) -> bool:
    """Whether a pattern is one that can be rendered for every place."""
    plain = TAG_PATTERN.fullmatch(pattern) and "**" not in pattern
    return bool(plain) and len(pattern) <= LONGEST and not pattern.startswith("refs/")


def patterns(config: Config) -> Iterator[tuple[str, str]]:
    """Every ref pattern with its path."""
    for number, rule in enumerate(config.tags):
        yield f"tags[{number}].pattern", rule.pattern
    for number, publisher in enumerate(config.publishers):
        if publisher.triggers:
            for kind in ("tags", "branches"):
                for place, pattern in enumerate(getattr(publisher.triggers, kind)):
                    yield f"publishers[{number}].triggers.{kind}[{place}]", pattern


def tag_unprotected(config: Config) -> Iterator[Finding]:
    """A tag that anybody may push must not publish."""
    for publisher in declared_publishers(config):
        forge = publisher.identity.forge
        rules = [t.pattern for t in config.tags if t.forge in (None, forge)]
        for number, pattern in enumerate(publisher.tags):
            protected = any(covers(rule, pattern, forge) for rule in rules)
            if well_formed(pattern) and not protected:
                found = f"no rule under `tags:` protects all of {pattern!r} on {forge}"
                fix = f"add `- pattern: {pattern!r}` under `tags:`"
                yield Finding(f"{publisher.field}.triggers.tags[{number}]", found, fix)


def tag_overlap(config: Config) -> Iterator[Finding]:
    """Where two rules meet, GitLab takes the weaker one and GitHub both."""
    for forge in config.forges():
        mine = [(n, t) for n, t in enumerate(config.tags) if t.forge in (None, forge)]
        rules = [(n, t) for n, t in mine if len(t.pattern) <= LONGEST]
        for (first, one), (second, two) in combinations(rules, 2):
            if overlaps(one.pattern, two.pattern, forge):
                meaning = "both must agree" if forge == "github" else "the weaker one wins"
                found = f"overlaps tags[{first}] ({one.pattern!r}): on {forge} {meaning}"
                fix = "make the patterns disjoint or keep one rule"
                yield Finding(f"tags[{second}].pattern", found, fix)


TAG_RULES: tuple[Rule, ...] = (tag_pattern_form, tag_unprotected, tag_overlap)
