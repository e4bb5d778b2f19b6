"""A running sandbox in a process of its own."""

import json
import ssl
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLONE = Path(__file__).parents[1]
APIS = ("github", "gitlab", "pypi", "testpypi")


@dataclass(frozen=True)
class Sandbox:
    """Where a sandbox is, and the environment its clients need."""

    urls: dict[str, str]
    env: dict[str, str]

    def call(self, api: str, path: str, body: Any = None) -> Any:
        """GET, or POST with a body, on one API's control paths; the JSON answer."""
        data = None if body is None else json.dumps(body).encode()
        return self.open(urllib.request.Request(self.urls[api] + path, data))

    def submit(self, api: str, path: str, form: dict[str, str]) -> int:
        """POST a form as a browser does; the status of the page it leads to."""
        data = urllib.parse.urlencode(form).encode()
        with self.answer(urllib.request.Request(self.urls[api] + path, data)) as answer:
            return int(answer.status)

    def get(self, api: str, path: str, token: str) -> Any:
        """GET as a client would; the JSON answer."""
        headers = {"Authorization": f"Bearer {token}"}
        return self.open(urllib.request.Request(self.urls[api] + path, headers=headers))

    def patch(self, api: str, path: str, token: str, body: Any) -> Any:
        """PATCH as a client would; the JSON answer."""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        url, data = self.urls[api] + path, json.dumps(body).encode()
        return self.open(urllib.request.Request(url, data, headers, method="PATCH"))

    def open(self, request: urllib.request.Request) -> Any:
        """The JSON answer to a request."""
        with self.answer(request) as answer:
            return json.load(answer)

    def answer(self, request: urllib.request.Request) -> Any:
        """The answer, which is to be closed."""
        trusted = self.env.get("SSL_CERT_FILE")
        context = ssl.create_default_context(cafile=trusted) if trusted else None
        return urllib.request.urlopen(request, timeout=10, context=context)

    def events(self, api: str, after: int = 0) -> list[dict[str, Any]]:
        """The event log of one API, or of all together, from a number on."""
        host = "github" if api == "all" else api
        path = f"/_sandbox/events?api={api}&after={after}"
        events: list[dict[str, Any]] = self.call(host, path)["events"]
        return events

    def mark(self) -> int:
        """The number of the newest event."""
        return max((event["seq"] for event in self.events("all")), default=0)

    def writes(self, after: int = 0) -> list[dict[str, Any]]:
        """Requests of every API that were no reads."""
        return [
            event
            for event in self.events("all", after)
            if event["kind"] == "request" and event["method"] not in ("GET", "HEAD")
        ]

    def faults(self, api: str, *faults: dict[str, Any]) -> None:
        """Replace the faults of an API."""
        self.call(api, "/_sandbox/faults", {"faults": list(faults)})

    def reset(self) -> None:
        """Every API back to its seed."""
        for api in APIS:
            self.call(api, "/_sandbox/reset", {})


@contextmanager
def sandbox(seed: Path | None = None, tls: Path | None = None) -> Iterator[Sandbox]:
    """Serve a seed (default: the example) on free ports as long as the block runs.

    With `tls`, a folder for the certificates, the PyPIs speak https.
    """
    command = [sys.executable, "-m", "sandbox", "serve"]
    if seed:
        command += ["--seed", str(seed)]
    if tls:
        command += ["--tls", str(tls)]
    process = subprocess.Popen(command, cwd=CLONE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the sandbox did not start: exit code {process.wait()}")
        said = json.loads(line)
        yield Sandbox({api: said[api] for api in APIS}, said["env"])
    finally:
        process.kill()  # Nobody waits for answers any more: an orderly end takes a second.
        process.wait(10)
