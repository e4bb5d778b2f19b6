"""Answers of a GitHub Enterprise Server, as they come."""

from typing import Any

import requests

ROOT = "https://ghes.example/api/v3"
DATE = "Sun, 22 Nov 2026 12:00:00 GMT"
SERVER = 1795348800
HEADERS = {
    "Date": DATE,
    "X-RateLimit-Limit": "5000",
    "X-RateLimit-Remaining": "4990",
    "X-RateLimit-Reset": str(SERVER + 1800),
}


def answer(path: str, status: int = 200, method: str = "GET", **more: Any) -> requests.Response:
    """An answer as it comes."""
    made = requests.Response()
    made.status_code, made.url = status, f"{ROOT}{path}"
    made.request = requests.Request(method, made.url).prepare()
    made.headers.update({**HEADERS, **more.get("headers", {})})
    made._content = more.get("body", b"{}")
    return made
