"""The filters of an event: which branches and tags, and which activity types.

"Workflow syntax for GitHub Actions", `on.push.<branches|tags|branches-ignore|tags-ignore>`: a
filter for one kind of ref leaves the other kind out; paths are not looked at for tags.
"""

from collections.abc import Mapping

from .coercion import text_of

Globs = tuple[str, ...]


def texts_of(value: object) -> Globs:
    """The texts of a field that takes one or a list."""
    listed = value if isinstance(value, list | tuple) else [value]
    scalars = [one for one in listed if isinstance(one, str | int | float)]
    return tuple(text for one in scalars if isinstance(text := text_of(one), str) and text)


def admitted(settings: Mapping[str, object], kind: str) -> Globs | None:
    """The names of one kind (branches, tags) a filter admits; None where there is no filter.

    `-ignore` takes names out of all. `!` means nothing there, so such a list is left aside.
    """
    listed = texts_of(settings.get(kind))
    if listed:
        return listed
    ignored = texts_of(settings.get(f"{kind}-ignore"))
    if not ignored or any(glob.startswith("!") for glob in ignored):
        return ("**",) if ignored else None
    return ("**", *(f"!{glob}" for glob in ignored))


def pushed(settings: Mapping[str, object]) -> dict[str, Globs]:
    """Kind of ref -> the names whose push starts the workflow."""
    filters = {kind: admitted(settings, kind) for kind in ("branches", "tags")}
    named = {kind: globs for kind, globs in filters.items() if globs is not None}
    return named or {"branches": ("**",), "tags": ("**",)}
