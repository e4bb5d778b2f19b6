"""The one file of the core that drives the engine: what the Automation API does, in one start.

`pulumi.automation` starts its command six times for an `up` (version, select, up, two times the
outputs, history). Here the command is started once, with its own flag for a program that is served
by somebody else (`--client`, sdk/python/lib/pulumi/automation/_stack.py), and served by the very
class that the Automation API uses. The provider `pypi` is served here too: the engine attaches to
it (`PULUMI_DEBUG_PROVIDERS`, pulumi/pulumi, sdk/go/common/resource/plugin/provider_plugin.go), and
one Python start less is to be paid. Both serve one engine run and no other.
"""

import asyncio
import gc
import importlib
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, NamedTuple

import grpc
import grpc.aio
from pulumi.automation._server import LanguageServer
from pulumi.provider.experimental.server import ProviderServicer
from pulumi.runtime._grpc_settings import _GRPC_CHANNEL_OPTIONS as OPTIONS
from pulumi.runtime.proto import language_pb2_grpc, provider_pb2_grpc

from ... import __version__
from ...checking import Checked
from ...model import Forge

HERE = "127.0.0.1:0"
BEFORE_FORK = (
    "trustpub.rollout.running.one",
    "trustpub.components.program",
    "trustpub.plugin.serving",
    "trustpub.plugin.engine",
    "trustpub.verifying.verify",
    "trustpub.rollout.limits.overheard",
    "requests",
)
OF_FORGES = ("pulumi_{}", "trustpub.forges.{}.resolve", "trustpub.forges.{}.observing.opening")


class Served(NamedTuple):
    """Where the program and the provider are served."""

    client: str
    provider: str


def prepare(forges: Iterable[Forge]) -> None:
    """Import once all that every repository's process needs. Starts no thread, so it may fork."""
    for name in BEFORE_FORK:
        importlib.import_module(name)
    for forge in forges:
        for pattern in OF_FORGES:
            importlib.import_module(pattern.format(forge))
    gc.freeze()


def program(checked: Checked, told: dict[str, dict[str, int]]) -> Callable[[], None]:
    """What declares a config; `told` gets what its names were resolved to, by forge."""
    parts: Any = importlib.import_module("trustpub.components.program")

    def declare() -> None:
        resolved = parts.known(checked)
        told.update(resolved.ids)
        parts.stop_on_twins(resolved)
        parts.declare(resolved)

    return declare


@contextmanager
def served(declare: Callable[[], None]) -> Iterator[Served]:
    """The program and the provider, for one run of the engine."""
    server = grpc.server(ThreadPoolExecutor(max_workers=4), options=OPTIONS)
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(LanguageServer(declare), server)
    client = f"127.0.0.1:{server.add_insecure_port(HERE)}"
    server.start()
    try:
        yield Served(client, f"pypi:{provider()}")
    finally:
        server.stop(0)


def provider() -> int:
    """Serve the provider in a thread that ends with the process; its port."""
    ports: list[int] = []
    ready = threading.Event()
    threading.Thread(target=lambda: asyncio.run(serve(ports, ready)), daemon=True).start()
    if not ready.wait(60):
        raise RuntimeError("the provider pypi could not be served")
    return ports[0]


async def serve(ports: list[int], ready: threading.Event) -> None:
    """The provider on a port of its own, until the process ends."""
    server = grpc.aio.server(options=OPTIONS)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(attachable(), server)
    ports.append(server.add_insecure_port(HERE))
    await server.start()
    ready.set()
    await server.wait_for_termination()


def attachable() -> Any:
    """The provider `pypi`, which learns from the engine where to send its messages."""
    empty: Any = importlib.import_module("google.protobuf.empty_pb2")
    serving: Any = importlib.import_module("trustpub.plugin.serving")
    engine: Any = importlib.import_module("trustpub.plugin.engine")
    address: list[str] = []

    async def attach(request: Any, context: Any) -> Any:
        address[:] = [request.address]
        return empty.Empty()

    def say(urn: str, message: str) -> None:
        engine.warner(address)(urn, message)

    servicer: Any = ProviderServicer([], __version__, serving.Serving(say), "")
    servicer.Attach = attach
    return servicer
