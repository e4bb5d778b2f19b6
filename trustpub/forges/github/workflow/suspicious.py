"""Steps that may upload for all that can be seen: actions from elsewhere, commands that hide."""

from ....uploads.scripts import UPLOADS
from .actions import CREDENTIAL, FAMILIES, NO_INDEX, PUBLISHING
from .finds import Doubt
from .scope import expressions, kept_in
from .shape import scalars
from .uses import action
from .walk import Here, Walk


def looks_like_credential(name: str, text: str) -> bool:
    """Whether a setting gets something kept, and one of the two is named after a credential."""
    kept = kept_in(text)
    return bool(kept) and any(CREDENTIAL.search(word) for word in (name, *kept))


def foreign(walk: Walk, here: Here, uses: str) -> None:
    """An action that is not known: it uploads perhaps, where it gets a credential of an index."""
    own = {name: here.env[name] for name in scalars(here.step.get("env")) if name in here.env}
    for name, text in here.inputs().items():
        if UPLOADS.search(text) or "gh-action-pypi-publish" in text.lower():
            why = f"the action is not known, and its input {name!r} names an upload"
            walk.doubts.append(Doubt(here.line, f"what {uses} does", why))
            return
    for name, text in {**here.inputs(), **own}.items():
        if looks_like_credential(name, text):
            why = f"the action is not known, and {name!r} gives it what may be an index's token"
            walk.doubts.append(Doubt(here.line, f"what {uses} does", why))
            return
    name = action(uses).name
    if PUBLISHING.search(name) and not NO_INDEX.search(name):
        inherited = bool(credential_names(here))
        what = (
            "the credential of an index that is in its environment" if inherited else "an ID token"
        )
        why = f"the action is not known, and may publish with {what}"
        walk.doubts.append(Doubt(here.line, f"what {uses} does", why, not inherited))


def family(name: str) -> str | None:
    """The tool that reads a variable, by the beginning of its name."""
    return next((tool for start, tool in FAMILIES.items() if name.startswith(start)), None)


def credential_names(here: Here) -> tuple[str, ...]:
    """The variables in sight that hold a credential of an index."""
    return tuple(
        name
        for name, text in here.env.items()
        if expressions(text) and looks_like_credential(name, text)
    )
