"""Which index an address belongs to."""

import re

from ..indexes.pypi.sites import UPLOAD_HOSTS
from .model import Target

PART = r"\$\{\{[^{}]*\}\}|\$(?!\{\{)|[^/@\s$%s]"
"""A piece of what stands before `@`: an expression is one, whatever is in it."""
ADDRESS = re.compile(rf"https?://(?:(?:{PART % ''})*@)?([^/:?#\s]*)", re.IGNORECASE)
USER = re.compile(rf"https?://((?:{PART % ':'})*)(?::((?:{PART % ''})*))?@", re.IGNORECASE)
# Predefined variables of GitLab that hold the address of the GitLab itself
# (docs/ci/variables/predefined_variables.md): its package registry is no PyPI.
OWN_FORGE = re.compile(r"\$\{?CI_(?:API_V4|API_GRAPHQL|SERVER|PROJECT|PAGES)_?(?:URL|HOST|FQDN)?\b")


def index_of(address: str) -> Target:
    """`pypi` and `testpypi` by host; `unknown` where the host is not to be seen."""
    if OWN_FORGE.match(address) or OWN_FORGE.search(address.partition("//")[2].partition("/")[0]):
        return "other"
    found = ADDRESS.match(address)
    if not found:
        return "unknown"
    host = found[1].lower().rstrip(".")
    if "$" in host or not host:
        return "unknown"
    return UPLOAD_HOSTS.get(host, "other")


def user_of(address: str) -> tuple[str, ...]:
    """User and password that are written into an address."""
    found = USER.match(address)
    return tuple(part for part in found.groups() if part) if found else ()
