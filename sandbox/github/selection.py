"""The repositories an organization's secret or variable is selected for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ..http import Response
from . import errors
from .call import Call
from .model import Json, Secret, Variable
from .paging import page
from .repo_view import minimal
from .vaults import Place, selected


@dataclass(frozen=True)
class Chosen:
    """A secret or variable, where it is, and how it is shown in the log."""

    where: Place
    entry: Secret | Variable
    what: str
    key: str
    view: Callable[[], Json]


Find = Callable[..., Chosen]


def found(call: Call, find: Find, org: str, name: str, write: bool = False) -> Chosen:
    """It, if its visibility is `selected`; else 409."""
    chosen = find(call, write, org, name)
    if chosen.entry.visibility != "selected":
        raise errors.refusal(409, f"Visibility type of the {chosen.what} is not set to selected")
    return chosen


def replace(call: Call, chosen: Chosen, numbers: list[int]) -> Response:
    """Store and log a new selection."""
    before = {**chosen.view(), "selected_repository_ids": list(chosen.entry.repositories)}
    chosen.entry.repositories = numbers
    after = {**chosen.view(), "selected_repository_ids": numbers}
    call.change(chosen.what, chosen.key, before, after)
    return Response(204)


def listed(find: Find, call: Call, org: str, name: str) -> Response:
    """`GET .../{name}/repositories`."""
    numbers = found(call, find, org, name).entry.repositories
    rows, links = page(call.request, numbers)
    views = [minimal(call, call.state.repo_ids[number]) for number in rows]
    return Response.of(200, {"total_count": len(numbers), "repositories": views}, links)


def put(find: Find, call: Call, org: str, name: str) -> Response:
    """`PUT .../{name}/repositories`: replaces the selection."""
    chosen = found(call, find, org, name, True)
    numbers = selected(call, chosen.where, call.body().get("selected_repository_ids"))
    return replace(call, chosen, numbers)


def added(find: Find, call: Call, org: str, name: str, number: str) -> Response:
    """`PUT .../{name}/repositories/{number}`."""
    chosen = found(call, find, org, name, True)
    extra = selected(call, chosen.where, [int(number) if number.isdigit() else 0])
    have = chosen.entry.repositories
    return replace(call, chosen, have + [n for n in extra if n not in have])


def removed(find: Find, call: Call, org: str, name: str, number: str) -> Response:
    """`DELETE .../{name}/repositories/{number}`."""
    chosen = found(call, find, org, name, True)
    return replace(call, chosen, [n for n in chosen.entry.repositories if str(n) != number])


def selection_routes(base: str, find: Find) -> list[tuple[str, partial[Response]]]:
    """The routes below one kind of secret or variable."""
    path = f"{base}/{{name}}/repositories"
    return [
        (f"GET {path}", partial(listed, find)),
        (f"PUT {path}", partial(put, find)),
        (f"PUT {path}/{{number}}", partial(added, find)),
        (f"DELETE {path}/{{number}}", partial(removed, find)),
    ]
