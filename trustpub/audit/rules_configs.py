"""Rules: the config in a repository is about this one."""

from collections.abc import Iterator

from .case import Case, Raised, Rule
from .configs import FILE, declared
from .places import file_page

FIX = "nothing, if that is meant; to have reality compared with it, audit what it is about"


def audit_config_elsewhere(case: Case) -> Iterator[Raised]:
    """The release config in a repository is about this repository."""
    other = declared(case.repository).elsewhere
    if other:
        found = f"nothing is compared with the {FILE} that lies here: {other}"
        at = file_page(case.sites, case.repository, FILE)
        yield Raised(FILE, "", found, FIX, "note", at)


CONFIG_RULES: tuple[Rule, ...] = (audit_config_elsewhere,)
