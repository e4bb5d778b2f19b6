"""Every message of the tables is recognised in a log as its tool prints it."""

import pytest

from tests.unit.core.configs import publisher
from tests.unit.doctor.job_logs import CURL, NOT_FOUND, TWINE, UPLOAD
from tests.unit.doctor.tokens import HUB, LAB, from_log, hub, ids
from trustpub.config import Config
from trustpub.doctor.logs import TABLE

NONE = "valid token, but no corresponding publisher"
EXPECTING = (
    f"{NONE} (The job_workflow_ref claim does not match, expecting one of "
    "['octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1'], got "
    "'octo-org/shared/.github/workflows/release.yml@refs/heads/main')"
)
TARGET = f"{NONE} (Publishing from a workflow invoked via 'pull_request_target' is not supported.)"
PYDANTIC = (
    "1 validation error for TokenPayload token Input should be a valid string "
    "[type=string_type, input_value=None, input_type=NoneType]"
)
# (id, code, description), warehouse of 2026-08: oidc/views.py, oidc/models/
CODES = [
    ("not-enabled", "not-enabled", "GitHub trusted publishing functionality not enabled"),
    ("malformed-jwt", "invalid-payload", "malformed JWT"),
    ("issuer-unknown", "invalid-payload", "unknown trusted publishing issuer"),
    ("token-not-sent", "invalid-payload", PYDANTIC),
    ("invalid-token", "invalid-token", "malformed or invalid token"),
    (
        "pending-publisher-left-over",
        "invalid-pending-publisher",
        "valid token, but project already exists",
    ),
    ("token-reused", "invalid-reuse-token", "invalid token: already used"),
    ("invalid-publisher", "invalid-publisher", f"{NONE} ({NOT_FOUND})"),
    ("invalid-publisher", "invalid-publisher", f"{NONE} (All lookup strategies exhausted)"),
    ("event-forbidden", "invalid-publisher", TARGET),
    ("workflow-ref-refused", "invalid-publisher", EXPECTING),
    ("refs-empty", "invalid-publisher", f"{NONE} (The ref_path and sha claims are empty)"),
    (
        "owner-id-differs",
        "invalid-publisher",
        f"{NONE} (Check failed for required claim 'repository_owner_id')",
    ),
    ("claim-refused", "invalid-publisher", f"{NONE} (Check failed for required claim 'sub')"),
    ("claim-missing", "invalid-publisher", f"{NONE} (Missing claim 'job_workflow_ref')"),
    (
        "issuer-differs",
        "invalid-publisher",
        f"{NONE} (JWT issuer 'https://ghe.example.com/_services/token' does not match expected "
        "issuer 'https://token.actions.githubusercontent.com')",
    ),
]
USER = "See https://pypi.org/help/#project-name for more information."
# (id, status, reason), warehouse of 2026-08: forklift/legacy.py, macaroons/, attestations/
REFUSALS = [
    (
        "file-exists",
        "400 Bad Request",
        "File already exists ('sampleproject-1.0.0-py3-none-any.whl', with\n"
        "         blake2_256 hash '6b'). See https://pypi.org/help/#file-name-reuse",
    ),
    (
        "file-exists",
        "400 Bad Request",
        "This filename was previously used by a file that has since been deleted. Use a\n"
        "         different version.",
    ),
    (
        "project-differs",
        "403 Forbidden",
        "Invalid API Token: OIDC scoped token is not valid for\n"
        "         project 'other', project-scoped token is not valid for project: 'other'",
    ),
    (
        "project-differs",
        "403 Forbidden",
        f"The given token isn't allowed to upload to project 'other'. {USER}",
    ),
    (
        "token-of-another-project",
        "403 Forbidden",
        "Invalid API Token: project-scoped token is not valid for project: 'other'",
    ),
    (
        "pending-publisher-name",
        "400 Bad Request",
        "Non-user identities cannot create new projects. This was probably caused by\n"
        "         successfully using a pending publisher but specifying the project name\n"
        "         incorrectly",
    ),
    (
        "upload-token-expired",
        "403 Forbidden",
        "Invalid API Token: token is expired",
    ),
    (
        "user-not-allowed",
        "403 Forbidden",
        f"The user 'somebody' isn't allowed to upload to project 'sampleproject'. {USER}",
    ),
    (
        "password-refused",
        "403 Forbidden",
        "Username/Password authentication is no longer supported. Migrate to API Tokens or\n"
        "         Trusted Publishers instead.",
    ),
    (
        "credentials-refused",
        "403 Forbidden",
        "Invalid or non-existent authentication information. See\n"
        "         https://pypi.org/help/#invalid-auth for more information.",
    ),
    (
        "credentials-refused",
        "403 Forbidden",
        "Invalid API Token: token with user restriction without a user",
    ),
    (
        "attestations-with-token",
        "400 Bad Request",
        "Invalid attestations supplied during upload: Attestations are only supported\n"
        "         when using Trusted Publishing",
    ),
    (
        "attestations-not-verified",
        "400 Bad Request",
        "Invalid attestations supplied during upload: Could not verify the uploaded\n"
        "         artifact using the included attestation: Verification failed",
    ),
    (
        "attestations-unsupported",
        "400 Bad Request",
        "Invalid attestations supplied during upload: Attestations are not currently\n"
        "         supported with ActiveState publishers",
    ),
    (
        "account-not-ready",
        "403 Forbidden",
        "User 'somebody', associated with the API token used, does not have two-factor\n"
        "         authentication enabled.",
    ),
    (
        "too-large",
        "400 Bad Request",
        "File too large. Limit for project 'sampleproject' is 100 MB.",
    ),
    ("too-many-requests", "429 Too Many Requests", "Too many new projects created"),
    ("forbidden", "403 Forbidden", "Forbidden"),
]
# (id, log): before PyPI is asked
JOBS = [
    (  # gh-action-pypi-publish 1.13, oidc-exchange.py, and id 1.5, ambient.py
        "id-token-permission",
        "##[error]Trusted publishing exchange failure: OpenID Connect token retrieval failed: "
        "GitHub: missing or insufficient OIDC token permissions, the "
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN environment variable was unset",
    ),
    (  # uv of 2026-02, trusted_publishing.rs
        "id-token-permission",
        "error: Failed to obtain token for trusted publishing\n  Caused by: Failed to obtain OIDC "
        "token: is the `id-token: write` permission missing?",
    ),
    (  # uv 0.5, trusted_publishing.rs
        "id-token-permission",
        "Environment variable ACTIONS_ID_TOKEN_REQUEST_TOKEN not set, is the `id-token: write` "
        "permission missing?",
    ),
    (  # gh-action-pypi-publish 1.13, oidc-exchange.py
        "fork-pull-request",
        "OpenID Connect token retrieval failed: GitHub: missing\n\nThe workflow context indicates "
        "that this action was called from a\npull request on a fork.",
    ),
    (  # twine 6.2, auth.py, and id 1.5, ambient.py detect_gitlab
        "id-tokens-missing",
        "ERROR    TrustedPublishingFailure: Unable to retrieve an OIDC token from the CI   \n"
        "         platform for trusted publishing GitLab: Environment variable             \n"
        "         PYPI_ID_TOKEN not found",
    ),
    ("id-tokens-missing", "/usr/bin/bash: line 145: PYPI_ID_TOKEN: unbound variable"),
    (  # gh-action-pypi-publish 1.13, oidc-exchange.py
        "reusable-workflow",
        "Warning: Potential workflow misconfiguration: \nReusable workflows are **not currently "
        "supported** by PyPI's Trusted Publishing\nfunctionality, and are subject to breakage.",
    ),
    (
        "index-without-publishing",
        "##[error]Trusted publishing exchange failure: audience retrieval failed: repository at "
        "upload.pypi.org has trusted publishing disabled",
    ),
    (
        "index-down",
        "Token request failed: the index produced an unexpected\n503 response.",
    ),
    (  # twine 6.2, auth.py
        "no-token-here",
        "WARNING  This environment is not supported for trusted publishing\n"
        "ERROR    NonInteractive: Credential not found for API token.",
    ),
    (
        "no-token",
        "ERROR    TrustedPublishingFailure: Unable to retrieve an OIDC token from the CI\n"
        "         platform for trusted publishing GitHub: OIDC token request failed (code=500)",
    ),
    (  # amd/gaia issue 2935
        "ref-not-allowed",
        'Tag "v0.23.0" is not allowed to deploy to pypi due to environment protection rules.',
    ),
    (  # gitlab-org/gitlab 17, commit_status_presenter.rb
        "deployer-not-allowed",
        "The environment this job deploys to is protected. Only users with permission can "
        "successfully run this job.",
    ),
    (  # gh-action-pypi-publish 1.11, twine-upload.sh
        "password-disables-publishing",
        "Warning: The workflow was run with the 'attestations: true' input, but an explicit "
        "password was also set, disabling Trusted Publishing.",
    ),
    (  # gh-action-pypi-publish issue 319
        "attested-twice",
        "Error: Attestation generation failure: /github/workspace/dist/a-1.tar.gz already has a "
        "publish attestation: /github/workspace/dist/a-1.tar.gz.publish.attestation",
    ),
    (  # uv 0.9, astral-sh/uv issue 8584
        "no-credentials",
        "error: Failed to publish `dist/a-1-py3-none-any.whl` to https://upload.pypi.org/legacy/\n"
        "  Caused by: Missing credentials for https://upload.pypi.org/legacy/",
    ),
    ("token-verification", "Error: Token verification failed"),
]


@pytest.mark.parametrize("template", [TWINE, CURL], ids=["twine", "curl"])
@pytest.mark.parametrize(("expected", "code", "description"), CODES)
def test_exchange_is_refused(expected: str, code: str, description: str, template: str) -> None:
    """Every code of PyPI's mint-token, and every reason it gives for invalid-publisher."""
    outcome = from_log(HUB, template.format(code=code, description=description))

    assert [expected] == ids(outcome)
    assert outcome.findings[0].fix


@pytest.mark.parametrize(("expected", "status", "reason"), REFUSALS)
def test_upload_is_refused(expected: str, status: str, reason: str) -> None:
    """Every usual reason, as twine 6.2 prints it."""
    assert [expected] == ids(from_log(HUB, UPLOAD.format(status=status, reason=reason)))


@pytest.mark.parametrize(("expected", "log"), JOBS)
def test_job_gets_no_token(expected: str, log: str) -> None:
    """What goes wrong before PyPI is asked; tool and version stand beside each text."""
    assert [expected] == ids(from_log(HUB, log))


def test_every_message_is_tried() -> None:
    """No line of the tables is without a log."""
    tried = {row[0] for rows in (CODES, REFUSALS, JOBS) for row in rows}

    assert {row.id for row in TABLE} == tried


def test_variable_is_named() -> None:
    """The missing variable of a GitLab job stands in the sentence."""
    log = "GitLab: Environment variable TESTPYPI_ID_TOKEN not found"

    assert "TESTPYPI_ID_TOKEN" in from_log(LAB, log).findings[0].sentence


def test_expected_workflow_is_named() -> None:
    """What PyPI says to expect stands in the sentence."""
    log = TWINE.format(code="invalid-publisher", description=EXPECTING)

    assert "octo-org/shared/.github" in from_log(HUB, log).findings[0].sentence


def test_log_of_a_gitlab_job_that_was_moved() -> None:
    """gitlab-runner 17 prints where it checks out: the project's path is known by that."""
    log = "Initialized empty Git repository in /builds/group/renamed/.git/\n" + TWINE.format(
        code="invalid-publisher", description=f"{NONE} ({NOT_FOUND})"
    )

    assert ["repository-differs"] == ids(from_log(LAB, log))


def test_log_with_echoed_variables() -> None:
    """CI variables that a GitLab job echoes are as good as claims."""
    log = "CI_PROJECT_PATH=group/otherproject\nCI_ENVIRONMENT_NAME=PyPI\n" + TWINE.format(
        code="invalid-publisher", description=f"{NONE} ({NOT_FOUND})"
    )

    assert ["environment-case"] == ids(from_log(LAB, log))


TWO = hub(publishers=[publisher("pypi"), publisher("testpypi", "testpypi")])


@pytest.mark.parametrize(("config", "count"), [(HUB, 1), (TWO, 1)])
def test_upload_address_tells_the_index(config: Config, count: int) -> None:
    """Only publishers on the index that the log names come into question."""
    log = UPLOAD.format(status="403 Forbidden", reason="Forbidden")

    outcome = from_log(config, log)

    assert (count, "pypi") == (len(outcome.publishers), outcome.publishers[0].index)


def test_upload_goes_to_an_index_that_is_not_declared() -> None:
    """Something is wrong even where the message says little."""
    log = UPLOAD.format(status="403 Forbidden", reason="Forbidden")

    assert "index-not-declared" in ids(from_log(hub(publishers=[TEST]), log))


TEST = publisher("testpypi", "testpypi")


def test_log_says_nothing_known() -> None:
    """That is not told, and not taken for fine."""
    outcome = from_log(HUB, "make: *** [Makefile:1: all] Error 2")

    assert ([], ["claims"]) == (ids(outcome), [u.what for u in outcome.unknown])


def test_upload_worked() -> None:
    """A log of twine 6.2 that ends well leaves nothing open."""
    log = "Uploading a-1.tar.gz\n100% 4.7/4.7 kB\n\nView at:\nhttps://pypi.org/project/a/1/\n"

    outcome = from_log(HUB, log)

    assert ((), ()) == (outcome.diagnoses, outcome.unknown)


def test_upload_worked_and_something_else_did_not() -> None:
    """An end that is good in part is not taken for fine."""
    log = "View at:\nhttps://test.pypi.org/project/a/1/\nError: Process completed with exit code 1."

    assert from_log(HUB, log).unknown
