"""An API mounted: a pure-looking function plus its log and faults; one call is one request."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from .events import EventLog
from .faults import Fault, parse_faults
from .http import Request, Response
from .pushing import pushed

SECRET_FIELDS = {"value", "token", "password", "encrypted_value"}


class Dropped(Exception):
    """The connection is to be closed without an answer."""


class State(Protocol):
    """What the state of every API has."""

    log: EventLog


@dataclass
class Mounted:
    """`build()` makes a fresh state; `respond(state, request)` answers one request."""

    name: str
    build: Callable[[], Any]
    respond: Callable[[Any, Request], Response]
    log: EventLog
    state: Any = None
    faults: list[Fault] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def __post_init__(self) -> None:
        self.state = self.build()

    def __call__(self, request: Request) -> Response:
        """Serve one request: control paths, then faults, then the API itself."""
        if request.path.startswith("/_sandbox/"):
            return self.control(request)
        with self.lock:
            event = self.log.add(self.name, "request", **describe(request))
            hit = next((f for f in self.faults if f.hits(request)), None)
            response = self.answer(request, hit)
            event["status"] = response.status
            if hit and hit.name:
                event["fault"] = hit.name
        if hit and hit.delay_ms:
            time.sleep(hit.delay_ms / 1000)
        if response.status == 0:
            raise Dropped
        return response

    def answer(self, request: Request, fault: Fault | None) -> Response:
        """The API's answer, or the fault's."""
        if fault and fault.when == "before" and (fault.status or not fault.delay_ms):
            return fault.response()
        response = self.respond(self.state, request)
        return fault.response() if fault and fault.when == "after" else response

    def control(self, request: Request) -> Response:
        """`GET /_sandbox/events`, `POST /_sandbox/reset`, `.../faults`, `.../requests`."""
        match (request.method, request.path):
            case ("GET", "/_sandbox/events"):
                api = None if request.param("api") == "all" else request.param("api", self.name)
                after = int(request.param("after", "0") or 0)
                return Response.of(200, {"events": self.log.of(api, after)})
            case ("POST", "/_sandbox/reset"):
                self.reset()
                return Response.of(200, {"reset": self.name})
            case ("POST", "/_sandbox/faults"):
                return self.set_faults(request)
            case ("POST", "/_sandbox/requests"):
                with self.lock:
                    return Response.of(200, {"requests": pushed(self.state, request.json())})
        return Response.of(404, {"message": f"no such control: {request.method} {request.path}"})

    def set_faults(self, request: Request) -> Response:
        """Replace the faults; `{"faults": []}` clears them."""
        try:
            self.faults = parse_faults(request.json())
        except (ValueError, TypeError) as error:
            return Response.of(400, {"message": str(error)})
        return Response.of(200, {"faults": len(self.faults)})

    def reset(self) -> None:
        """Back to the seed: this API's state, its faults, and its events."""
        with self.lock:
            self.faults = []
            self.log.clear_api(self.name)
            self.state = self.build()


def describe(request: Request) -> dict[str, Any]:
    """What the log keeps of a request: never a token, never a secret's value."""
    hidden = {k for k, _ in request.query if "token" in k or k in SECRET_FIELDS}
    query = "&".join(f"{k}={'***' if k in hidden else v}" for k, v in request.query)
    return {
        "method": request.method,
        "path": request.path,
        "query": query,
        "body": redacted(request),
        "status": None,
    }


def redacted(request: Request) -> Any:
    """The JSON body without the values of secrets; None when it is not JSON."""
    try:
        return scrub(request.json()) if request.body else None
    except ValueError:
        return None


def scrub(value: Any) -> Any:
    """`value` with secret fields blanked, at any depth."""
    if isinstance(value, dict):
        return {k: "***" if k in SECRET_FIELDS else scrub(v) for k, v in value.items()}
    return [scrub(v) for v in value] if isinstance(value, list) else value
