"""Plan against reality, setting by setting: absent, differs, beside, unknown. Pure."""

from collections.abc import Iterator, Sequence

from ..model import Plan, Resource, Severity
from .beside import beside
from .implied import implied
from .matching import Pair, pairs
from .model import Difference
from .model import Repository as Observed
from .reasons import reason
from .settings import MISSING, at, leaves, missing_and_extra, same_for, why_unseen

WIDER = {"bypass.organization_admins", "bypass.deploy_keys"}
"""Switches that let more people in: on without being asked for is something beside."""
ORDERED = {"approvals"}
"""Lists whose order the engine keeps: in another one it would change them at the next `up`."""


def differences(plan: Plan, seen: Sequence[Observed]) -> tuple[Difference, ...]:
    """What is not as declared, in the order of the plan; then what is stored beside it."""
    matched = tuple(pairs(plan, seen))
    found = [difference for pair in matched for difference in of_pair(pair)]
    return (*found, *beside(matched))


def of_pair(pair: Pair) -> Iterator[Difference]:
    """One declared resource and what was seen of it."""
    if pair.unknown:
        yield told(pair.resource, "", "unknown", reason=pair.unknown)
    elif pair.seen is None:
        stored = None if pair.repository.state == "present" else pair.repository.state
        yield told(
            pair.resource, "", "absent", pair.resource.properties, stored, reason(pair, "", [])
        )
    else:
        for path, asked in leaves(pair.resource.properties):
            yield from of_setting(pair, path, asked)
        yield from implied(pair)


def of_setting(pair: Pair, path: str, asked: object) -> Iterator[Difference]:
    """One setting: seen as asked is nothing to tell."""
    assert pair.seen is not None
    why = why_unseen(pair.seen.unseen, path)
    stored = at(pair.seen.properties, path)
    if why or stored is MISSING:
        why = why or "the forge does not tell it"
        yield told(pair.resource, path, "unknown", asked, None, why)
    elif isinstance(asked, list) and isinstance(stored, list):
        yield from of_list(pair, path, asked, stored)
    elif same(pair, path, asked) != same(pair, path, stored):
        state = "beside" if path in WIDER and stored else "differs"
        yield told(pair.resource, path, state, asked, stored, reason(pair, path, [asked]))


def same(pair: Pair, path: str, value: object) -> object:
    """A value as it is compared."""
    return same_for(pair.repository.forge, path)(value)


def of_list(
    pair: Pair, path: str, asked: list[object], stored: list[object]
) -> Iterator[Difference]:
    """A set: with something missing it differs; with more than was asked, that is beside."""
    missing, extra = missing_and_extra(asked, stored, same_for(pair.repository.forge, path))
    if missing:
        yield told(pair.resource, path, "differs", asked, stored, reason(pair, path, missing))
    elif extra:
        why = f"not declared: {', '.join(map(str, extra))}"
        yield told(pair.resource, path, "beside", asked, stored, why)
    elif path in ORDERED and [same(pair, path, o) for o in asked] != [
        same(pair, path, o) for o in stored
    ]:
        why = "the same rules in another order, or twice: the next `up` changes them"
        yield told(pair.resource, path, "differs", asked, stored, why, "note")


def told(
    resource: Resource,
    setting: str,
    state: str,
    asked: object = None,
    stored: object = None,
    reason: str = "",
    severity: Severity = "error",
) -> Difference:
    """A difference of a declared resource."""
    return Difference.model_validate(
        {
            "kind": resource.kind,
            "name": resource.name,
            "setting": setting,
            "state": state,
            "asked": asked,
            "stored": stored,
            "reason": reason,
            "severity": severity,
        }
    )
