"""Protected environments of projects and groups (Premium).

Source: ee/lib/api/protected_environments.rb and doc/api/protected_environments.md.
"""

from functools import partial

from ..http import Response
from .call import Call
from .environment_names import TIERS
from .errors import message, not_found
from .levels import MAINTAINER
from .model import Container, Group, Row
from .paging import paged
from .params import declared
from .protection_rows import CREATE, KINDS, UPDATE, apply, qualified, show
from .state import GitLabState

DEPRECATED = (
    "Parameter 'required_approval_count' is deprecated and shouldn't be used. "
    "See https://gitlab.com/groups/gitlab-org/-/epics/9662"
)
TIER_MESSAGE = f"Name must be one of environment tiers: {', '.join(TIERS)}."


def list_rules(call: Call, where: str, id: str) -> Response:
    """All, sorted by name."""
    holder = opened(call, where, id)
    rules = sorted(holder.protected_environments.items())
    return paged(call.request, [show(call.state, rule) for _, rule in rules])


def get_rule(call: Call, where: str, id: str, name: str) -> Response:
    """One, by name (of a group: by tier)."""
    return Response.of(200, show(call.state, find(opened(call, where, id), name)))


def create_rule(call: Call, where: str, id: str) -> Response:
    """Protect; users without access and groups that are not invited are dropped in silence."""
    holder = opened(call, where, id)
    given = declared(call.params(), CREATE)
    refuse_count(given)
    if given["name"] in holder.protected_environments:
        raise message(409, conflict(holder, given["name"]))
    rule = make(call.state, holder, given)
    after = show(call.state, rule)
    log(call, holder, given["name"], None, after)
    return Response.of(201, after)


def update_rule(call: Call, where: str, id: str, name: str) -> Response:
    """Entries with `id` are changed, with `_destroy` removed, without `id` added."""
    holder = opened(call, where, id)
    rule = find(holder, name)
    given = declared(call.params(), UPDATE)
    refuse_count(given)
    before = show(call.state, rule)
    holder.protected_environments[name] = changed(call.state, holder, rule, given)
    after = show(call.state, holder.protected_environments[name])
    if after != before:
        log(call, holder, name, before, after)
    return Response.of(200, after)


def delete_rule(call: Call, where: str, id: str, name: str) -> Response:
    """Unprotect."""
    holder = opened(call, where, id)
    before = show(call.state, find(holder, name))
    del holder.protected_environments[name]
    log(call, holder, name, before, None)
    return Response(204)


def seeded(state: GitLabState, holder: Container, entry: Row) -> None:
    """A protection that was there before; written as in POST."""
    make(state, holder, declared(entry, CREATE))


def opened(call: Call, where: str, id: str) -> Container:
    """The project or group, for a Maintainer, where the licence has the feature."""
    find_it = call.project if where == "projects" else call.group
    holder: Container = find_it(id, MAINTAINER)
    if not call.state.paid(holder.path):
        status = call.state.locked_status
        raise message(status, "403 Forbidden" if status == 403 else "404 Not Found")
    return holder


def find(holder: Container, name: str) -> Row:
    """By exact name, or 404."""
    if name not in holder.protected_environments:
        raise not_found()
    return holder.protected_environments[name]


def conflict(holder: Container, name: str) -> str:
    """The words for a duplicate."""
    if isinstance(holder, Group):
        return f"Protected environment '{name}' already exists"
    return f"Environment '{name}' is already protected"


def refuse_count(given: Row) -> None:
    """The old single count of approvals."""
    if (given.get("required_approval_count") or 0) > 0:
        raise message(422, DEPRECATED)


def make(state: GitLabState, holder: Container, given: Row) -> Row:
    """Store a new rule, or 422."""
    rule: Row = {"name": given["name"], **{kind: [] for kind in KINDS}}
    if not given["name"]:
        raise message(422, ["Name can't be blank"])
    if isinstance(holder, Group) and given["name"] not in TIERS:
        raise message(422, [TIER_MESSAGE])
    rule = changed(state, holder, rule, given)
    holder.protected_environments[given["name"]] = rule
    return rule


def changed(state: GitLabState, holder: Container, rule: Row, given: Row) -> Row:
    """A copy of the rule with both lists edited; nothing is stored when it is refused."""
    new = dict(rule)
    for kind in KINDS:
        entries = qualified(state, holder, given.get(kind) or [])
        new[kind] = apply(state, kind, rule[kind], entries)
    if not new["deploy_access_levels"]:
        raise message(422, ["Deploy access levels is too short (minimum is 1 character)"])
    return new


def log(call: Call, holder: Container, name: str, before: Row | None, after: Row | None) -> None:
    """Say in the event log what changed."""
    key = f"{holder.path}/{name}"
    call.state.log.change(call.state.name, "protected-environment", key, before, after)


ROUTES = {
    f"{method} /{where}/{{id}}/protected_environments{rest}": partial(handler, where=where)
    for where in ("projects", "groups")
    for method, rest, handler in (
        ("GET", "", list_rules),
        ("POST", "", create_rule),
        ("GET", "/{name}", get_rule),
        ("PUT", "/{name}", update_rule),
        ("DELETE", "/{name}", delete_rule),
    )
}
