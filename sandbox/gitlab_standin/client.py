"""The GitLab API on loopback, over python-gitlab; errors as sentences without the token."""

import ipaddress
import threading
from typing import Any
from urllib.parse import quote, urlsplit

import gitlab
import requests

from .errors import ApiError, StandinError

# As client-go: 5 tries, on 429 and on 5xx except 501.
TRIES, SECONDS = 5, 8


def refusal(base_url: str) -> str | None:
    """Why this address is refused; None for a loopback one."""
    if not base_url:
        return "no address: set GITLAB_BASE_URL (or gitlab:baseUrl) to the sandbox"
    parts = urlsplit(base_url)
    if parts.scheme in ("http", "https") and parts.hostname and is_loopback(parts.hostname):
        return None
    return (
        f"GITLAB_BASE_URL (or gitlab:baseUrl) is {parts.scheme}://{parts.hostname or ''}, which is "
        "not a loopback address; this is the sandbox's stand-in for the GitLab provider, and it "
        "never talks to a real GitLab. Install the official plugin, or point it at the sandbox"
    )


def is_loopback(host: str) -> bool:
    """127.0.0.0/8, ::1 or localhost; no other name, whatever it resolves to."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Client:
    """One GitLab and one token; a session for each thread."""

    def __init__(self, base_url: str, token: str) -> None:
        why = refusal(base_url)
        if why:
            raise StandinError(why)
        if not token:
            raise StandinError("no token: set GITLAB_TOKEN (or gitlab:token)")
        self.url = base_url.rstrip("/").removesuffix("/api/v4")
        self.token = token
        self.local = threading.local()

    def session(self) -> gitlab.Gitlab:
        """This thread's session: no proxy, no redirect, no netrc."""
        if not hasattr(self.local, "gitlab"):
            http = requests.Session()
            http.trust_env = False
            http.max_redirects = 0
            self.local.gitlab = gitlab.Gitlab(
                self.url, oauth_token=self.token, session=http, timeout=SECONDS, keep_base_url=True
            )
        found: gitlab.Gitlab = self.local.gitlab
        return found

    def call(self, verb: str, *path: object, body: Any = None, query: Any = None) -> Any:
        """One request; each part of the path is one segment. JSON, or None without a body."""
        route = "".join(f"/{quote(str(part), safe='')}" for part in path)
        try:
            response = self.session().http_request(
                verb,
                route,
                query_data=query or {},
                post_data=body,
                retry_transient_errors=True,
                max_retries=TRIES - 1,
            )
        except gitlab.exceptions.GitlabError as error:
            raise self.explained(verb, route, error) from None
        except requests.RequestException as error:
            reason = "no answer in time" if isinstance(error, requests.Timeout) else "no connection"
            text = f"cannot reach {self.url} (GITLAB_BASE_URL): {reason}"
            raise StandinError(text) from None
        return response.json() if response.content else None

    def explained(self, verb: str, route: str, error: gitlab.exceptions.GitlabError) -> ApiError:
        """What GitLab answered, in one line."""
        status = error.response_code or 0
        said = str(error.error_message).replace(self.token, "***")
        answer = said if said.startswith(str(status)) else f"{status} {said}"
        hint = "; check GITLAB_TOKEN (or gitlab:token)" if status == 401 else ""
        return ApiError(status, f"{verb.upper()} {self.url}/api/v4{route}: {answer}{hint}")
