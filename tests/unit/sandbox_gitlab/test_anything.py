"""Whatever is sent, an answer comes back."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.gitlab.app import TABLES, respond
from sandbox.http import Request

from .conftest import Bench, seed

SPECS = sorted(spec for table in TABLES for spec in table)
WORDS = ("name", "key", "value", "tier", "external_url", "deploy_access_levels", "approval_rules",
         "allowed_to_create", "create_access_level", "user_id", "group_id", "access_level", "id",
         "_destroy", "masked", "filter", "environment_scope", "description")  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
BODIES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner),
    max_leaves=12,
)
SEGMENTS = st.sampled_from(
    ["1", "group%2Fsub%2Fotherproject", "group", "v%2A", "²", "9" * 30, "%ff"]
)


@pytest.mark.parametrize("spec", SPECS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None, derandomize=True)
@given(body=BODIES, segments=st.lists(SEGMENTS, min_size=3, max_size=3))
def test_anything_is_sent(spec: str, body: Any, segments: list[str]) -> None:
    """Never an exception, never a status GitLab would not use."""
    ask = Bench(seed())
    method, path = spec.split(" ")
    for name, segment in zip(("{id}", "{name}", "{number}"), segments, strict=True):
        path = path.replace(name, segment)
    path = path.replace("{key}", segments[1]).replace("{path}", segments[1])
    answer = respond(ask.state, Request.of(method, f"/api/v4{path}", body, "t-admin"))
    assert answer.status in {200, 201, 202, 204, 400, 403, 404, 409, 422}


@pytest.mark.parametrize("data", [b"{", b"[1]", b"\xff\xfe", b"a=1&b"])
def test_the_body_is_no_json(ask: Bench, data: bytes) -> None:
    """400 in either form, and no exception."""
    for kind in ("application/json", "application/x-www-form-urlencoded"):
        headers = {"authorization": "Bearer t-admin", "content-type": kind}
        request = Request("POST", "/api/v4/projects/1/environments", (), headers, data)
        assert respond(ask.state, request).status == 400
