"""`pypi:index:WorkflowProposal`: a release workflow, delivered by a pull or merge request.

Every diff looks at the forge, so that an `up` after a merge says `agrees` without a refresh.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from typing import get_args

from pulumi.provider.experimental import provider as rpc
from pulumi.provider.experimental.property_value import PropertyValue, PropertyValueType

from trustpub.config import Config
from trustpub.model import Forge
from trustpub.proposing.model import Outcome, Place
from trustpub.proposing.propose import Looked, carry_out, look, take_back

from .values import is_text, unknown, values

PLACE = Place._fields
"""Which file and where it is proposed: another one is another proposal."""
INPUTS = (*PLACE, "config")
OUTPUTS = Outcome._fields
TO_BE_PROPOSED = "to be proposed"
"""The state in a preview, where a change is not yet proposed as it should be."""

Properties = Mapping[str, PropertyValue]


class ProposalProvider(rpc.Provider):
    """Thin: what it decides is in trustpub.proposing."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        """`say(urn, message)` shows a message beside a resource."""
        self.say = say

    async def check(self, request: rpc.CheckRequest) -> rpc.CheckResponse:
        """Inputs are texts, and the config is one."""
        failures = [rpc.CheckFailure(name, reason) for name, reason in refusals(request.new_inputs)]
        return rpc.CheckResponse(request.new_inputs, failures)

    async def diff(self, request: rpc.DiffRequest) -> rpc.DiffResponse:
        """What the inputs or the forge changed since; of another file the old proposal goes."""
        old, new = request.old_state, request.new_inputs
        changed = [name for name in INPUTS if text(old, name) != text(new, name)]
        replaces = [name for name in changed if name in PLACE]
        if not replaces and known(new):
            changed = [] if settled(await seen(new), old) else changed or ["state"]
        kinds = rpc.PropertyDiffKind
        kind = kinds.UPDATE_REPLACE if replaces else kinds.UPDATE
        return rpc.DiffResponse(
            changes=bool(changed),
            replaces=replaces,
            diffs=changed,
            # The new proposal may be on the same branch, after a repository was renamed.
            delete_before_replace=bool(replaces),
            detailed_diff={n: rpc.PropertyDiff(kind, input_diff=n in INPUTS) for n in changed},
        )

    async def create(self, request: rpc.CreateRequest) -> rpc.CreateResponse:
        """Propose the change, if there is one."""
        inputs = request.properties
        if not known(inputs):
            return rpc.CreateResponse("", {**inputs, **dict.fromkeys(OUTPUTS, unknown())})
        return rpc.CreateResponse(make_id(inputs), await done(inputs, request.preview))

    async def read(self, request: rpc.ReadRequest) -> rpc.ReadResponse:
        """Look again; nothing can be imported, for all of it is known by the config."""
        inputs = {n: v for n, v in (request.inputs or request.properties).items() if n in INPUTS}
        if not known(inputs):
            return rpc.ReadResponse("", {}, {})
        looked = await seen(inputs)
        return rpc.ReadResponse(make_id(inputs), told(inputs, looked, looked.outcome), inputs)

    async def update(self, request: rpc.UpdateRequest) -> rpc.UpdateResponse:
        """Bring the branch and the request up to date, or close what is no longer needed."""
        return rpc.UpdateResponse(await done(request.news, request.preview))

    async def delete(self, request: rpc.DeleteRequest) -> None:
        """Close the request and delete the branch; a file that was taken stays."""
        left = await asyncio.to_thread(take_back, place(request.properties), os.environ)
        if left:
            self.say(request.urn, left)


def refusals(properties: Properties) -> list[tuple[str, str]]:
    """(input, reason) for every value that cannot be."""
    found = [(name, "is missing") for name in INPUTS if name not in properties]
    kind = PropertyValueType.STRING
    odd = [n for n in INPUTS if n in properties and properties[n].type != kind]
    found += [(name, "is no text; write text") for name in odd]
    if not found and known(properties) and text(properties, "forge") not in get_args(Forge):
        found.append(("forge", "is no forge that is known; write github or gitlab"))
    return found


def known(properties: Properties) -> bool:
    """Whether all inputs are known."""
    return all(is_text(properties.get(name)) for name in INPUTS)


def text(properties: Properties, name: str) -> str:
    """An input as text."""
    return str(properties[name].value) if name in properties else ""


def place(properties: Properties) -> Place:
    """Which file, and where."""
    named = {name: text(properties, name) for name in PLACE}
    forge: Forge = "github" if named["forge"] == "github" else "gitlab"
    return Place(**{**named, "forge": forge})  # type: ignore[arg-type]


def make_id(inputs: Properties) -> str:
    """`github:octo-org/sampleproject:.github/workflows/release.yml`."""
    return ":".join(text(inputs, name) for name in ("forge", "repository", "path"))


async def seen(inputs: Properties) -> Looked:
    """One look at the forge, off the event loop."""
    config = Config.model_validate_json(text(inputs, "config"))
    return await asyncio.to_thread(look, config, place(inputs), os.environ)


async def done(inputs: Properties, preview: bool) -> dict[str, PropertyValue]:
    """What is there afterwards; a preview only looks."""
    looked = await seen(inputs)
    if not preview:
        return told(inputs, looked, await asyncio.to_thread(carry_out, looked))
    outcome = looked.outcome
    found = told(inputs, looked, outcome)
    if looked.decision.steps and outcome.state == "proposed":
        found["state"] = PropertyValue(TO_BE_PROPOSED)
        found["link"] = PropertyValue(outcome.link) if outcome.link else unknown()
    return found


def told(inputs: Properties, looked: Looked, outcome: Outcome) -> dict[str, PropertyValue]:
    """Inputs and outputs: the engine hands only outputs to the next diff."""
    return {**{n: v for n, v in inputs.items() if n in INPUTS}, **values(outcome._asdict())}


def settled(looked: Looked, old: Properties) -> bool:
    """Whether nothing is to be written, and all that is told is told already."""
    shown = values(looked.outcome._asdict())
    return not looked.decision.steps and all(old.get(n) == shown[n] for n in OUTPUTS)
