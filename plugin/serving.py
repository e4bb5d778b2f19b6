"""All resources of the provider `pypi`: each request goes to who serves its type."""

from collections.abc import Callable

from pulumi.provider.experimental import provider as rpc

from .proposal import ProposalProvider
from .provider import PyPIProvider

KINDS: dict[str, Callable[[Callable[[str, str], None]], rpc.Provider]] = {
    "pypi:index:TrustedPublisher": PyPIProvider,
    "pypi:index:WorkflowProposal": ProposalProvider,
}


class Serving(rpc.Provider):
    """Nothing but the way to the right provider."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        """`say(urn, message)` shows a message beside a resource."""
        self.kinds = {kind: make(say) for kind, make in KINDS.items()}

    def of(self, urn: str) -> rpc.Provider:
        """Who serves a resource."""
        return self.kinds.get(kind(urn), self.kinds["pypi:index:TrustedPublisher"])

    async def check(self, request: rpc.CheckRequest) -> rpc.CheckResponse:
        """Inputs before anything else."""
        return await self.of(request.urn).check(request)

    async def diff(self, request: rpc.DiffRequest) -> rpc.DiffResponse:
        """What changed."""
        return await self.of(request.urn).diff(request)

    async def create(self, request: rpc.CreateRequest) -> rpc.CreateResponse:
        """A new resource."""
        return await self.of(request.urn).create(request)

    async def read(self, request: rpc.ReadRequest) -> rpc.ReadResponse:
        """A resource as it is."""
        return await self.of(request.urn).read(request)

    async def update(self, request: rpc.UpdateRequest) -> rpc.UpdateResponse:
        """A resource that changed."""
        return await self.of(request.urn).update(request)

    async def delete(self, request: rpc.DeleteRequest) -> None:
        """A resource that goes."""
        await self.of(request.urn).delete(request)


def kind(urn: str) -> str:
    """`urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME` -> `TYPE`."""
    return urn.split("::")[2].rpartition("$")[2]
