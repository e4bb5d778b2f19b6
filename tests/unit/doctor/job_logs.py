"""Logs as the tools print them; what varies is filled in."""

from typing import Any

ACTION = """\
2026-08-21T10:12:01.1234567Z ##[group]Run pypa/gh-action-pypi-publish@release/v1
2026-08-21T10:12:01.1234570Z env:
2026-08-21T10:12:01.1234571Z   GITHUB_EVENT_NAME: {event_name}
2026-08-21T10:12:03.0000000Z ##[error]Trusted publishing exchange failure: \n\
Token request failed: the server refused the request for the following reasons:

* `invalid-publisher`: valid token, but no corresponding publisher ({reason})

This generally indicates a trusted publisher configuration error, but could
also indicate an internal error on GitHub or PyPI's part.


The claims rendered below are **for debugging purposes only**. You should **not**
use them to configure a trusted publisher unless they already match your expectations.

If a claim is not present in the claim set, then it is rendered as `MISSING`.

* `sub`: `{sub}`
* `repository`: `{repository}`
* `repository_owner`: `{repository_owner}`
* `repository_owner_id`: `{repository_owner_id}`
* `workflow_ref`: `{workflow_ref}`
* `job_workflow_ref`: `{job_workflow_ref}`
* `ref`: `{ref}`
* `environment`: `{environment}`

See https://docs.pypi.org/trusted-publishers/troubleshooting/ for more help.
"""
"""gh-action-pypi-publish 1.13, oidc-exchange.py."""

UV_GITHUB = """\
error: Failed to obtain token for trusted publishing
  Caused by: Server returned error code 422 Unprocessable Entity, is trusted publishing correctly configured?
Response: {{"message":"Token request failed","errors":[{{"code":"invalid-publisher","description":"valid token, but no corresponding publisher ({reason})"}}]}}

Token claims, which must match the publisher configuration: GitHub(
    GitHubTokenClaims {{
        sub: "{sub}",
        repository: "{repository}",
        repository_owner: "{repository_owner}",
        repository_owner_id: "{repository_owner_id}",
        job_workflow_ref: "{job_workflow_ref}",
        ref: "{ref}",
        environment: {uv_environment},
    }},
)
"""  # noqa: E501
"""uv of 2026-02, crates/uv-publish/src/trusted_publishing.rs."""

UV_GITLAB = """\
error: Failed to obtain token for trusted publishing
  Caused by: Server returned error code 422 Unprocessable Entity, is trusted publishing correctly configured?
Response: {{"message":"Token request failed","errors":[{{"code":"invalid-publisher","description":"valid token, but no corresponding publisher ({reason})"}}]}}

Token claims, which must match the publisher configuration: GitLab(
    GitLabTokenClaims {{
        sub: "{sub}",
        project_path: "{project_path}",
        ci_config_ref_uri: "{ci_config_ref_uri}",
        environment: {uv_environment},
    }},
)
"""  # noqa: E501
"""uv of 2026-02, crates/uv-publish/src/trusted_publishing.rs."""

TWINE = """\
INFO     Trying to use trusted publishing (no token was explicitly provided)    \n\
ERROR    TrustedPublishingFailure: The token request failed; the index server   \n\
         gave the following reasons:                                            \n\
                                                                                \n\
         * `{code}`: {description}
"""
"""twine 6.2, auth.py, as its logger breaks the lines."""

CURL = '{{"message": "Token request failed", "errors": [{{"code": "{code}", "description": "{description}"}}]}}'  # noqa: E501
"""PyPI's own answer, warehouse, oidc/views.py, as a job's `curl` prints it."""

UPLOAD = """\
Uploading distributions to https://upload.pypi.org/legacy/
Uploading sampleproject-1.0.0-py3-none-any.whl
25l
  0% ---------------------------------------- 0.0/4.7 kB - --:-- - ?
WARNING  Error during upload. Retry with the --verbose option for more details. \n\
ERROR    HTTPError: {status} from https://upload.pypi.org/legacy/          \n\
         {reason}
"""
"""twine 6.2, commands/upload.py and the reason that warehouse gives."""

NOT_FOUND = "Publisher with matching claims was not found"


def fill(template: str, claims: dict[str, Any], reason: str = NOT_FOUND) -> str:
    """A log of a refused exchange with these claims."""
    name = claims.get("environment")
    printed = f'Some(\n            "{name}",\n        )' if name else "None"
    shown = {"environment": "MISSING", **claims, "uv_environment": printed, "reason": reason}
    return template.format(**shown)
