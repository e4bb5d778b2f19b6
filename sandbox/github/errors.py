"""Refusals, as values to raise: the status and the body GitHub answers with.

`Refused` is the only exception a handler raises; `app.respond` turns it into its response.
"""

from typing import Any

from ..http import Response

DOCS = "https://docs.github.com/rest"
USAGE = f"{DOCS}/using-the-rest-api"


class Refused(Exception):
    """The request is answered with this response and changes nothing."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


def refusal(status: int, message: str, docs: str = DOCS, **more: Any) -> Refused:
    """The common shape of GitHub's errors."""
    body = {"message": message, **more, "documentation_url": docs, "status": str(status)}
    return Refused(Response.of(status, body))


def bad_credentials() -> Refused:
    """The token is not one GitHub knows."""
    return refusal(401, "Bad credentials")


def requires_authentication() -> Refused:
    """The path is for signed-in callers."""
    return refusal(401, "Requires authentication")


def not_found() -> Refused:
    """It is not there, or the caller may not know that it is."""
    return refusal(404, "Not Found")


def forbidden(message: str) -> Refused:
    """The caller may see it but not do this."""
    return refusal(403, message)


def must_be_admin() -> Refused:
    """The caller can read the repository but does not administer it."""
    return forbidden("Must have admin rights to Repository.")


def token_may_not(app: bool = False) -> Refused:
    """A fine-grained token without the permission, whoever its owner is; `app`: one of an app."""
    return forbidden(
        f"Resource not accessible by {'integration' if app else 'personal access token'}"
    )


def locked() -> Refused:
    """A conversation in which the caller may not talk."""
    docs = "https://docs.github.com/articles/locking-conversations/"
    return refusal(403, "Unable to create comment because issue is locked.", docs)


def archived() -> Refused:
    """Archived repositories take no writes."""
    return forbidden("Repository was archived so is read-only.")


def upgrade() -> Refused:
    """A feature that private repositories of a free plan do not have."""
    return forbidden("Upgrade to GitHub Pro or make this repository public to enable this feature.")


def invalid_request(detail: str) -> Refused:
    """The body breaks the endpoint's schema (terraform-provider-github#2457, #2873)."""
    return refusal(422, f"Invalid request.\n\n{detail}")


def unprocessable(message: str) -> Refused:
    """The body is well formed and refused all the same."""
    return refusal(422, message)


def validation_failed(*errors: Any) -> Refused:
    """As rulesets say it: one sentence for each thing that is wrong."""
    return refusal(422, "Validation Failed", errors=list(errors))


def unknown_path(method: str, path: str) -> Refused:
    """The sandbox's own limit, said aloud: never a 404 that could be mistaken for an answer."""
    return refusal(501, f"the sandbox does not know {method} {path}")
