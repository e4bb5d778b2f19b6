"""Looking at a forge for adoption: one repository, or all of an owner. Reads only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..model import Forge, Unknown
from ..observing.client import Client
from ..observing.model import Repository
from ..workflows.listing import PIPELINE, read_repository
from ..workflows.model import Reading
from .adopt import PUBLIC, adopt
from .model import Adopted
from .naming import project_name
from .remote import Remote, remote


@dataclass(frozen=True)
class Looked:
    """A repository as it was seen, and what can be taken over of it."""

    repository: Repository
    adopted: Adopted


def open_client(forge: Forge, environ: Mapping[str, str]) -> Client:
    """A client with the token of the environment; answers are not kept."""
    if forge == "github":
        from ..forges.github.observing.opening import client as github

        return github(environ, kept=False)
    from ..forges.gitlab.observing.opening import client as gitlab

    return gitlab(environ)


def look_at(client: Client, forge: Forge, name: str, issuer: str = PUBLIC) -> Looked:
    """One repository or project."""
    if forge == "github":
        from ..forges.github.observing.observe import observe as github

        (found,) = github(client, [name])
    else:
        from ..forges.gitlab.observing.observe import observe as gitlab

        (found,) = gitlab(client, [name])
    return taken(client, found, issuer)


def look_at_all(client: Client, forge: Forge, owner: str, issuer: str = PUBLIC) -> list[Looked]:
    """Every repository of an organisation, or project of a group and those below it."""
    if forge == "github":
        from ..forges.github.observing.bulk import observe_org

        found = observe_org(client, owner, files=True, apps=True)
    else:
        from ..forges.gitlab.observing.bulk import observe_group

        found = observe_group(client, owner)
    return client.each(lambda one: taken(client, one, issuer), found)


def taken(client: Client, found: Repository, issuer: str) -> Looked:
    """A repository that was looked at, with its files; from afar it was seen not to publish."""
    if found.state != "present":
        return Looked(found, adopt(found, Reading(), None, issuer))
    if found.facts.get("looked") == "from afar":
        hidden = tuple(Unknown(what=f"{found.name}: {k}", why=w) for k, w in afar(found))
        return Looked(found, Adopted(found.name, None, unknown=hidden))
    files = remote(client, found)
    reading = read(files, found)
    name = project_name(files) if reading.jobs else None
    reading = without_unseen(reading, files)
    # The texts of workflows are asked for below, where they were not seen with the rest.
    known = {kind: why for kind, why in found.unseen.items() if kind != "workflows"}
    return Looked(found, adopt(found.model_copy(update={"unseen": known}), reading, name, issuer))


def afar(found: Repository) -> Iterator[tuple[str, str]]:
    """What a look from afar could not see of whether a repository publishes."""
    yield from ((kind, why) for kind, why in found.unseen.items() if kind == "workflows")


def read(files: Remote, found: Repository) -> Reading:
    """What the files do; a pipeline that is kept elsewhere cannot be read."""
    if found.forge == "github":
        return read_repository(files, ())
    path = str(found.facts.get("ci_config_path") or PIPELINE)
    if "@" in path or "://" in path:
        why = f"its pipeline is kept elsewhere: {path}"
        return Reading(unknown=(Unknown(what="the pipeline", why=why),))
    return read_repository(files, (path,))


def without_unseen(reading: Reading, files: Remote) -> Reading:
    """A file that the forge did not show is unknown, not a broken file."""
    problems = tuple(p for p in reading.problems if p.file not in files.unseen)
    hidden = tuple(Unknown(what=path, why=why) for path, why in files.unseen.items())
    return replace(
        reading, problems=problems, unknown=tuple(dict.fromkeys((*reading.unknown, *hidden)))
    )
