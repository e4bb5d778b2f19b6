"""The stand-in as the engine starts it: its launcher, and bare gRPC."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import provider_pb2 as pb
from pulumi.runtime.proto import provider_pb2_grpc

LAUNCHER = Path(__file__).parents[3] / "sandbox" / "gitlab_standin" / "pulumi-resource-gitlab"


class Plugin:
    """A running stand-in."""

    def __init__(self, process: "subprocess.Popen[str]", port: str) -> None:
        self.process = process
        self.stub = provider_pb2_grpc.ResourceProviderStub(
            grpc.insecure_channel(f"127.0.0.1:{port}")
        )

    def configure(self) -> Any:
        """Configure from the environment."""
        return self.stub.Configure(pb.ConfigureRequest(acceptSecrets=True), timeout=20)

    def ask(self, method: str, token: str, id: str = "", **fields: Any) -> dict[str, Any]:
        """One call about a resource; mappings become structs, and the answer a mapping."""
        packed = {k: struct(v) if isinstance(v, dict) else v for k, v in fields.items()}
        urn = f"urn:pulumi:dev::project::{token}::it"
        if id:
            packed["id"] = id
        kind = "Check" if method == "Check" else method
        request = getattr(pb, f"{kind}Request")(urn=urn, **packed)
        answer = getattr(self.stub, method)(request, timeout=20)
        found: dict[str, Any] = json_format.MessageToDict(answer)
        return found


def struct(values: dict[str, Any]) -> struct_pb2.Struct:
    """A mapping as a protobuf struct."""
    found = struct_pb2.Struct()
    json_format.ParseDict(values, found)
    return found


@contextmanager
def started(url: str, token: str, launcher: Path = LAUNCHER) -> Iterator[Plugin]:
    """Start the launcher and read its port from the first line."""
    process = subprocess.Popen(
        [str(launcher), "127.0.0.1:1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "GITLAB_BASE_URL": url, "GITLAB_TOKEN": token},
    )
    assert process.stdout is not None
    try:
        yield Plugin(process, process.stdout.readline().strip())
    finally:
        process.terminate()
        process.communicate(timeout=10)
