"""Rules about environments: who approves, who may skip that, who may deploy."""

from collections.abc import Iterator

from ..config import Environment
from .pairing import Gate, Pair
from .risk import Found, Rule
from .things import actors
from .views import Held
from .wider import folded, new_deployers, still_asked

ADDED = {
    "users": ("one more may approve, alone", ""),
    "teams": (
        "each member of one more team may approve, alone",
        "one approval of anybody in the list is enough, so each member of it opens the gate alone",
    ),
}
EMPTY = "nobody has to approve a deployment any more"


def both(pair: Pair, forge: str) -> Iterator[tuple[Gate, Environment, Environment]]:
    """The environments of a forge with their settings before and after."""
    for gate in pair.environments:
        if gate.after.forge == forge:
            yield gate, gate.before.settings, gate.after.settings


def preview_reviewers_emptied(pair: Pair) -> Iterator[Found]:
    """GitHub: the last reviewer of an environment goes."""
    for gate, old, new in both(pair, "github"):
        if people(old) and not people(new):
            field = f"{gate.after.field}.reviewers"
            yield Found(gate.label, EMPTY, field, "reviewers", list(people(old)), [])


def preview_reviewer_removed(pair: Pair) -> Iterator[Found]:
    """GitHub: one of several reviewers goes."""
    for gate, old, new in both(pair, "github"):
        for kind in ("users", "teams") if people(new) else ():
            was, now = getattr(old.reviewers, kind), getattr(new.reviewers, kind)
            if folded(was) - folded(now):
                what, field = "a reviewer is removed", f"{gate.after.field}.reviewers.{kind}"
                yield Found(gate.label, what, field, f"reviewers.{kind}", list(was), list(now))


def preview_reviewer_added(pair: Pair) -> Iterator[Found]:
    """GitHub: one more may approve, where somebody had to."""
    for gate, old, new in both(pair, "github"):
        for kind in ("users", "teams") if people(old) else ():
            was, now = getattr(old.reviewers, kind), getattr(new.reviewers, kind)
            if folded(now) - folded(was):
                what, why = ADDED[kind]
                field, name = f"{gate.after.field}.reviewers.{kind}", f"reviewers.{kind}"
                yield Found(gate.label, what, field, name, list(was), list(now), why)


def preview_self_review(pair: Pair) -> Iterator[Found]:
    """GitHub: who starts a release may approve it."""
    for gate, old, new in both(pair, "github"):
        if old.prevent_self_review and not new.prevent_self_review:
            what, name = "people may approve the releases that they start", "prevent_self_review"
            yield Found(gate.label, what, f"{gate.after.field}.{name}", name, True, False)


def preview_admin_bypass(pair: Pair) -> Iterator[Found]:
    """GitHub: administrators may skip the gates."""
    for gate, old, new in both(pair, "github"):
        if new.admins_can_bypass and not old.admins_can_bypass:
            what, name = (
                "administrators may skip every gate of the environment",
                "admins_can_bypass",
            )
            yield Found(gate.label, what, f"{gate.after.field}.{name}", name, False, True)


def preview_wait_timer(pair: Pair) -> Iterator[Found]:
    """GitHub: less time to stop a release."""
    for gate, old, new in both(pair, "github"):
        if new.wait_timer < old.wait_timer:
            field, was, now = f"{gate.after.field}.wait_timer", old.wait_timer, new.wait_timer
            what = "a release waits fewer minutes" if now else "a release does not wait any more"
            yield Found(gate.label, what, field, "wait_timer", was, now)


def preview_approvals_lowered(pair: Pair) -> Iterator[Found]:
    """GitLab: fewer approvals, or others may give them."""
    for gate, old, new in both(pair, "gitlab"):
        if not still_asked(old.approvals, new.approvals):
            fewer = approvals(new) < approvals(old)
            what = "fewer approvals are needed" if fewer else "others may give the approvals"
            was, now = actors(old.approvals), actors(new.approvals)
            yield Found(gate.label, what, f"{gate.after.field}.approvals", "approvals", was, now)


def preview_deployers_widened(pair: Pair) -> Iterator[Found]:
    """GitLab: more people may deploy."""
    for gate, old, new in both(pair, "gitlab"):
        if old.deployers and new_deployers(old.deployers, new.deployers):
            was, now = actors(old.deployers), actors(new.deployers)
            what, field = (
                "more people may deploy to the environment",
                f"{gate.after.field}.deployers",
            )
            yield Found(gate.label, what, field, "deployers", was, now)


def preview_environment_opened(pair: Pair) -> Iterator[Found]:
    """GitLab: a protected environment is one no more."""
    for gate, old, new in both(pair, "gitlab"):
        if old.deployers and not new.deployers:
            what, was = "the environment is no longer protected", actors(old.deployers)
            yield Found(gate.label, what, gate.after.field, "deployers", was, [])


def preview_environment_unguarded(pair: Pair) -> Iterator[Found]:
    """A new environment in which nobody has to approve."""
    known = {gate.after.key for gate in pair.environments}
    for key, held in (pair.head.environments if pair.head else {}).items():
        if key not in known and not guarded(held):
            what = "a new environment, where nobody has to approve a deployment"
            yield Found(held.label, what, held.field)


def preview_environment_deleted(pair: Pair) -> Iterator[Found]:
    """An environment goes, with all that protects it."""
    if pair.base is None or pair.head is None:
        return
    for key, held in pair.base.environments.items():
        if key not in pair.head.environments:
            what = "the environment is deleted, with its gates, secrets and variables"
            yield Found(held.label, what, "publishers")


def people(environment: Environment) -> tuple[str, ...]:
    """All who may approve on GitHub."""
    return (*environment.reviewers.users, *environment.reviewers.teams)


def approvals(environment: Environment) -> int:
    """How many approvals are needed on GitLab, of all rules together."""
    return sum(one.required for one in environment.approvals)


def guarded(held: Held) -> bool:
    """Whether somebody has to approve a deployment, or is named who alone may deploy."""
    settings = held.settings
    if held.forge == "github":
        return bool(people(settings))
    return bool(settings.approvals or settings.deployers)


ENVIRONMENT_RULES = (
    Rule(
        preview_environment_opened,
        "any pipeline that can name the environment may deploy to it, and so publish",
    ),
    Rule(
        preview_reviewers_emptied,
        "whoever can push a matching ref, or start the workflow, publishes without a second person",
    ),
    Rule(
        preview_reviewer_removed,
        "fewer people can look at a release: make sure that those who are left do",
    ),
    Rule(
        preview_reviewer_added,
        "one approval of anybody in the list is enough, so this account alone opens the gate",
    ),
    Rule(preview_self_review, "one person, or one stolen account, is enough to publish"),
    Rule(
        preview_admin_bypass,
        "an administrator's account publishes without approval, and nobody else has to notice",
    ),
    Rule(
        preview_wait_timer,
        "the time in which somebody can notice and stop a release gets shorter",
    ),
    Rule(
        preview_approvals_lowered,
        "fewer people, or others, have to agree before files are published",
    ),
    Rule(preview_deployers_widened, "who may deploy to the environment may publish"),
    Rule(
        preview_environment_unguarded,
        "whoever can start the release job publishes without a second person",
    ),
    Rule(
        preview_environment_deleted,
        "a job that still names it makes it anew, ungated: remove that job and its publisher, too",
    ),
)
