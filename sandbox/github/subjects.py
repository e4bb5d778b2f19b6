"""The form of the subject of a repository's ID tokens.

Source: GitHub's OpenAPI description, `oidc-custom-sub-repo`, and `PUT` beside it (201 and `{}`).
"""

from ..http import Response
from . import errors
from .access import ADMIN, READ
from .call import Call

PATH = "/repos/{owner}/{repo}/actions/oidc/customization/sub"


def shown(call: Call, owner: str, repo: str) -> Response:
    """`GET .../actions/oidc/customization/sub`."""
    return Response.of(200, call.repo(owner, repo, READ).subject)


def put(call: Call, owner: str, repo: str) -> Response:
    """`PUT .../actions/oidc/customization/sub`; with the default, keys are ignored."""
    found = call.writable(owner, repo, ADMIN)
    body = call.body()
    default, keys = body.get("use_default"), body.get("include_claim_keys", [])
    if not isinstance(default, bool):
        raise errors.invalid_request('"use_default" wasn\'t supplied.')
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise errors.invalid_request("Invalid property /include_claim_keys: is not an array.")
    before = found.subject
    own = {"include_claim_keys": keys} if keys and not default else {}
    found.subject = {"use_default": default, **own}
    call.change("oidc-subject", found.full_name, before, found.subject)
    return Response.of(201, {})


ROUTES = [(f"GET {PATH}", shown), (f"PUT {PATH}", put)]
