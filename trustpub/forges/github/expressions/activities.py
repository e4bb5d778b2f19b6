"""What GitHub's events are: their activity types, the ref they run on, what their payload has.

"Events that trigger workflows" and "Webhook events and payloads" in GitHub's docs, and
workflow-parser/src/workflow-v1.0.json in actions/languageservices.
"""

from .values import Pattern, Unknown, Value

ISSUE = "opened edited deleted transferred pinned unpinned closed reopened assigned unassigned"
REQUEST = "opened synchronize reopened"

ACTIVITIES: dict[str, str] = {
    "branch_protection_rule": "created edited deleted",
    "check_run": "created rerequested completed requested_action",
    "check_suite": "completed",
    "create": "",
    "delete": "",
    "deployment": "created",
    "deployment_status": "created",
    "discussion": "created edited deleted transferred pinned unpinned labeled unlabeled locked "
    "unlocked category_changed answered unanswered",
    "discussion_comment": "created edited deleted",
    "fork": "",
    "gollum": "",
    "image_version": "created ready deleted",
    "issue_comment": "created edited deleted",
    "issues": f"{ISSUE} labeled unlabeled locked unlocked milestoned demilestoned typed untyped "
    "field_added field_removed",
    "label": "created edited deleted",
    "merge_group": "checks_requested",
    "milestone": "created closed opened edited deleted",
    "page_build": "",
    "project": "created closed reopened edited deleted",
    "project_card": "created moved converted edited deleted",
    "project_column": "created updated moved deleted",
    "public": "",
    "pull_request": REQUEST,
    "pull_request_review": "submitted edited dismissed",
    "pull_request_review_comment": "created edited deleted",
    "pull_request_target": REQUEST,
    "push": "",
    "registry_package": "published updated",
    "release": "published unpublished created edited deleted prereleased released",
    "repository_dispatch": "",
    "schedule": "",
    "status": "",
    "watch": "started",
    "workflow_dispatch": "",
    "workflow_run": "completed requested in_progress",
}
"""Event -> the types that start a workflow which names none."""

ANY_NAME = ("**",)
TAG, HEAD = "refs/tags/", "refs/heads/"
MERGE = Pattern("refs/pull/", ("[0-9]+/merge",))
MERGED = Pattern("refs/", ("pull/[0-9]+/merge", "heads/**"))
EITHER = Pattern("refs/", ("heads/**", "tags/**"))

REFS: dict[str, Value] = {
    "create": EITHER,
    "deployment": Unknown("a deployment may be of a branch, a tag or a commit"),
    "deployment_status": Unknown("a deployment may be of a branch, a tag or a commit"),
    "merge_group": Pattern("refs/heads/gh-readonly-queue/"),
    "pull_request": MERGE,
    "pull_request_review": MERGE,
    "pull_request_review_comment": MERGE,
    "registry_package": Unknown("a package may be of a branch, a tag or a commit"),
    "release": Pattern(TAG),
}
"""Event -> ref; all others run on a branch, mostly the default one."""

PULL_REQUESTS = ("pull_request", "pull_request_target")
REVIEWS = ("pull_request_review", "pull_request_review_comment")

PAYLOADS: dict[str, tuple[str, ...]] = {
    "client_payload": ("repository_dispatch",),
    "comment": ("discussion_comment", "issue_comment", "pull_request_review_comment"),
    "commits": ("push",),
    "deployment": ("deployment", "deployment_status"),
    "discussion": ("discussion", "discussion_comment"),
    "head_commit": ("push",),
    "inputs": ("workflow_dispatch",),
    "issue": ("issues", "issue_comment"),
    "merge_group": ("merge_group",),
    "number": PULL_REQUESTS,
    "pull_request": (*PULL_REQUESTS, *REVIEWS),
    "ref": ("create", "delete", "push", "workflow_dispatch"),
    "release": ("release",),
    "review": ("pull_request_review",),
    "schedule": ("schedule",),
    "workflow_run": ("deployment", "deployment_status", "workflow_run"),
}
"""Property of `github.event` -> the events that have it; for others of the table it is null."""

SURE = (
    *("actor", "actor_id", "repository", "repository_id", "repository_owner"),
    *("repository_owner_id", "run_attempt", "run_id", "run_number", "sha", "triggering_actor"),
    *("workflow", "workflow_ref", "workflow_sha"),
)
"""Properties of `github` that are never empty."""
