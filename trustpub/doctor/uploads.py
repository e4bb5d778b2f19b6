"""Why PyPI refuses an upload (warehouse, forklift/legacy.py, where nothing else is said)."""

from .signature import Signature as Row

UPLOADS = (
    Row(
        "file-exists",
        r"File already exists|filename was previously used by a file|"
        r"file-name-reuse",
        "a file of this name was uploaded before, and PyPI takes each name once",
        "workflow",
        "raise the version and release again; for a run that broke off half-way, let the upload "
        "skip what is there (`skip-existing: true`, `--skip-existing`, `--check-url`)",
    ),
    Row(
        # warehouse, macaroons/caveats: OIDCPublisher, ProjectID
        "project-differs",
        r"OIDC scoped token is not valid for project|"
        r"given token isn't allowed to upload to project",
        "the exchange worked, but its publisher belongs to another project than the files",
        "pypi-form",
        "add the publisher to the project that the files' metadata names, or mend that name; "
        "the config's `project:` must be the same",
        also=("config", "workflow"),
    ),
    Row(
        # warehouse, macaroons/caveats: ProjectName, ProjectID
        "token-of-another-project",
        r"Invalid API Token: project-scoped token is not valid for project",
        "the upload was made with a token for another project",
        "workflow",
        "take the token out of the job and the forge's secrets, and let it publish by its identity",
        also=("forge",),
    ),
    Row(
        "pending-publisher-name",
        r"Non-user identities cannot create new projects",
        "the pending publisher has just made a project of another name than the files have",
        "pypi-form",
        "decide which name is right: either mend the name in the package's metadata, or delete "
        "the new project on PyPI and register the pending publisher with the right name",
        also=("config", "workflow"),
    ),
    Row(
        # warehouse, macaroons/caveats: Expiration; 15 minutes by oidc/views.py
        "upload-token-expired",
        r"Invalid API Token: [^<]{0,80}token is expired",
        "the upload token had ended: it lives for 15 minutes",
        "workflow",
        "build before the exchange, in a job of its own, and upload right after it",
    ),
    Row(
        "user-not-allowed",
        r"The user '[^']{1,60}' isn't allowed to upload to project",
        "the upload was made in the name of a person who may not upload to this project",
        "workflow",
        "take `password:`, TWINE_PASSWORD or UV_PUBLISH_TOKEN out of the job and the forge's "
        "secrets, and let it publish by its identity",
        also=("forge",),
    ),
    Row(
        # warehouse, accounts/security_policy.py
        "password-refused",
        r"Username/Password authentication is no longer supported",
        "the upload was made with a password, which PyPI does not take any more",
        "workflow",
        "take TWINE_USERNAME and TWINE_PASSWORD out of the job and the forge's secrets, and let "
        "it publish by its identity",
        also=("forge",),
    ),
    Row(
        # warehouse, accounts/security_policy.py and macaroons/services.py
        "credentials-refused",
        r"Invalid or non-existent authentication information|Invalid API Token: (?!OIDC)"
        r"[^<]{0,60}?(?:macaroon|user restriction)",
        "the upload was made with a token that is revoked, cut, or of the other index",
        "workflow",
        "take the token out of the job and the forge's secrets, and let it publish by its "
        "identity; look whether the upload address and the audience are of the same index",
        also=("forge",),
    ),
    Row(
        # warehouse, attestations/services.py; older servers say 400 alone
        "attestations-with-token",
        r"Attestations are only supported when using Trusted Publishing",
        "attestations were uploaded with a token, and PyPI takes them from publishers only",
        "workflow",
        "take `password:` out of the step, so that it publishes by its identity; or else say "
        "`attestations: false`",
        also=("forge",),
    ),
    Row(
        # gh-action-pypi-publish 1.11 and later, twine-upload.sh
        "password-disables-publishing",
        r"explicit password was also set, disabling Trusted Publishing",
        "a `password:` is given to the step, so it does not publish by its identity",
        "workflow",
        "take `password:` out of the step, then remove the secret from the forge",
        "warning",
        also=("forge",),
    ),
    Row(
        "attestations-not-verified",
        r"Could not verify the uploaded artifact using the included attestation",
        "the attestation was made by another identity than the publisher, or for another file",
        "workflow",
        "build, attest and upload in one job of the registered workflow, and change no file "
        "after it was attested",
    ),
    Row(
        "attestations-unsupported",
        r"Attestations are not currently supported with (?P<kind>\w{1,40}) publishers",
        "PyPI takes no attestations from {kind} publishers",
        "workflow",
        "upload without attestations",
    ),
    Row(
        # gh-action-pypi-publish, attestations.py (its issue #319)
        "attested-twice",
        r"already has a publish attestation",
        "the step runs a second time over the same folder, where its first attestations still lie",
        "workflow",
        "publish to each index in a job of its own, or say `attestations: false` at the first",
    ),
    Row(
        "account-not-ready",
        r"does not have (?:a verified primary email address|two-factor authentication enabled)",
        "the upload was made in the name of a person whose account is not complete",
        "workflow",
        "let the job publish by its identity, or complete the account on PyPI",
    ),
    Row(
        "too-large",
        r"File too large\. Limit|Project size too large\. Limit",
        "the file or the project is over the index's limit",
        None,
        "ask PyPI for a higher limit, or upload less",
    ),
    Row(
        "too-many-requests",
        r"Too many new projects created|\b429 Too Many Requests",
        "too many requests or new projects came from one place",
        None,
        "wait a day, then run the job again",
    ),
    Row(
        # uv, crates/uv-publish/src/lib.rs
        "no-credentials",
        r"Missing credentials for https?://|Credential not found for API token|"
        r"could not determine credentials for configured repository",
        "the tool did not try to publish by identity, and has no token either",
        "workflow",
        "use `uv publish --trusted-publishing always` or twine 6.1 or later, so that the real "
        "reason is printed; give the job `id-token: write` (GitHub) or `id_tokens:` (GitLab)",
        general=True,
    ),
    Row(
        "forbidden",
        r"\b403 (?:Client Error: )?Forbidden|\b403 Client Error",
        "the index refused the upload (403) and the log does not say why",
        "workflow",
        "run the upload with `--verbose` (`verbose: true`), and give the doctor that log",
        general=True,
        also=("pypi-form",),
    ),
)
