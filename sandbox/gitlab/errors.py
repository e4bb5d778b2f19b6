"""Answers that end a request early, in the words GitLab uses."""

from typing import Any

from ..http import Response


class Refused(Exception):
    """The request ends here with this response."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(status)
        self.response = Response.of(status, body)


def message(status: int, text: Any) -> Refused:
    """`{"message": ...}`: a sentence, a list of sentences, or fields with their sentences."""
    return Refused(status, {"message": text})


def unauthorized() -> Refused:
    """No token, or one that nobody has."""
    return message(401, "401 Unauthorized")


def forbidden() -> Refused:
    """Known to be there, but not for this user."""
    return message(403, "403 Forbidden")


def not_found(what: str = "") -> Refused:
    """Gone, never there, or not for these eyes: GitLab does not tell which."""
    return message(404, f"404 {what} Not Found" if what else "404 Not found")


def insufficient_scope() -> Refused:
    """A token that may read only, used to write."""
    text = "The request requires higher privileges than provided by the access token."
    body = {"error": "insufficient_scope", "error_description": text, "scope": "api"}
    return Refused(403, body)
