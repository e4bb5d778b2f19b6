"""`only:` and `except:` (lib/gitlab/ci/build/policy)."""

from ....tree import Node
from ....workflows.model import Truth
from .evaluate import Holds
from .expression import Pattern, parse
from .nodes import entries, texts
from .regex import found
from .rules import changed
from .truth import both, either, opposite
from .worlds import World, words

DEFAULT_ONLY = ("branches", "tags")
PLURALS = {"push": "pushes"}


def allowed(
    only: Node | None, exclude: Node | None, default: bool, world: World, holds: Holds
) -> Truth:
    """Whether both let a job in; `default`: whether no `only:` means branches and tags."""
    chosen = specs(only, world, holds, DEFAULT_ONLY if default or only else ())
    return both([*chosen, opposite(either(specs(exclude, world, holds, ())))])


def specs(node: Node | None, world: World, holds: Holds, default: tuple[str, ...]) -> list[Truth]:
    """What each of refs, variables, changes and kubernetes says."""
    simple = node is not None and node.kind != "map"
    refs = texts(node if simple else entries(node).get("refs")) or default
    found: list[Truth] = [either(ref_matches(ref, world) for ref in refs)] if refs else []
    for key, value in entries(node).items():
        match key:
            case "variables":
                found.append(either(holds(text) for text in texts(value)))
            case "changes":
                found.append(changed(value, world))
            case "kubernetes":
                found.append("unknown")
    return found


def ref_matches(text: str, world: World) -> Truth:
    """One of `refs:` (policy/refs.rb); `@group/project` cannot be compared with anything."""
    name, _, path = text.partition("@")
    matches = keyword_or_name(name, world)
    return both([matches, "unknown"]) if path else matches


def keyword_or_name(name: str, world: World) -> Truth:
    """`branches`, `tags`, a source in singular or plural, a name or a pattern."""
    source = world.source.removesuffix("_event")
    if name in (source, PLURALS.get(source, f"{source}s")):
        return "yes"
    if world.kind == "merge request":
        return "no"
    if name in ("branches", "tags"):
        return "yes" if name == {"branch": "branches", "tag": "tags"}[world.kind] else "no"
    if name in SOURCES:
        return "no"
    if world.ref is None:
        return "unknown"
    pattern = parse(name) if name.startswith("/") else None
    if isinstance(pattern, Pattern):
        return found(pattern.text, pattern.flags, world.ref)
    return "unknown" if pattern else "yes" if name == world.ref else "no"


SOURCES = words(
    """api chat external external_pull_request external_pull_requests merge_request merge_requests
    pipeline pipelines push pushes schedule schedules trigger triggers web"""
)
"""Words that GitLab documents as sources: no name of a branch that anybody means."""
