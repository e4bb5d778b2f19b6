"""Nothing that looks like a token is ever shown."""

import re

# GitHub: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
# GitLab: docs/security/tokens of gitlab-org/gitlab. PyPI: a version 2 macaroon begins with AgE.
TOKEN = re.compile(
    r"eyJ[\w+/=-]*(?:\.[\w+/=-]*)*"
    r"|pypi-(?:AgE[\w-]*|[\w-]{32,})"
    r"|gh[pousr]_\w{4,}|github_pat_\w+"
    r"|gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|ffct|oas|wt)-[\w.-]{4,}"
    r"|(?<=://)[^\s/@]+@"
    r"|(?<=bearer )[\w.~+/=-]{8,}",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|pypi-AgE[\w-]{20,}|gh[pousr]_\w{30,}"
    r"|github_pat_\w{30,}|glpat-[\w.-]{20,}"
)
"""One that can be used, and no remains of one."""
HIDDEN = "[token]"


def redact(text: str) -> str:
    """The text without its tokens."""
    return TOKEN.sub(HIDDEN, text)


def holds_token(text: str) -> bool:
    """Whether it would be changed."""
    return bool(TOKEN.search(text))
