"""The body of POST and PUT ruleset -> the fields of a Ruleset; all that is wrong at once."""

from typing import Any

from .errors import invalid_request, validation_failed
from .model import Json, Organization, Ruleset
from .ruleset_rules import rule_problems

TARGETS = ("branch", "tag", "push")
ENFORCEMENTS = ("active", "disabled", "evaluate")
MODES = ("always", "pull_request", "exempt")
ROLES = (2, 4, 5)
PREFIX = {"branch": "refs/heads/", "tag": "refs/tags/"}
FIELDS = ("name", "target", "enforcement", "bypass_actors", "conditions", "rules")


def parse(body: Json, old: Ruleset | None, organization: Organization | None, plan: str) -> Json:
    """Fields for a new ruleset, or for `old` with what the body leaves out kept."""
    start: Json = {k: getattr(old, k) for k in FIELDS} if old else {"target": "branch"}
    check_shape(body, old is None)
    fields = {**start, **{k: v for k, v in body.items() if k in FIELDS}}
    fields.setdefault("bypass_actors", [])
    fields.setdefault("rules", [])
    fields["conditions"] = conditions(fields)
    problems = [
        *target_problems(fields, old),
        *plan_problems(fields, plan),
        *actor_problems(fields, organization),
        *rule_problems(fields["target"], fields["rules"], plan),
    ]
    if problems:
        raise validation_failed(*problems)
    fields["bypass_actors"] = [stored(actor) for actor in fields["bypass_actors"]]
    return fields


def check_shape(body: Json, new: bool) -> None:
    """What GitHub's own schema refuses before it looks at anything."""
    for name in ("name", "enforcement") if new else ():
        if name not in body:
            raise invalid_request(f'"{name}" wasn\'t supplied.')
    for name in FIELDS:
        if name in body and body[name] is None:
            raise invalid_request(f"Invalid property /{name}: data cannot be null.")
    for name, kind in (("name", str), ("bypass_actors", list), ("rules", list)):
        if name in body and not isinstance(body[name], kind):
            raise invalid_request(f"Invalid property /{name}: is not of type {kind.__name__}.")
    one_of(body, "target", TARGETS)
    one_of(body, "enforcement", ENFORCEMENTS)


def one_of(body: Json, name: str, choices: tuple[str, ...]) -> None:
    """422 unless the value is among the choices."""
    if name in body and body[name] not in choices:
        text = f"is not included in the list {', '.join(choices)}"
        raise invalid_request(f"Invalid property /{name}: `{body[name]}` {text}.")


def conditions(fields: Json) -> Json | None:
    """Conditions as stored; push rulesets of a repository have none."""
    given = fields.get("conditions")
    if given is not None and not isinstance(given, dict):
        raise invalid_request("Invalid property /conditions: data matches no possible input.")
    if fields["target"] == "push":
        return given or None
    return given or {"ref_name": {"exclude": [], "include": []}}


def target_problems(fields: Json, old: Ruleset | None) -> list[str]:
    """Full refs in both lists, and both lists there (terraform-provider-github#2660)."""
    if not fields["name"].strip():
        return ["Name can't be blank"]
    if old and fields["target"] != old.target:
        return ["Target cannot be changed"]
    refs = (fields["conditions"] or {}).get("ref_name")
    if refs is None:
        return []
    lists = [refs.get("include"), refs.get("exclude")]
    if any(not isinstance(patterns, list) for patterns in lists):
        return ["Invalid target patterns: ''"]
    bad = [p for patterns in lists for p in patterns if not is_ref(fields["target"], p)]
    return [f"Invalid target patterns: {', '.join(f'{p!r}' for p in bad)}"] if bad else []


def is_ref(target: str, pattern: Any) -> bool:
    """`~ALL`, `~DEFAULT_BRANCH` for branches, or a full ref of the target."""
    if pattern == "~ALL" or (target == "branch" and pattern == "~DEFAULT_BRANCH"):
        return True
    return isinstance(pattern, str) and pattern.startswith(PREFIX.get(target, "refs/"))


def plan_problems(fields: Json, plan: str) -> list[str]:
    """`evaluate` is for Enterprise alone."""
    if fields["enforcement"] == "evaluate" and plan != "enterprise":
        return ["Enforcement evaluate is not supported on this plan"]
    return []


def actor_problems(fields: Json, organization: Organization | None) -> list[str]:
    """One sentence for each bypass actor that cannot be one."""
    found = [actor_problem(a, fields["target"], organization) for a in fields["bypass_actors"]]
    return [problem for problem in found if problem]


def actor_problem(actor: Any, target: str, organization: Organization | None) -> str:
    """What is wrong with a bypass actor, if anything."""
    if not isinstance(actor, dict):
        raise invalid_request("Invalid property /bypass_actors: data matches no possible input.")
    number, mode = actor.get("actor_id"), actor.get("bypass_mode", "always")
    if mode not in MODES:
        return f"Bypass mode {mode} is not included in the list"
    if mode == "pull_request" and target != "branch":
        return "Bypass mode pull_request is only allowed for branch rulesets"
    match actor.get("actor_type"):
        case "OrganizationAdmin":
            return "" if organization else "Actor organization admin needs an organization"
        case "DeployKey":
            return ""
        case "RepositoryRole":
            return "" if number in ROLES else f"Actor repository role {number} does not exist"
        case "Team":
            teams = organization.teams.values() if organization else []
            known = any(t.id == number for t in teams)
            # The sentence of leynier/alera#489, with the actor's kind.
            return "" if known else actor_outside("Team")
        case "Integration":
            return actor_outside("GitHub Actions integration" if number == 15368 else "Integration")
        case "User":
            return "" if isinstance(number, int) else "Actor user must have an id"
    return f"Actor type {actor.get('actor_type')} is not included in the list"


def actor_outside(who: str) -> str:
    """The refusal of an actor that does not belong to the owner."""
    return f"Actor {who} must be part of the ruleset source or owner organization"


def stored(actor: Json) -> Json:
    """A bypass actor as it is returned."""
    kind = actor["actor_type"]
    number = {"OrganizationAdmin": 1, "DeployKey": None}.get(kind, actor.get("actor_id"))
    mode = actor.get("bypass_mode", "always")
    return {"actor_id": number, "actor_type": kind, "bypass_mode": mode}
