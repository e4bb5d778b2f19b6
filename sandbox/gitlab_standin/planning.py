"""What a resource is to become, and how that differs from what it is."""

from typing import Any

from pulumi.provider.experimental.provider import PropertyDiff, PropertyDiffKind

from .props import Kind, Prop
from .values import UNKNOWN, Props

Pair = tuple[Any, Any]


def plan(kind: Kind, old: Props | None, inputs: Props) -> Props:
    """Inputs, with defaults, and with what the server decided kept."""
    return planned_row(kind.props, old, inputs)


def planned_row(props: tuple[Prop, ...], old: Props | None, inputs: Props) -> Props:
    """The properties of a resource, or of one object in a list."""
    before = old or {}
    return {
        p.name: planned(p, before.get(p.name), inputs.get(p.name), old is not None) for p in props
    }


def planned(prop: Prop, old: Any, given: Any, exists: bool) -> Any:
    """One value."""
    if given is None:
        if prop.default is not None:
            return prop.default
        return (old if exists else UNKNOWN) if prop.computed else None
    if prop.fields and given is not UNKNOWN:
        if UNKNOWN in given:
            return UNKNOWN
        mates = partners(prop, old or [], given)
        return [planned_row(prop.fields, mate, row) for mate, row in zip(mates, given, strict=True)]
    return given


def partners(prop: Prop, old: list[Props], given: list[Props]) -> list[Props | None]:
    """For each given object the one it continues: that at its place, or in a set its equal."""
    if not prop.unordered:
        return [old[i] if i < len(old) else None for i in range(len(given))]
    left, found = list(old), []
    for row in given:
        mate = next((o for o in left if fits(prop.fields, o, row)), None)
        if mate is not None:
            left.remove(mate)
        found.append(mate)
    return found


def fits(fields: tuple[Prop, ...], old: Props, row: Props) -> bool:
    """Whether an object of the state is the one that is asked for."""
    return all(
        old.get(f.name) == row[f.name]
        if row.get(f.name) is not None
        else f.computed or old.get(f.name) is None
        for f in fields
    )


def unsettled(kind: Kind, inputs: Props, planned: Props) -> Props:
    """An update leaves open what the server decides and nobody asked for.

    Source: terraform-plugin-framework, MarkComputedNilsAsUnknown. So `approvalRules` that are
    left out stay as they are in a run without changes, and are removed by any other update.
    """
    loose = {p.name for p in kind.props if p.computed and not p.keeps and p.default is None}
    return {k: UNKNOWN if k in loose and k not in inputs else v for k, v in planned.items()}


def difference(kind: Kind, old: Props, new: Props) -> dict[str, PropertyDiff]:
    """Property paths and what happens at them."""
    found: dict[str, PropertyDiff] = {}
    for prop in kind.props:
        for path, (was, will) in pairs(prop, old.get(prop.name), new.get(prop.name)).items():
            if was != will:
                found[path] = PropertyDiff(kind_of(was, will, prop.replaces), False)
    return found


def pairs(prop: Prop, old: Any, new: Any) -> dict[str, Pair]:
    """What stands at each path before and after; an empty list is as good as none."""
    if prop.fields and isinstance(new, list):
        return row_pairs(prop, old or [], new)
    return {prop.name: (old or None, new) if prop.fields else (old, new)}


def row_pairs(prop: Prop, old: list[Props], new: list[Props]) -> dict[str, Pair]:
    """Objects at the same place; in a set without those that are in both."""
    if prop.unordered:
        both = [row for row in new if any(bare(row) == bare(o) for o in old)]
        old = [row if not any(bare(row) == bare(b) for b in both) else {} for row in old]
        new = [row if row not in both else {} for row in new]
    size = max(len(old), len(new))
    old, new = padded(old, size), padded(new, size)
    return {
        f"{prop.name}[{i}]": (bare(a) or None, bare(b) or None)
        for i, (a, b) in enumerate(zip(old, new, strict=True))
    }


def padded(rows: list[Props], size: int) -> list[Props]:
    """Filled up with empty objects."""
    return [*rows, *({} for _ in range(size - len(rows)))]


def bare(row: Props) -> Props:
    """An object without what it has not."""
    return {k: v for k, v in row.items() if v is not None}


def kind_of(before: Any, after: Any, replaces: bool) -> PropertyDiffKind:
    """Added, deleted or updated; with or without replacing the resource."""
    name = "ADD" if before is None else "DELETE" if after is None else "UPDATE"
    return PropertyDiffKind[f"{name}_REPLACE" if replaces else name]


def inputs_of(kind: Kind, state: Props, inputs: Props) -> Props:
    """The inputs a read gives back: for an import all there are, for a refresh those in use."""
    found: Props = {}
    for prop in kind.props:
        value = state.get(prop.name)
        if prop.need == "computed" or value in (None, "", []):
            continue
        if inputs and prop.name not in inputs:
            continue
        found[prop.name] = input_value(prop, value, inputs.get(prop.name))
    return found


def input_value(prop: Prop, value: Any, given: Any) -> Any:
    """The state as an input; what was given is kept as long as it still says the same."""
    if not prop.fields:
        return value
    same = isinstance(given, list) and len(given) == len(value)
    if (
        same
        and all(m in value for m in partners(prop, value, given))
        and rows_fit(prop, value, given)
    ):
        return given
    return [input_row(prop, row) for row in value]


def rows_fit(prop: Prop, value: list[Props], given: list[Props]) -> bool:
    """Whether every given object still has its equal."""
    mates = partners(prop, value, given)
    return all(m is not None and fits(prop.fields, m, g) for m, g in zip(mates, given, strict=True))


def input_row(prop: Prop, row: Props) -> Props:
    """An object of the state with nothing but what a person would write."""
    who = next((name for name in prop.one_of if row.get(name)), "")
    kept = [
        f.name
        for f in prop.fields
        if f.need != "computed"
        and (f.name not in prop.one_of or f.name == who)
        and not (f.unless and row.get(f.unless))
    ]
    return {name: row[name] for name in kept if row.get(name) is not None}
