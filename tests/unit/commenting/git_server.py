"""Git over HTTP on loopback: git's own server behind one that looks who asks."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit


@dataclass
class GitServer:
    """What it serves, whom it lets in, and what it was sent."""

    folder: Path
    wanted: str = ""
    """The only Authorization that it takes; empty for no matter which."""
    elsewhere: str = ""
    """Where it sends everybody on to."""
    url: str = ""
    heard: list[str] = field(default_factory=list)
    """The Authorization of each request."""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """One request."""
        said = handler.headers.get_all("Authorization") or []
        self.heard.append(",".join(said))
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        if self.elsewhere:
            handler.send_response(302)
            handler.send_header("Location", self.elsewhere + handler.path)
            handler.end_headers()
        elif self.wanted and said != [self.wanted]:
            handler.send_response(401)
            handler.send_header("WWW-Authenticate", 'Basic realm="git"')
            handler.end_headers()
        else:
            self.served(handler, body)

    def served(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """What git's own server answers (git docs, "git-http-backend")."""
        parts = urlsplit(handler.path)
        told = {
            "GIT_PROJECT_ROOT": str(self.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": handler.command,
            "CONTENT_TYPE": handler.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": handler.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": handler.headers.get("Git-Protocol", ""),
        }
        env = {"PATH": os.environ["PATH"], **told}
        done = subprocess.run(
            ["git", "http-backend"], input=body, env=env, capture_output=True, check=False
        )
        head, _, rest = done.stdout.partition(b"\r\n\r\n")
        pairs = [line.split(": ", 1) for line in head.decode().split("\r\n")]
        status = next((value for name, value in pairs if name == "Status"), "200 OK")
        handler.send_response(int(status.split()[0]))
        for name, value in pairs:
            if name != "Status":
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(rest)


@contextmanager
def serving(folder: Path) -> Iterator[GitServer]:
    """The repositories of a folder, as long as the block runs."""
    found = GitServer(folder)

    class Handler(BaseHTTPRequestHandler):
        """Hands all on."""

        def do_GET(self) -> None:
            """A list of refs."""
            found.answer(self)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Silence."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()
