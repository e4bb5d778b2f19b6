"""A pasted job log -> one line of text, the claims that tools print, and known messages."""

import re
from urllib.parse import unquote

from ..indexes.pypi.sites import SITES
from ..model import Index
from .jobs import JOBS
from .mint import MINT
from .model import Diagnosis, Evidence
from .redact import WHOLE
from .signature import Signature, matches
from .uploads import UPLOADS

TABLE: tuple[Signature, ...] = (*MINT, *JOBS, *UPLOADS)
LIMIT = 20_000_000
NAMES = (
    "iss|sub|aud|repository|repository_owner|repository_owner_id|workflow_ref|job_workflow_ref|"
    "ref|sha|environment|event_name|project_path|ci_config_ref_uri|ref_path"
)
MISSING = "MISSING"
PRINTED = (
    # gh-action-pypi-publish 1.13, oidc-exchange.py _RENDERED_CLAIMS
    re.compile(rf"[*•-] `?({NAMES})`?: `?([^`\s]{{1,300}}(?: [^`*•\s]{{1,80}}){{0,4}})`"),
    # The same as its summary page shows it
    re.compile(rf"[*•-] ({NAMES}): ([^`\s]{{1,300}})(?=\s)"),
    # uv, crates/uv-publish/src/trusted_publishing.rs: {{:#?}} of OidcTokenClaims
    re.compile(rf"\b({NAMES}): (?:Some\( )?\"([^\"\\]{{0,300}})\""),
    # A payload that a job printed
    re.compile(rf"\"({NAMES})\": ?\"([^\"\\]{{0,300}})\""),
)
NONE = re.compile(r"\b(environment): None\b|\b(event_name|environment)`?: `MISSING`")
# The predefined variables of both forges, echoed by a job.
VARIABLES = {
    "GITHUB_REPOSITORY": "repository",
    "GITHUB_REPOSITORY_OWNER": "repository_owner",
    "GITHUB_REPOSITORY_OWNER_ID": "repository_owner_id",
    "GITHUB_EVENT_NAME": "event_name",
    "GITHUB_WORKFLOW_REF": "workflow_ref",
    "CI_SERVER_URL": "iss",
    "CI_PROJECT_PATH": "project_path",
    "CI_ENVIRONMENT_NAME": "environment",
}
VARIABLE = re.compile(rf"\b({'|'.join(VARIABLES)})[=:] ?[\"']?([^\s\"']{{1,200}})")
# gitlab-runner, shells/abstract.go: `Initialized empty Git repository in ...`
CHECKOUT = re.compile(
    r"Git repository in \S{0,200}?/builds/(?:[\w-]+/\d+/)?([\w./-]{3,200})/\.git/"
)
NOISE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|^\d{4}-\d\d-\d\dT[\d:.]+Z ?(?:\d\d[OE]\+? ?)?", re.M)
SUCCESS = re.compile(r"\bView at: https?://")  # twine 6.2, commands/upload.py
TROUBLE = re.compile(r"error|fail|traceback|refused|denied|exit (?:code|status) [1-9]", re.I)
LEAK = Diagnosis(
    id="token-in-log",
    severity="warning",
    sentence="the log shows what looks like a token",
    place="forge",
    also=("workflow",),
    fix="revoke it, and take out of the job whatever prints it",
)


def one_line(text: str) -> str:
    """Without colours and times, in one line: tools break their sentences anywhere."""
    plain = NOISE.sub("", text[:LIMIT].replace("\r", "\n"))
    return re.sub(r"\s+", " ", plain.replace("%0A", " "))


def read_log(text: str) -> Evidence:
    """Everything that a log tells."""
    log = one_line(text)
    found = list(matches(TABLE, log))
    codes = {row.id for row, _ in found}
    leak = (LEAK,) if WHOLE.search(log) else ()
    return Evidence(
        "log",
        claims_in(log),
        partial=True,
        diagnoses=(*sharpest(found), *leak),
        index=index_in(log),
        refused="invalid-publisher" in codes,
        finished=bool(SUCCESS.search(log)) and not TROUBLE.search(log),
    )


def sharpest(found: list[tuple[Signature, Diagnosis]]) -> list[Diagnosis]:
    """The messages, without those that say less than another one; each id once."""
    specific = any(row.severity == "error" and not row.general for row, _ in found)
    kept = [d for row, d in found if not (row.general and specific)]
    return list({d.id: d for d in reversed(kept)}.values())[::-1]


def claims_in(log: str) -> dict[str, object]:
    """The claims, as far as they are printed."""
    claims: dict[str, object] = {}
    for name, value in VARIABLE.findall(log):
        claims[VARIABLES[name]] = value
    if "CI_PROJECT_PATH" not in log and (match := CHECKOUT.search(log)):
        claims["project_path"] = match[1]
    claims |= {name: value for pattern in PRINTED for name, value in pattern.findall(log)}
    claims = {name: value for name, value in claims.items() if value not in (MISSING, "None")}
    for match in NONE.finditer(log):
        claims.setdefault(match[1] or match[2], None)
    return derived(claims)


def derived(claims: dict[str, object]) -> dict[str, object]:
    """What other claims say of those that are not printed."""
    sub, uri = str(claims.get("sub", "")), str(claims.get("ci_config_ref_uri", ""))
    more: dict[str, object] = {}
    # docs.github.com, OpenID Connect reference: the subject names the environment, or else the ref
    if sub.startswith("repo:"):
        _, _, name = sub.partition(":environment:")
        more["environment"] = unquote(name) or None
        if not name and ":ref:" not in sub and ":pull_request" not in sub:
            del more["environment"]
    # docs.gitlab.com, id_tokens: project_path:GROUP/PROJECT:ref_type:TYPE:ref:NAME
    if match := re.fullmatch(r"project_path:([^:]+):ref_type:(branch|tag):ref:(.+)", sub):
        kind = "tags" if match[2] == "tag" else "heads"
        more |= {"ref_path": f"refs/{kind}/{match[3]}", "project_path": match[1]}
    if uri:
        more["iss"] = f"https://{uri.partition('/')[0]}"
    return {**more, **claims}


def index_in(log: str) -> Index | None:
    """The one index whose upload address it names."""
    named: list[Index] = [index for index, site in SITES.items() if site.upload in log]
    return named[0] if len(named) == 1 else None
