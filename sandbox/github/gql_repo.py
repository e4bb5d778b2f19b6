"""What GraphQL shows of a repository: environments, rulesets, files. Types as in GitHub's public
schema; what that does not show (deployment policies, `can_admins_bypass`) is not here either.
"""

from typing import Any

from . import plans
from .call import Call
from .errors import Refused
from .gql_lists import connection
from .gql_types import Typed
from .model import Environment, Json, Repo, Ruleset
from .rulesets import inherited, scope

PERMISSIONS = ("", "READ", "TRIAGE", "WRITE", "MAINTAIN", "ADMIN")


def repositories(call: Call, account: Any, given: Json) -> Typed:
    """`repositories` of an account, as far as the caller sees them; oldest first if so asked."""
    mine = [r for r in call.state.repos.values() if r.owner == account.login and call.level(r)]
    order = given.get("orderBy") or {}
    if order.get("field") == "NAME":
        mine.sort(key=lambda repo: repo.name.casefold())
    else:
        mine.sort(key=lambda repo: repo.id)
    if order.get("direction") == "DESC":
        mine.reverse()
    return connection("repositories", "Repository", mine, given)


def environments(call: Call, repo: Repo, given: Json) -> Typed:
    """`environments`: none where the plan has none."""
    try:
        found = list(plans.with_environments(call.state, repo).environments.values())
    except Refused:
        found = []
    return connection("environments", "Environment", found, given)


def protection_rules(call: Call, environment: Environment, given: Json) -> Typed:
    """`protectionRules`."""
    rules = [(environment, kind) for kind in environment.gates]
    return connection("protectionRules", "DeploymentProtectionRule", rules, given)


def reviewers(call: Call, rule: tuple[Environment, str], given: Json) -> Typed:
    """`reviewers`: teams and people."""
    environment, kind = rule
    listed = environment.settings.reviewers if kind == "required_reviewers" else []
    found = []
    for sort, number in listed:
        who: Any = (
            call.state.team_by_id(number) if sort == "Team" else call.state.user_by_id(number)
        )
        found.append(Typed(sort, who))
    return connection("reviewers", "DeploymentReviewer", found, given)


def rulesets(call: Call, repo: Repo, given: Json) -> Typed | None:
    """`rulesets`, with those of the organization unless told otherwise; null without the plan."""
    try:
        where = scope(call, False, repo.owner, repo.name)
    except Refused:
        return None
    parents = inherited(call, where) if given.get("includeParents", True) else []
    found = [*repo.rulesets.values(), *parents]
    return connection("rulesets", "RepositoryRuleset", found, given)


def source(call: Call, ruleset: Ruleset, given: Json) -> Typed:
    """`source`: a repository or an organization."""
    if ruleset.source_type == "Repository":
        return Typed("Repository", call.state.repos[ruleset.source.casefold()])
    return Typed("Organization", call.state.organizations[ruleset.source.casefold()])


def conditions(call: Call, ruleset: Ruleset, given: Json) -> Typed:
    """`conditions`."""
    return Typed("RepositoryRuleConditions", ruleset.conditions or {})


def ref_name(call: Call, value: Json, given: Json) -> Typed | None:
    """`refName`."""
    found = value.get("ref_name")
    return Typed("RefNameConditionTarget", found) if found else None


def rules(call: Call, ruleset: Ruleset, given: Json) -> Typed:
    """`rules`."""
    return connection("rules", "RepositoryRule", ruleset.rules, given)


def git_object(call: Call, repo: Repo, given: Json) -> Typed | None:
    """`object(expression)`: `HEAD:path` or `BRANCH:path`; null where nothing is."""
    ref, _, path = str(given.get("expression", "")).partition(":")
    known = ref in ("HEAD", *repo.branches, *repo.tags)
    return below(repo, path.strip("/")) if known else None


def below(repo: Repo, path: str) -> Typed | None:
    """A file or a folder."""
    if path in repo.files:
        return Typed("Blob", repo.files[path])
    prefix = f"{path}/" if path else ""
    inside = [name for name in repo.files if name.startswith(prefix)]
    names = sorted({prefix + name[len(prefix) :].partition("/")[0] for name in inside})
    entries = [Typed("TreeEntry", (repo, name)) for name in names]
    return Typed("Tree", entries) if entries else None


def default_branch(call: Call, repo: Repo, given: Json) -> Typed:
    """`defaultBranchRef`."""
    return Typed("Ref", repo.default_branch)


def viewer_permission(call: Call, repo: Repo, given: Json) -> str:
    """`viewerPermission`."""
    return PERMISSIONS[call.level(repo)]
