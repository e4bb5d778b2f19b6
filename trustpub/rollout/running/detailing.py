"""A step as the engine tells it -> Detail: only settings of ours, and no secret. Pure.

Shapes: pulumi/pulumi, sdk/go/common/apitype/events.go, StepEventMetadata.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ...adopting.importing import REGISTERED, TYPES
from ..detail import NOT_SHOWN, Detail, Setting, unshown

OURS: Mapping[str, str] = {
    "github.environment": "repository environment waitTimer canAdminsBypass preventSelfReview "
    "reviewers users teams deploymentBranchPolicy protectedBranches customBranchPolicies",
    "github.deployment-policy": "repository environment tagPattern branchPattern",
    "github.tag-ruleset": "repository name target enforcement conditions refName includes excludes "
    "rules creation update deletion bypassActors actorType actorId bypassMode",
    "gitlab.environment": "project name stopBeforeDestroy",
    "gitlab.protected-environment": "project environment deployAccessLevelsAttributes "
    "approvalRules accessLevel userId groupId groupInheritanceType requiredApprovals",
    "gitlab.protected-tag": "project tag createAccessLevel allowedToCreates userId groupId",
    "pypi.publisher": "index project forge issuer namespace repository workflow environment "
    "organization",
    "workflow.proposal": "forge repository config",
}
"""What our components set, in the engine's words and however deep; all else is never shown."""
KINDS = {
    **{kind: name for name, kind in TYPES.items()},
    REGISTERED: "pypi.publisher",
    "pypi:index:WorkflowProposal": "workflow.proposal",
}
NEW = ("create-replacement", "import")
DEFAULTS = "__defaults"
"""The provider's own, among the inputs: which of them it filled in."""
LATER = "(known when it is made)"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""A value that another step gives: sdk/go/common/resource/plugin/rpc.go, UnknownStringValue."""
FIRST = re.compile(r'\w+|(?<=\[")[^"]+')
"""Of a path of a difference: `reviewers[0].teams`."""
CAPITAL = re.compile(r"(?<!^)[A-Z]")
Discreet = Callable[[str], str]
Inputs = Mapping[str, Any]


def detail(step: Mapping[str, Any], discreet: Discreet) -> Detail:
    """One step; `discreet` hides what may be in no output."""
    kind = KINDS.get(step["type"], step["type"])
    reader = Reader(frozenset(OURS.get(kind, "").split()), discreet)
    # What is made anew or taken over has nothing before; the engine tells what it had.
    before = {} if step["op"] in NEW else side(step, "old", "inputs")
    after = side(step, "new", "inputs")
    named = {first(one) for one in (*(step.get("detailedDiff") or ()), *(step.get("diffs") or ()))}
    settings, hidden = [], []
    for one in sorted((before.keys() | after.keys() | named) - {DEFAULTS}):
        was, now = pruned(before.get(one)), pruned(after.get(one))
        if was == now and one not in named:
            continue
        pair = reader.read(one, was), reader.read(one, now)
        if was == now:
            # What was found otherwise than it was declared stands in the outputs alone.
            seen = pruned(side(step, "old", "outputs").get(one))
            pair = reader.read(one, seen, foreign=False), pair[1]
        if pair[0] != pair[1] or (was != now and unshown(pair[1])):
            settings.append(Setting(name=discreet(snake(one)), before=pair[0], after=pair[1]))
        else:
            hidden.append(discreet(snake(one)))
    return Detail(
        operation=step["op"],
        kind=kind,
        name=discreet(step["urn"].split("::", 3)[3]),
        settings=tuple(settings),
        hidden=tuple(hidden),
    )


class Reader(NamedTuple):
    """What is ours of the settings of a kind, and what hides the rest."""

    ours: frozenset[str]
    discreet: Discreet

    def read(self, key: str, value: Any, foreign: bool = True) -> Any:
        """A setting as it is shown; what is not ours may be left out."""
        return self.shown({key: value}, foreign).get(snake(key))

    def shown(self, value: Any, foreign: bool) -> Any:
        """A value: of what is not ours in it the name, and no token."""
        if isinstance(value, dict):
            return {
                snake(key): self.shown(one, foreign) if key in self.ours else NOT_SHOWN
                for key, one in value.items()
                if one is not None and (key in self.ours or foreign)
            }
        if isinstance(value, list):
            return [self.shown(one, foreign) for one in value]
        if isinstance(value, str):
            return LATER if value == UNKNOWN else self.discreet(value)
        return value


def pruned(value: Any) -> Any:
    """A value without what is empty, which is as good as left out; nothing where all of it is."""
    if isinstance(value, dict):
        found = {key: pruned(one) for key, one in value.items() if key != DEFAULTS}
        value = {key: one for key, one in found.items() if one is not None}
    elif isinstance(value, list):
        value = [pruned(one) for one in value]
    return None if value in ("", [], {}) else value


def side(step: Mapping[str, Any], which: str, part: str) -> Inputs:
    """Inputs or outputs of what is there, or is to be."""
    found = (step.get(which) or {}).get(part)
    return found if isinstance(found, dict) else {}


def first(path: str) -> str:
    """Whose difference it is: `reviewers`."""
    found = FIRST.search(path)
    return found[0] if found else path


def snake(key: str) -> str:
    """As the plan has it: `wait_timer`."""
    return CAPITAL.sub(lambda letter: f"_{letter[0].lower()}", key)
