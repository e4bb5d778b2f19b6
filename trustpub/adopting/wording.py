"""What is stored and has no word in the config -> what to say of it. A table row a key."""

from collections.abc import Iterator
from typing import NamedTuple

from ..model import Severity, Unknown
from ..observing.model import Seen
from .model import Left


class Word(NamedTuple):
    """What a key of `beyond` means; `{}` stands for its value."""

    what: str
    why: str
    fix: str
    severity: Severity = "warning"


CHANGES = "an `up` takes it away"
STAYS = "the config is not about it, and an `up` leaves it as it is"
WORDS = {
    ("github.environment", "deploys_from"): Word(
        "{} may deploy to it",
        "the config always names the refs, and an `up` shuts out all others",
        "decide on `triggers` before the `up`",
    ),
    ("github.environment", "custom_rules"): Word(
        "{} decides on its deployments too", STAYS, "nothing to do", "note"
    ),
    ("github.tag-ruleset", "bypass_others"): Word(
        "others may bypass it: {}",
        f"the config cannot name them; {CHANGES}",
        "decide whether they still need it; if so, give it to a team or role",
    ),
    ("github.tag-ruleset", "bypass_modes"): Word(
        "the bypass is not the plain one: {}",
        "the config knows only `always`; an `up` makes it that",
        "decide whether they may push such tags at any time",
    ),
    ("github.tag-ruleset", "more_rules"): Word(
        "it has more rules: {}",
        f"a declared ruleset has creation, update and deletion; {CHANGES}",
        "put them into a ruleset of their own first",
    ),
    ("gitlab.environment", "state"): Word(
        "it is {}", STAYS, "nothing: a deployment starts it again", "note"
    ),
    ("gitlab.environment", "protected_by_groups"): Word(
        "groups above protect it too: {}", STAYS, "nothing: they hold as well", "note"
    ),
    ("gitlab.protected-tag", "levels"): Word(
        "it has several levels: {}", "the config says the widest", "keep one of them on GitLab"
    ),
    ("gitlab.protected-tag", "deploy_keys"): Word(
        "deploy keys may create these tags: {}",
        f"the config cannot name deploy keys on GitLab; {CHANGES}",
        "give the right to a person or group first",
    ),
    ("gitlab.protected-tag", "others"): Word(
        "others may create these tags: {}",
        f"the config cannot name them; {CHANGES}",
        "give the right to a person, group or role first",
    ),
    ("gitlab.protected-environment", "others"): Word(
        "others may deploy or approve: {}",
        f"the config cannot name them; {CHANGES}",
        "give the right to a person, group or role first",
    ),
    ("gitlab.protected-environment", "required_approval_count"): Word(
        "it asks for {} approvals in the old way",
        "the config has `approvals` in its place",
        "write `approvals`, and set the old count to 0",
    ),
}
PLAIN = Word("{key} is {}", STAYS, "nothing to do", "note")
"""Every other key, such as the tier and address of a GitLab environment."""
FACTS = ("reviewers_able", "creators_able", "approvers_able")
"""Keys that are no settings: they tell whether those who are named can act."""


def leftovers(seen: Seen) -> Iterator[Left]:
    """Everything of one object that the config has no word for."""
    for key, value in seen.beyond.items():
        if key in FACTS:
            yield from unable(seen, value)
        elif key != "levels" or len(value) > 1:
            word = WORDS.get((seen.kind, key), PLAIN)
            what = word.what.format(shown(value), key=key)
            yield Left(
                where=seen.name, what=what, why=word.why, fix=word.fix, severity=word.severity
            )


def unable(seen: Seen, able: dict[str, object]) -> Iterator[Left]:
    """Those who are named and cannot act."""
    for name, found in able.items():
        if found is not True:
            why = "no read access" if found is False else str(found)
            yield Left(
                where=seen.name,
                what=f"{name} is named and cannot act ({why})",
                why="an `up` is refused or does not keep it",
                fix="give access, or take the name out",
            )


def hidden(seen: Seen) -> Iterator[Unknown]:
    """Everything of one object that was not seen."""
    if seen.state in ("unknown", "broken"):
        yield Unknown(what=seen.name, why=seen.why or seen.state)
    for key, why in seen.unseen.items():
        if key not in FACTS:
            yield Unknown(what=f"{seen.name} {key}", why=why)


def shown(value: object) -> str:
    """A value in a sentence."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(shown(one) for one in value) or "none"
    return str(value)
