"""Variables of repositories, environments and organizations: pages of 30 at most."""

from functools import partial

from ..http import Response
from . import errors
from .call import Call
from .model import WITH_VARIABLES, Json, Variable, Vault
from .paging import page
from .secrets import NAME, drop
from .selection import Chosen, selection_routes
from .vaults import ENVIRONMENT, ORG, REPO, Place, owner_of, place, reaches, selected, visibility

CAP, DEFAULT = 30, 10  # GitHub docs, "REST API endpoints for GitHub Actions variables"


def view(call: Call, where: Place, app: str, variable: Variable) -> Json:
    """A variable with its value."""
    shown = {
        "name": variable.name,
        "value": variable.value,
        "created_at": variable.created_at,
        "updated_at": variable.updated_at,
    }
    if not where.org:
        return shown
    url = call.url(f"/orgs/{where.org}/{app}/variables/{variable.name}/repositories")
    chosen = {"selected_repositories_url": url} if variable.visibility == "selected" else {}
    return {**shown, "visibility": variable.visibility, **chosen}


def listed(app: str, call: Call, **path: str) -> Response:
    """`GET .../variables`."""
    where = place(call, False, **path)
    found = sorted(where.vault.variables[app].values(), key=lambda v: v.name)
    return pages(call, where, app, found)


def pages(call: Call, where: Place, app: str, found: list[Variable]) -> Response:
    """A page of variables."""
    rows, links = page(call.request, found, CAP, DEFAULT)
    views = [view(call, where, app, row) for row in rows]
    return Response.of(200, {"total_count": len(found), "variables": views}, links)


def one(where: Place, app: str, name: str) -> Variable:
    """A variable by name in any case."""
    found = where.vault.variables[app].get(name.upper())
    if found is None:
        raise errors.not_found()
    return found


def shown(app: str, call: Call, name: str, **path: str) -> Response:
    """`GET .../variables/{name}`."""
    where = place(call, False, **path)
    return Response.of(200, view(call, where, app, one(where, app, name)))


def text(body: Json, field: str) -> str:
    """A required string of a body."""
    if not isinstance(body.get(field), str):
        raise errors.invalid_request(f'"{field}" wasn\'t supplied.')
    return str(body[field])


def checked_name(vault: Vault, app: str, name: str) -> str:
    """A name that can be one and is free; 409 as in nexthink-oss/terraform-provider-github#12."""
    if not NAME.fullmatch(name.upper()) or name.upper().startswith("GITHUB_"):
        raise errors.unprocessable("Variable name is invalid")
    if name.upper() in vault.variables[app]:
        raise errors.refusal(409, "Already exists - Variable already exists")
    return name.upper()


def created(app: str, call: Call, **path: str) -> Response:
    """`POST .../variables`: 201, 409 when the name is taken."""
    where, body = place(call, True, **path), call.body()
    name, value, now = text(body, "name"), text(body, "value"), call.state.now()
    variable = Variable(checked_name(where.vault, app, name), value, now, now)
    if where.org:
        variable.visibility = visibility(body)
        numbers = body.get("selected_repository_ids") or []
        variable.repositories = selected(call, where, numbers)
    where.vault.variables[app][variable.name] = variable
    call.change("variable", key(where, app, variable), None, view(call, where, app, variable))
    return Response.of(201, {})


def updated(app: str, call: Call, name: str, **path: str) -> Response:
    """`PATCH .../variables/{name}`: 204; what the body leaves out stays."""
    where, body = place(call, True, **path), call.body()
    variable = one(where, app, name)
    before = view(call, where, app, variable)
    new_name = str(body.get("name", variable.name)).upper()
    if new_name != variable.name:
        checked_name(where.vault, app, new_name)
    change(call, where, variable, body)
    del where.vault.variables[app][variable.name]
    variable.name = new_name
    where.vault.variables[app][new_name] = variable
    call.change("variable", key(where, app, variable), before, view(call, where, app, variable))
    return Response(204)


def change(call: Call, where: Place, variable: Variable, body: Json) -> None:
    """Take over what the body says."""
    if "value" in body:
        variable.value = text(body, "value")
    if where.org and "visibility" in body:
        variable.visibility = visibility(body)
    if where.org and "selected_repository_ids" in body:
        variable.repositories = selected(call, where, body["selected_repository_ids"])
    variable.updated_at = call.state.now()


def deleted(app: str, call: Call, name: str, **path: str) -> Response:
    """`DELETE .../variables/{name}`."""
    where = place(call, True, **path)
    drop_variable(call, where, app, one(where, app, name))
    return Response(204)


def drop_variable(call: Call, where: Place, app: str, variable: Variable) -> None:
    """Remove one variable."""
    del where.vault.variables[app][variable.name]
    call.change("variable", key(where, app, variable), view(call, where, app, variable), None)


def drop_vault(call: Call, vault: Vault) -> None:
    """Remove everything in a vault, as when its environment goes."""
    where = Place(vault)
    for app, secrets in vault.secrets.items():
        for secret in list(secrets.values()):
            drop(call, where, app, secret)
    for app, variables in vault.variables.items():
        for variable in list(variables.values()):
            drop_variable(call, where, app, variable)


def key(where: Place, app: str, variable: Variable) -> str:
    """Where a variable is, for the log."""
    name = variable.name if app == "actions" else f"{app}/{variable.name}"
    return f"{where.vault.key}/{name}"


def chosen(app: str, call: Call, write: bool, org: str, name: str) -> Chosen:
    """A variable of an organization as something repositories are selected for."""
    where = place(call, write, org=org)
    variable = one(where, app, name)
    return Chosen(
        where,
        variable,
        "variable",
        key(where, app, variable),
        lambda: view(call, where, app, variable),
    )


def inherited(app: str, call: Call, **path: str) -> Response:
    """`GET .../organization-variables`: what a repository gets from its organization."""
    place(call, False, **path)
    repo, organization = owner_of(call, **path)
    found = organization.vault.variables[app].values() if organization else []
    names = sorted((v for v in found if reaches(v, repo)), key=lambda v: v.name)
    return pages(call, Place(Vault("")), app, names)


def routes(app: str, base: str) -> list[tuple[str, partial[Response]]]:
    """The routes of one app's variables in one kind of place."""
    return [
        (f"GET {base}", partial(listed, app)),
        (f"POST {base}", partial(created, app)),
        (f"GET {base}/{{name}}", partial(shown, app)),
        (f"PATCH {base}/{{name}}", partial(updated, app)),
        (f"DELETE {base}/{{name}}", partial(deleted, app)),
    ]


def all_routes(app: str) -> list[tuple[str, partial[Response]]]:
    """The routes of one app's variables in repositories and organizations."""
    return [
        *(one for base in (REPO, ORG) for one in routes(app, f"{base}/{app}/variables")),
        *selection_routes(f"{ORG}/{app}/variables", partial(chosen, app)),
        (f"GET {REPO}/{app}/organization-variables", partial(inherited, app)),
    ]


ROUTES = [
    *routes("actions", f"{ENVIRONMENT}/variables"),
    *(one for app in WITH_VARIABLES for one in all_routes(app)),
]
