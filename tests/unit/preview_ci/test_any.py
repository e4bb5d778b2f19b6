"""Whatever the options: what the author's job and the trusted job may do, and may not."""

import re
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trustpub.fleet_ci.model import FleetCiError, System
from trustpub.model import Forge
from trustpub.preview_ci.judging import asked
from trustpub.preview_ci.making import made
from trustpub.preview_ci.model import SYSTEMS, Asked

from .made import pipeline

SLOW = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = st.text(min_size=1, max_size=20)
NAMES = st.one_of(TEXTS, st.sampled_from(["a: b", "${{ secrets.X }}", "'", '"#', "on", "-x", "$A"]))
OPTIONS = st.fixed_dictionaries({}, optional={"requirements": NAMES})
DEFAULT = "${{ github.event.repository.default_branch }}"
SECRET = re.compile(r"secrets|token|password|environment", re.I)


def judged(file: str, on: Any, options: dict[str, Any]) -> Asked | None:
    """What is asked for, unless it is refused."""
    try:
        return asked((on,), file, "trustpub render x", options)
    except FleetCiError:
        return None


def keys(document: Any) -> list[str]:
    """Every key at every depth."""
    if isinstance(document, dict):
        return [str(k) for k in document] + [n for v in document.values() for n in keys(v)]
    return [n for v in document for n in keys(v)] if isinstance(document, list) else []


def runs(job: dict[str, Any]) -> list[str]:
    """The shell lines of a job."""
    return [one["run"] for one in job["steps"] if "run" in one]


@SLOW
@given(NAMES, OPTIONS)
def test_the_authors_job_holds_nothing(file: str, options: dict[str, Any]) -> None:
    """One right, to read; no secret, environment, cache, or token that stays."""
    wanted = judged(file, "github-actions", options)
    if wanted is None:
        return
    text = made("github", wanted)[0].text
    document = yaml.safe_load(text)
    (job,) = document["jobs"].values()

    assert ({}, {"contents": "read"}) == (document["permissions"], job["permissions"])
    assert {"pull_request", "merge_group"} == set(document[True])
    assert "paths" not in keys(document)
    expressions = re.findall(r"\$\{\{(.*?)\}\}", text)
    assert not any(SECRET.search(one) for one in expressions)
    assert not {"environment", "cache", "secrets", "services", "container"} & {*keys(document)}
    assert {"fetch-depth": 0, "persist-credentials": False} == job["steps"][0]["with"]
    assert not any("${{" in lines for lines in runs(job))


@SLOW
@given(NAMES, OPTIONS)
def test_the_trusted_job_takes_nothing_of_the_author(file: str, options: dict[str, Any]) -> None:
    """The default branch is checked out, no artifact is taken, and no line has an expression."""
    wanted = judged(file, "github-actions", options)
    if wanted is None:
        return
    text = made("github", wanted)[1].text
    document = yaml.safe_load(text)
    (job,) = document["jobs"].values()

    assert {} == document["permissions"]
    assert {"contents": "read", "pull-requests": "write"} == job["permissions"]
    assert {"pull_request_target", "schedule"} == set(document[True])
    own = {"ref": DEFAULT, "fetch-depth": 0, "persist-credentials": False}
    assert own == job["steps"][0]["with"]
    used = [one["uses"].partition("@")[0] for one in job["steps"] if "uses" in one]
    assert ["checkout", "setup-python", "upload-artifact"] == [u.partition("/")[2] for u in used]
    assert not any("${{" in lines for lines in runs(job))
    expressions = [one.strip() for one in re.findall(r"\$\{\{(.*?)\}\}", text)]
    assert [
        "github.event.pull_request.number || 'open'",
        DEFAULT[3:-2].strip(),
        "github.token",
        "github.event_name == 'schedule' && 'open' || 'event'",
    ] == expressions
    assert not {"if", "environment", "secrets"} & set(job)


@SLOW
@given(NAMES, OPTIONS, st.sampled_from(["", "main", "it's", "release/1.x"]))
def test_both_jobs_of_a_pipeline(file: str, options: dict[str, Any], branch: str) -> None:
    """The author's has neither environment nor token; both start clean and take no artifact."""
    wanted = judged(file, "gitlab-ci", {**options, "branch": branch})
    if wanted is None:
        return
    author, trusted = pipeline(wanted).values()

    assert "environment" not in author
    assert not any(SECRET.search(line) for line in author["script"])
    assert [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}] == author["rules"]
    assert {"name": "trustpub-preview", "action": "access"} == trusted["environment"]
    assert ["never", "never"] == [rule.get("when") for rule in trusted["rules"][:2]]
    assert not any("merge_request_event" in rule["if"] for rule in trusted["rules"])
    assert trusted["resource_group"]
    for job in (author, trusted):
        assert ([], []) == (job["needs"], job["cache"])
        assert file == job["variables"]["PREVIEW_FILE"]
        assert ("clone", "0") == tuple(job["variables"][f"GIT_{n}"] for n in ("STRATEGY", "DEPTH"))
        assert not any(file in line for line in job["script"] if len(file) > 12)


def leaves(document: Any) -> list[Any]:
    """Keys and values at every depth, in their order."""
    if isinstance(document, dict):
        return [leaf for key, value in document.items() for leaf in (key, *leaves(value))]
    if isinstance(document, list):
        return [leaf for value in document for leaf in leaves(value)]
    return [document]


@SLOW
@given(NAMES, NAMES, st.sampled_from(list(SYSTEMS.items())))
def test_names_are_values_and_no_yaml(file: str, lock: str, where: tuple[Forge, System]) -> None:
    """Whatever is let through is found again as it was, and changes nothing else."""
    forge, on = where
    wanted = judged(file, on, {"requirements": lock})
    plain = made(forge, Asked("F", "c", requirements="L"))
    for one, other in zip(made(forge, wanted) if wanted else (), plain, strict=False):
        expected = [{"F": file, "L": lock}.get(x, x) for x in leaves(yaml.safe_load(other.text))]
        assert expected == leaves(yaml.safe_load(one.text))
