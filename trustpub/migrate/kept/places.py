"""Where a list of secrets or variables is in the API of its forge, and how it is called. Pure.

What the token needs. GitHub (docs, "Permissions required for fine-grained personal access
tokens"), of the repository: Secrets, Variables, Environments beside those two, Dependabot secrets,
Agent secrets, Agent variables, and Actions for the list of environments, all to read; Codespaces
secrets to write even for reading their names, and Administration beside it to remove them. Of the
organization: Secrets, Variables, Organization dependabot secrets, Organization codespaces secrets,
Agent secrets and Agent variables to read. All of them to write for removing. Classic tokens:
`repo`, and `admin:org`.
GitLab (docs, "Project-level", "Group-level" and "Instance-level CI/CD variables API"): maintainer
of the project, owner of the group, administrator of the instance. Variables of schedules are for
maintainers and for the schedule's owner (app/policies/ci/pipeline_schedule_policy.rb).
"""

from urllib.parse import quote

from ...model import Forge
from ..model import Kept, Place

PAGE = {"secret": 100, "variable": 30}
"""GitHub docs: the most that `per_page` gives; GitLab gives 100 of everything."""
STORES = {
    "actions": "Actions",
    "dependabot": "Dependabot",
    "codespaces": "Codespaces",
    "agents": "Agents",
}
"""As the pages of GitHub's settings are called."""


def whole(path: str) -> str:
    """A name as one segment of a path."""
    return quote(path, safe="")


def base(place: Place) -> str:
    """What holds a list."""
    if place.forge == "gitlab":
        folder = "groups" if place.level == "group" else "projects"
        return f"/{folder}/{whole(place.holder)}"
    if place.level == "organization":
        return f"/orgs/{whole(place.holder)}"
    return f"/repos/{quote(place.holder)}"


def address(place: Place) -> str:
    """The path of a list; of a schedule, which shows its variables, where it is one's."""
    if place.level == "instance":
        return "/admin/ci/variables"
    if place.level == "schedule":
        return f"{base(place)}/pipeline_schedules/{whole(place.part)}"
    if place.level == "environment":
        return f"{base(place)}/environments/{whole(place.part)}/{place.kind}s"
    if place.forge == "gitlab":
        return f"{base(place)}/variables"
    return f"{base(place)}/{place.store}/{place.kind}s"


def one(kept: Kept) -> str:
    """The path of a single secret or variable, to which DELETE goes."""
    place = kept.place
    below = "/variables" if place.level == "schedule" else ""
    path = f"{address(place)}{below}/{whole(kept.name)}"
    if place.forge == "gitlab" and place.level in ("repository", "group"):
        # Without the filter GitLab answers 409 where a key is there in several scopes; for groups
        # it came with 16.9 (docs, "Group-level Variables API"), and older ones take no heed of it.
        return f"{path}?filter%5Benvironment_scope%5D={whole(kept.scope)}"
    return path


def request_to_remove(kept: Kept) -> tuple[str, str]:
    """Method and path of the request that removes it, from all that it reaches.

    GitHub answers 204, GitLab too; for a variable of a schedule GitLab answers 202, and its body
    holds the value (lib/api/ci/pipeline_schedules.rb).
    """
    return "DELETE", one(kept)


def request_to_see(kept: Kept) -> str | None:
    """The path of a GET for it alone, 404 when it is gone; None where not every server has one.

    The answer holds the value of a variable: whoever takes it drops that at once.
    """
    return None if kept.place.level == "schedule" else one(kept)


def title(place: Place) -> str:
    """`Dependabot secrets of octo-org/sampleproject`: how sentences call a list."""
    if place.level == "instance":
        return "variables of the instance"
    if place.forge == "gitlab":
        part = f"schedule {place.part} of " if place.level == "schedule" else ""
        return f"variables of {part}{place.holder}"
    if place.level == "environment":
        return f"{place.kind}s of environment {place.part} of {place.holder}"
    return f"{STORES[place.store]} {place.kind}s of {place.holder}"


def accounts_above(forge: Forge, repository: str) -> tuple[str, ...]:
    """What may share secrets and variables with a repository, nearest first."""
    parts = repository.split("/")[:-1]
    counts = range(len(parts), 0, -1) if forge == "gitlab" else [1]
    return tuple("/".join(parts[:count]) for count in counts)
