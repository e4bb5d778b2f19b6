"""The GraphQL fields of a repository and of what is in it, by type, and where each leads."""

from collections.abc import Callable
from typing import Any

from . import access
from .call import Call
from .gql_lists import fields
from .gql_repo import (
    below,
    conditions,
    default_branch,
    environments,
    git_object,
    protection_rules,
    ref_name,
    reviewers,
    rules,
    rulesets,
    source,
    viewer_permission,
)
from .model import Json

Resolver = Callable[[Call, Any, Json], Any]


def key(name: str) -> Resolver:
    """A field that is a key of a mapping."""
    return lambda call, value, given: value.get(name)


def attribute(name: str) -> Resolver:
    """A field that is an attribute."""
    return lambda call, value, given: getattr(value, name)


def upper(name: str) -> Resolver:
    """An enum: GraphQL writes it in capitals."""
    return lambda call, value, given: getattr(value, name).upper()


REPOSITORY: dict[str, Resolver] = {
    "defaultBranchRef": default_branch,
    "viewerPermission": viewer_permission,
    "viewerCanAdminister": lambda call, repo, given: call.level(repo) >= access.ADMIN,
    "environments": environments,
    "rulesets": rulesets,
    "object": git_object,
}
PARTS: dict[str, dict[str, Resolver]] = {
    "PageInfo": {"hasNextPage": key("hasNextPage"), "endCursor": key("endCursor")},
    "Ref": {"name": lambda call, value, given: value},
    "Environment": {
        "databaseId": attribute("id"),
        "name": attribute("name"),
        "protectionRules": protection_rules,
    },
    "DeploymentProtectionRule": {
        "databaseId": lambda call, value, given: value[0].gates[value[1]],
        "type": lambda call, value, given: value[1].upper(),
        "timeout": lambda call, value, given: (
            value[0].settings.wait_timer if value[1] == "wait_timer" else 0
        ),
        "preventSelfReview": lambda call, value, given: (
            value[0].settings.prevent_self_review if value[1] == "required_reviewers" else None
        ),
        "reviewers": reviewers,
    },
    "Team": {
        "databaseId": attribute("id"),
        "slug": attribute("slug"),
        "name": attribute("name"),
    },
    "RepositoryRuleset": {
        "databaseId": attribute("id"),
        "name": attribute("name"),
        "target": upper("target"),
        "enforcement": upper("enforcement"),
        "source": source,
        "conditions": conditions,
        "rules": rules,
    },
    "RepositoryRuleConditions": {"refName": ref_name},
    "RefNameConditionTarget": {"include": key("include"), "exclude": key("exclude")},
    "RepositoryRule": {"type": lambda call, value, given: value["type"].upper()},
    "Tree": {"entries": lambda call, value, given: value},
    "TreeEntry": {
        "name": lambda call, value, given: value[1].rpartition("/")[2],
        "type": lambda call, value, given: "blob" if value[1] in value[0].files else "tree",
        "object": lambda call, value, given: below(*value),
    },
    "Blob": {
        "text": lambda call, value, given: value,
        "byteSize": lambda call, value, given: len(value.encode()),
        "isTruncated": lambda call, value, given: False,
        "isBinary": lambda call, value, given: False,
    },
    **{
        f"{kind}Connection": fields()
        for kind in (
            "Repository",
            "Environment",
            "DeploymentProtectionRule",
            "DeploymentReviewer",
            "RepositoryRuleset",
            "RepositoryRule",
        )
    },
}
GIT = ("Tree", "Blob")
LEADS_TO: dict[str, tuple[str, ...]] = {
    "repositories": ("RepositoryConnection",),
    "environments": ("EnvironmentConnection",),
    "protectionRules": ("DeploymentProtectionRuleConnection",),
    "reviewers": ("DeploymentReviewerConnection",),
    "rulesets": ("RepositoryRulesetConnection",),
    "rules": ("RepositoryRuleConnection",),
    "pageInfo": ("PageInfo",),
    "defaultBranchRef": ("Ref",),
    "source": ("Repository", "Organization"),
    "conditions": ("RepositoryRuleConditions",),
    "refName": ("RefNameConditionTarget",),
    "object": GIT,
    "Tree.entries": ("TreeEntry",),
    "RepositoryConnection.nodes": ("Repository",),
    "EnvironmentConnection.nodes": ("Environment",),
    "DeploymentProtectionRuleConnection.nodes": ("DeploymentProtectionRule",),
    "DeploymentReviewerConnection.nodes": ("Team", "User"),
    "RepositoryRulesetConnection.nodes": ("RepositoryRuleset",),
    "RepositoryRuleConnection.nodes": ("RepositoryRule",),
}
"""What a field may be, where it is an object; `Type.field` where the type matters."""
