"""Tokens that may not see everything: by role, by scope, and with one permission lacking."""

from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox

from ..observing import worlds as hub
from ..observing.worlds import REPOSITORY
from ..observing_gitlab import worlds as lab
from ..observing_gitlab.worlds import PROJECT
from .conftest import BARE, PLAIN, UPLOADS, VARIABLE, Audit
from .partial import Told, told

ROLES = ("none", "read", "triage", "write", "maintain", "admin")
LEVELS = ("guest", "planner", "reporter", "developer", "maintainer", "owner")
CONFIG, ORGANIZATION = (), ("--org", "octo-org")
PLAN, GROUP = ("lab.yaml",), ("--group", "group")
OPEN = ("audit-no-reviewers", "octo-org/bare", "environment/pypi", "reviewers")
UNPROTECTED = (
    "audit-unprotected-environment",
    "group/other",
    "environment/pypi/protection",
    "",
)
SECRETS, ABLE, BYPASS = "names of secrets", "reviewers_able", "bypass"


def seed() -> dict[str, Any]:
    """Everybody has a role of their own in each repository and each project."""
    people = {f"{role}-person": role for role in ROLES}
    public = [hub.as_declared(collaborators=people), {**BARE, "collaborators": people}]
    secret = [{**PLAIN, "visibility": "private"}, UPLOADS]
    github = hub.seed(*public, *secret)
    github["users"] += people
    github["tokens"] += [{"token": f"gh-{role}", "user": f"{role}-person"} for role in ROLES]
    github["organizations"][0]["members"] += people
    members = {f"{level}-person": level for level in LEVELS}
    projects = [lab.as_declared(), lab.plain("group/other", variables=[VARIABLE])]
    for one in projects:
        one["members"] |= members
    gitlab = lab.seed(*projects)
    gitlab["users"] += members
    gitlab["tokens"] += [{"token": f"gl-{one}", "user": f"{one}-person"} for one in LEVELS]
    return {"github": github, "gitlab": gitlab}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox in which everybody may do something else."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump(seed(), path)
    with forked_sandbox(path) as running:
        yield running


def lacking(now: Told, name: str, words: set[str]) -> bool:
    """Whether each of some words, and nothing else, is told as unseen of a repository."""
    hidden = now.hidden(name)
    return all(any(w in what for w in words) for what in hidden) and all(
        any(w in what for what in hidden) for w in words
    )


READER = {SECRETS, ABLE, BYPASS}
UNSEEN: dict[str, set[str]] = {
    "none": READER,
    "read": READER,
    "triage": READER,
    "write": {BYPASS},
    "maintain": {BYPASS},
    "admin": set(),
}
"""What each role of GitHub is not shown."""


@pytest.mark.parametrize("words", [CONFIG, ORGANIZATION])
@pytest.mark.parametrize("role", ROLES)
def test_role_on_github(audit: Audit, role: str, words: tuple[str, ...]) -> None:
    """What is seen is judged; what the role is not shown is unknown, and nothing else is."""
    now = told(audit, *words, token=f"gh-{role}")

    assert lacking(now, REPOSITORY, UNSEEN[role]), now.unseen
    assert (words == ORGANIZATION) == (OPEN in now.found)
    assert ("audit-token-secret" in {one[0] for one in now.about("octo-org/bare")}) == (
        words == ORGANIZATION and SECRETS not in UNSEEN[role]
    )
    assert words == ORGANIZATION or (3 if UNSEEN[role] else 0) == now.code


@pytest.mark.parametrize("words", [CONFIG, ORGANIZATION])
def test_read_only_token_on_github(audit: Audit, words: tuple[str, ...]) -> None:
    """The owner's token without writes: GitHub does not tell it who may bypass, and no more."""
    now, whole = told(audit, *words, token="audit-token"), told(audit, *words)

    assert lacking(now, REPOSITORY, {BYPASS})
    assert not whole.unseen
    assert whole.elsewhere(REPOSITORY) == now.elsewhere(REPOSITORY)


REPO, PAGE = r"/repos/[^/]+/[^/]+", r"(?:\?|$)"
PERMISSIONS = {
    "Actions, environments": (rf"{REPO}/environments{PAGE}", {"environments", "policies"}),
    "Actions, policies": ("/deployment-branch-policies", {"policies"}),
    "Actions, subject": ("/actions/oidc", {"subject"}),
    "Environments": (r"/environments/[^/]+/secrets", {SECRETS}),
    "Secrets": (rf"{REPO}/actions/secrets", {SECRETS}),
    "Administration": (rf"{REPO}/teams", {ABLE}),
    "Members": (r"/orgs/[^/]+/teams", {"bypass.teams"}),
    "Metadata, rulesets": (r"/rulesets/\d+", {"tag/"}),
    "everything of it": (rf"/repos/{REPOSITORY}(/|{PAGE})", {""}),
}
"""GitHub docs, "Permissions required for fine-grained personal access tokens" -> what it hides."""


@pytest.mark.parametrize("words", [CONFIG, ORGANIZATION])
@pytest.mark.parametrize("name", PERMISSIONS)
def test_permission_that_lacks_on_github(
    audit: Audit, served: Sandbox, name: str, words: tuple[str, ...]
) -> None:
    """Exactly what needs the permission is unknown; what was found without it is found again."""
    whole = told(audit, *words)
    path, hides = PERMISSIONS[name]
    said = "Resource not accessible by personal access token"
    body = {"message": said}
    served.faults(
        "github", {"path": path, "method": "GET", "status": 403, "body": body, "times": None}
    )

    now = told(audit, *words)

    assert now.found <= whole.found
    hidden = now.hidden(REPOSITORY)
    assert hidden
    assert all(any(w in what for what in hidden) for w in hides), hidden
    assert all(said in why for why in hidden.values())
    assert "unseen" == now.stages[REPOSITORY] or now.about(REPOSITORY)
    if words == ORGANIZATION and "environments" not in hides:
        assert ("audit-no-environment", "octo-org/old", "environments", "") in now.found


def test_secret_beside_environments_that_are_hidden(audit: Audit, served: Sandbox) -> None:
    """What a permission does show is judged, though nothing shows any more that it publishes."""
    body = {"message": "Resource not accessible by personal access token"}
    path = rf"{REPO}/environments{PAGE}"
    served.faults("github", {"path": path, "status": 403, "body": body, "times": None})

    now = told(audit, *ORGANIZATION)

    assert ("audit-token-secret", "octo-org/bare", "secret/PYPI_API_TOKEN", "") in now.found
    assert "environments" in now.hidden("octo-org/bare")


def test_organisation_that_shows_nothing(audit: Audit, served: Sandbox) -> None:
    """Its secrets and its own page are unknown; its repositories are judged."""
    body = {"message": "Resource not accessible by personal access token"}
    served.faults("github", {"path": "/orgs/", "status": 403, "body": body, "times": None})

    now = told(audit, *ORGANIZATION)

    assert OPEN in now.found
    assert any(what.startswith("octo-org ") for what in now.unseen)


GUEST = {"protected tags", "protected environments", "environments", SECRETS}
DEVELOPER = {"protected tags", "protected environments", SECRETS}
MAINTAINER = {"protected_by_groups"}
LEVEL_UNSEEN = {
    "guest": GUEST,
    "planner": GUEST,
    "reporter": DEVELOPER,
    "developer": DEVELOPER,
    "maintainer": MAINTAINER,
    "owner": MAINTAINER,
}
"""What each level in a project is not shown; protections of a group are for its maintainers."""


@pytest.mark.parametrize("words", [PLAN, GROUP])
@pytest.mark.parametrize("level", LEVELS)
def test_level_on_gitlab(audit: Audit, level: str, words: tuple[str, ...]) -> None:
    """What is seen is judged; what the level is not shown is unknown, in each project."""
    now = told(audit, *words, lab_token=f"gl-{level}")

    hidden = now.hidden(PROJECT)
    assert all(any(w in what for what in hidden) for w in LEVEL_UNSEEN[level]), hidden
    assert "unseen" == now.stages[PROJECT]
    token = ("audit-token-secret", "group/other", "secret/PYPI_TOKEN", "")
    assert (words == GROUP and level in ("maintainer", "owner")) == (token in now.found)
    assert words == PLAN or any(what.startswith("group names of") for what in now.unseen)


@pytest.mark.parametrize("words", [PLAN, GROUP])
def test_read_only_token_on_gitlab(audit: Audit, words: tuple[str, ...]) -> None:
    """`read_api` of the owner shows all that `api` does."""
    now, whole = told(audit, *words, lab_token="audit-token"), told(audit, *words)

    assert whole == now
    assert (words == GROUP) == (UNPROTECTED in now.found)
    assert not now.unseen


@pytest.mark.parametrize("words", [PLAN, GROUP])
def test_stranger_on_gitlab(audit: Audit, words: tuple[str, ...]) -> None:
    """Whoever is shown nothing is told so."""
    now = told(audit, *words, lab_token="stranger-token")

    assert not now.found
    assert any("gone, or hidden" in why for why in now.unseen.values())


PROJECTS = "/projects/[^/]+"
RIGHTS = {
    f"{PROJECTS}/protected_tags": {"protected tags"},
    f"{PROJECTS}/protected_environments": {"protected environments"},
    f"{PROJECTS}/environments": {"environments"},
    f"{PROJECTS}/members/": {"_able"},
    f"{PROJECTS}/variables": {SECRETS},
    "/groups/[^/]+/protected_environments": {"protected_by_groups"},
    "/projects/(1|group%2Fsub%2Fsampleproject)(/|$)": {""},
}
"""Addresses that a right is needed for -> what it hides."""


@pytest.mark.parametrize("words", [PLAN, GROUP])
@pytest.mark.parametrize("path", RIGHTS)
def test_right_that_lacks_on_gitlab(
    audit: Audit, served: Sandbox, path: str, words: tuple[str, ...]
) -> None:
    """Exactly what needs the right is unknown; what was found without it is found again."""
    whole = told(audit, *words)
    body = {"message": "403 Forbidden"}
    served.faults("gitlab", {"path": path, "status": 403, "body": body, "times": None})

    now = told(audit, *words)

    assert now.found <= whole.found
    hidden = now.hidden(PROJECT)
    assert hidden
    assert all(any(w in what for what in hidden) for w in RIGHTS[path]), hidden
    assert all("403" in why for why in hidden.values()), hidden
    assert "unseen" == now.stages[PROJECT]
    assert words == PLAN or now.found
