"""From `up` to `published`: a person in a real browser, a job with an unmodified uv."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lab.browser import Driver
from lab.job import make_wheel, start_job
from lab.registering import register
from lab.stack import Stack
from lab.world import Sandbox

from .conftest import MakeStack

pytestmark = [pytest.mark.engine, pytest.mark.slow]

FORGES = {
    "github": "github: {repository: octo-org/sampleproject, workflow: release.yml}",
    "gitlab": "gitlab: {repository: group/sub/otherproject, pipeline: .gitlab/ci.yml}",
}
JOBS = {
    "github": {"repository": "octo-org/sampleproject", "workflow": "release.yml"},
    "gitlab": {"repository": "group/sub/otherproject", "pipeline": ".gitlab/ci.yml"},
}
CONFIG = """project: {project}
{forge}
publishers: [{{index: {index}, environment: {index}}}]
tags: [{{pattern: "v*", created_by: {who}}}]
"""
WHO = {"github": "{teams: [release-managers]}", "gitlab": "{access: maintainer}"}
TOKEN = re.compile(r"pypi-[\w-]{20,}|eyJ[\w-]{10,}\.")
"""A minted token, or a job's."""


def outputs(stack: Stack) -> tuple[dict[str, Any], list[str]]:
    """The one publisher, and its checklist."""
    told = json.loads(stack.must("stack", "output", "--json", "--stack", stack.name).out)
    [publisher] = told["publishers"].values()
    [checklist] = told["checklist"].values()
    return publisher, checklist


@pytest.mark.parametrize("project", ["newproject", "oldproject"])
@pytest.mark.parametrize("index", ["pypi", "testpypi"])
@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_from_up_to_published(
    forge: str,
    index: str,
    project: str,
    make_stack: MakeStack,
    world: Sandbox,
    driver: Driver,
    tmp_path: Path,
) -> None:
    """up, the printed page, the button, a job's exchange and upload, up --refresh: published."""
    known = {"project": project, "forge": FORGES[forge], "index": index, "who": WHO[forge]}
    stack = make_stack(CONFIG.format(**known))

    first = stack.up()

    assert 0 == first.code, first.out
    publisher, checklist = outputs(stack)
    assert "awaiting-registration" == publisher["state"]
    assert publisher["link"] in first.out

    said = register(driver, checklist)

    assert said.startswith(("Added ", "Registered a new pending publisher "))
    job = start_job(world, index, forge=forge, environment=index, **JOBS[forge])
    wheel, attestation = make_wheel(tmp_path / "dist", project)
    sent = job.uv_publish(wheel, attestation)
    assert 0 == sent.code, sent.out

    last = stack.up("--refresh")

    assert 0 == last.code, last.out
    publisher, _ = outputs(stack)
    evidence = f"the provenance of {wheel.name} names this identity"
    assert ("published", evidence) == (publisher["state"], publisher["evidence"])
    seen = "\n".join([first.out, last.out, stack.state(), json.dumps(world.events("all"))])
    assert [] == TOKEN.findall(seen)
    assert [] == [secret for secret in job.secrets if secret in seen]
