"""The `github` context of one event, as far as it is known before a run."""

from collections.abc import Mapping

from .activities import (
    ACTIVITIES,
    ANY_NAME,
    HEAD,
    MERGED,
    PAYLOADS,
    REFS,
    SURE,
    TAG,
)
from .push_filters import Globs
from .values import Partial, Pattern, Unknown, Value


def no_action(event: str, types: Globs) -> Value:
    """The activity where none is named: null for an event that has none."""
    open_ended = types or event == "repository_dispatch" or event not in ACTIVITIES
    return Unknown(f"{event} has several activities") if open_ended else None


def told(event: str, action: Value) -> dict[str, Value]:
    """What the activity of a release says of it.

    "Events that trigger workflows", release: drafts start no workflow; `prereleased` and
    `released` are about pre-releases and stable ones.
    """
    if event != "release":
        return {}
    release = Partial({"tag_name": Pattern()})
    if action in ("published", "released", "prereleased"):
        release["draft"] = False
    if action in ("released", "prereleased"):
        release["prerelease"] = action == "prereleased"
    return {"release": release}


def ref_of(event: str, action: Value, aimed: Globs | None) -> Value:
    """The ref an event runs on."""
    if event not in ACTIVITIES:
        return Unknown(f"the event {event!r} is not known")
    if event == "pull_request" and (action == "closed" or isinstance(action, Unknown)):
        return MERGED
    return REFS.get(event, Pattern(HEAD, aimed or ANY_NAME))


def github_of(event: str, ref: Value, payload: Mapping[str, Value] | None = None) -> Partial:
    """The `github` context of a world."""
    github = Partial(
        {name: Unknown(f"github.{name} is known in a run only", True) for name in SURE}
    )
    github |= {"event_name": event, "ref": ref, **named(ref)}
    if event in ACTIVITIES:
        absent = {name for name, events in PAYLOADS.items() if event not in events}
        github["event"] = Partial({**dict.fromkeys(absent), "action": None, **(payload or {})})
        if not event.startswith(("pull_request", "merge_group")):
            github |= {"head_ref": "", "base_ref": ""}
    return github


def named(ref: Value) -> dict[str, Value]:
    """Type and short name of a ref: what follows `refs/heads/`, `refs/tags/` or `refs/pull/`."""
    if not isinstance(ref, Pattern):
        return {
            "ref_type": Unknown("the ref is not known"),
            "ref_name": Unknown("the ref is not known"),
        }
    kind: Value = "tag" if ref.prefix == TAG else "branch"
    if ref.prefix == "refs/":
        name = Pattern(ref=True)
        kind = kind if ref == MERGED else Unknown("a branch or a tag", truth=True)
    else:
        head, _, rest = ref.prefix.removeprefix("refs/").partition("/")
        name = Pattern(rest, ref.globs, ref=True) if head else Pattern(ref=True)
    return {"ref_type": kind, "ref_name": name}
