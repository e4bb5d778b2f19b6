"""Variables of pipeline schedules. Source: lib/api/ci/pipeline_schedules.rb.

Who may: app/policies/ci/pipeline_schedule_policy.rb. Reading and removing are for Maintainers and
for the schedule's owner; making and changing for its owner, or an administrator; all writes also
need the role of `ci_pipeline_variables_minimum_override_role`. The event log never sees a value.
"""

from ..http import Response
from .access import level_of
from .call import Call
from .errors import forbidden, message, not_found
from .levels import DEVELOPER, MAINTAINER, OWNER
from .model import Project, Row
from .params import Field, declared
from .variable_rows import TYPES, problems, valueless

CREATE = (
    Field("key", required=True),
    Field("value", required=True),
    Field("variable_type", values=TYPES),
)
ROLES = {"developer": DEVELOPER, "maintainer": MAINTAINER, "owner": OWNER}


def opened(call: Call, id: str, number: str) -> tuple[Project, Row]:
    """The project and its schedule."""
    call.signed_in()
    project = call.project(id, DEVELOPER)
    row = next((s for s in project.schedules if str(s["id"]) == number), None)
    if row is None:
        raise not_found("Pipeline Schedule")
    return project, row


def owns(call: Call, schedule: Row) -> bool:
    """Whether the schedule is this user's."""
    return call.user is not None and schedule["owner"]["username"] == call.user.username


def reads(call: Call, project: Project, schedule: Row) -> bool:
    """Whether its variables are shown."""
    return owns(call, schedule) or level_of(call.state, project, call.user) >= MAINTAINER


def may_set(call: Call, project: Project) -> None:
    """403 below the role that may set variables of pipelines."""
    role = project.settings.get("ci_pipeline_variables_minimum_override_role", "developer")
    if role not in ROLES or level_of(call.state, project, call.user) < ROLES[role]:
        raise forbidden()


def may_change(call: Call, project: Project, schedule: Row) -> None:
    """403 for who neither owns it nor administers the instance."""
    may_set(call, project)
    if not owns(call, schedule) and not call.signed_in().admin:
        raise forbidden()


def variable(schedule: Row, key: str) -> Row:
    """One by its key, whose case matters."""
    found: Row | None = next((v for v in schedule["variables"] if v["key"] == key), None)
    if found is None:
        raise not_found("Pipeline Schedule Variable")
    return found


def get_variable(call: Call, id: str, number: str, key: str) -> Response:
    """One, with its value."""
    project, schedule = opened(call, id, number)
    if not reads(call, project, schedule):
        raise forbidden()
    return Response.of(200, variable(schedule, key))


def create_variable(call: Call, id: str, number: str) -> Response:
    """A new one; keys are unique in a schedule."""
    project, schedule = opened(call, id, number)
    may_change(call, project, schedule)
    row = {"variable_type": "env_var", "raw": False, **declared(call.params(), CREATE)}
    wrong = problems({**row, "masked": False})
    if row["key"] in [v["key"] for v in schedule["variables"]]:
        wrong["key"] = ["has already been taken"]
    if wrong:
        raise message(400, wrong)
    schedule["variables"].append(row)
    log(call, project, schedule, None, row)
    return Response.of(201, row)


def update_variable(call: Call, id: str, number: str, key: str) -> Response:
    """Another value or type."""
    project, schedule = opened(call, id, number)
    row = variable(schedule, key)
    may_change(call, project, schedule)
    before = dict(row)
    row |= {k: v for k, v in declared(call.params(), (Field("value"), CREATE[2])).items() if v}
    log(call, project, schedule, before, row)
    return Response.of(200, row)


def delete_variable(call: Call, id: str, number: str, key: str) -> Response:
    """202, and the answer still has the value."""
    project, schedule = opened(call, id, number)
    may_set(call, project)
    if not reads(call, project, schedule):
        raise forbidden()
    row = variable(schedule, key)
    schedule["variables"].remove(row)
    log(call, project, schedule, row, None)
    return Response.of(202, row)


def log(call: Call, project: Project, schedule: Row, before: Row | None, after: Row | None) -> None:
    """Say in the event log what changed, without any value."""
    key = (after or before or {})["key"]
    where = f"{project.path}/schedule {schedule['id']}/{key}"
    shown = valueless(before), valueless(after)
    call.state.log.change(call.state.name, "schedule-variable", where, *shown)


BASE = "/projects/{id}/pipeline_schedules/{number}/variables"
ROUTES = {
    f"POST {BASE}": create_variable,
    f"GET {BASE}/{{key}}": get_variable,
    f"PUT {BASE}/{{key}}": update_variable,
    f"DELETE {BASE}/{{key}}": delete_variable,
}
