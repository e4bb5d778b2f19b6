"""What PyPI answers when a token is exchanged (warehouse, oidc/views.py; oidc/models/)."""

from .signature import Signature as Row


def code(name: str) -> str:
    """An error code as twine, uv, gh-action-pypi-publish and curl print it."""
    return rf"\b{name}\b[`'\"]*\s*[:,]"


WITH_TEXT = r"[^{}]{0,40}?"
"""Between the code and its description: `: or ","description":"."""

MINT = (
    Row(
        "not-enabled",
        rf"{code('not-enabled')}|trusted publishing functionality not enabled",
        "the index has switched trusted publishing off for this forge",
        None,
        "wait, and look at the index's status page",
    ),
    Row(
        "malformed-jwt",
        rf"{code('invalid-payload')}{WITH_TEXT}malformed JWT",
        "what the job sent is no OIDC token",
        "workflow",
        "send the forge's own token: on GitLab the variable named under `id_tokens:`, unchanged",
    ),
    Row(
        "issuer-unknown",
        r"unknown trusted publishing issuer",
        "PyPI does not know the issuer of the token",
        "pypi-form",
        "a GitLab of your own has to be set up by PyPI's admins for the organization that owns "
        "the project, and gitlab.issuer has to be written exactly as they did; GitHub Enterprise "
        "servers are not taken at all",
        also=("config",),
    ),
    Row(
        "token-not-sent",
        rf"{code('invalid-payload')}",
        "PyPI could not read the request: it must be an object with the token as text, or the "
        "name of the new project was refused",
        "workflow",
        'send {{"token": "..."}}; an empty variable means that `id_tokens:` or '
        "`id-token: write` is missing",
        general=True,
        also=("config", "pypi-form"),
    ),
    Row(
        "invalid-token",
        rf"{code('invalid-token')}",
        "PyPI does not take the token itself: its audience, its time or its signature is wrong",
        "workflow",
        "give it the audience of the index (`pypi`, or `testpypi` for TestPyPI; on GitLab the "
        "`aud:` under `id_tokens:`), and ask for it just before the upload",
    ),
    Row(
        # No tool of today prints it: the older guide to GitLab has it (research/guides.md, G9).
        "token-verification",
        r"token verification failed",
        "the token was refused before any publisher was looked for",
        "workflow",
        "write `aud: pypi` (TestPyPI: `aud: testpypi`) under `id_tokens:` of the publishing job, "
        "and send that token",
    ),
    Row(
        "pending-publisher-left-over",
        rf"{code('invalid-pending-publisher')}",
        "a pending publisher fits, but its project exists by now: PyPI has just removed it",
        "pypi-form",
        "register the publisher on the page of the existing project, then run the job again",
    ),
    Row(
        "token-reused",
        rf"{code('invalid-reuse-token')}",
        "the token was exchanged before, and each is good for one exchange",
        "workflow",
        "exchange it once and use the upload token for all files; a second try needs a new job, "
        "or on GitLab a second name under `id_tokens:`",
    ),
    Row(
        "event-forbidden",
        r"invoked via 'pull_request_target'",
        "the run was started by pull_request_target, which PyPI never takes",
        "workflow",
        "start the release by a tag, a release or `workflow_dispatch`",
    ),
    Row(
        "workflow-ref-refused",
        r"The (?P<claim>job_workflow_ref|ci_config_ref_uri) claim does not match, expecting one "
        r"of \[(?P<expected>[^\]]{0,400})\], got '(?P<got>[^']{0,300})'",
        "PyPI expects {claim} to be {expected}, and the token has {got}",
        "workflow",
        "publish from a job that stands in the registered file itself, at the ref that the run "
        "is for: no reusable workflow, no pipeline file of another project or ref",
    ),
    Row(
        "refs-empty",
        r"The (?P<refs>ref and sha|ref_path and sha) claims are empty",
        "the token names no ref and no commit ({refs})",
        "workflow",
        "start the release by a tag",
    ),
    Row(
        "owner-id-differs",
        r"Check failed for required claim ['\"]repository_owner_id",
        "the account that owns the repository is not the one that PyPI knows by this name",
        "pypi-form",
        "remove the publisher on PyPI and register it anew: a new account of an old name has "
        "another number",
    ),
    Row(
        "claim-refused",
        r"Check failed for (?:required|optional) claim "
        r"['\"](?!repository_owner_id)(?P<claim>\w{1,60})",
        "PyPI has another value for {claim} than the token",
        "pypi-form",
        "compare the values of the form with those below",
        also=("config", "workflow"),
    ),
    Row(
        "claim-missing",
        r"Missing claim ['\"](?P<claim>\w{1,60})['\"]",
        "the token has no claim {claim}",
        "forge",
        "use the token that the forge made for the job, not another kind of token",
    ),
    Row(
        "issuer-differs",
        r"JWT issuer ['\"](?P<found>[^'\"]{1,200})['\"] does not match expected issuer",
        "the token is from {found}, for which PyPI has no publishers of this kind",
        "workflow",
        "run the release on the forge that is registered; PyPI takes no GitHub Enterprise servers",
        also=("config", "pypi-form"),
    ),
    Row(
        "invalid-publisher",
        rf"{code('invalid-publisher')}|valid token, but no corresponding publisher",
        "PyPI has no publisher that fits, and what was given here does not tell which value is off",
        "pypi-form",
        "compare the form letter by letter with the values below, and register the publisher if "
        "it is not there; for an answer by field, give the claims",
        general=True,
        also=("config", "workflow"),
    ),
)
