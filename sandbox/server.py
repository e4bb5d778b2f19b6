"""Mounted APIs on loopback: one ASGI app and one port each, all in one process."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.concurrency import run_in_threadpool
from uvicorn.protocols.http.h11_impl import H11Protocol

from .api import Dropped, Mounted
from .http import Request, Response
from .tls import Tls

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Served:
    """One API, the socket it listens on, and its certificate where it speaks https."""

    api: Mounted
    socket: socket.socket
    tls: Tls | None = None

    def url(self) -> str:
        """Where it can be reached."""
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{HOST}:{self.socket.getsockname()[1]}"


class Droppable(H11Protocol):
    """Hands the transport to the app, so that a fault can cut the connection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inner: Any = self.app

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await inner({**scope, "sandbox.transport": self.transport}, receive, send)

        self.app = app


def asgi(api: Mounted) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    """The ASGI application of one API."""

    async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = await read(scope, receive)
        slow = any(fault.delay_ms for fault in api.faults)
        try:
            response = await run_in_threadpool(api, request) if slow else api(request)
        except Dropped:
            scope["sandbox.transport"].abort()
            return
        await write(response, request, send)

    return app


async def read(scope: dict[str, Any], receive: Receive) -> Request:
    """ASGI scope and body -> Request; the path stays as the client sent it."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
    raw = scope["raw_path"].decode("latin-1").partition("?")[0]
    query = tuple(parse_qsl(scope["query_string"].decode("latin-1"), True))
    base = f"{scope.get('scheme', 'http')}://{headers.get('host', HOST)}"
    return Request(scope["method"], raw, query, headers, body, base)


async def write(response: Response, request: Request, send: Send) -> None:
    """Response -> ASGI; HEAD and bodiless statuses carry no body."""
    bodiless = request.method == "HEAD" or response.status in (204, 304)
    body = b"" if bodiless else response.body
    headers = [(k.lower().encode(), v.encode("latin-1")) for k, v in response.headers.items()]
    if response.status not in (204, 304):
        headers.append((b"content-length", str(len(response.body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def listen(port: int) -> socket.socket:
    """A bound loopback socket; port 0 is any free one; OSError names a taken port."""
    # With its protocol named, asyncio sets TCP_NODELAY on what it accepts: without, every answer
    # on a kept connection waits 40 ms for an acknowledgement.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((HOST, port))
    except OSError as error:
        sock.close()
        raise OSError(f"cannot listen on {HOST}:{port}: {error.strerror}") from None
    sock.listen(128)
    return sock


def config(api: Mounted, tls: Tls | None = None) -> uvicorn.Config:
    """How one API is served: quiet, with connections that can be cut."""
    return uvicorn.Config(
        asgi(api),
        http=Droppable,
        lifespan="off",
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=1,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )


async def serve(apis: Iterable[Served], ready: Callable[[], None]) -> None:
    """Serve every API until stopped (SIGINT, SIGTERM), then close all of them."""
    served = list(apis)
    servers = [uvicorn.Server(config(one.api, one.tls)) for one in served]
    tasks = [
        asyncio.create_task(server.serve(sockets=[one.socket]))
        for server, one in zip(servers, served, strict=True)
    ]
    while not all(server.started for server in servers):
        await asyncio.sleep(0.01)
    ready()
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for server in servers:
        server.should_exit = True
    await asyncio.gather(*tasks)
