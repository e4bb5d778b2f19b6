"""Answers that are not what was asked for."""

from ..http import Response


def not_found(message: str = "Not Found") -> Response:
    """There is no such thing."""
    return Response.of(404, {"message": message})


def moved(url: str) -> Response:
    """It is at its canonical address."""
    return Response(301, b"", {"Location": url})


def unserved(method: str, path: str) -> Response:
    """The sandbox does not know this call; a test must not take it for an answer of PyPI."""
    return Response.of(501, {"message": f"the PyPI sandbox does not serve {method} {path}"})
