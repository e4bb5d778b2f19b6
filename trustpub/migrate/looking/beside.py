"""Repositories that share a token with those that migrate: what their files refer to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ...errors import WorldError
from ...forges.github.observing.glimpse import Glimpse
from ...forges.github.observing.listing import listed as listed_by_graphql
from ...forges.github.observing.query import WORKFLOWS
from ...forges.github.observing.world import World
from ...forges.gitlab.observing.lists import Listing, listed
from ...model import Unknown
from ...observing.client import Client
from ...observing.once import attempt
from ...proposing.files import Files
from ...workflows.listing import FOLDER, PIPELINE, read_repository
from ...workflows.memory import Memory
from ..finding import mentions_settings, run_files
from ..finding.findings import Findings
from ..finding.mentions import mentions
from ..judging.shared import Beside
from ..model import Kept
from .files import OneForge
from .model import Asking

KEYS = {"id", "path_with_namespace", "default_branch", "ci_config_path"}
SETTINGS = ("dependabot", "codespaces")
"""Stores of GitHub whose secrets are named in files that are no workflows."""
UNCOUNTED = (
    "GitHub does not tell this token how many private repositories there are, so some could be "
    "hidden from it; an owner's token that may read the organisation's administration sees that"
)


@dataclass(frozen=True)
class Around:
    """The other repositories of some accounts."""

    beside: tuple[Beside, ...] = ()
    whole: frozenset[str] = frozenset()
    """Accounts of which every repository is known, or told to be unknown."""


def around(asking: Asking, kept: Sequence[Kept], migrating: Iterable[str]) -> Around:
    """All that could refer to tokens which are kept above the repositories."""
    own = {name.casefold() for name in migrating}
    holders = {one.place.holder for one in kept}
    if asking.forge == "github":
        own_store = {one.place.holder for one in kept if one.place.store in SETTINGS}
        found = [
            one
            for login in sorted(holders)
            for one in organization(asking.client, login, own, login in own_store)
        ]
        return Around(tuple(found), frozenset(holders))
    found = projects_of(asking.client, holders, own)
    return Around(tuple(found), frozenset(holders))


def is_above(one: str, other: str) -> bool:
    """Whether a group holds another one."""
    return other.casefold().startswith(f"{one.casefold()}/")


def organization(client: Client, login: str, own: set[str], apart: bool) -> Iterator[Beside]:
    """The workflows of every other repository by few requests, and what else needs one each."""
    world = World(client)
    found, missing = listed_by_graphql(world, login, WORKFLOWS)
    seen = [one for one in found if isinstance(one, Glimpse)]
    others = [one for one in seen if one.place.name.casefold() not in own]
    yield from map(workflows, others)
    if apart:
        client.expect(4 * len(others))
        yield from client.each(lambda one: settings(client, one), others)
    for name in found:
        if isinstance(name, str):
            yield unseen("github", name, "GraphQL does not show its files")
    for each in missing:
        yield unseen("github", each.name, each.why or each.state)
    if not missing and not is_counted(world, login):
        yield unseen("github", f"{login}/*", UNCOUNTED)


def is_counted(world: World, login: str) -> bool:
    """Whether GitHub says how many private repositories there are, so that none is hidden.

    A token for chosen repositories is shown no others. GitHub REST, "Get an organization": the
    count is for owners, of fine-grained tokens for those that may read its administration.
    """
    owner, _ = attempt(lambda: world.owner(login))
    return isinstance((owner or {}).get("owned_private_repos"), int)


def settings(client: Client, seen: Glimpse) -> Beside:
    """What Dependabot and Codespaces are told in one repository of GitHub."""
    name, branch = seen.place.name, seen.place.facts.get("default_branch")
    if not branch:
        return Beside(forge="github", repository=name)
    files = Files(client, f"/repos/{quote(name)}", quote(str(branch), safe=""), github=True)
    try:
        findings = Findings()
        mentions_settings.settings(run_files.Files(files), findings)
        return Beside("github", name, findings.mentions())
    except WorldError as error:
        return unseen("github", name, str(error))


def workflows(seen: Glimpse) -> Beside:
    """One repository of GitHub: no other file is given a secret that no workflow names."""
    name = seen.place.name
    if seen.workflows is None:
        return unseen("github", name, seen.unseen.get("workflows", "its workflows are not shown"))
    files = {f"{FOLDER}/{path}": text.encode() for path, text in seen.workflows.items()}
    snapshot = Memory(files)
    named = mentions(read_repository(snapshot, ()), snapshot)
    return Beside(forge="github", repository=name, mentions=named)


def unseen(forge: str, name: str, why: str) -> Beside:
    """A repository that could be a user."""
    unknown = (Unknown(what=f"files of {name}", why=why),)
    return Beside(
        forge="github" if forge == "github" else "gitlab", repository=name, unknown=unknown
    )


def projects_of(client: Client, holders: set[str], own: set[str]) -> list[Beside]:
    """The pipelines of every other project of some groups, or of the instance."""
    found: dict[str, Listing] = {"": projects(client, "")} if "" in holders else {}
    if any(one.why for one in found.values()) or not found:
        groups = holders - {""}
        tops = {one for one in groups if not any(is_above(other, one) for other in groups)}
        found |= {top: projects(client, top) for top in sorted(tops)}
    rows = {int(row["id"]): row for one in found.values() for row in one.rows}
    others = [o for o in rows.values() if str(o["path_with_namespace"]).casefold() not in own]
    client.expect(2 * len(others))
    seen = client.each(lambda row: pipeline(client, row), others)
    hidden = (
        unseen("gitlab", f"{top}/*".lstrip("/"), one.why) for top, one in found.items() if one.why
    )
    return [*seen, *hidden]


def projects(client: Client, path: str) -> Listing:
    """The projects that a group or the instance holds, the groups below included."""
    client.expect(1)
    where = "/projects?order_by=id&sort=asc&per_page=100"
    if path:
        more = "?include_subgroups=true&with_shared=false&order_by=id&sort=asc&per_page=100"
        where = f"/groups/{quote(path, safe='')}/projects{more}"
    return listed(client, where, "id", "path_with_namespace", only=KEYS)


def pipeline(client: Client, row: dict[str, Any]) -> Beside:
    """One project of GitLab: each of its jobs is given the variables, and its scripts with it."""
    name = str(row["path_with_namespace"])
    if "default_branch" not in row:  # lib/api/entities/basic_project_details.rb
        return unseen("gitlab", name, "GitLab does not show its files to this token")
    if not row["default_branch"]:
        return Beside(forge="gitlab", repository=name)
    file = str(row.get("ci_config_path") or PIPELINE)
    if "@" in file or "://" in file:
        return unseen("gitlab", name, f"its pipeline is elsewhere: {file}")
    files = Files(client, f"/projects/{row['id']}", str(row["default_branch"]), github=False)
    snapshot = OneForge(files, "gitlab")
    try:
        reading = read_repository(snapshot, (file,))
        return Beside("gitlab", name, mentions(reading, snapshot))
    except WorldError as error:
        return unseen("gitlab", name, str(error))
