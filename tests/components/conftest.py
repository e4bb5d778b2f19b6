"""The plugin as the engine starts it, with a stand-in for the engine to talk to."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import engine_pb2_grpc, provider_pb2, provider_pb2_grpc

from lab.world import Sandbox, sandbox

CLONE = Path(__file__).parents[2]
URN = "urn:pulumi:s::p::pypi:index:TrustedPublisher::name"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""How the engine writes a value that is not known yet (sdk/go/common/resource/plugin/rpc.go)."""


class Engine(engine_pb2_grpc.EngineServicer):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def Log(self, request: Any, context: Any) -> empty_pb2.Empty:
        """A message beside a resource."""
        self.said.append(request)
        return empty_pb2.Empty()


@dataclass
class Plugin:
    """A running plugin, its stub, and what it told the engine."""

    stub: provider_pb2_grpc.ResourceProviderStub
    engine: Engine
    process: subprocess.Popen[str]
    errors: list[str] = field(default_factory=list)

    def check(self, inputs: Mapping[str, Any]) -> Any:
        """CheckRequest without an old state."""
        return self.stub.Check(provider_pb2.CheckRequest(urn=URN, news=struct(inputs)))

    def diff(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> Any:
        """DiffRequest between two sets of inputs."""
        request = provider_pb2.DiffRequest(id="x", urn=URN, olds=struct(old), news=struct(new))
        return self.stub.Diff(request)

    def create(self, inputs: Mapping[str, Any], preview: bool = False) -> Any:
        """CreateRequest."""
        request = provider_pb2.CreateRequest(urn=URN, properties=struct(inputs), preview=preview)
        return self.stub.Create(request)

    def read(self, id: str, inputs: Mapping[str, Any] | None = None) -> Any:
        """ReadRequest; an import has the id alone."""
        known = struct(inputs or {})
        request = provider_pb2.ReadRequest(id=id, urn=URN, inputs=known, properties=known)
        return self.stub.Read(request)

    def delete(self, inputs: Mapping[str, Any]) -> Any:
        """DeleteRequest."""
        return self.stub.Delete(
            provider_pb2.DeleteRequest(id="x", urn=URN, properties=struct(inputs))
        )


def struct(values: Mapping[str, Any]) -> struct_pb2.Struct:
    """A mapping as it goes over the wire."""
    made = struct_pb2.Struct()
    made.update(values)
    return made


@contextmanager
def running(env: Mapping[str, str]) -> Iterator[Plugin]:
    """Start the plugin as the engine does: its port is the first line it prints."""
    engine, server = Engine(), grpc.server(ThreadPoolExecutor(1))
    engine_pb2_grpc.add_EngineServicer_to_server(engine, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    process = subprocess.Popen(
        [sys.executable, "-m", "plugin", f"127.0.0.1:{port}"],
        cwd=CLONE,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = f"127.0.0.1:{int(process.stdout.readline())}"
        with grpc.insecure_channel(address) as channel:
            plugin = Plugin(provider_pb2_grpc.ResourceProviderStub(channel), engine, process)
            yield plugin
    finally:
        process.terminate()
        _, errors = process.communicate(timeout=10)
        server.stop(0)
    assert "Traceback" not in errors


@pytest.fixture(scope="module")
def world() -> Iterator[Sandbox]:
    """A sandbox on loopback."""
    with sandbox() as running_world:
        yield running_world


@pytest.fixture(scope="module")
def plugin(world: Sandbox) -> Iterator[Plugin]:
    """The plugin, looking at the sandbox's indexes."""
    with running(world.env) as started:
        yield started


@pytest.fixture(scope="module")
def lost_plugin() -> Iterator[Plugin]:
    """The plugin, looking at an index that does not answer."""
    nowhere = {"TRUSTPUB_PYPI_URL": "http://127.0.0.1:9"}
    with running(nowhere) as started:
        yield started
