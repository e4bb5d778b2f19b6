"""One walk through every route, as data: who asks what, and the status GitHub answers with.

`{name}` in a path or a body stands for an id or a sealed value known only when it runs.
"""

from dataclasses import dataclass
from typing import Any

from .world import ADMIN, ARCHIVED, AUDITOR, JOB, ORG, PRIVATE, READER, REPO, STRANGER

R, P, A = f"/repos/{ORG}/{REPO}", f"/repos/{ORG}/{PRIVATE}", f"/repos/{ORG}/{ARCHIVED}"
G = f"/orgs/{ORG}"
FREE = "/repos/free-org/private"
E, D = f"{R}/environments", "deployment-branch-policies"
T = f"{G}/teams/release-managers"
SUBJECT = f"{R}/actions/oidc/customization/sub"


@dataclass(frozen=True)
class Step:
    """One request; `keep` names the id of the answer for later steps."""

    status: int
    method: str
    path: str
    body: Any = None
    token: str | None = ADMIN
    keep: str = ""
    accept: str = ""

    @property
    def name(self) -> str:
        """The step in a test report."""
        who = {ADMIN: "", None: " anonymously"}.get(self.token, f" as {self.token}")
        return f"{self.method} {self.path} {self.status}{who}"


CUSTOM = {"protected_branches": False, "custom_branch_policies": True}
FULL = {
    "wait_timer": 30,
    "prevent_self_review": True,
    "can_admins_bypass": False,
    "reviewers": [{"type": "Team", "id": "{team}"}, {"type": "User", "id": "{user}"}],
    "deployment_branch_policy": CUSTOM,
}
RULESET = {
    "name": "release tags",
    "target": "tag",
    "enforcement": "active",
    "bypass_actors": [
        {"actor_id": "{team}", "actor_type": "Team", "bypass_mode": "always"},
        {"actor_id": None, "actor_type": "OrganizationAdmin", "bypass_mode": "always"},
        {"actor_id": 5, "actor_type": "RepositoryRole"},
        {"actor_id": None, "actor_type": "DeployKey"},
    ],
    "conditions": {"ref_name": {"include": ["refs/tags/v*"], "exclude": []}},
    "rules": [{"type": "creation"}, {"type": "update"}, {"type": "deletion"}],
}
ORG_RULESET = {
    **RULESET,
    "bypass_actors": [],
    "conditions": {
        "ref_name": {"include": ["~ALL"], "exclude": []},
        "repository_name": {"include": ["sample*"], "exclude": []},
    },
}

PEOPLE = [
    Step(200, "GET", "/meta"),
    Step(200, "GET", "/rate_limit"),
    Step(200, "GET", "/user"),
    Step(401, "GET", "/user", token=None),
    Step(401, "GET", "/user", token="unknown"),
    Step(200, "GET", "/user/orgs"),
    Step(200, "GET", "/user/repos"),
    Step(200, "GET", "/users/octocat", keep="user"),
    Step(200, "GET", "/user/{user}"),
    Step(404, "GET", "/user/999999999"),
    Step(200, "GET", f"/users/{ORG}"),
    Step(404, "GET", "/users/nobody"),
    Step(200, "GET", "/users/stranger/repos"),
    Step(200, "GET", "/users/octocat/keys"),
    Step(200, "GET", "/users/octocat/gpg_keys"),
    Step(200, "GET", G),
    Step(200, "GET", G, token=STRANGER),
    Step(404, "GET", "/orgs/octocat"),
    Step(200, "GET", f"{G}/members"),
    Step(204, "GET", f"{G}/members/octocat"),
    Step(404, "GET", f"{G}/members/stranger"),
    Step(200, "GET", f"{G}/memberships/octocat"),
    Step(403, "GET", f"{G}/memberships/octocat", token=STRANGER),
    Step(200, "GET", f"{G}/repos"),
    Step(200, "GET", f"{G}/teams?per_page=1"),
    Step(403, "GET", f"{G}/teams", token=STRANGER),
    Step(200, "GET", T, keep="team"),
    Step(200, "GET", f"{G}/teams/docs"),
    Step(404, "GET", f"{G}/teams/nobody"),
    Step(200, "GET", f"{T}/members"),
    Step(200, "GET", f"{T}/memberships/hubot"),
    Step(200, "GET", f"{T}/repos"),
    Step(204, "GET", f"{T}/repos/{ORG}/{REPO}"),
    Step(200, "GET", f"{T}/repos/{ORG}/{REPO}", accept="application/vnd.github.v3.repository+json"),
    Step(404, "GET", f"{T}/repos/{ORG}/{PRIVATE}"),
]
REPOS = [
    Step(200, "GET", R, keep="repo"),
    Step(200, "GET", R, token=None),
    Step(200, "GET", P),
    Step(404, "GET", P, token=STRANGER),
    Step(200, "PATCH", R, {"description": "changed"}),
    Step(403, "PATCH", R, {"description": "changed"}, READER),
    Step(403, "PATCH", A, {"description": "changed"}),
    Step(200, "GET", f"{R}/teams"),
    Step(200, "GET", f"{R}/collaborators"),
    Step(403, "GET", f"{R}/collaborators", token=STRANGER),
    Step(204, "GET", f"{R}/collaborators/octocat"),
    Step(404, "GET", f"{R}/collaborators/stranger"),
    Step(200, "GET", f"{R}/collaborators/octocat/permission"),
    Step(200, "GET", f"{R}/contents"),
    Step(200, "GET", f"{R}/contents/README.md"),
    Step(200, "GET", f"{R}/contents/.github/workflows?ref=v1"),
    Step(404, "GET", f"{R}/contents/nothing"),
    Step(404, "GET", f"{R}/contents/README.md?ref=nothing"),
    Step(200, "GET", f"{R}/branches"),
    Step(200, "GET", f"{R}/tags"),
    Step(200, "GET", f"{R}/git/ref/tags/v1"),
    Step(404, "GET", f"{R}/git/ref/tags/v9"),
    Step(200, "GET", f"{R}/git/matching-refs/tags/v"),
]
ENVIRONMENTS = [
    Step(200, "PUT", f"{E}/pypi", FULL),
    Step(200, "PUT", f"{E}/pypi", FULL),
    Step(200, "PUT", f"{E}/test%2Fpypi", {}),
    Step(200, "GET", f"{E}?per_page=1"),
    Step(200, "GET", f"{E}/PyPI"),
    Step(200, "GET", f"{E}/pypi", token=None),
    Step(404, "GET", f"{E}/nothing"),
    Step(200, "GET", f"{E}/pypi/deployment_protection_rules"),
    Step(404, "GET", f"{E}/nothing/deployment_protection_rules"),
    Step(422, "PUT", f"{E}/pypi", {"prevent_self_review": True}),
    Step(403, "PUT", f"{E}/pypi", {}, READER),
    Step(403, "PUT", f"{A}/environments/pypi", {}),
    Step(422, "PUT", f"{P}/environments/pypi", FULL),
    Step(404, "PUT", f"{FREE}/environments/pypi", {}),
    Step(200, "POST", f"{E}/pypi/{D}", {"name": "v*", "type": "tag"}, keep="policy"),
    Step(303, "POST", f"{E}/pypi/{D}", {"name": "v*", "type": "tag"}),
    Step(404, "POST", f"{E}/nothing/{D}", {"name": "v*", "type": "tag"}),
    Step(404, "POST", f"{E}/test%2Fpypi/{D}", {"name": "v*", "type": "tag"}),
    Step(200, "GET", f"{E}/pypi/{D}"),
    Step(200, "GET", f"{E}/pypi/{D}/{{policy}}"),
    Step(200, "PUT", f"{E}/pypi/{D}/{{policy}}", {"name": "v1.*"}),
    Step(204, "DELETE", f"{E}/pypi/{D}/{{policy}}"),
    Step(404, "GET", f"{E}/pypi/{D}/{{policy}}"),
]
RULESETS = [
    Step(201, "POST", f"{R}/rulesets", RULESET, keep="ruleset"),
    Step(200, "GET", f"{R}/rulesets?targets=tag"),
    Step(200, "GET", f"{R}/rulesets/{{ruleset}}?includes_parents=false"),
    Step(200, "GET", f"{R}/rulesets/{{ruleset}}", token=STRANGER),
    Step(200, "PUT", f"{R}/rulesets/{{ruleset}}", {"enforcement": "disabled"}),
    Step(422, "PUT", f"{R}/rulesets/{{ruleset}}", {"bypass_actors": None}),
    Step(422, "POST", f"{R}/rulesets", {**RULESET, "rules": [{"type": "nothing"}]}),
    Step(403, "POST", f"{FREE}/rulesets", RULESET),
    Step(403, "GET", f"{FREE}/rulesets"),
    Step(404, "GET", f"{R}/rulesets/1"),
    Step(204, "DELETE", f"{R}/rulesets/{{ruleset}}"),
    Step(201, "POST", f"{G}/rulesets", ORG_RULESET, keep="org_ruleset"),
    Step(200, "GET", f"{G}/rulesets"),
    Step(200, "GET", f"{G}/rulesets/{{org_ruleset}}"),
    Step(200, "PUT", f"{G}/rulesets/{{org_ruleset}}", {"name": "other"}),
    Step(204, "DELETE", f"{G}/rulesets/{{org_ruleset}}"),
]


def secret_steps(base: str, app: str, org: bool) -> list[Step]:
    """The life of a secret; `{sealed:...}` is a value sealed with the place's key."""
    body: dict[str, Any] = {"encrypted_value": f"{{sealed:{base}}}", "key_id": f"{{key:{base}}}"}
    if org:
        body |= {"visibility": "selected", "selected_repository_ids": ["{repo}"]}
    chosen = f"{base}/NEW/repositories"
    selection = [
        Step(200, "GET", chosen),
        Step(204, "PUT", chosen, {"selected_repository_ids": ["{repo}"]}),
        Step(204, "PUT", f"{chosen}/{{repo}}"),
        Step(204, "DELETE", f"{chosen}/{{repo}}"),
    ]
    return [
        Step(200, "GET", f"{base}/public-key"),
        Step(201, "PUT", f"{base}/new", body),
        Step(204, "PUT", f"{base}/NEW", body),
        Step(422, "PUT", f"{base}/NEW", {**body, "encrypted_value": "aGVsbG8="}),
        Step(200, "GET", base),
        Step(200, "GET", f"{base}/New"),
        Step(404, "GET", f"{base}/NOTHING"),
        Step(403, "GET", base, token=STRANGER),
        *(selection if org else []),
        Step(204, "DELETE", f"{base}/NEW"),
        Step(404, "DELETE", f"{base}/NEW"),
    ]


def variable_steps(base: str, org: bool) -> list[Step]:
    """The life of a variable."""
    body: dict[str, Any] = {"name": "new", "value": "1"}
    if org:
        body |= {"visibility": "selected", "selected_repository_ids": ["{repo}"]}
    chosen = f"{base}/NEW/repositories"
    selection = [
        Step(200, "GET", chosen),
        Step(204, "PUT", chosen, {"selected_repository_ids": ["{repo}"]}),
        Step(204, "PUT", f"{chosen}/{{repo}}"),
        Step(204, "DELETE", f"{chosen}/{{repo}}"),
        Step(204, "PATCH", f"{base}/NEW", {"visibility": "all"}),
        Step(409, "GET", chosen),
    ]
    return [
        Step(201, "POST", base, body),
        Step(409, "POST", base, body),
        Step(200, "GET", base),
        Step(200, "GET", f"{base}/New"),
        Step(204, "PATCH", f"{base}/NEW", {"value": "2"}),
        *(selection if org else []),
        Step(204, "DELETE", f"{base}/NEW"),
        Step(404, "DELETE", f"{base}/NEW"),
    ]


APPS = ("actions", "dependabot", "codespaces", "agents")
VAULTS = [
    *(s for app in APPS for s in secret_steps(f"{R}/{app}/secrets", app, False)),
    *(s for app in APPS for s in secret_steps(f"{G}/{app}/secrets", app, True)),
    *secret_steps(f"{E}/pypi/secrets", "actions", False),
    *variable_steps(f"{E}/pypi/variables", False),
    *(
        step
        for app in ("actions", "agents")
        for step in (
            *variable_steps(f"{R}/{app}/variables", False),
            *variable_steps(f"{G}/{app}/variables", True),
            Step(200, "GET", f"{R}/{app}/organization-secrets"),
            Step(200, "GET", f"{R}/{app}/organization-variables"),
        )
    ),
    Step(403, "PUT", f"{R}/actions/secrets/NEW", {}, AUDITOR),
    Step(403, "DELETE", f"{A}/actions/secrets/NEW"),
]
SUBJECTS = [
    Step(200, "GET", SUBJECT),
    Step(201, "PUT", SUBJECT, {"use_default": False, "include_claim_keys": ["repo", "context"]}),
    Step(200, "GET", SUBJECT),
    Step(403, "PUT", SUBJECT, {"use_default": True}, AUDITOR),
]
BY_ID = [
    Step(200, "GET", "/repositories/{repo}"),
    Step(404, "GET", "/repositories/1"),
    Step(200, "GET", "/repositories/{repo}/environments/pypi"),
    *secret_steps("/repositories/{repo}/environments/pypi/secrets", "actions", False),
    Step(200, "GET", "/organizations/1/team/{team}/members"),
]
TALK = f"{R}/issues"
ISSUES = [
    Step(201, "POST", TALK, {"title": "Release trust", "body": "<!-- one -->"}),
    Step(201, "POST", TALK, {"title": "A question"}, READER),
    Step(422, "POST", TALK, {"body": "without a title"}),
    Step(422, "POST", TALK, {"title": " "}),
    Step(403, "POST", TALK, {"title": "Read only"}, AUDITOR),
    Step(401, "POST", TALK, {"title": "Nobody"}, None),
    Step(403, "POST", f"{A}/issues", {"title": "Too late"}),
    Step(404, "POST", f"{P}/issues", {"title": "Hidden"}, STRANGER),
    Step(200, "GET", TALK),
    Step(200, "GET", f"{TALK}?state=all&creator=reader&per_page=1", token=None),
    Step(422, "GET", f"{TALK}?state=new"),
    Step(200, "GET", f"{TALK}/1"),
    Step(404, "GET", f"{TALK}/9"),
    Step(200, "PATCH", f"{TALK}/1", {"state": "closed", "state_reason": "completed"}),
    Step(200, "PATCH", f"{TALK}/1", {"state": "open", "title": "Again", "body": None}),
    Step(200, "PATCH", f"{TALK}/2", {"body": "Mine"}, READER),
    Step(403, "PATCH", f"{TALK}/1", {"title": "Not mine"}, READER),
    Step(422, "PATCH", f"{TALK}/1", {"state": "shut"}),
]
GIT, PULLS = f"{R}/git", f"{R}/pulls"
FILE = {"path": "release.yml", "mode": "100644", "type": "blob", "content": "on: push\n"}
ASKED = {"title": "Release workflow", "head": "proposal", "base": "main", "body": "Why"}
PROPOSALS = [
    Step(201, "POST", f"{GIT}/trees", {"tree": [FILE]}, keep="tree"),
    Step(422, "POST", f"{GIT}/trees", {"tree": [FILE], "base_tree": "0"}),
    Step(200, "GET", f"{GIT}/trees/main?recursive=1"),
    Step(201, "POST", f"{GIT}/commits", {"message": "Start", "tree": "{tree}"}, keep="first"),
    Step(200, "GET", f"{GIT}/commits/{{first}}"),
    Step(404, "GET", f"{GIT}/commits/0"),
    Step(201, "POST", f"{GIT}/refs", {"ref": "refs/heads/proposal", "sha": "{first}"}),
    Step(422, "POST", f"{GIT}/refs", {"ref": "refs/heads/proposal", "sha": "{first}"}),
    Step(403, "POST", f"{GIT}/refs", {"ref": "refs/heads/other", "sha": "{first}"}, AUDITOR),
    Step(
        201,
        "POST",
        f"{GIT}/commits",
        {"message": "More", "tree": "{tree}", "parents": ["{first}"]},
        keep="second",
    ),
    Step(200, "PATCH", f"{GIT}/refs/heads/proposal", {"sha": "{second}"}),
    Step(422, "PATCH", f"{GIT}/refs/heads/proposal", {"sha": "{first}"}),
    Step(200, "PATCH", f"{GIT}/refs/heads/proposal", {"sha": "{first}", "force": True}),
    Step(200, "GET", f"{R}/branches/proposal"),
    Step(404, "GET", f"{R}/branches/nothing"),
    Step(200, "GET", f"{R}/rules/branches/proposal"),
    Step(200, "GET", f"{R}/compare/{{first}}...{{second}}"),
    Step(404, "GET", f"{R}/compare/main...{{second}}"),
    Step(200, "GET", f"{R}/commits?sha={{second}}&path=release.yml"),
    Step(404, "GET", f"{R}/commits?sha=nothing"),
    Step(201, "POST", PULLS, ASKED),
    Step(422, "POST", PULLS, ASKED),
    Step(200, "GET", f"{PULLS}?state=all&head={ORG}:proposal"),
    Step(200, "GET", f"{PULLS}/3"),
    Step(404, "GET", f"{PULLS}/9"),
    Step(200, "PATCH", f"{PULLS}/3", {"title": "Again"}),
    Step(200, "PUT", f"{PULLS}/3/merge", {}),
    Step(405, "PUT", f"{PULLS}/3/merge", {}),
    Step(200, "GET", f"{R}/commits?path=.github"),
    Step(200, "GET", f"{R}/commits/{{first}}/pulls"),
    Step(204, "DELETE", f"{GIT}/refs/heads/proposal"),
    Step(422, "DELETE", f"{GIT}/refs/heads/proposal"),
]
ONE = f"{TALK}/comments/{{comment}}"
COMMENTS = [
    Step(403, "GET", "/user", token=JOB),
    Step(200, "GET", f"{TALK}/3"),
    Step(201, "POST", f"{TALK}/3/comments", {"body": "<!-- one --> text"}, JOB, keep="comment"),
    Step(201, "POST", f"{TALK}/3/comments", {"body": "Mine"}, STRANGER, keep="other"),
    Step(201, "POST", f"{TALK}/1/comments", {"body": "x" * 65_536}),
    Step(422, "POST", f"{TALK}/1/comments", {"body": "x" * 65_537}),
    Step(422, "POST", f"{TALK}/3/comments", {"body": " "}),
    Step(422, "POST", f"{TALK}/3/comments", {}),
    Step(401, "POST", f"{TALK}/3/comments", {"body": "Nobody"}, None),
    Step(403, "POST", f"{TALK}/3/comments", {"body": "Read only"}, AUDITOR),
    Step(403, "POST", f"{A}/issues/1/comments", {"body": "Too late"}),
    Step(404, "POST", f"{TALK}/9/comments", {"body": "Nowhere"}),
    Step(200, "GET", f"{TALK}/3/comments?per_page=1", token=None),
    Step(404, "GET", f"{TALK}/9/comments"),
    Step(200, "GET", ONE, token=None),
    Step(200, "PATCH", ONE, {"body": "Again"}, JOB),
    Step(422, "PATCH", ONE, {"body": "x" * 65_537}, JOB),
    Step(403, "PATCH", ONE, {"body": "Not mine"}, STRANGER),
    Step(403, "DELETE", ONE, token=STRANGER),
    Step(204, "PUT", f"{TALK}/3/lock", {"lock_reason": "too heated"}),
    Step(422, "PUT", f"{TALK}/3/lock", {"lock_reason": "boring"}),
    Step(403, "PUT", f"{TALK}/3/lock", {}, STRANGER),
    Step(200, "GET", f"{PULLS}/3"),
    Step(403, "POST", f"{TALK}/3/comments", {"body": "Still"}, JOB),
    Step(403, "POST", f"{TALK}/3/comments", {"body": "Still"}, STRANGER),
    Step(201, "POST", f"{TALK}/3/comments", {"body": "Still"}),
    Step(403, "DELETE", f"{TALK}/3/lock", token=STRANGER),
    Step(204, "DELETE", f"{TALK}/3/lock"),
    Step(204, "DELETE", ONE, token=JOB),
    Step(404, "DELETE", ONE, token=JOB),
    Step(404, "GET", ONE),
]
LAST = [
    Step(204, "DELETE", f"{E}/pypi"),
    Step(404, "DELETE", f"{E}/pypi"),
    Step(200, "POST", "/graphql", {"query": "{ viewer { login } }"}),
]
STEPS = [
    *PEOPLE,
    *REPOS,
    *ENVIRONMENTS,
    *RULESETS,
    *VAULTS,
    *SUBJECTS,
    *BY_ID,
    *ISSUES,
    *PROPOSALS,
    *COMMENTS,
    *LAST,
]
