"""What a fine-grained token must be allowed for secrets, variables and environments.

GitHub docs, "Permissions required for fine-grained personal access tokens": their names there,
and that even reading the names of a repository's Codespaces secrets takes write access to them.
"""

import re

from . import errors
from .call import Call

PLACES = {
    r"/orgs/[^/]+/actions/secrets": "organization_secrets",
    r"/orgs/[^/]+/actions/variables": "organization_actions_variables",
    r"/orgs/[^/]+/dependabot/secrets": "organization_dependabot_secrets",
    r"/orgs/[^/]+/codespaces/secrets": "organization_codespaces_secrets",
    r"/orgs/[^/]+/agents/secrets": "organization_agent_secrets",
    r"/orgs/[^/]+/agents/variables": "organization_agent_variables",
    r".*/actions/(?:organization-)?secrets": "secrets",
    r".*/actions/(?:organization-)?variables": "actions_variables",
    r".*/environments/[^/]+/(?:secrets|variables)": "environments",
    r".*/environments": "actions",
    r".*/dependabot/secrets": "dependabot_secrets",
    r".*/codespaces/secrets": "codespaces_secrets",
    r".*/agents/(?:organization-)?secrets": "agent_secrets",
    r".*/agents/(?:organization-)?variables": "agent_variables",
}
"""Beginning of a path -> permission; the first one that fits."""
TO_WRITE = {"codespaces_secrets"}
"""Permissions of which reading is not enough to read."""
NAMES = frozenset(PLACES.values())


def permission(path: str) -> str | None:
    """The permission that a path needs, as far as it is told here."""
    found = (name for start, name in PLACES.items() if re.match(rf"{start}(?:/|$)", path))
    return next(found, None)


def check(call: Call) -> None:
    """403 for a token that was not given what the path needs."""
    needed = permission(call.path)
    if call.token is None or needed is None:
        return
    if needed in call.token.without or (needed in TO_WRITE and not call.may_write()):
        raise errors.token_may_not()
