"""What goes wrong in the job, before PyPI is asked."""

from .signature import Signature as Row

JOBS = (
    Row(
        # gh-action-pypi-publish 1.13, oidc-exchange.py
        "fork-pull-request",
        r"called from a pull request on a fork",
        "the run is for a pull request of a fork, and GitHub gives those no token",
        "workflow",
        "start the release by a tag, a release or `workflow_dispatch`",
    ),
    Row(
        # id 1.5, _internal/oidc/ambient.py; uv, crates/uv-publish/src/trusted_publishing.rs
        "id-token-permission",
        r"missing or insufficient OIDC token permissions|is the `?id-token: write`? permission "
        r"missing|ACTIONS_ID_TOKEN_REQUEST_(?:TOKEN|URL)\S{0,2} (?:environment variable was unset"
        r"|not set)",
        "the job may not ask GitHub for a token",
        "workflow",
        "write `permissions: {{id-token: write}}` at the publishing job itself",
    ),
    Row(
        # id 1.5, _internal/oidc/ambient.py detect_gitlab; ambient-id asks for the same variable
        "id-tokens-missing",
        r"\b(?P<name>\w{1,60}_ID_TOKEN)(?: not found|: unbound variable|: parameter not set)",
        "the job has no variable {name} that holds its token",
        "workflow",
        "write `id_tokens: {{PYPI_ID_TOKEN: {{aud: pypi}}}}` at the publishing job, for TestPyPI "
        "`id_tokens: {{TESTPYPI_ID_TOKEN: {{aud: testpypi}}}}`",
    ),
    Row(
        # gh-action-pypi-publish 1.13, oidc-exchange.py
        "reusable-workflow",
        r"Reusable workflows are \W{0,2}not currently supported",
        "the job stands in a workflow that another one calls",
        "workflow",
        "move the publishing job into the registered workflow itself; what it needs may stay "
        "in the called one and be handed over as an artifact",
        "warning",
    ),
    Row(
        # gh-action-pypi-publish 1.13, oidc-exchange.py assert_successful_audience_call
        "index-without-publishing",
        r"audience retrieval failed: repository at (?P<host>[\w.:-]{1,100}) (?:has trusted "
        r"publishing disabled|does not indicate trusted publishing support)",
        "the index at {host} does not offer trusted publishing now",
        "workflow",
        "look at the upload address (`repository-url:`); if it is right, wait",
    ),
    Row(
        # gh-action-pypi-publish 1.13, oidc-exchange.py; twine 6.2, auth.py
        "index-down",
        r"index produced an unexpected \d{3} response|index gave us an invalid response|"
        r"responded with unexpected \d{3}|token-minting request returned invalid JSON|"
        r"\b50[0234] (?:Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable)",
        "the index answered with what makes no sense: it is down, or in front of it something is",
        None,
        "wait some minutes, then run the job again",
    ),
    Row(
        # twine 6.2, auth.py; uv, crates/uv-publish/src/trusted_publishing.rs
        "no-token-here",
        r"This environment is not supported for trusted publishing|No OIDC token discovered|"
        r"Attempted to discover OIDC in broken environment",
        "the tool found no token to exchange: it is not in a job, or in a container without the "
        "job's variables",
        "workflow",
        "run it in the publishing job itself, and hand the job's variables on to containers",
    ),
    Row(
        # twine 6.2, auth.py; uv, crates/uv-publish/src/trusted_publishing.rs
        "no-token",
        r"Unable to retrieve an OIDC token from the CI platform|OpenID Connect token retrieval "
        r"failed|Failed to discover OIDC token|OIDC token request failed",
        "the job got no token from its forge",
        "workflow",
        "give the job `id-token: write` (GitHub) or `id_tokens:` (GitLab)",
        general=True,
    ),
    Row(
        # amd/gaia issue #2935 and others: GitHub's annotation on the job
        "ref-not-allowed",
        r"(?:Branch|Tag) [\"'](?P<ref>[^\"']{1,100})[\"'] is not allowed to deploy to "
        r"(?P<environment>[^\n]{1,100}?) due to environment protection rules",
        "the environment {environment} does not let {ref} in",
        "forge",
        "add a pattern to the publisher's `triggers:` or to `tags:`, then `pulumi up`; or start "
        "the release from a ref that is allowed",
        also=("config",),
    ),
    Row(
        # gitlab-org/gitlab, ee/app/presenters/ee/commit_status_presenter.rb
        "deployer-not-allowed",
        r"environment this job deploys to is protected",
        "who started the job may not deploy to its environment",
        "forge",
        "let somebody of `deployers:` start it, or add them there and run `pulumi up`",
        also=("config",),
    ),
)
