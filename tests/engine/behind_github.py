"""GitHub: every setting changed by hand, with what `verify` says of it."""

from .behind import PROTECTED, REPOSITORY, Change

ENV, TAG = "environment/LOT", "tag/LOT-*"
CREATE = ("creation", "update", "deletion")

ENVIRONMENTS = [
    Change(
        "reviewers.users",
        "the person removed, a team is left",
        lambda lot: lot.environment(reviewers=[lot.team()]),
        [("differs", ENV, "reviewers.users")],
    ),
    Change(
        "reviewers.teams",
        "the team removed, a person is left",
        lambda lot: lot.environment(reviewers=[lot.user()]),
        [("differs", ENV, "reviewers.teams")],
    ),
    Change(
        "reviewers",
        "all removed",
        lambda lot: lot.environment(reviewers=[], prevent_self_review=False),
        [
            ("differs", ENV, "prevent_self_review"),
            ("differs", ENV, "reviewers.teams"),
            ("differs", ENV, "reviewers.users"),
        ],
    ),
    Change(
        "reviewers.users",
        "one more person",
        lambda lot: lot.environment(reviewers=[lot.user(), lot.user("hubot"), lot.team()]),
        [("beside", ENV, "reviewers.users")],
    ),
    Change(
        "prevent_self_review",
        "switched off",
        lambda lot: lot.environment(prevent_self_review=False),
        [("differs", ENV, "prevent_self_review")],
    ),
    Change(
        "wait_timer",
        "shorter",
        lambda lot: lot.environment(wait_timer=1),
        [("differs", ENV, "wait_timer")],
    ),
    Change(
        "wait_timer",
        "switched off",
        lambda lot: lot.environment(wait_timer=0),
        [("differs", ENV, "wait_timer")],
    ),
    Change(
        "admins_can_bypass",
        "switched on",
        lambda lot: lot.environment(can_admins_bypass=True),
        [("differs", ENV, "can_admins_bypass")],
    ),
    Change(
        "triggers",
        "any ref may deploy",
        lambda lot: lot.environment(deployment_branch_policy=None),
        [
            ("absent", f"{ENV}/branch/LOT", ""),
            ("absent", f"{ENV}/tag/LOT-*", ""),
            ("beside", ENV, "deploys_from"),
        ],
    ),
    Change(
        "triggers",
        "protected branches may deploy",
        lambda lot: lot.environment(deployment_branch_policy=PROTECTED),
        [
            ("absent", f"{ENV}/branch/LOT", ""),
            ("absent", f"{ENV}/tag/LOT-*", ""),
            ("beside", ENV, "deploys_from"),
        ],
    ),
    Change(
        "triggers.tags",
        "policy deleted",
        lambda lot: lot.send("github", "DELETE", lot.policies()),
        [("absent", f"{ENV}/tag/LOT-*", "")],
    ),
    Change(
        "triggers.tags",
        "policy for another pattern",
        lambda lot: lot.send("github", "PUT", lot.policies(), {"name": "x*"}),
        [("absent", f"{ENV}/tag/LOT-*", ""), ("beside", f"{ENV}/tag/x*", "")],
    ),
    Change(
        "triggers.branches",
        "policy deleted",
        lambda lot: lot.send("github", "DELETE", lot.policies("branch")),
        [("absent", f"{ENV}/branch/LOT", "")],
    ),
    Change(
        "triggers.branches",
        "one more policy",
        lambda lot: lot.policy("branch", "dev"),
        [("beside", f"{ENV}/branch/dev", "")],
    ),
    Change(
        "environment",
        "deleted",
        lambda lot: lot.send("github", "DELETE", f"/environments/{lot.name}"),
        [
            ("absent", ENV, ""),
            ("absent", f"{ENV}/branch/LOT", ""),
            ("absent", f"{ENV}/tag/LOT-*", ""),
        ],
    ),
]
TAGS = [
    Change(
        "created_by.teams",
        "the team removed",
        lambda lot: lot.without("Team"),
        [("differs", TAG, "bypass.teams")],
    ),
    Change(
        "created_by.users",
        "the person removed",
        lambda lot: lot.without("User"),
        [("differs", TAG, "bypass.users")],
    ),
    Change(
        "created_by.users",
        "one more person",
        lambda lot: lot.more("User", lot.user("hubot")["id"]),
        [("beside", TAG, "bypass.users")],
    ),
    Change(
        "created_by.roles",
        "the role removed",
        lambda lot: lot.without("RepositoryRole"),
        [("differs", TAG, "bypass.roles")],
    ),
    Change(
        "created_by.organization_admins",
        "switched on",
        lambda lot: lot.more("OrganizationAdmin", 1),
        [("beside", TAG, "bypass.organization_admins")],
    ),
    Change(
        "created_by.deploy_keys",
        "switched off",
        lambda lot: lot.without("DeployKey"),
        [("differs", TAG, "bypass.deploy_keys")],
    ),
    Change(
        "pattern",
        "the ruleset is about other tags",
        lambda lot: lot.refs("-x*"),
        [("differs", TAG, "include")],
    ),
    Change(
        "pattern",
        "the ruleset has an exception",
        lambda lot: lot.refs("-*", exclude=("-1*",)),
        [("differs", TAG, "exclude")],
    ),
    Change(
        "tags",
        "the ruleset is switched off",
        lambda lot: lot.ruleset(enforcement="disabled"),
        [("differs", TAG, "enforcement")],
    ),
    Change(
        "tags",
        "tags may be moved",
        lambda lot: lot.rules("creation", "deletion"),
        [("differs", TAG, "rules")],
    ),
    Change(
        "tags",
        "the ruleset has another name",
        lambda lot: lot.ruleset(name=f"{lot.name} by hand"),
        [("differs", TAG, "name")],
    ),
    Change(
        "tags",
        "the ruleset is deleted",
        lambda lot: lot.send("github", "DELETE", f"/rulesets/{lot.stored_ruleset()['id']}"),
        [("absent", TAG, "")],
    ),
    Change(
        "tags",
        "a second ruleset that stops the creators",
        lambda lot: lot.send("github", "POST", "/rulesets", second(lot.name)),
        [("beside", "tag/LOT-1*", "")],
    ),
]


def second(name: str) -> dict[str, object]:
    """A ruleset that nobody bypasses."""
    return {
        "name": f"{name} second",
        "target": "tag",
        "enforcement": "active",
        "conditions": {"ref_name": {"include": [f"refs/tags/{name}-1*"], "exclude": []}},
        "rules": [{"type": kind} for kind in CREATE],
        "bypass_actors": [],
    }


def config(lots: list[str]) -> str:
    """A release config with all lots."""
    head = f"project: sampleproject\ngithub: {{repository: {REPOSITORY}, workflow: release.yml}}\n"
    publishers = "".join(PUBLISHER.replace("LOT", lot) for lot in lots)
    return f"{head}publishers:\n{publishers}tags:\n" + "".join(
        RULE.replace("LOT", lot) for lot in lots
    )


PUBLISHER = """  - index: pypi
    environment:
      name: LOT
      reviewers: {users: [octocat], teams: [release-managers]}
      prevent_self_review: true
      wait_timer: 5m
      admins_can_bypass: false
    triggers: {tags: ["LOT-*"], branches: [LOT]}
"""
RULE = """  - pattern: "LOT-*"
    created_by: {teams: [release-managers], users: [octocat], roles: [maintain], deploy_keys: true}
"""
