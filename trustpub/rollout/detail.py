"""What the engine would change, setting by setting; and all of it as one short text. Pure."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from ..doctor.redact import HIDDEN
from ..model import Value
from ..preview.shown import change, name
from .calling import called
from .fingerprint import bare

MASKED = "[secret]"
"""What the engine says instead of a secret: pulumi/pulumi, pkg/backend/display, MassageSecrets."""
NOT_SHOWN = "[not shown]"
UNSHOWN = (HIDDEN, MASKED, NOT_SHOWN)
PLANNED = "plan-sha256:"
WORLD = ("GITHUB_BASE_URL", "GITLAB_BASE_URL", "TRUSTPUB_PYPI_URL", "TRUSTPUB_TESTPYPI_URL")
"""The same step on another forge is another one; the state may be anywhere."""
SIDES = {"create-replacement": "create", "delete-replaced": "delete"}
"""A replacement that was stopped in its middle goes on as one of these."""
SEVERAL = ("create-replacement", "delete-replaced")
"""What `replace` stands for: told once."""
LENGTH = 32


class Setting(Value):
    """One setting; null where there is none."""

    name: str
    before: Any
    after: Any


class Detail(Value):
    """One step of the engine."""

    operation: str
    """The engine's word: `create`, `update`, `replace`, `delete` ..."""
    kind: str
    """As in the plan: `github.environment`."""
    name: str
    """Of the resource: `octo-org/sampleproject/environment/pypi`."""
    settings: tuple[Setting, ...] = ()
    """Those that differ; people, teams and groups by the forge's ids."""
    hidden: tuple[str, ...] = ()
    """What differs too and is none of ours: its values are not told."""

    @property
    def whole(self) -> bool:
        """Whether all that it sets is shown."""
        return not any(unshown(one.after) for one in self.settings)

    @property
    def label(self) -> str:
        """As a step is called."""
        return f"{self.operation} {self.name}"

    def told(self, ids: Mapping[str, int]) -> list[str]:
        """`wait_timer: 0 -> 30`, of what changes from something to something.

        `ids`: what names were resolved to, as a Result has them.
        """
        if self.operation not in ("update", "replace"):
            return []
        sides = [(one, *(called(v, ids) for v in (one.before, one.after))) for one in self.settings]
        found = [f"{name(one.name)}: {change(was, now)}" for one, was, now in sides]
        return [*found, *(f"{name(one)}: (not shown)" for one in self.hidden)]

    def digest(self) -> str:
        """The same, the same step."""
        said = self.model_dump(mode="json")
        said["operation"] = SIDES.get(self.operation, self.operation)
        return summed(said)[:LENGTH]


def unshown(value: Any) -> bool:
    """Whether something in a value is left out of it."""
    if isinstance(value, dict):
        return any(unshown(one) for one in value.values())
    if isinstance(value, list | tuple):
        return any(unshown(one) for one in value)
    return isinstance(value, str) and any(sign in value for sign in UNSHOWN)


def summed(value: Any) -> str:
    """Hex digits of a value."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def digest_of(plans: Mapping[str, Iterable[Detail]], environ: Mapping[str, str]) -> str:
    """Of all steps, by repository; whoever has none is left out. Empty where one is not shown."""
    steps = {key: tuple(found) for key, found in plans.items()}
    if not all(one.whole for found in steps.values() for one in found):
        return ""
    told = {key: sorted(one.digest() for one in found) for key, found in steps.items() if found}
    world = {key: bare(environ.get(key, "")).rstrip("/") for key in WORLD}
    return f"{PLANNED}{summed([world, told])}"
