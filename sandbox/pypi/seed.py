"""A section of the seed file -> the state of one PyPI.

users: [{name, password, verified_email}]      the first one is logged in unless `?as=` says other
organizations: [{name, members, issuers}]      issuers: GitLab instances beside gitlab.com
projects: [{name, owners, organization, status, publishers, releases}]
  publishers: [{provider: github|gitlab, ...}] further fields as in the form
  releases: [{version, files: [{filename, uploaded, publisher}]}]
    uploaded: ISO 8601 with zone; publisher: {kind, repository, workflow|workflow_filepath,
    environment}, and the file then has provenance
pending_publishers: [{project_name, user, organization, age_days, provider, ...}]
api_tokens: [{token, user}]                    for uploads, of the user's whole account
prohibited: [names]                            that nobody can have
github_accounts: [logins]                      without it GitHub knows every login
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .attesting import attestation
from .clock import DAY
from .model import (
    GITLAB,
    WANTED,
    Organization,
    PendingPublisher,
    Project,
    Publisher,
    StoredFile,
    User,
)
from .names import normalized
from .provenance import provenance

if TYPE_CHECKING:
    from .state import PyPIState

SECTIONS = (
    "users",
    "organizations",
    "projects",
    "pending_publishers",
    "api_tokens",
    "prohibited",
    "github_accounts",
)


def fill(state: "PyPIState", seed: dict[str, Any]) -> None:
    """Fill a fresh state; ValueError names what the seed format does not know."""
    only(seed, SECTIONS, state.name)
    for entry in seed.get("users") or []:
        state.users[entry["name"]] = User(**only(entry, ("name", "password", "verified_email")))
    for entry in seed.get("organizations") or []:
        known = only(entry, ("name", "members", "issuers"))
        state.organizations[entry["name"]] = Organization(**known)
    for entry in seed.get("api_tokens") or []:
        state.api_token(**only(entry, ("token", "user")))
    state.prohibited = {normalized(name) for name in seed.get("prohibited") or []}
    if "github_accounts" in seed:
        state.accounts = {login.lower(): login for login in seed["github_accounts"]}
    for entry in seed.get("projects") or []:
        state.projects[normalized(entry["name"])] = make_project(state, entry)
    for entry in seed.get("pending_publishers") or []:
        pending = make_pending(state, entry)
        state.pending[pending.publisher.id] = pending


def make_project(state: "PyPIState", entry: dict[str, Any]) -> Project:
    """One of `projects`."""
    only(entry, ("name", "owners", "organization", "status", "publishers", "releases"))
    plain = {k: entry[k] for k in ("name", "owners", "organization", "status") if k in entry}
    project = Project(**plain)
    project.publishers = [make_publisher(state, p) for p in entry.get("publishers") or []]
    for release in entry.get("releases") or []:
        only(release, ("version", "files"))
        for file in release.get("files") or []:
            project.files.append(make_file(state, str(release["version"]), file))
    return project


def make_file(state: "PyPIState", version: str, entry: dict[str, Any]) -> StoredFile:
    """One of `files`; its content is its name."""
    only(entry, ("filename", "uploaded", "publisher"))
    at = entry.get("uploaded")
    moment = datetime.fromisoformat(str(at)).timestamp() if at else state.clock.now()
    name = entry["filename"]
    file = StoredFile(name, version, moment, name.encode())
    if entry.get("publisher"):
        file.provenance = provenance(entry["publisher"], [attestation(name, file.content)])
    return file


def make_publisher(state: "PyPIState", entry: dict[str, Any]) -> Publisher:
    """One of `publishers`, stored as the form would store it."""
    provider = entry["provider"]
    only(entry, ("provider", *WANTED[provider]))
    blank = {"environment": "", "issuer_url": GITLAB}
    values = {name: str({**blank, **entry}[name]) for name in WANTED[provider]}
    if provider == "github":
        values["environment"] = values["environment"].lower()
    return Publisher(state.next_id(), provider, values)


def make_pending(state: "PyPIState", entry: dict[str, Any]) -> PendingPublisher:
    """One of `pending_publishers`."""
    own = ("project_name", "user", "organization", "age_days")
    publisher = make_publisher(state, {k: v for k, v in entry.items() if k not in own})
    created = state.clock.now() - float(entry.get("age_days", 0)) * DAY
    user = entry.get("user") or next(iter(state.users))
    return PendingPublisher(
        publisher, entry["project_name"], user, created, entry.get("organization")
    )


def only(entry: dict[str, Any], known: Iterable[str], where: str = "") -> dict[str, Any]:
    """The entry, known to have no other fields."""
    strangers = sorted(set(entry) - set(known))
    if strangers:
        raise ValueError(f"{where or entry}: unknown field {strangers[0]!r}; known: {list(known)}")
    return entry
