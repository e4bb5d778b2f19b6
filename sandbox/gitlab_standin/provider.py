"""The provider the engine talks to: plain properties in, plain properties out."""

import asyncio
import os
from typing import Any

from pulumi.provider.experimental import provider as sdk

from . import (
    project_environment,
    project_protected_environment,
    project_variable,
    tag_protection,
)
from .checking import failures
from .client import Client, refusal
from .errors import StandinError
from .planning import difference, inputs_of, plan, unsettled
from .props import Kind
from .schema import package
from .values import UNKNOWN, Props, plain_map, wrap_map

KINDS: tuple[Kind, ...] = (
    tag_protection.KIND,
    project_environment.KIND,
    project_protected_environment.KIND,
    project_variable.KIND,
)
BY_TOKEN = {kind.token: kind for kind in KINDS}


class Standin(sdk.Provider):
    """Blocking calls run in threads: the server is one loop."""

    def __init__(self) -> None:
        self.client: Client | None = None

    async def get_schema(self, request: sdk.GetSchemaRequest) -> sdk.GetSchemaResponse:
        """The types served here."""
        return sdk.GetSchemaResponse(package(KINDS))

    async def check_config(self, request: sdk.CheckRequest) -> sdk.CheckResponse:
        """Refuse an address that is not loopback before anything starts."""
        url = plain_map(request.new_inputs).get("baseUrl")
        why = refusal(url) if isinstance(url, str) else None
        return sdk.CheckResponse(
            request.new_inputs, [sdk.CheckFailure("baseUrl", why)] if why else None
        )

    async def configure(self, request: sdk.ConfigureRequest) -> sdk.ConfigureResponse:
        """Connect; the first call is `GET /user`, as the real provider makes it.

        Without `accept_secrets` the engine itself keeps secret what came in secret; without
        `accept_outputs` unknowns arrive in the form the SDK can read.
        """
        given = settings(request)
        if UNKNOWN not in given.values():
            client = Client(given["baseUrl"], given["token"])
            if given["earlyAuthCheck"] != "false":
                await asyncio.to_thread(client.call, "get", "user")
            self.client = client
        return sdk.ConfigureResponse(supports_preview=True)

    async def check(self, request: sdk.CheckRequest) -> sdk.CheckResponse:
        """Hold the inputs against the type; give a name where one was left out."""
        kind, inputs = kind_of(request.type), plain_map(request.new_inputs)
        name = kind.autonamed
        if name and name not in inputs:
            old = plain_map(request.old_inputs).get(name)
            inputs[name] = old or f"{request.name}-{request.random_seed.hex()[:7] or '0000000'}"
        return sdk.CheckResponse(wrap_map(inputs), failures(kind, inputs) or None)

    async def diff(self, request: sdk.DiffRequest) -> sdk.DiffResponse:
        """Compare state and plan; as in the real one nothing asks to be deleted first."""
        kind, old = kind_of(request.type), plain_map(request.old_state)
        details = difference(kind, old, plan(kind, old, plain_map(request.new_inputs)))
        names = list(dict.fromkeys(path.partition("[")[0] for path in details))
        replaces = [p.name for p in kind.props if p.replaces and p.name in names]
        return sdk.DiffResponse(bool(details), replaces, diffs=names, detailed_diff=details)

    async def create(self, request: sdk.CreateRequest) -> sdk.CreateResponse:
        """Make it, or in a preview say what it would be."""
        kind = kind_of(request.type)
        planned = plan(kind, None, plain_map(request.properties))
        if request.preview:
            return sdk.CreateResponse(None, wrap_map(planned))
        id, state = await asyncio.to_thread(kind.create, self.connected(), planned)
        return sdk.CreateResponse(id, wrap_map(state))

    async def read(self, request: sdk.ReadRequest) -> sdk.ReadResponse:
        """What is there, as state and as inputs; no id when it is gone."""
        kind, old = kind_of(request.type), plain_map(request.properties)
        found = await asyncio.to_thread(kind.read, self.connected(), request.resource_id, old)
        if found is None:
            return sdk.ReadResponse()
        id, state = found
        inputs = inputs_of(kind, state, plain_map(request.inputs))
        return sdk.ReadResponse(id, wrap_map(state), wrap_map(inputs))

    async def update(self, request: sdk.UpdateRequest) -> sdk.UpdateResponse:
        """Change it, or in a preview say what it would become."""
        kind, inputs = kind_of(request.type), plain_map(request.news)
        planned = unsettled(kind, inputs, plan(kind, plain_map(request.olds), inputs))
        if request.preview:
            return sdk.UpdateResponse(wrap_map(planned))
        state = await asyncio.to_thread(kind.update, self.connected(), request.resource_id, planned)
        return sdk.UpdateResponse(wrap_map(state))

    async def delete(self, request: sdk.DeleteRequest) -> None:
        """Remove it."""
        kind, old = kind_of(request.type), plain_map(request.properties)
        await asyncio.to_thread(kind.delete, self.connected(), request.resource_id, old)

    def connected(self) -> Client:
        """The client, or why there is none."""
        if self.client is None:
            raise StandinError("the provider's baseUrl or token is not known yet")
        return self.client


def kind_of(token: str) -> Kind:
    """The type, or a sentence that names those served.

    The SDK takes it out of the URN, where the types of the parents stand before it.
    """
    token = token.rpartition("$")[2]
    if token not in BY_TOKEN:
        served = ", ".join(each.rpartition(":")[2] for each in BY_TOKEN)
        raise StandinError(f"{token} is not served by the sandbox's stand-in; it has {served}")
    return BY_TOKEN[token]


def settings(request: sdk.ConfigureRequest) -> Props:
    """Provider inputs, else the environment, as the real provider reads them."""
    args = plain_map(request.args)
    variables: dict[str, Any] = {
        name.rpartition(":")[2]: value for name, value in request.variables.items()
    }
    environment = {
        "baseUrl": os.environ.get("GITLAB_BASE_URL", ""),
        "token": os.environ.get("GITLAB_TOKEN", ""),
        "earlyAuthCheck": os.environ.get("GITLAB_EARLY_AUTH_CHECK", "true").lower(),
    }
    return {
        name: args.get(name) or variables.get(name) or environment[name] for name in environment
    }
