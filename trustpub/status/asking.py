"""One project on one index, asked with as few requests as its last answer allows."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..indexes.observation import Observation, absent, broken, present, unknown
from ..indexes.pypi.client import NEWEST, SIMPLE, file_publishers, is_file, newest_files
from ..indexes.pypi.http import TIMEOUT, attempt, said
from ..indexes.pypi.sites import Site
from ..printable import spaced
from .answer import Answer, File, Outcome, file_of, same_file

if TYPE_CHECKING:
    import requests

LONGEST = 300
"""Characters of a refusal that are passed on."""


def ask(
    session: "requests.Session", where: Site, project: str, before: Answer | None, now: datetime
) -> Outcome:
    """One request when nothing changed; one more for each new file with a provenance."""
    page, etag = simple_page(session, where, project, before)
    if page.state in ("unknown", "broken"):
        return Outcome(before, readable(page.why or page.state))
    if page.found == "unchanged" and before:
        return Outcome(before.model_copy(update={"looked": now}))
    answer = Answer(
        site=where.url, project=project, looked=now, etag=etag, exists=page.state == "present"
    )
    entries = newest_files(page.found["files"])[:NEWEST] if answer.exists else []
    known = before.newest if before else ()
    newest = [look_into(where, entry, known) for entry in entries]
    failed = next((file for file in newest if isinstance(file, str)), None)
    if failed:
        return Outcome(before, readable(failed))
    return Outcome(answer.model_copy(update={"newest": tuple(newest)}))


def simple_page(
    session: "requests.Session", where: Site, project: str, before: Answer | None
) -> tuple[Observation, str | None]:
    """The project's page of the simple API and its ETag; `unchanged` where it says so (304)."""
    import requests

    what, url = f"project {project} on {where.title}", f"{where.url}/simple/{project}/"
    headers = {"Accept": SIMPLE, "User-Agent": f"trustpub/{__version__}"}
    if before and before.etag:
        headers["If-None-Match"] = before.etag
    try:
        response = attempt(lambda: session.get(url, headers=headers, timeout=TIMEOUT))
        return observed(what, url, response), response.headers.get("ETag")
    except requests.RequestException as error:
        return unknown(what, f"{url} could not be reached: {type(error).__name__}"), None


def observed(what: str, url: str, response: "requests.Response") -> Observation:
    """What an answer means."""
    match response.status_code:
        case 304:
            return present(what, "unchanged")
        case 404:
            return absent(what)
        case 200:
            return listing(what, response)
    return unknown(what, f"{url} answered {response.status_code}{said(response)}")


def listing(what: str, response: "requests.Response") -> Observation:
    """Present only with a list of files."""
    try:
        document: Any = response.json()
    except ValueError:
        return broken(what, f"{response.url} did not answer with JSON")
    files = document.get("files") if isinstance(document, dict) else None
    if not isinstance(files, list) or not all(is_file(file) for file in files):
        return broken(what, "the simple API answered without a list of files")
    return present(what, document)


def look_into(where: Site, entry: Mapping[str, Any], known: tuple[File, ...]) -> File | str:
    """A file and its publishers, remembered if it is known; why that could not be seen."""
    file = file_of({**entry, "provenance": str(entry.get("provenance") or "")})
    same = next((old for old in known if same_file(old, file)), None)
    if same:
        return same
    seen = file_publishers(f"provenance of {file.filename}", where.url, entry)
    if seen.state in ("unknown", "broken"):
        return seen.why or seen.state
    return file.model_copy(update={"publishers": tuple(seen.found or ())})


def readable(text: str) -> str:
    """A text of the world on one line, without characters that steer a terminal."""
    return " ".join(spaced(text).split())[:LONGEST]
