"""Rules about refs: which ones publish, and who may create the tags among them."""

from collections.abc import Iterator, Sequence
from typing import Literal

from ..forges.base import DeclaredPublisher, union
from ..model import Forge
from ..patterns import overlaps
from .pairing import Gate, Pair
from .risk import Found, Rule
from .things import creators
from .views import Held, Tag, View, publisher_label
from .wider import creators_within, new_refs, still_protected

Kind = Literal["tags", "branches"]
KINDS: tuple[Kind, ...] = ("tags", "branches")


def preview_refs_widened(pair: Pair) -> Iterator[Found]:
    """Tags or branches publish that did not before."""
    for kind in KINDS:
        yield from starting(pair, kind)
        yield from deploying(pair, kind)


def starting(pair: Pair, kind: Kind) -> Iterator[Found]:
    """Refs that start a publisher's job."""
    for old, new in pair.publishers:
        was, now = getattr(old, kind, ()), getattr(new, kind, ())
        # In a branch `*` may stop at `/` on GitLab, too (config, `Triggers.branches`).
        forge: Forge = "github" if kind == "branches" or not new else new.identity.forge
        if old and new and new_refs(was, now, forge):
            field, what = f"{new.field}.triggers.{kind}", f"more {kind} start a release"
            yield Found(publisher_label(new), what, field, kind, list(was), list(now))


def deploying(pair: Pair, kind: Kind) -> Iterator[Found]:
    """Refs that may deploy to an environment of GitHub because another publisher came to it.

    What may deploy to it holds for all of its publishers, whichever of them it was said for.
    """
    for gate in pair.environments:
        was, now = refs(pair.base, kind, gate.before), refs(pair.head, kind, gate.after)
        more = set(new_refs(was, now, gate.after.forge)) - stayed(pair, kind, gate)
        if gate.after.forge == "github" and more:
            what = f"{kind} may deploy to the environment that could not before"
            yield Found(gate.label, what, gate.after.field, kind, list(was), list(now))


def stayed(pair: Pair, kind: Kind, gate: Gate) -> set[str]:
    """New refs of publishers that were in the environment before: they are told as theirs."""
    found: set[str] = set()
    for old, new in pair.publishers:
        if old and new and pair.views:
            base, head = (v.environment(p).key for v, p in zip(pair.views, (old, new), strict=True))
            if (base, head) == (gate.before.key, gate.after.key):
                found.update(new_refs(getattr(old, kind), getattr(new, kind), gate.after.forge))
    return found


def refs(view: View | None, kind: Kind, held: Held) -> tuple[str, ...]:
    """All that may deploy to an environment."""
    if view is None:
        return ()
    every = view.publishers
    return union(getattr(one, kind) for one in every if view.environment(one).key == held.key)


def preview_manual_start(pair: Pair) -> Iterator[Found]:
    """A person may start a release."""
    for old, new in pair.publishers:
        if old and new and new.manual and not (old.manual and bound(old) <= bound(new)):
            field, what = (
                f"{new.field}.triggers.manual",
                "a person may start a release, without a tag",
            )
            yield Found(publisher_label(new), what, field, "manual", old.manual, True)


def bound(one: DeclaredPublisher) -> bool:
    """Whether some ref is named, without which a person may start it from any."""
    return bool(one.tags or one.branches)


def preview_tag_unprotected(pair: Pair) -> Iterator[Found]:
    """Tags of a pattern that a rule protected may be created by anybody."""
    for tag, rules in tags(pair):
        if not still_protected(tag, rules):
            what = "anybody who may push can create, move and delete some of these tags"
            before, after = tag.rule.pattern, [one.rule.pattern for one in rules]
            yield Found(tag.label, what, "tags", "pattern", before, after)


def preview_tag_creators(pair: Pair) -> Iterator[Found]:
    """More people may create the tags of a pattern."""
    for tag, rules in tags(pair):
        for wider in widened(tag, rules)[:1]:
            was = creators(tag.rule.created_by, tag.forge)
            now = creators(wider.rule.created_by, tag.forge)
            what, field = "more people may create such tags", f"{wider.field}.created_by"
            yield Found(tag.label, what, field, "created_by", was, now)


def tags(pair: Pair) -> Iterator[tuple[Tag, list[Tag]]]:
    """The rules that there were, on forges where the project still is, with those that are."""
    if pair.views:
        base, head = pair.views
        for one in base.tags:
            if one.forge in head.config.forges():
                yield one, [other for other in head.tags if other.forge == one.forge]


def widened(tag: Tag, rules: Sequence[Tag]) -> list[Tag]:
    """Rules by which somebody new may create some of the tags of a protected pattern.

    Of rules that meet, GitHub asks for all and GitLab for one (docs/rules.md, tag-overlap).
    """
    by, forge = tag.rule.created_by, tag.forge
    if forge == "github":
        met = [one for one in rules if still_protected(tag, [one])]
    else:
        met = [one for one in rules if overlaps(one.rule.pattern, tag.rule.pattern, forge)]
    wider = [one for one in met if not creators_within(one.rule.created_by, by, forge)]
    return [] if forge == "github" and len(wider) < len(met) else wider


REF_RULES = (
    Rule(
        preview_refs_widened,
        "who may push such a ref starts a release: look at who that is",
    ),
    Rule(
        preview_manual_start,
        "whoever may run workflows or pipelines starts a release from what is there already",
    ),
    Rule(
        preview_tag_unprotected,
        "a tag that publishes can be made from any commit, or moved to another one",
    ),
    Rule(preview_tag_creators, "who may create such a tag starts a release"),
)
