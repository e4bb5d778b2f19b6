"""The API for publishers that PyPI does not have yet: warehouse pull request 19909.

Existing projects only, with an API token of an owner.
"""

from dataclasses import asdict

from ..http import Request, Response
from .adding import Refused, add_to_project
from .errors import not_found
from .legacy import authenticated
from .model import WANTED, Project, Publisher, User
from .state import PyPIState
from .upload_checks import Refused as NoToken


def publishers(state: PyPIState, request: Request, name: str) -> Response:
    """`GET` and `POST /danger-api/projects/{name}/trusted-publishers`."""
    project = state.project(name)
    if project is None:
        return not_found()
    user = owner(state, request, project)
    if user is None:
        return Response.of(403, {"error": "Invalid or non-existent authentication information."})
    if request.method == "GET":
        return Response.of(200, {"trusted_publishers": [shown(p) for p in project.publishers]})
    return add(state, request, project, user)


def owner(state: PyPIState, request: Request, project: Project) -> User | None:
    """The owner whose token this is."""
    try:
        token = authenticated(state, request)
    except NoToken:
        return None
    return state.users.get(token.user) if token.user in project.owners else None


def add(state: PyPIState, request: Request, project: Project, user: User) -> Response:
    """Register a publisher, by the rules of the page."""
    try:
        data = {key: str(value) for key, value in request.json().items() if value is not None}
    except (ValueError, AttributeError):
        return Response.of(400, {"error": "expected a JSON object"})
    provider = data.pop("publisher", "")
    if provider not in WANTED:
        return Response.of(400, {"errors": {"publisher": ["Unknown publisher type"]}})
    before = len(project.publishers)
    done = add_to_project(state, user, project, provider, data)
    if isinstance(done, Refused):
        return refusal(done)
    assert len(project.publishers) == before + 1
    return Response.of(201, {"trusted_publisher": shown(project.publishers[-1])})


def refusal(refused: Refused) -> Response:
    """A page's refusal as this API tells it."""
    if refused.errors:
        return Response.of(400, {"errors": refused.errors})
    if refused.status == 200:
        return Response.of(409, {"error": refused.message})
    return Response.of(refused.status, {"error": refused.message})


def shown(publisher: Publisher) -> dict[str, object]:
    """A publisher as the API shows it."""
    return {
        "id": publisher.id,
        "publisher_name": publisher.title(),
        "publisher_url": publisher.url(),
        "specifier": str(asdict(publisher)["values"]),
    }
