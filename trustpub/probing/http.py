"""The two requests of a probe: a token from the forge, and its exchange at the index.

Failures are values, for an exception would carry the request and with it the token.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import SecretStr

from .. import __version__
from ..indexes.pypi.http import TIMEOUT, attempt

if TYPE_CHECKING:
    import requests

HEADERS = {"Accept": "application/json", "User-Agent": f"trustpub/{__version__}"}
BAD_REQUEST = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""An address or a token that no request can carry, or an answer of another shape."""


class Minted(NamedTuple):
    """The index's answer without its token; `why` says what was odd about it."""

    done: bool
    errors: tuple[tuple[str, str], ...] = ()
    """(code, description)."""
    why: str = ""


def bearer(secret: SecretStr) -> Callable[["requests.PreparedRequest"], Any]:
    """An `auth` for requests, which then takes none out of .netrc."""

    def sign(request: "requests.PreparedRequest") -> "requests.PreparedRequest":
        request.headers["Authorization"] = f"bearer {secret.get_secret_value()}"
        return request

    return sign


def job_token(url: SecretStr, secret: SecretStr, audience: str) -> SecretStr | str:
    """The job's token for an audience; or a half sentence that says why there is none."""
    import requests

    def get() -> requests.Response:
        return requests.get(
            url.get_secret_value(),
            params={"audience": audience},
            auth=bearer(secret),
            headers=HEADERS,
            timeout=TIMEOUT,
            allow_redirects=False,
        )

    try:
        answer = attempt(get)
        if answer.status_code != 200:
            return f"answered {answer.status_code}"
        value = answer.json()["value"]
        return SecretStr(value) if isinstance(value, str) else "answered without a token"
    except requests.JSONDecodeError:
        return "did not answer with JSON"
    except requests.RequestException as error:
        return f"could not be asked: {type(error).__name__}"
    except BAD_REQUEST as error:
        return f"could not be asked, or not be understood: {type(error).__name__}"


def mint(url: str, token: SecretStr) -> Minted:
    """Exchange a token, once and without a second try: it is good for one exchange."""
    import requests

    try:
        answer = requests.post(
            url,
            json={"token": token.get_secret_value()},
            auth=lambda request: request,
            headers=HEADERS,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        return read(answer.status_code, answer.json())
    except requests.JSONDecodeError:
        return Minted(False, why=f"answered {answer.status_code} without JSON")
    except requests.RequestException as error:
        return Minted(False, why=f"gave no answer: {type(error).__name__}")
    except BAD_REQUEST as error:
        return Minted(False, why=f"answered something odd: {type(error).__name__}")


def read(status: int, body: Any) -> Minted:
    """What an answer says; the new token is looked for and not looked at."""
    if status == 200 and body["success"] is True and isinstance(body["token"], str):
        return Minted(True)
    if status == 422 and body["errors"]:
        return Minted(False, tuple((str(e["code"]), str(e["description"])) for e in body["errors"]))
    return Minted(False, why=f"answered {status}")
