"""`pypi:index:TrustedPublisher`: check, diff, create, read, update, delete.

PyPI has no write API for publishers, so creating one declares it and looks; it never waits for
a person and never claims what was not observed.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from typing import cast

from pulumi.provider.experimental import provider as rpc
from pulumi.provider.experimental.property_value import PropertyValue, PropertyValueType

from trustpub.indexes.pypi.desired import ONLY_NEW
from trustpub.indexes.pypi.forms import form_problems
from trustpub.indexes.pypi.identity import form_values
from trustpub.indexes.pypi.look import Look, look
from trustpub.model import Index

from .values import (
    CHOICES,
    IDENTITY,
    INPUTS,
    Inputs,
    identity,
    make_id,
    parse_id,
    stated,
    texts,
    unknown,
    values,
)

FORM_FIELDS = {
    "project_name": "project",
    "owner": "namespace",
    "repository": "repository",
    "workflow_filename": "workflow",
    "project": "repository",
    "workflow_filepath": "workflow",
    "issuer_url": "issuer",
}
"""PyPI's form field -> input of the resource, where the names differ."""


class PyPIProvider(rpc.Provider):
    """Thin: what it decides is in trustpub.indexes.pypi."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        """`say(urn, message)` shows a message beside a resource."""
        self.say = say

    async def check(self, request: rpc.CheckRequest) -> rpc.CheckResponse:
        """What PyPI's form would refuse is refused here, with its reason."""
        failures = [rpc.CheckFailure(name, reason) for name, reason in refusals(request.new_inputs)]
        return rpc.CheckResponse(request.new_inputs, failures)

    async def diff(self, request: rpc.DiffRequest) -> rpc.DiffResponse:
        """Another identity is another registration, so it replaces: new first, old last."""
        old, new = request.old_state, request.new_inputs
        empty = PropertyValue("")
        changed = [name for name in INPUTS if old.get(name, empty) != new.get(name, empty)]
        replaces = [name for name in changed if name in IDENTITY]
        if replaces:
            told = f"another {', '.join(replaces)} needs a registration of its own"
            self.say(request.urn, f"{told}; the old publisher is removed last, by hand")
        return rpc.DiffResponse(
            changes=bool(changed),
            replaces=replaces,
            diffs=changed,
            detailed_diff={name: difference(name) for name in changed},
        )

    async def create(self, request: rpc.CreateRequest) -> rpc.CreateResponse:
        """Declare, and look how far it has come."""
        inputs = texts(request.properties)
        if len(inputs) < len(INPUTS):
            return rpc.CreateResponse("", {**request.properties, **unseen()})
        return rpc.CreateResponse(make_id(inputs), await outputs(inputs))

    async def read(self, request: rpc.ReadRequest) -> rpc.ReadResponse:
        """Look again; an import brings nothing but the id."""
        inputs = texts(request.inputs or request.properties)
        if len(inputs) < len(INPUTS):
            parsed = parse_id(request.resource_id)
            if parsed is None:
                return rpc.ReadResponse("", {}, {})
            inputs = parsed
        return rpc.ReadResponse(make_id(inputs), await outputs(inputs), values(stated(inputs)))

    async def update(self, request: rpc.UpdateRequest) -> rpc.UpdateResponse:
        """Nothing of a publisher can be changed; looking again is all there is to do."""
        return rpc.UpdateResponse(await outputs(texts(request.news)))

    async def delete(self, request: rpc.DeleteRequest) -> None:
        """Only a person can take a publisher off an index: say so, with the place."""
        inputs = texts(request.properties)
        page = (await seen(inputs)).link.partition("?")[0]
        said = f"if this publisher was registered, remove it by hand at {page}"
        self.say(request.urn, f"{make_id(inputs)}: {said}")


def difference(name: str) -> rpc.PropertyDiff:
    """How a changed input shows in a preview."""
    kinds = rpc.PropertyDiffKind
    kind = kinds.UPDATE_REPLACE if name in IDENTITY else kinds.UPDATE
    return rpc.PropertyDiff(kind, input_diff=True)


def refusals(properties: Mapping[str, PropertyValue]) -> list[tuple[str, str]]:
    """(input, reason) for every value that cannot be."""
    inputs = texts(properties)
    found = [
        (name, f"is {inputs[name]!r}; write {' or '.join(known)}")
        for name, known in CHOICES.items()
        if name in inputs and inputs[name] not in known
    ]
    missing = [name for name in IDENTITY if name not in properties]
    found += [(name, "is missing") for name in missing]
    text = PropertyValueType.STRING
    odd = [n for n in INPUTS if n in properties and properties[n].type != text]
    found += [(name, "is no text; write text") for name in odd]
    if found or len(inputs) < len(INPUTS):
        return found
    who = identity(inputs)
    values = form_values(who, inputs["project"])
    problems = [
        problem
        for problem in form_problems(who.forge, values, issuers=(who.issuer,))
        if problem.id not in ONLY_NEW
    ]
    return [
        (FORM_FIELDS.get(p.field or "", p.field or ""), f"{p.found}; {p.fix}") for p in problems
    ]


def unseen() -> dict[str, PropertyValue]:
    """The outputs of a publisher that is not known yet."""
    return dict.fromkeys(Look.model_fields, unknown())


async def seen(inputs: Inputs) -> Look:
    """One look at the index, off the event loop."""
    index = cast(Index, inputs["index"])
    organization = inputs["organization"] or None
    return await asyncio.to_thread(
        look, index, inputs["project"], identity(inputs), os.environ, organization
    )


async def outputs(inputs: Inputs) -> dict[str, PropertyValue]:
    """Inputs and what was seen: the engine hands only outputs to the next diff."""
    return values({**stated(inputs), **(await seen(inputs)).model_dump()})
