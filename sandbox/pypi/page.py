"""What stands on one registration page."""

from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

from .model import GITLAB, WANTED, PendingPublisher, Publisher


@dataclass
class Page:
    """What stands on one page."""

    path: str
    user: str | None
    """As the query names it; None: the first user of the seed."""
    login: str
    """Who is logged in."""
    title: str
    site: str = "PyPI"
    """What GitHub's form calls the index; GitLab's says PyPI on TestPyPI too."""
    new: bool = False
    """Whether its forms are for projects that do not exist yet."""
    issuers: list[str] = field(default_factory=lambda: [GITLAB])
    publishers: list[Publisher] = field(default_factory=list)
    pending: list[PendingPublisher] = field(default_factory=list)
    prefilled: str | None = None
    sent: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    flash: str = ""
    """What went wrong."""
    done: str = ""
    """What was done on the page before this one."""

    def chosen(self) -> str:
        """The tab that is open: the one with errors or values, else the first."""
        return self.sent or self.prefilled or next(iter(WANTED))


def action(page: Page) -> str:
    """Where the forms go: the same page, for the same user."""
    return escape(page.path + (f"?{urlencode({'as': page.user})}" if page.user else ""))
