"""A wrong value in each single field is named, with its fix, from claims, a token and a log."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.doctor.job_logs import ACTION, UV_GITHUB, UV_GITLAB, fill
from tests.unit.doctor.tokens import (
    GITHUB,
    GITLAB,
    HUB,
    LAB,
    from_claims,
    from_log,
    from_token,
    ids,
    token,
    without,
)
from trustpub.doctor.model import Outcome

HUB_FILE = "octo-org/sampleproject/.github/workflows"
LAB_FILE = "otherproject//.gitlab-ci.yml@refs/tags/v1"


def moved(repository: str) -> dict[str, Any]:
    """The claims of a job in another GitHub repository."""
    file = f"{repository}/.github/workflows/release.yml@refs/tags/v1"
    return {
        "repository": repository,
        "repository_owner": repository.partition("/")[0],
        "sub": f"repo:{repository}:environment:pypi",
        "workflow_ref": file,
        "job_workflow_ref": file,
    }


def relocated(path: str) -> dict[str, Any]:
    """The claims of a job in another GitLab project."""
    return {
        "project_path": path,
        "sub": f"project_path:{path}:ref_type:tag:ref:v1",
        "ci_config_ref_uri": f"gitlab.com/{path}//.gitlab-ci.yml@refs/tags/v1",
    }


def in_file(name: str) -> dict[str, Any]:
    """The claims of a job in another workflow."""
    file = f"{HUB_FILE}/{name}@refs/tags/v1"
    return {"workflow_ref": file, "job_workflow_ref": file}


def in_environment(name: str) -> dict[str, Any]:
    """The claims of a job in another environment."""
    return {"environment": name, "sub": f"repo:octo-org/sampleproject:environment:{name}"}


# (what differs in the claims, id, claim, first place, expected, found)
GITHUB_FIELDS = {
    "owner": (
        moved("evil-org/sampleproject"),
        ("owner-differs", "repository_owner", "config", "octo-org", "evil-org"),
    ),
    "owner in other letters": (
        moved("Octo-Org/sampleproject"),
        ("owner-differs", "repository_owner", "config", "octo-org", "Octo-Org"),
    ),
    "repository": (
        moved("octo-org/renamed"),
        ("repository-differs", "repository", "config", "sampleproject", "renamed"),
    ),
    "owner id": (
        {"repository_owner_id": "1"},
        ("owner-id-differs", "repository_owner_id", "pypi-form", "9919", "1"),
    ),
    "workflow": (
        in_file("publish.yml"),
        ("workflow-differs", "job_workflow_ref", "workflow", "release.yml", "publish.yml"),
    ),
    "reusable workflow": (
        {"job_workflow_ref": f"{HUB_FILE}/called.yml@refs/tags/v1"},
        (
            "reusable-workflow",
            "job_workflow_ref",
            "workflow",
            "octo-org/sampleproject/release.yml",
            "octo-org/sampleproject/called.yml",
        ),
    ),
    "reusable workflow of another repository": (
        {"job_workflow_ref": "o/shared/.github/workflows/release.yml@refs/tags/v1"},
        (
            "reusable-workflow",
            "job_workflow_ref",
            "workflow",
            "octo-org/sampleproject/release.yml",
            "o/shared/release.yml",
        ),
    ),
    "ref of the workflow": (
        {"job_workflow_ref": f"{HUB_FILE}/release.yml@refs/heads/main"},
        ("ref-differs", "job_workflow_ref", "workflow", "refs/tags/v1", "refs/heads/main"),
    ),
    "environment": (
        in_environment("release"),
        ("environment-differs", "environment", "workflow", "pypi", "release"),
    ),
}
EVENT = (
    {"event_name": "pull_request_target"},
    ("event-forbidden", "event_name", "workflow", "any other event", "pull_request_target"),
)
GITLAB_FIELDS = {
    "namespace": (
        relocated("other/otherproject"),
        ("namespace-differs", "project_path", "config", "group", "other"),
    ),
    "namespace in other letters": (
        relocated("Group/otherproject"),
        ("namespace-differs", "project_path", "config", "group", "Group"),
    ),
    "project": (
        relocated("group/renamed"),
        ("repository-differs", "project_path", "config", "otherproject", "renamed"),
    ),
    "pipeline path": (
        {"ci_config_ref_uri": "gitlab.com/group/otherproject//ci/release.yml@refs/tags/v1"},
        (
            "workflow-differs",
            "ci_config_ref_uri",
            "config",
            ".gitlab-ci.yml",
            "ci/release.yml",
        ),
    ),
    "pipeline of another project": (
        {"ci_config_ref_uri": "gitlab.com/group/shared//.gitlab-ci.yml@refs/tags/v1"},
        (
            "pipeline-elsewhere",
            "ci_config_ref_uri",
            "forge",
            "gitlab.com/group/otherproject",
            "gitlab.com/group/shared",
        ),
    ),
    "environment": (
        {"environment": "production"},
        ("environment-differs", "environment", "workflow", "pypi", "production"),
    ),
    "environment in other letters": (
        {"environment": "PyPI"},
        ("environment-case", "environment", "workflow", "pypi", "PyPI"),
    ),
    "issuer": (
        {
            "iss": "https://gitlab.example.com",
            "ci_config_ref_uri": f"gitlab.example.com/group/{LAB_FILE}",
        },
        ("issuer-differs", "iss", "config", "https://gitlab.com", "https://gitlab.example.com"),
    ),
    "ref": (
        {"ci_config_ref_uri": "gitlab.com/group/otherproject//.gitlab-ci.yml@refs/heads/main"},
        ("ref-differs", "ci_config_ref_uri", "workflow", "refs/tags/v1", "refs/heads/main"),
    ),
}


def check(outcome: Outcome, expected: tuple[str, ...]) -> None:
    """Exactly this is wrong, with a fix for it, and with PyPI's page where that may be it."""
    (only,) = outcome.findings

    # The run's ref may be followed by its commit.
    shown = (only.expected or "").partition(" or ")[0]
    assert expected == (only.id, only.claim, only.place, shown, only.found)
    assert only.fix
    assert ("pypi-form" in (only.place, *only.also)) == (only.link is not None)


@pytest.mark.parametrize("read", [from_claims, lambda c, claims: from_token(c, token(claims))])
@pytest.mark.parametrize("name", [*GITHUB_FIELDS, "event"])
def test_github_field_differs(name: str, read: Callable[..., Outcome]) -> None:
    """From claims and from a token: the field, both values, where to change it."""
    changes, expected = {**GITHUB_FIELDS, "event": EVENT}[name]

    check(read(HUB, {**GITHUB, **changes}), expected)


@pytest.mark.parametrize("read", [from_claims, lambda c, claims: from_token(c, token(claims))])
@pytest.mark.parametrize("name", GITLAB_FIELDS)
def test_gitlab_field_differs(name: str, read: Callable[..., Outcome]) -> None:
    """From claims and from a token: the field, both values, where to change it."""
    changes, expected = GITLAB_FIELDS[name]

    check(read(LAB, {**GITLAB, **changes}), expected)


@pytest.mark.parametrize("name", [*GITHUB_FIELDS, "event"])
def test_github_field_differs_in_a_log_of_the_action(name: str) -> None:
    """gh-action-pypi-publish 1.13 prints eight claims, a step the event."""
    changes, expected = {**GITHUB_FIELDS, "event": EVENT}[name]

    check(from_log(HUB, fill(ACTION, {**GITHUB, **changes})), expected)


@pytest.mark.parametrize("name", [name for name in GITHUB_FIELDS if name != "reusable workflow"])
def test_github_field_differs_in_a_log_of_uv(name: str) -> None:
    """uv of 2026-02 prints six claims, and an environment; not the calling workflow."""
    changes, expected = GITHUB_FIELDS[name]

    check(from_log(HUB, fill(UV_GITHUB, {**GITHUB, **changes})), expected)


@pytest.mark.parametrize("name", GITLAB_FIELDS)
def test_gitlab_field_differs_in_a_log_of_uv(name: str) -> None:
    """uv of 2026-02 prints four claims; the subject tells the ref, the pipeline the instance."""
    changes, expected = GITLAB_FIELDS[name]

    check(from_log(LAB, fill(UV_GITLAB, {**GITLAB, **changes})), expected)


@pytest.mark.parametrize(
    ("config", "claims", "template"),
    [(HUB, GITHUB, ACTION), (HUB, GITHUB, UV_GITHUB), (LAB, GITLAB, UV_GITLAB)],
)
def test_job_without_environment(config: Any, claims: dict[str, Any], template: str) -> None:
    """No environment is named as missing, from every kind of evidence."""
    bare = without(claims, "environment")
    bare["sub"] = bare["sub"].replace("environment:pypi", "ref:refs/tags/v1")

    assert ["environment-missing"] == ids(from_claims(config, bare))
    assert ["environment-missing"] == ids(from_token(config, token(bare)))
    assert ["environment-missing"] == ids(from_log(config, fill(template, bare)))


def test_environment_in_other_letters_on_github() -> None:
    """GitHub does not tell letter case apart, nor does PyPI there."""
    assert [] == ids(from_claims(HUB, {**GITHUB, "environment": "PyPI"}))


@pytest.mark.parametrize(
    ("config", "claims", "name"),
    [(HUB, GITHUB, name) for name in GITHUB if name not in ("workflow_ref", "sub")]
    + [(LAB, GITLAB, name) for name in GITLAB],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_claim_is_missing(config: Any, claims: dict[str, Any], name: str) -> None:
    """A token that lacks a claim is never taken for fine."""
    outcome = from_token(config, token(without(claims, name)))

    assert outcome.findings or outcome.unknown


def test_two_values_differ() -> None:
    """Each is named."""
    claims = {**GITHUB, **moved("octo-org/renamed"), "environment": "release"}

    assert ["repository-differs", "environment-differs"] == ids(from_claims(HUB, claims))
