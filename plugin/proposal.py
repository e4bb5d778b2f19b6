"""`pypi:index:WorkflowProposal`: release workflows, delivered by a pull or merge request.

Every diff looks at the forge, so that an `up` after a merge says `agrees` without a refresh.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from typing import get_args

from pulumi.provider.experimental import provider as rpc
from pulumi.provider.experimental.property_value import PropertyValue, PropertyValueType

from trustpub.config import Config
from trustpub.errors import Broken
from trustpub.model import Forge
from trustpub.proposing.declared import place as place_of
from trustpub.proposing.model import Outcome, Place
from trustpub.proposing.propose import Looked, carry_out, look, take_back

from .values import is_text, unknown, values

PLACE = ("forge", "repository")
"""Where it is proposed: another one is another proposal."""
FORMER = ("path", "branch")
"""What a state has beside them of a time when each file was a resource of its own."""
INPUTS = (*PLACE, "config")
KEPT = (*INPUTS, *FORMER)
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
        """What the inputs or the forge changed since; in another repository the old one goes."""
        old, new = request.old_state, request.new_inputs
        changed = [name for name in INPUTS if text(old, name) != text(new, name)]
        replaces = [name for name in changed if name in PLACE]
        if not replaces and known(new):
            changed = [] if settled(await seen(new), old) else changed or ["state"]
            # Written anew though nothing else changed, so that the state is of this time.
            changed = changed or [name for name in FORMER if name in old]
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
        given = request.inputs or request.properties
        inputs = {name: value for name, value in given.items() if name in KEPT}
        if not known(inputs):
            return rpc.ReadResponse("", {}, {})
        looked = await seen(inputs)
        return rpc.ReadResponse(make_id(inputs), told(inputs, looked, looked.outcome), inputs)

    async def update(self, request: rpc.UpdateRequest) -> rpc.UpdateResponse:
        """Bring the branch and the request up to date, or close what is no longer needed."""
        return rpc.UpdateResponse(await done(request.news, request.preview))

    async def delete(self, request: rpc.DeleteRequest) -> None:
        """Close the request and delete the branch; what was taken stays."""
        left = await asyncio.to_thread(taken_back, request.properties)
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


def place(config: Config, properties: Properties) -> Place | None:
    """Which files, and where; of an old state, that state's own file and branch alone."""
    forge: Forge = "github" if text(properties, "forge") == "github" else "gitlab"
    repository = text(properties, "repository")
    if "path" in properties:
        path, branch = (text(properties, name) for name in FORMER)
        # Without claims: a branch that a later version took over is not its own any more.
        return Place(forge, repository, (path,), (), (branch,))
    found = place_of(config, forge)
    return found and found._replace(repository=repository)


def taken_back(properties: Properties) -> str:
    """A sentence on what is left."""
    found = place(config_of(properties), properties)
    return take_back(found, os.environ) if found else ""


def config_of(properties: Properties) -> Config:
    """The release config."""
    return Config.model_validate_json(text(properties, "config"))


def make_id(inputs: Properties) -> str:
    """`github:octo-org/sampleproject`."""
    return ":".join(text(inputs, name) for name in PLACE)


async def seen(inputs: Properties) -> Looked:
    """One look at the forge, off the event loop."""
    return await asyncio.to_thread(looked_at, inputs)


def looked_at(inputs: Properties) -> Looked:
    """One look at the forge."""
    config = config_of(inputs)
    found = place(config, inputs)
    if found is None:
        raise Broken("the release config asks for no file there; run it again")
    return look(config, found, os.environ)


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
    return {**{n: v for n, v in inputs.items() if n in KEPT}, **values(outcome._asdict())}


def settled(looked: Looked, old: Properties) -> bool:
    """Whether nothing is to be written, and all that is told is told already."""
    shown = values(looked.outcome._asdict())
    return not looked.decision.steps and all(old.get(n) == shown[n] for n in OUTPUTS)
