"""GitHub: every setting changed by hand, with what `verify` says of it."""

from functools import partial

from .behind import PROTECTED, REPOSITORY, Change, absent, beside, config_of, differs

ENV, TAG = "environment/LOT", "tag/LOT-*"
CREATE = ("creation", "update", "deletion")

ENVIRONMENTS = [
    differs(
        ENV,
        "reviewers.users",
        "the person removed, a team is left",
        lambda lot: lot.environment(reviewers=[lot.team()]),
    ),
    differs(
        ENV,
        "reviewers.teams",
        "the team removed, a person is left",
        lambda lot: lot.environment(reviewers=[lot.user()]),
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
    beside(
        ENV,
        "reviewers.users",
        "one more person",
        lambda lot: lot.environment(reviewers=[lot.user(), lot.user("hubot"), lot.team()]),
    ),
    differs(
        ENV,
        "prevent_self_review",
        "switched off",
        lambda lot: lot.environment(prevent_self_review=False),
    ),
    differs(ENV, "wait_timer", "shorter", lambda lot: lot.environment(wait_timer=1)),
    differs(ENV, "wait_timer", "switched off", lambda lot: lot.environment(wait_timer=0)),
    differs(
        ENV,
        "admins_can_bypass",
        "switched on",
        lambda lot: lot.environment(can_admins_bypass=True),
        "can_admins_bypass",
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
    absent(
        f"{ENV}/tag/LOT-*",
        "triggers.tags",
        "policy deleted",
        lambda lot: lot.send("github", "DELETE", lot.policies()),
    ),
    Change(
        "triggers.tags",
        "policy for another pattern",
        lambda lot: lot.send("github", "PUT", lot.policies(), {"name": "x*"}),
        [("absent", f"{ENV}/tag/LOT-*", ""), ("beside", f"{ENV}/tag/x*", "")],
    ),
    absent(
        f"{ENV}/branch/LOT",
        "triggers.branches",
        "policy deleted",
        lambda lot: lot.send("github", "DELETE", lot.policies("branch")),
    ),
    beside(
        f"{ENV}/branch/dev",
        "triggers.branches",
        "one more policy",
        lambda lot: lot.policy("branch", "dev"),
        "",
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
    differs(
        TAG, "created_by.teams", "the team removed", lambda lot: lot.without("Team"), "bypass.teams"
    ),
    differs(
        TAG,
        "created_by.users",
        "the person removed",
        lambda lot: lot.without("User"),
        "bypass.users",
    ),
    beside(
        TAG,
        "created_by.users",
        "one more person",
        lambda lot: lot.more("User", lot.user("hubot")["id"]),
        "bypass.users",
    ),
    differs(
        TAG,
        "created_by.roles",
        "the role removed",
        lambda lot: lot.without("RepositoryRole"),
        "bypass.roles",
    ),
    beside(
        TAG,
        "created_by.organization_admins",
        "switched on",
        lambda lot: lot.more("OrganizationAdmin", 1),
        "bypass.organization_admins",
    ),
    differs(
        TAG,
        "created_by.deploy_keys",
        "switched off",
        lambda lot: lot.without("DeployKey"),
        "bypass.deploy_keys",
    ),
    differs(
        TAG, "pattern", "the ruleset is about other tags", lambda lot: lot.refs("-x*"), "include"
    ),
    differs(
        TAG,
        "pattern",
        "the ruleset has an exception",
        lambda lot: lot.refs("-*", exclude=("-1*",)),
        "exclude",
    ),
    differs(
        TAG,
        "tags",
        "the ruleset is switched off",
        lambda lot: lot.ruleset(enforcement="disabled"),
        "enforcement",
    ),
    differs(
        TAG, "tags", "tags may be moved", lambda lot: lot.rules("creation", "deletion"), "rules"
    ),
    differs(
        TAG,
        "tags",
        "the ruleset has another name",
        lambda lot: lot.ruleset(name=f"{lot.name} by hand"),
        "name",
    ),
    absent(
        TAG,
        "tags",
        "the ruleset is deleted",
        lambda lot: lot.send("github", "DELETE", f"/rulesets/{lot.stored_ruleset()['id']}"),
    ),
    beside(
        "tag/LOT-1*",
        "tags",
        "a second ruleset that stops the creators",
        lambda lot: lot.send("github", "POST", "/rulesets", second(lot.name)),
        "",
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


HEAD = f"project: sampleproject\ngithub: {{repository: {REPOSITORY}, workflow: release.yml}}\n"
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
config = partial(config_of, HEAD, PUBLISHER, RULE)
