"""Adding a publisher: what PyPI refuses, and in which order it finds out."""

from dataclasses import asdict, dataclass

from .clock import DAY
from .model import PendingPublisher, Project, Publisher, User
from .state import PyPIState
from .validation import errors, stored

MOST_PENDING = 3
MOST_A_DAY = 100
FAILED = "The trusted publisher could not be registered"


@dataclass(frozen=True)
class Refused:
    """What stands on top of the page, the errors below it, or a status of its own."""

    message: str
    errors: dict[str, list[str]] | None = None
    status: int = 200


def limited(state: PyPIState, user: User) -> Refused | None:
    """100 tries in 24 hours; counts this one when there are fewer."""
    now = state.clock.now()
    user.registrations = [at for at in user.registrations if at > now - DAY]
    if len(user.registrations) >= MOST_A_DAY:
        message = (
            "There have been too many attempted trusted publisher registrations. Try again later."
        )
        return Refused(message, status=429)
    user.registrations.append(now)
    return None


def add_to_project(
    state: PyPIState, user: User, project: Project, provider: str, values: dict[str, str]
) -> Refused | str:
    """Give a project a publisher: a new one, or the one that serves other projects already."""
    if refused := limited(state, user):
        return refused
    found = errors(state, provider, values, issuers=state.issuers(project.organization))
    if found:
        return Refused(FAILED, found)
    wanted = Publisher("", provider, stored(state, provider, values))
    known = state.publisher(wanted.key())
    if known and known.values != wanted.values:
        # warehouse looks it up by issuer too, the database's constraint leaves the issuer out.
        return Refused("UniqueViolation: _gitlab_oidc_publisher_uc", status=500)
    if known in project.publishers:
        return Refused(f"{wanted.title()} is already registered with {project.name}")
    publisher = known or Publisher(state.next_id(), provider, wanted.values)
    project.publishers.append(publisher)
    state.change("publisher", project.name, None, asdict(publisher))
    return f"Added {publisher.title()} in {publisher.url()} to {project.name}"


def add_pending(
    state: PyPIState,
    user: User,
    organization: str | None,
    provider: str,
    values: dict[str, str],
) -> Refused | str:
    """Promise a publisher to a project that does not exist yet."""
    if refused := organization is None and account_limits(state, user):
        return refused
    found = errors(
        state, provider, values, issuers=state.issuers(organization), pending_for=user.name
    )
    if found:
        return Refused(FAILED, found)
    wanted = Publisher("", provider, stored(state, provider, values))
    for other in state.pending.values():
        if other.publisher.key() == wanted.key():
            return taken(other, values["project_name"], organization)
    publisher = Publisher(state.next_id(), provider, wanted.values)
    name = values["project_name"]
    pending = PendingPublisher(publisher, name, user.name, state.clock.now(), organization)
    state.pending[publisher.id] = pending
    state.change("pending-publisher", name, None, asdict(pending))
    return f"Registered a new pending publisher to create the project '{name}'."


def account_limits(state: PyPIState, user: User) -> Refused | None:
    """What an account must not do; an organization has none of it."""
    if not user.verified_email:
        return Refused(
            "You must have a verified email in order to register a pending trusted publisher. "
            "See /help#openid-connect for details."
        )
    mine = [p for p in state.pending.values() if p.user == user.name]
    if len(mine) >= MOST_PENDING:
        return Refused("You can't register more than 3 pending trusted publishers at once.")
    return limited(state, user)


def taken(other: PendingPublisher, name: str, organization: str | None) -> Refused | str:
    """The same publisher waits already: for this project, or for another one."""
    if other.project_name == name and organization:
        return Refused(
            "This publisher has already been registered in your organization. "
            "See your existing pending publishers below."
        )
    if other.project_name == name:
        return Refused(
            "This trusted publisher has already been registered. "
            "Please contact PyPI's admins if this wasn't intentional."
        )
    if organization:
        # warehouse, manage/views/organizations.py: redirects as if it had worked.
        return "nothing registered"
    return Refused(
        "A pending trusted publisher matching this configuration has already been registered "
        "for a different project name. Please contact PyPI's admins if this wasn't intentional."
    )
