"""GitHub: what starts the workflow."""

from collections.abc import Iterable, Iterator

from ..chain.model import Finding, Link
from ..forges.base import union
from ..patterns import covers
from ..writing.scalars import glob
from .blocks import append, drop_item, fill, put, replace, rewrite
from .edits import Edits
from .scene import Scene
from .spots import Spot
from .yaml_text import Data

DISPATCH = "workflow_dispatch"


def tag_never(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """With the declared tags."""
    for link in scene.links(finding.job):
        yield from one_by_one(scene, "tags", link.publisher.tags)


def branch_never(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """With the declared branches."""
    for link in scene.links(finding.job):
        yield from one_by_one(scene, "branches", link.publisher.branches)


def one_by_one(scene: Scene, kind: str, patterns: tuple[str, ...]) -> Iterator[Edits | None]:
    """Each pattern alone, then all of them."""
    for pattern in patterns:
        yield with_refs(scene, kind, (pattern,))
    if len(patterns) > 1:
        yield with_refs(scene, kind, patterns)


def manual_never(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """With a button."""
    yield with_event(scene, DISPATCH, None)


def with_event(scene: Scene, event: str, value: Data) -> Edits | None:
    """One more event under `on:`."""
    root = scene.page.root
    on = root.get("on")
    if on is None or on.shared or on.kind == "alias":
        return None
    if on.kind == "map":
        return put(scene.page, on, event, value)
    names = [item.value for item in on.items] if on.kind == "list" else [on.value]
    if event in names or not all(names) or any(item.kind != "scalar" for item in on.items):
        return None
    if value is None and on.kind == "list":
        return append(scene.page, on, event)
    return replace(scene.page, root, "on", {**dict.fromkeys(names), event: value})


def with_refs(scene: Scene, kind: str, patterns: Iterable[str]) -> Edits | None:
    """More patterns for pushed tags or branches."""
    globs = [glob(one) for one in patterns]
    on = scene.page.root.get("on")
    push = on.get("push") if on and on.kind == "map" else None
    if push is not None and (push.shared or push.kind == "alias"):
        return None
    if on is None or push is None:
        return with_event(scene, "push", {kind: globs})
    now = push.get(kind)
    if now is None:
        if push.get(f"{kind}-ignore") is not None or push.kind != "map":
            return None
        return put(scene.page, push, kind, globs)
    return more(scene, push, kind, now, globs)


def more(scene: Scene, push: Spot, kind: str, now: Spot, globs: list[str]) -> Edits | None:
    """Patterns that a filter lacks."""
    there = [item.value for item in now.items] or [now.value]
    new = [one for one in globs if one not in there]
    if not new:
        return None
    if now.kind == "list" and now.items:
        added = [append(scene.page, now, one) for one in (new if now.flow else reversed(new))]
        return tuple(e for edits in added for e in edits or ()) if all(added) else None
    if now.kind == "scalar" and not now.marked and not now.shared:
        return replace(scene.page, push, kind, [one for one in there if one] + new)
    return None


def narrow(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The filter that lets in too much becomes what is declared."""
    on = scene.page.root.get("on")
    filters = on.get("push", "tags") if on and on.kind == "map" else None
    declared = union(publisher.tags for publisher in scene.publishers)
    push = on.get("push") if on and on.kind == "map" else None
    if filters is None or push is None or filters.shared or push.shared or not declared:
        return
    trail = scene.trail(finding.at)
    for globs in wanted(declared):
        if trail and trail[-1].owner is filters:
            yield instead(scene, filters, trail[-1].value, globs)
        if filters.kind == "scalar":
            yield rewrite(filters, globs[0]) if len(globs) == 1 else None
            yield replace(scene.page, push, "tags", globs)


def wanted(declared: tuple[str, ...]) -> Iterator[list[str]]:
    """The patterns, those left out that others cover; as filters."""
    least = [
        one
        for one in declared
        if not any(other != one and covers(other, one, "github") for other in declared)
    ]
    yield [glob(one) for one in least]
    if len(least) < len(declared):
        yield [glob(one) for one in declared]


def instead(scene: Scene, filters: Spot, item: Spot, globs: list[str]) -> Edits | None:
    """One item of a filter gives way to what is declared."""
    there = [one.value for one in filters.items if one is not item]
    new = [one for one in globs if one not in there]
    if not new:
        return drop_item(scene.page, filters, item)
    first = rewrite(item, new[0])
    rest = [append(scene.page, filters, one) for one in new[1:]]
    if first is None or not all(rest):
        return None
    return first + tuple(edit for edits in rest for edit in edits or ())


def all_of(scene: Scene, link: Link) -> Edits | None:
    """Every trigger of a publisher that the file does not name: one edit after the other."""
    publisher = link.publisher
    found: list[Edits | None] = []
    on = scene.page.root.get("on")
    pushes = on is not None and on.kind == "map" and on.get("push") is not None
    if pushes:
        kinds = {"tags": publisher.tags, "branches": publisher.branches}
        found += [with_refs(scene, kind, own) for kind, own in kinds.items() if own]
    elif publisher.tags or publisher.branches:
        kinds = {"tags": publisher.tags, "branches": publisher.branches}
        filters = {kind: [glob(one) for one in own] for kind, own in kinds.items() if own}
        found.append(with_event(scene, "push", filters))
    if publisher.manual and on is not None and on.kind == "map" and on.get(DISPATCH) is None:
        found.append(fill(scene.page, scene.page.root, "on", DISPATCH, None))
    return tuple(edit for edits in found for edit in edits or ())
