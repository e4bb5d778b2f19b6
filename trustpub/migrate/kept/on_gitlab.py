"""CI/CD variables that GitLab keeps, by name. Reads only.

Every answer holds the values, but those of hidden variables. Variables of manual jobs and of
triggers are kept nowhere to be listed.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ...errors import Broken, WorldError
from ...model import Unknown
from ...observing.client import Client
from ...observing.once import attempt
from ..model import Kept, Level, Place
from .lists import HIDDEN, Found, Listed, listed, picked, text, together
from .places import address, base, title, whole

PAGE = "?per_page=100"


def of_repository(client: Client, project: str) -> Found:
    """All that is the project's own, its schedules included."""
    numbers, unknown = schedules(client, project)
    client.expect(len(numbers))
    found = [of_schedule(client, at("schedule", project, number)) for number in numbers]
    return together(look(client, at("repository", project)), *found, Found((), unknown))


def of_account(client: Client, group: str) -> Found:
    """The variables of one group; a person's namespace has none of its own."""
    place = at("group", group)
    found = read(client, place)
    if found.absent and "/" not in group and is_person(client, group):
        return Found()
    return told(found, place)


def of_instance(client: Client) -> Found:
    """The variables of a server of one's own.

    On gitlab.com nobody but GitLab could have any, and they would not be a project's to use
    (docs, "Instance-level CI/CD variables API": GitLab Self-Managed and Dedicated only).
    """
    if urlsplit(client.base_url).hostname == "gitlab.com":
        return Found()
    return look(client, at("instance", ""))


def at(level: Level, holder: str, part: str = "") -> Place:
    """A list of variables."""
    return Place(forge="gitlab", level=level, holder=holder, store="ci", kind="variable", part=part)


def look(client: Client, place: Place) -> Found:
    """One list."""
    return told(read(client, place), place)


def read(client: Client, place: Place) -> Listed[Kept]:
    """One list, or what became of it."""
    return listed(client, address(place) + PAGE, lambda row: entry(place, row))


def told(found: Listed[Kept], place: Place) -> Found:
    """What a list gave, and that there may be more."""
    if not found.why:
        return Found(found.rows)
    only = f"{RIGHTS[place.level]} may list them: " if place.level in RIGHTS else ""
    return Found(found.rows, (Unknown(what=title(place), why=f"{only}{found.why}"),))


RIGHTS: dict[Level, str] = {
    "instance": "only administrators",
    "group": "only owners of the group",
    "repository": "only maintainers and owners of the project",
    "schedule": "only maintainers and the schedule's owner",
}
"""GitLab docs, "CI/CD variables"; app/policies/ci/pipeline_schedule_policy.rb."""


def entry(place: Place, row: Any) -> Kept:
    """A variable without its value."""
    scope = text(row, "environment_scope") if "environment_scope" in row else "*"
    return Kept(place=place, name=text(row, "key"), scope=scope, readers=readers(place, row))


def readers(place: Place, row: Any) -> str:
    """Who could read a value.

    GitLab docs, "CI/CD variables": hidden ones are shown to nobody, protected ones are given to
    pipelines of protected branches and tags alone, masked ones are masked in logs.
    """
    near, far = PEOPLE[place.level]
    who = [] if row.get("hidden") else [near.format(place.holder)]
    if not row.get("protected"):
        who.append(far.format(place.holder))
    if not row.get("masked") and not row.get("hidden"):
        who.append("who sees a log that prints it")
    return ", and ".join(who)


PEOPLE: dict[Level, tuple[str, str]] = {
    "instance": ("administrators", "developers of every project, by a job of their own"),
    "group": ("owners of {}", "developers of every project in {}, by a job of their own"),
    "repository": ("maintainers and owners of {}", "developers of {}, by a job of their own"),
    "schedule": (
        "maintainers and owners of {} and the schedule's owner",
        "who may push to the branch that it runs, by a job of their own",
    ),
}
"""Who is shown a value, and whose pipelines are given it."""


def schedules(client: Client, project: str) -> tuple[tuple[str, ...], tuple[Unknown, ...]]:
    """Numbers of the pipeline schedules; the list has none of their variables."""
    path = f"{base(at('repository', project))}/pipeline_schedules{PAGE}"
    found = listed(client, path, lambda row: str(int(row["id"])))
    if not found.why:
        return found.rows, ()
    return found.rows, (Unknown(what=f"pipeline schedules of {project}", why=found.why),)


def of_schedule(client: Client, place: Place) -> Found:
    """The variables of one schedule; the key is left out for who may not see them.

    lib/api/entities/ci/pipeline_schedule_details.rb.
    """
    url = f"{client.base_url}{address(place)}"
    try:
        answer = client.ask(url)
        if answer.status_code == 404:
            return told(Listed((), HIDDEN), place)
        body = client.parsed(answer, dict)
        if "variables" not in body:
            return told(Listed((), "GitLab leaves them out of its answer to this token"), place)
        return Found(tuple(picked(url, lambda row: entry(place, row), v) for v in rows(url, body)))
    except WorldError as error:
        return told(Listed((), str(error)), place)


def rows(url: str, body: dict[str, Any]) -> Iterator[Any]:
    """The variables in the answer about a schedule."""
    if not isinstance(body["variables"], list):
        raise Broken.at(url, 200, "variables that are no list")
    yield from body["variables"]


def is_person(client: Client, name: str) -> bool:
    """Whether a namespace is a person's: people and groups share one set of names."""
    client.expect(1)
    path = f"/users?username={whole(name)}"
    found, _ = attempt(lambda: list(client.pages(path, "username")))
    return any(str(one["username"]).casefold() == name.casefold() for one in found or ())
