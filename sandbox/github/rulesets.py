"""Rulesets of repositories and of organizations."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from ..http import Response
from . import access, errors, plans
from .call import Call
from .model import Json, Organization, Repo, Ruleset
from .paging import page
from .ruleset_body import parse
from .ruleset_view import detail, summary

MAX_RULESETS = 75
REPO, ORG = "/repos/{owner}/{repo}/rulesets", "/orgs/{org}/rulesets"


@dataclass(frozen=True)
class Scope:
    """Where rulesets live; `writes` says whether the caller could change them."""

    owner: Repo | Organization
    source: str
    source_type: str
    writes: bool

    @property
    def own(self) -> dict[int, Ruleset]:
        """The rulesets made here."""
        return self.owner.rulesets


def scope(call: Call, write: bool, owner: str = "", repo: str = "", org: str = "") -> Scope:
    """The scope a path names, after the checks that come before any look at a ruleset."""
    if org:
        found = call.owned(org, write)
        if found.plan not in ("team", "enterprise"):
            raise errors.upgrade()
        return Scope(found, found.login, "Organization", call.may_write())
    place = call.writable(owner, repo) if write else call.repo(owner, repo)
    plans.with_rulesets(call.state, place)
    writes = call.may_write() and call.level(place) >= access.ADMIN
    return Scope(place, place.full_name, "Repository", writes)


def inherited(call: Call, where: Scope) -> list[Ruleset]:
    """The organization's rulesets that reach a repository."""
    organization = call.state.organizations.get(where.source.partition("/")[0].casefold())
    if not isinstance(where.owner, Repo) or organization is None:
        return []
    return [r for r in organization.rulesets.values() if reaches(r, where.owner)]


def reaches(ruleset: Ruleset, repo: Repo) -> bool:
    """Whether an organization's ruleset includes a repository by name or id."""
    conditions = ruleset.conditions or {}
    if "repository_id" in conditions:
        return repo.id in conditions["repository_id"].get("repository_ids", [])
    names = conditions.get("repository_name") or {"include": ["~ALL"], "exclude": []}
    return named(names.get("include"), repo) and not named(names.get("exclude"), repo)


def named(patterns: list[str] | None, repo: Repo) -> bool:
    """Whether a pattern matches a repository's name."""
    return any(p == "~ALL" or fnmatchcase(repo.name, p) for p in patterns or [])


def visible(call: Call, where: Scope) -> list[Ruleset]:
    """Own rulesets and, unless `includes_parents=false`, those of the organization."""
    parents = call.request.param("includes_parents", "true") != "false"
    return [*where.own.values(), *(inherited(call, where) if parents else [])]


def listed(call: Call, **place: str) -> Response:
    """`GET .../rulesets`: summaries; `targets=tag,branch` filters."""
    where = scope(call, False, **place)
    targets = (call.request.param("targets") or "branch,tag,push").split(",")
    found = [r for r in visible(call, where) if r.target in targets]
    rows, links = page(call.request, found)
    return Response.of(200, [summary(call, row) for row in rows], links)


def one(call: Call, where: Scope, number: str) -> Ruleset:
    """A ruleset by id."""
    found = [r for r in visible(call, where) if str(r.id) == number]
    if not found:
        raise errors.not_found()
    return found[0]


def shown(call: Call, number: str, **place: str) -> Response:
    """`GET .../rulesets/{number}`: bypass actors only for who could write them."""
    where = scope(call, False, **place)
    found = one(call, where, number)
    writes = where.writes and found.source == where.source
    return Response.of(200, detail(call, found, where.owner, writes))


def created(call: Call, **place: str) -> Response:
    """`POST .../rulesets`: 201, also when the name is taken."""
    where = scope(call, True, **place)
    if len(where.own) >= MAX_RULESETS:
        raise errors.validation_failed(f"Only {MAX_RULESETS} rulesets are allowed per source.")
    body = checked(call, where, call.body(), None)
    now, number = call.state.now(), call.state.next_id("ruleset")
    made = Ruleset(
        number,
        **body,
        created_at=now,
        updated_at=now,
        source=where.source,
        source_type=where.source_type,
    )
    where.own[number] = made
    view = detail(call, made, where.owner, True)
    call.change("ruleset", f"{where.source}/{number}", None, view)
    return Response.of(201, view)


def updated(call: Call, number: str, **place: str) -> Response:
    """`PUT .../rulesets/{number}`: what the body leaves out stays."""
    where = scope(call, True, **place)
    old = own(where, number)
    body = checked(call, where, call.body(), old)
    new = replace(old, **body, updated_at=call.state.now())
    before = detail(call, old, where.owner, True)
    where.own[old.id] = new
    after = detail(call, new, where.owner, True)
    call.change("ruleset", f"{where.source}/{old.id}", before, after)
    return Response.of(200, after)


def checked(call: Call, where: Scope, body: Json, old: Ruleset | None) -> Json:
    """The fields of a ruleset from a body."""
    org = where.source.partition("/")[0]
    organization = call.state.organizations.get(org.casefold())
    owner = where.owner
    plan = owner.plan if isinstance(owner, Organization) else access.plan(call.state, owner)
    return parse(body, old, organization, plan)


def own(where: Scope, number: str) -> Ruleset:
    """A ruleset made here; an inherited one cannot be changed from below."""
    found = where.own.get(int(number)) if number.isdigit() else None
    if found is None:
        raise errors.not_found()
    return found


def deleted(call: Call, number: str, **place: str) -> Response:
    """`DELETE .../rulesets/{number}`."""
    where = scope(call, True, **place)
    found = own(where, number)
    before = detail(call, found, where.owner, True)
    del where.own[found.id]
    call.change("ruleset", f"{where.source}/{found.id}", before, None)
    return Response(204)


HANDLERS: list[tuple[str, str, Callable[..., Response]]] = [
    ("GET", "", listed),
    ("POST", "", created),
    ("GET", "/{number}", shown),
    ("PUT", "/{number}", updated),
    ("DELETE", "/{number}", deleted),
]
ROUTES = [(f"{m} {base}{end}", h) for base in (REPO, ORG) for m, end, h in HANDLERS]
