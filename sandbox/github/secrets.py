"""Secrets of Actions, Dependabot, Codespaces and agents: names are shown, values never."""

import re
from functools import partial

from ..http import Response
from . import errors
from .call import Call
from .keys import public_key, unseal
from .model import APPS, Json, Secret, Vault
from .paging import page
from .selection import Chosen, selection_routes
from .vaults import ENVIRONMENT, ORG, REPO, Place, owner_of, place, reaches, selected, visibility

BASE64 = re.compile(
    r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})"
)
NAME = re.compile(r"[A-Z_][A-Z0-9_]*")
MAX_SIZE = 48 * 1024


def view(call: Call, where: Place, app: str, secret: Secret) -> Json:
    """A secret without its value."""
    shown = {
        "name": secret.name,
        "created_at": secret.created_at,
        "updated_at": secret.updated_at,
    }
    if not where.org:
        return shown
    url = call.url(f"/orgs/{where.org}/{app}/secrets/{secret.name}/repositories")
    chosen = {"selected_repositories_url": url} if secret.visibility == "selected" else {}
    return {**shown, "visibility": secret.visibility, **chosen}


def key(vault: Vault, app: str, name: str) -> str:
    """Where a secret is, for the log."""
    return f"{vault.key}/{name}" if app == "actions" else f"{vault.key}/{app}/{name}"


def sealing(vault: Vault, app: str) -> str:
    """The scope whose key seals a secret."""
    return f"{app}:{vault.key.casefold()}"


def listed(app: str, call: Call, **path: str) -> Response:
    """`GET .../secrets`."""
    where = place(call, False, **path)
    found = sorted(where.vault.secrets[app].values(), key=lambda s: s.name)
    rows, links = page(call.request, found)
    views = [view(call, where, app, row) for row in rows]
    return Response.of(200, {"total_count": len(found), "secrets": views}, links)


def key_shown(app: str, call: Call, **path: str) -> Response:
    """`GET .../secrets/public-key`."""
    where = place(call, False, **path)
    return Response.of(200, public_key(sealing(where.vault, app)))


def one(where: Place, app: str, name: str) -> Secret:
    """A secret by name in any case."""
    found = where.vault.secrets[app].get(name.upper())
    if found is None:
        raise errors.not_found()
    return found


def shown(app: str, call: Call, name: str, **path: str) -> Response:
    """`GET .../secrets/{name}`."""
    where = place(call, False, **path)
    return Response.of(200, view(call, where, app, one(where, app, name)))


def put(app: str, call: Call, name: str, **path: str) -> Response:
    """`PUT .../secrets/{name}`: 201 when new, 204 when replaced; stored in upper case."""
    where = place(call, True, **path)
    check_name(name)
    body, known = call.body(), where.vault.secrets[app].get(name.upper())
    value = opened(body, sealing(where.vault, app))
    now = call.state.now()
    secret = Secret(name.upper(), known.created_at if known else now, now, value)
    if where.org:
        secret.visibility = visibility(body)
        secret.repositories = selected(call, where, body.get("selected_repository_ids") or [])
    where.vault.secrets[app][secret.name] = secret
    before = view(call, where, app, known) if known else None
    after = view(call, where, app, secret)
    call.change("secret", key(where.vault, app, secret.name), before, after)
    return Response(204) if known else Response.of(201, {})


def check_name(name: str) -> None:
    """422 for a name that cannot be one."""
    if not NAME.fullmatch(name.upper()) or name.upper().startswith("GITHUB_"):
        raise errors.unprocessable(
            "Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or "
            "underscores (_). Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) "
            "or underscores (_)."
            if not NAME.fullmatch(name.upper())
            else "Secret names must not start with GITHUB_."
        )


def opened(body: Json, scope: str) -> str:
    """The value in a body, decrypted (texts: rest-api-description#419, #1688, provider #2315)."""
    for field in ("encrypted_value", "key_id"):
        if not isinstance(body.get(field), str):
            raise errors.invalid_request(f'"{field}" wasn\'t supplied.')
    sealed = body["encrypted_value"]
    if not BASE64.fullmatch(sealed):
        raise errors.invalid_request(f"{sealed} does not match /^{BASE64.pattern}$/.")
    value = unseal(scope, sealed) if body["key_id"] == public_key(scope)["key_id"] else None
    if value is None:
        raise errors.unprocessable(
            "Bad request - validation failed due to an improperly encrypted secret"
        )
    if len(value.encode()) > MAX_SIZE:
        raise errors.unprocessable("Secret value is too large (maximum is 48 KB)")
    return value


def deleted(app: str, call: Call, name: str, **path: str) -> Response:
    """`DELETE .../secrets/{name}`."""
    where = place(call, True, **path)
    drop(call, where, app, one(where, app, name))
    return Response(204)


def drop(call: Call, where: Place, app: str, secret: Secret) -> None:
    """Remove one secret."""
    del where.vault.secrets[app][secret.name]
    call.change("secret", key(where.vault, app, secret.name), view(call, where, app, secret), None)


def chosen(app: str, call: Call, write: bool, org: str, name: str) -> Chosen:
    """A secret of an organization as something repositories are selected for."""
    where = place(call, write, org=org)
    secret = one(where, app, name)
    return Chosen(
        where,
        secret,
        "secret",
        key(where.vault, app, secret.name),
        lambda: view(call, where, app, secret),
    )


def inherited(app: str, call: Call, **path: str) -> Response:
    """`GET .../organization-secrets`: what a repository gets from its organization."""
    place(call, False, **path)
    repo, organization = owner_of(call, **path)
    found = organization.vault.secrets[app].values() if organization else []
    names = sorted((s for s in found if reaches(s, repo)), key=lambda s: s.name)
    rows, links = page(call.request, names)
    views = [view(call, Place(Vault("")), app, row) for row in rows]
    return Response.of(200, {"total_count": len(names), "secrets": views}, links)


def routes(app: str, base: str) -> list[tuple[str, partial[Response]]]:
    """The routes of one app's secrets in one kind of place."""
    return [
        (f"GET {base}", partial(listed, app)),
        (f"GET {base}/public-key", partial(key_shown, app)),
        (f"GET {base}/{{name}}", partial(shown, app)),
        (f"PUT {base}/{{name}}", partial(put, app)),
        (f"DELETE {base}/{{name}}", partial(deleted, app)),
    ]


ROUTES = [
    *routes("actions", f"{ENVIRONMENT}/secrets"),
    *(r for app in APPS for base in (REPO, ORG) for r in routes(app, f"{base}/{app}/secrets")),
    *(r for app in APPS for r in selection_routes(f"{ORG}/{app}/secrets", partial(chosen, app))),
    *(
        (f"GET {REPO}/{app}/organization-secrets", partial(inherited, app))
        for app in ("actions", "agents")
    ),
]
