"""The pages on which publishers are registered: of a project, an account, an organization."""

from collections.abc import Callable
from dataclasses import asdict
from urllib.parse import parse_qsl, urlencode

from ..http import Request, Response
from . import pages
from .adding import Refused, add_pending, add_to_project
from .errors import not_found, unserved
from .model import WANTED, User
from .page import Page
from .state import PyPIState


def account_page(state: PyPIState, request: Request) -> Response:
    """`/manage/account/publishing/`: pending publishers of the one who is logged in."""
    user = logged_in(state, request)
    if user is None:
        return not_found("there is no such user in the seed")
    page = page_for(request, user, f"Pending publishers of {user.name}")
    page.site = {"pypi": "PyPI", "testpypi": "TestPyPI"}[state.name]
    page.pending = [p for p in state.pending.values() if p.user == user.name]
    return pending_page(state, request, user, page, None)


def organization_page(state: PyPIState, request: Request, organization: str) -> Response:
    """`/manage/organization/{name}/publishing/`: without the limits of the account's page."""
    user, known = logged_in(state, request), state.organizations.get(organization)
    if user is None or known is None or user.name not in known.members:
        return not_found()
    page = page_for(request, user, f"Pending publishers of {organization}")
    page.issuers = state.issuers(organization)
    page.pending = [p for p in state.pending.values() if p.organization == organization]
    return pending_page(state, request, user, page, organization)


def pending_page(
    state: PyPIState, request: Request, user: User, page: Page, organization: str | None
) -> Response:
    """Show the page or take its form. The query fills nothing in (warehouse, accounts/views.py)."""
    page.new = True

    def add(provider: str, values: dict[str, str]) -> Refused | str:
        return add_pending(state, user, organization, provider, values)

    def remove(id: str) -> Refused | str:
        known = state.pending.get(id)
        if known is None or known.user != user.name:
            return Refused("Invalid publisher ID")
        state.drop_pending(id)
        return f"Removed trusted publisher for project {known.project_name!r}"

    return serve(request, user, page, add, remove)


def project_page(state: PyPIState, request: Request, name: str) -> Response:
    """`/manage/project/{name}/settings/publishing/`: for the owners of the project."""
    user, project = logged_in(state, request), state.project(name)
    if user is None or project is None:
        return not_found()
    if user.name not in project.owners or project.status == "quarantined":
        return Response.of(403, {"message": "Access was denied to this resource."})
    page = page_for(request, user, f"Publishers of {project.name}")
    page.issuers = state.issuers(project.organization)
    page.publishers = project.publishers
    provider = (request.param("provider") or "").lower()
    if request.method == "GET" and provider in WANTED:
        page.prefilled, page.values = provider, dict(reversed(request.query))

    def add(provider: str, values: dict[str, str]) -> Refused | str:
        return add_to_project(state, user, project, provider, values)

    def remove(id: str) -> Refused | str:
        known = next((p for p in project.publishers if p.id == id), None)
        if known is None:
            return Refused("Invalid publisher for project")
        project.publishers.remove(known)
        state.change("publisher", project.name, asdict(known), None)
        return f"Removed trusted publisher for project {project.name!r}"

    return serve(request, user, page, add, remove)


def page_for(request: Request, user: User, title: str) -> Page:
    """A page of this user."""
    return Page(request.path, request.param("as"), user.name, title)


def serve(
    request: Request,
    user: User,
    page: Page,
    add: Callable[[str, dict[str, str]], Refused | str],
    remove: Callable[[str], Refused | str],
) -> Response:
    """GET shows the page, POST adds or removes a publisher as the fields of the form say."""
    if request.method == "GET":
        page.done, user.told = user.told, ""
        return pages.show(page)
    values = dict(reversed(parse_qsl(request.body.decode("utf-8", "replace"), True)))
    if "constrained_publisher_id" in values:
        return unserved("POST of constrained_publisher_id to", request.path)
    provider = sent_to(values, page.new)
    if provider is None and "publisher_id" not in values:
        return not_found()
    done = add(provider, values) if provider else remove(values["publisher_id"])
    if isinstance(done, str):
        user.told = done
        again = f"?{urlencode({'as': page.user})}" if page.user else ""
        return Response(303, done.encode(), {"Location": f"{request.path}{again}"})
    if done.status != 200:
        return Response(done.status, done.message.encode(), {"Content-Type": "text/plain"})
    page.flash, page.errors = done.message, done.errors or {}
    page.sent, page.values = provider, values
    return pages.show(page)


def sent_to(values: dict[str, str], new: bool) -> str | None:
    """Which form this is: every field of it must be there, empty or not."""
    extra = {"project_name"} if new else set()
    return next((p for p, names in WANTED.items() if extra | set(names) <= set(values)), None)


def logged_in(state: PyPIState, request: Request) -> User | None:
    """`?as=`, else the first user of the seed: the sandbox has no login page."""
    name = request.param("as") or next(iter(state.users), "")
    return state.users.get(name)
