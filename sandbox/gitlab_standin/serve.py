"""The gRPC server: errors reach the person as sentences, without a traceback."""

import asyncio
import os
import sys
from collections.abc import Awaitable
from typing import Any

import grpc
from pulumi.provider.experimental.server import ProviderServicer
from pulumi.runtime._grpc_settings import _GRPC_CHANNEL_OPTIONS
from pulumi.runtime.proto import provider_pb2_grpc

from . import VERSION
from .errors import StandinError
from .provider import Standin

BANNER = (
    "pulumi-resource-gitlab: this is the sandbox's stand-in for the GitLab provider; "
    "it talks to loopback addresses only"
)


async def told(context: Any, answer: Awaitable[Any]) -> Any:
    """Await the answer; what goes wrong is sent as text."""
    try:
        return await answer
    except StandinError as error:
        text = str(error)
    except Exception as error:
        # Defensive: a fault of the stand-in itself; its message could quote anything.
        text = f"the GitLab stand-in failed with {type(error).__name__}{place(error)}"
    return await context.abort(grpc.StatusCode.UNKNOWN, text)


def place(error: BaseException) -> str:
    """The file and line an error came from."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    name = os.path.basename(trace.tb_frame.f_code.co_filename) if trace else ""
    return f" at {name}:{trace.tb_lineno}" if trace else ""


class Servicer(ProviderServicer):
    """The SDK's servicer; it turns exceptions into text with a traceback, this one does not."""


def wrapped(name: str) -> Any:
    """A method of the servicer that answers through `told`."""
    inner = getattr(ProviderServicer, name)

    async def method(self: Servicer, request: Any, context: Any) -> Any:
        return await told(context, inner(self, request, context))

    return method


for _name in ("CheckConfig", "Configure", "Check", "Diff", "Create", "Read", "Update", "Delete"):
    setattr(Servicer, _name, wrapped(_name))


async def serve(arguments: list[str]) -> None:
    """Listen on loopback, print the port, serve until stopped or until the engine is gone."""
    engine = arguments[0] if arguments else ""
    server = grpc.aio.server(options=_GRPC_CHANNEL_OPTIONS)
    servicer = Servicer(arguments, VERSION, Standin(), engine_address=engine)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    print(BANNER, file=sys.stderr, flush=True)
    print(port, flush=True)
    parent = os.getppid()
    # wait_for_termination answers True when the time is up.
    while os.getppid() == parent and await server.wait_for_termination(timeout=1):
        pass
    await server.stop(grace=None)


def main(arguments: list[str]) -> None:
    """Run the server; an interrupt ends it quietly."""
    try:
        asyncio.run(serve(arguments))
    except KeyboardInterrupt:
        return
