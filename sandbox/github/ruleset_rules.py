"""The rules inside a ruleset: which exist, for which target, with which parameters.

Source: GitHub's OpenAPI description, schema `repository-rule`.
"""

from typing import Any

BARE = {
    "creation",
    "deletion",
    "required_linear_history",
    "required_signatures",
    "non_fast_forward",
}
REQUIRED: dict[str, tuple[str, ...]] = {
    "update": (),
    "merge_queue": (),
    "required_deployments": ("required_deployment_environments",),
    "pull_request": (
        "dismiss_stale_reviews_on_push",
        "require_code_owner_review",
        "require_last_push_approval",
        "required_approving_review_count",
        "required_review_thread_resolution",
    ),
    "required_status_checks": ("required_status_checks", "strict_required_status_checks_policy"),
    "workflows": ("workflows",),
    "code_scanning": ("code_scanning_tools",),
    "copilot_code_review": (),
}
# Metadata rules are for Enterprise (GitHub docs, "Available rules for rulesets").
METADATA = {
    "commit_message_pattern",
    "commit_author_email_pattern",
    "committer_email_pattern",
    "branch_name_pattern",
    "tag_name_pattern",
}
PUSH = {
    "file_path_restriction": ("restricted_file_paths",),
    "max_file_path_length": ("max_file_path_length",),
    "file_extension_restriction": ("restricted_file_extensions",),
    "max_file_size": ("max_file_size",),
}
NOT_FOR_TAGS = {
    "pull_request",
    "merge_queue",
    "branch_name_pattern",
    "workflows",
    "code_scanning",
    "copilot_code_review",
}


def rule_problems(target: str, rules: list[Any], plan: str) -> list[str]:
    """One sentence for each rule that is refused."""
    return [problem for entry in rules if (problem := rule_problem(target, entry, plan))]


def rule_problem(target: str, entry: Any, plan: str) -> str:
    """What is wrong with a rule, if anything."""
    kind = entry.get("type") if isinstance(entry, dict) else None
    needed = parameters_of(kind)
    if needed is None or not suits(target, str(kind)):
        return f"Invalid rule '{kind}': Invalid for {target} rulesets"
    if kind in METADATA and plan != "enterprise":
        return f"Invalid rule '{kind}': Not supported on this plan"
    given = entry.get("parameters")
    if given is not None and not isinstance(given, dict):
        return f"Invalid rule '{kind}': Invalid parameters"
    missing = [name for name in needed if name not in (given or {})]
    return f"Invalid rule '{kind}': Missing parameter {missing[0]}" if missing else ""


def parameters_of(kind: Any) -> tuple[str, ...] | None:
    """The parameters a rule must have; None for an unknown rule."""
    if kind in BARE:
        return ()
    if kind in METADATA:
        return ("operator", "pattern")
    return REQUIRED.get(kind) if kind in REQUIRED else PUSH.get(kind)


def suits(target: str, kind: str) -> bool:
    """Whether a rule can stand in a ruleset of this target."""
    if target == "push":
        return kind in PUSH
    if kind in PUSH:
        return False
    return kind not in NOT_FOR_TAGS if target == "tag" else kind != "tag_name_pattern"
