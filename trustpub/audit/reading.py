"""Reading what the observers do not read: names of secrets, and the form of subjects.

A list of variables of GitLab comes with their values: they are dropped before anything is kept.
"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from ..errors import Broken, WorldError
from ..forges.gitlab.observing.lists import listed
from ..observing.client import Client
from ..observing.model import Repository

NAME = {"key"}
"""All that is kept of a variable."""
HIDDEN = "GitHub shows no list of them to this token"
Secret = dict[str, str]


def requests(repository: Repository, environments: list[str], inherited: bool) -> int:
    """How many requests `with_more` sends."""
    if repository.forge == "gitlab":
        return 1
    return 2 + len(environments) + inherited


def with_more(
    client: Client, repository: Repository, environments: list[str], inherited: bool
) -> Repository:
    """A repository that publishes, with its secrets' names and its subject's form.

    `inherited`: also the names of its organisation's secrets that reach it.
    """
    if repository.state != "present":
        return repository
    if repository.forge == "gitlab":
        return gitlab(client, repository)
    path = f"/repos/{quote(repository.name)}"
    places = {"repository": f"{path}/actions/secrets"}
    for name in environments:
        places[f"environment/{name}"] = f"{path}/environments/{quote(name, safe='')}/secrets"
    if inherited:
        places["organisation"] = f"{path}/actions/organization-secrets"
    secrets: list[Secret] = []
    unseen = dict(repository.unseen)
    for where, address in places.items():
        names, why = tried(lambda one=address: names_at(client, one))  # type: ignore[misc]
        secrets += [{"where": where, "name": name} for name in names or ()]
        if why:
            unseen["secrets"] = why
    subject, why = tried(lambda: subject_of(client, path))
    if why:
        unseen["subject"] = why
    facts = {**repository.facts, "secrets": secrets, **({"subject": subject} if subject else {})}
    return repository.model_copy(update={"facts": facts, "unseen": unseen})


def names_at(client: Client, path: str) -> list[str] | None:
    """Names in one list of secrets; None where GitHub shows none."""
    found = client.wrapped(path, "secrets", "name")
    return None if found is None else [str(one["name"]) for one in found]


def subject_of(client: Client, path: str) -> dict[str, Any] | None:
    """GitHub REST, "Actions OIDC": the parts of the subject, where they are not the default."""
    found = client.get(f"{path}/actions/oidc/customization/sub", "use_default")
    if found is None:
        return None
    keys = [str(key) for key in found.get("include_claim_keys") or ()]
    if not found["use_default"] and not keys:
        # GitHub docs, "OpenID Connect reference": then the organisation's template is taken.
        raise Broken.at(f"{client.base_url}{path}", 200, "a subject that its organisation forms")
    return {"use_default": bool(found["use_default"]), "keys": keys}


def tried(look: Callable[[], Any]) -> tuple[Any, str | None]:
    """What a look finds, or why it found nothing; 404 is no answer either."""
    try:
        found = look()
    except WorldError as error:
        return None, str(error)
    return found, HIDDEN if found is None else None


def gitlab(client: Client, repository: Repository) -> Repository:
    """A project with the names of its variables; its subject came with its description."""
    found = listed(
        client, f"/projects/{repository.number}/variables?per_page=100", "key", only=NAME
    )
    secrets = [{"where": "repository", "name": str(one["key"])} for one in found.rows]
    parts = repository.facts.get("settings", {}).get("ci_id_token_sub_claim_components")
    subject = {"use_default": False, "keys": parts} if isinstance(parts, list) and parts else {}
    facts = {**repository.facts, "secrets": secrets, **({"subject": subject} if subject else {})}
    unseen = {**repository.unseen, **({"secrets": found.why} if found.why else {})}
    return repository.model_copy(update={"facts": facts, "unseen": unseen})


def organisation(client: Client, login: str) -> Iterator[Repository]:
    """An organisation of GitHub with the names of its secrets; nothing for a person."""
    answer, why = tried(lambda: client.get(f"/orgs/{quote(login)}", "login"))
    if answer is None and why == HIDDEN:
        return
    path = f"/orgs/{quote(login)}/actions/secrets"
    found, why = tried(lambda: client.wrapped(path, "secrets", "name"))
    secrets = [
        {"where": str(one.get("visibility", "selected")), "name": str(one["name"])}
        for one in found or ()
    ]
    facts = {"account": True, "secrets": secrets}
    unseen = {"secrets": why} if why else {}
    yield Repository(forge="github", name=login, facts=facts, unseen=unseen)


def group(client: Client, path: str) -> Repository:
    """A group of GitLab with the names of its variables, which its owners may see."""
    address = f"/groups/{quote(path, safe='')}/variables?per_page=100"
    found = listed(client, address, "key", only=NAME)
    secrets = [{"where": "group", "name": str(one["key"])} for one in found.rows]
    return Repository(
        forge="gitlab",
        name=path,
        facts={"account": True, "secrets": secrets},
        unseen={"secrets": found.why} if found.why else {},
    )
