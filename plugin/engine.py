"""Messages to the engine, shown beside the resource they are about."""

from collections.abc import Callable, Sequence

import grpc
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc


def warner(args: Sequence[str]) -> Callable[[str, str], None]:
    """`warn(urn, message)` for the engine whose address is the first argument."""
    address = next((word for word in args if not word.startswith("-")), None)

    def warn(urn: str, message: str) -> None:
        if address is None:
            return
        with grpc.insecure_channel(address) as channel:
            engine_pb2_grpc.EngineStub(channel).Log(
                engine_pb2.LogRequest(severity=engine_pb2.WARNING, message=message, urn=urn)
            )

    return warn
