"""Every field of a config: a change of it, what it risks, and what the way back risks."""

import copy
from typing import Any, NamedTuple

HUB: dict[str, Any] = {
    "project": "sampleproject",
    "github": {"repository": "octo-org/sampleproject", "workflow": "release.yml"},
    "publishers": [
        {
            "index": "pypi",
            "environment": {
                "name": "pypi",
                "reviewers": {"users": ["octocat"], "teams": ["core"]},
                "prevent_self_review": True,
                "wait_timer": 30,
                "admins_can_bypass": False,
            },
            "triggers": {"tags": ["v*"]},
        }
    ],
    "tags": [{"pattern": "v*", "created_by": {"teams": ["core"]}}],
}
LAB: dict[str, Any] = {
    "project": "otherproject",
    "gitlab": {"repository": "group/otherproject"},
    "publishers": [
        {
            "index": "pypi",
            "environment": {
                "name": "pypi",
                "deployers": [{"access": "maintainer"}],
                "approvals": [{"group": "group/core", "required": 2}],
            },
            "triggers": {"tags": ["v*"]},
        }
    ],
    "tags": [{"pattern": "v*", "created_by": {"access": "maintainer"}}],
}
BOTH = copy.deepcopy(HUB)
BOTH["gitlab"] = {"repository": "group/sampleproject"}
BOTH["tags"][0]["created_by"]["access"] = "maintainer"
TWO = copy.deepcopy(HUB)
TWO["publishers"].append({"index": "testpypi", "environment": "pypi"})
TAGS = copy.deepcopy(HUB)
TAGS["tags"].append({"pattern": "w*", "created_by": {"teams": ["core"]}})
WORD = {"risk": "preview-wait-timer", "reason": "agreed", "until": "2026-12-31"}
ENVIRONMENT, TRIGGERS, CREATORS = (
    "publishers.0.environment",
    "publishers.0.triggers",
    "tags.0.created_by",
)
DEPLOYER, APPROVAL = f"{ENVIRONMENT}.deployers.0", f"{ENVIRONMENT}.approvals.0"


class Row(NamedTuple):
    """A change at a path of a config."""

    base: dict[str, Any]
    path: str
    before: Any
    after: Any
    forth: set[str]
    back: set[str]
    harmless: str = ""
    """Why neither way is a risk."""

    def documents(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Before and after."""
        return put(self.base, self.path, self.before), put(self.base, self.path, self.after)


def put(base: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with another value at a path; None takes it away."""
    document = copy.deepcopy(base)
    *above, last = path.split(".")
    holder: Any = document
    for key in above:
        holder = holder[int(key)] if key.isdigit() else holder.setdefault(key, {})
    if isinstance(holder, list):
        holder[int(last)] = value
    elif value is None:
        holder.pop(last, None)
    else:
        holder[last] = value
    return document


def ids(*names: str) -> set[str]:
    """Ids of risks."""
    return {f"preview-{name}" for name in names}


ANOTHER = ids("publisher-changed")
ELSEWHERE = ids("publisher-changed", "repository-changed")
RENAMED = ids("publisher-changed", "environment-deleted")
SWAPPED = ids("reviewer-added", "reviewer-removed")
KNOWN = "only `check` believes it; `up` asks the forge itself"
WORDS = "it lets a risk pass, and is shown wherever it does"
FIELDS: dict[str, Row] = {
    "Config.project": Row(HUB, "project", "sampleproject", "sample", ANOTHER, ANOTHER),
    "Config.github": Row(
        BOTH,
        "github",
        None,
        BOTH["github"],
        ids("publisher-added"),
        ids("environment-deleted", "project-dropped"),
    ),
    "Config.gitlab": Row(
        BOTH,
        "gitlab",
        None,
        BOTH["gitlab"],
        ids("publisher-added", "environment-unguarded"),
        ids("environment-deleted", "project-dropped"),
    ),
    "Config.publishers": Row(
        TWO, "publishers", HUB["publishers"], TWO["publishers"], ids("publisher-added"), set()
    ),
    "Config.tags": Row(TAGS, "tags", TAGS["tags"], HUB["tags"], ids("tag-unprotected"), set()),
    "Config.accept": Row(HUB, "accept", None, [WORD], set(), set(), WORDS),
    "GitHub.repository": Row(
        HUB, "github.repository", "octo-org/sampleproject", "evil/it", ELSEWHERE, ELSEWHERE
    ),
    "GitHub.workflow": Row(HUB, "github.workflow", "release.yml", "cd.yml", ANOTHER, ANOTHER),
    "GitHub.workflow_by": Row(
        HUB, "github.workflow_by", "pull-request", None, ids("proposal-off"), set()
    ),
    "GitHub.visibility": Row(HUB, "github.visibility", None, "public", set(), set(), KNOWN),
    "GitHub.plan": Row(HUB, "github.plan", None, "team", set(), set(), KNOWN),
    "GitLab.repository": Row(
        LAB, "gitlab.repository", "group/otherproject", "evil/it", ELSEWHERE, ELSEWHERE
    ),
    "GitLab.pipeline": Row(LAB, "gitlab.pipeline", None, "ci/release.yml", ANOTHER, ANOTHER),
    "GitLab.pipeline_by": Row(
        LAB, "gitlab.pipeline_by", "merge-request", None, ids("proposal-off"), set()
    ),
    "GitLab.issuer": Row(LAB, "gitlab.issuer", None, "https://git.example", ANOTHER, ANOTHER),
    "GitLab.tier": Row(LAB, "gitlab.tier", None, "premium", set(), set(), KNOWN),
    "Publisher.index": Row(HUB, "publishers.0.index", "testpypi", "pypi", ANOTHER, ANOTHER),
    "Publisher.environment": Row(
        HUB,
        ENVIRONMENT,
        HUB["publishers"][0]["environment"],
        "pypi",
        ids("reviewers-emptied", "self-review", "admin-bypass", "wait-timer"),
        set(),
    ),
    "Publisher.forge": Row(
        BOTH,
        "publishers.0.forge",
        "github",
        None,
        ids("publisher-added", "environment-unguarded"),
        ids("environment-deleted"),
    ),
    "Publisher.workflow": Row(HUB, "publishers.0.workflow", None, "cd.yml", ANOTHER, ANOTHER),
    "Publisher.pipeline": Row(LAB, "publishers.0.pipeline", None, "cd.yml", ANOTHER, ANOTHER),
    "Publisher.organization": Row(
        HUB, "publishers.0.organization", None, "acme", ids("organization"), ids("organization")
    ),
    "Publisher.triggers": Row(TAGS, TRIGGERS, {"tags": ["v*"]}, None, ids("refs-widened"), set()),
    "Triggers.tags": Row(HUB, f"{TRIGGERS}.tags", ["v1*"], ["v*"], ids("refs-widened"), set()),
    "Triggers.branches": Row(
        HUB, f"{TRIGGERS}.branches", None, ["main"], ids("refs-widened"), set()
    ),
    "Triggers.manual": Row(HUB, f"{TRIGGERS}.manual", None, True, ids("manual-start"), set()),
    "Environment.name": Row(HUB, f"{ENVIRONMENT}.name", "pypi", "release", RENAMED, RENAMED),
    "Environment.reviewers": Row(
        put(HUB, f"{ENVIRONMENT}.prevent_self_review", None),
        f"{ENVIRONMENT}.reviewers",
        {"users": ["octocat"]},
        None,
        ids("reviewers-emptied"),
        set(),
    ),
    "Environment.prevent_self_review": Row(
        HUB, f"{ENVIRONMENT}.prevent_self_review", True, None, ids("self-review"), set()
    ),
    "Environment.wait_timer": Row(
        HUB, f"{ENVIRONMENT}.wait_timer", "1d", "30m", ids("wait-timer"), set()
    ),
    "Environment.admins_can_bypass": Row(
        HUB, f"{ENVIRONMENT}.admins_can_bypass", False, None, ids("admin-bypass"), set()
    ),
    "Environment.deployers": Row(
        put(LAB, f"{ENVIRONMENT}.approvals", None),
        f"{ENVIRONMENT}.deployers",
        [{"access": "maintainer"}],
        None,
        ids("environment-opened"),
        set(),
    ),
    "Environment.approvals": Row(
        LAB,
        f"{ENVIRONMENT}.approvals",
        [{"access": "maintainer"}],
        None,
        ids("approvals-lowered"),
        set(),
    ),
    "Reviewers.users": Row(
        HUB, f"{ENVIRONMENT}.reviewers.users", ["a", "b"], ["a", "c"], SWAPPED, SWAPPED
    ),
    "Reviewers.teams": Row(
        HUB,
        f"{ENVIRONMENT}.reviewers.teams",
        ["a"],
        ["a", "b"],
        ids("reviewer-added"),
        ids("reviewer-removed"),
    ),
    "Deployer.access": Row(
        LAB, f"{DEPLOYER}.access", "maintainer", "developer", ids("deployers-widened"), set()
    ),
    "Deployer.user": Row(
        LAB,
        DEPLOYER,
        {"user": "a"},
        {"user": "b"},
        ids("deployers-widened"),
        ids("deployers-widened"),
    ),
    "Deployer.group": Row(
        LAB,
        DEPLOYER,
        {"group": "g/a"},
        {"group": "g/b"},
        ids("deployers-widened"),
        ids("deployers-widened"),
    ),
    "Deployer.inherited": Row(
        LAB,
        DEPLOYER,
        {"group": "g/a"},
        {"group": "g/a", "inherited": True},
        ids("deployers-widened"),
        set(),
    ),
    "Approval.access": Row(
        LAB,
        APPROVAL,
        {"access": "maintainer"},
        {"access": "developer"},
        ids("approvals-lowered"),
        set(),
    ),
    "Approval.user": Row(
        LAB,
        APPROVAL,
        {"user": "a"},
        {"user": "b"},
        ids("approvals-lowered"),
        ids("approvals-lowered"),
    ),
    "Approval.group": Row(
        LAB, f"{APPROVAL}.group", "g/a", "g/b", ids("approvals-lowered"), ids("approvals-lowered")
    ),
    "Approval.inherited": Row(
        LAB, f"{APPROVAL}.inherited", None, True, ids("approvals-lowered"), set()
    ),
    "Approval.required": Row(LAB, f"{APPROVAL}.required", 2, 1, ids("approvals-lowered"), set()),
    "TagCreators.teams": Row(
        HUB, f"{CREATORS}.teams", ["core"], ["core", "all"], ids("tag-creators"), set()
    ),
    "TagCreators.roles": Row(
        HUB, f"{CREATORS}.roles", ["admin"], ["admin", "write"], ids("tag-creators"), set()
    ),
    "TagCreators.organization_admins": Row(
        HUB, f"{CREATORS}.organization_admins", None, True, ids("tag-creators"), set()
    ),
    "TagCreators.deploy_keys": Row(
        HUB, f"{CREATORS}.deploy_keys", None, True, ids("tag-creators"), set()
    ),
    "TagCreators.access": Row(
        LAB, f"{CREATORS}.access", "maintainer", "developer", ids("tag-creators"), set()
    ),
    "TagCreators.users": Row(
        HUB, f"{CREATORS}.users", ["octocat"], ["octocat", "mallory"], ids("tag-creators"), set()
    ),
    "TagCreators.groups": Row(
        LAB, f"{CREATORS}.groups", None, ["group/all"], ids("tag-creators"), set()
    ),
    "TagRule.pattern": Row(
        put(HUB, TRIGGERS, {"tags": ["v1*"]}),
        "tags.0.pattern",
        "v*",
        "v1*",
        ids("tag-unprotected"),
        set(),
    ),
    "TagRule.created_by": Row(
        HUB,
        CREATORS,
        {"teams": ["core"]},
        {"roles": ["write"]},
        ids("tag-creators"),
        ids("tag-creators"),
    ),
    "TagRule.forge": Row(
        put(BOTH, TRIGGERS, {"branches": ["main"]}),
        "tags.0.forge",
        None,
        "gitlab",
        ids("tag-unprotected"),
        set(),
    ),
    **{
        f"Accept.{name}": Row(HUB, "accept", [WORD], [{**WORD, name: value}], set(), set(), WORDS)
        for name, value in {
            "risk": "preview-self-review",
            "reason": "agreed by everybody",
            "until": "2027-01-01",
            "where": "environment pypi",
        }.items()
    },
}
"""By section and field."""
