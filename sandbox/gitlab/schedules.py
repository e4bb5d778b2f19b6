"""Pipeline schedules, to be read: they carry variables of their own.

Variables are in the answer about one alone, and left out for who may not see them
(lib/api/entities/ci/pipeline_schedule_details.rb).
"""

from ..http import Response
from .call import Call
from .clock import now
from .levels import DEVELOPER
from .model import Project, Row
from .paging import paged
from .schedule_variables import opened, reads
from .state import GitLabState


def list_schedules(call: Call, id: str) -> Response:
    """All of them, without their variables."""
    project = call.project(id, DEVELOPER)
    rows = [{k: v for k, v in s.items() if k != "variables"} for s in project.schedules]
    return paged(call.request, rows)


def get_schedule(call: Call, id: str, number: str) -> Response:
    """One; its variables are for Maintainers and its owner."""
    project, row = opened(call, id, number)
    shown = reads(call, project, row)
    return Response.of(200, {k: v for k, v in row.items() if shown or k != "variables"})


def seeded(state: GitLabState, project: Project, entry: Row) -> None:
    """`{description, ref, cron, active, owner, variables: [{key, value}]}`."""
    owner = state.users[entry.get("owner") or next(iter(state.users))]
    at = now()
    project.schedules.append(
        {
            "id": state.next_id("pipeline_schedule"),
            "description": entry.get("description", ""),
            "ref": entry.get("ref", "refs/heads/main"),
            "cron": entry.get("cron", "0 4 * * *"),
            "cron_timezone": "UTC",
            "next_run_at": at,
            "active": bool(entry.get("active", True)),
            "created_at": at,
            "updated_at": at,
            "owner": {"id": owner.id, "username": owner.username, "name": owner.name},
            "variables": [
                {"variable_type": "env_var", "raw": False, **v}
                for v in entry.get("variables") or []
            ],
        }
    )


ROUTES = {
    "GET /projects/{id}/pipeline_schedules": list_schedules,
    "GET /projects/{id}/pipeline_schedules/{number}": get_schedule,
}
