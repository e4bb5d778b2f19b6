"""Where the issues are, and which of them are ours. Reads only."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ..errors import TrustpubError
from ..forges.github.look import reader as github_reader
from ..forges.gitlab.look import reader as gitlab_reader
from ..model import Forge
from ..reader import Reader
from .model import Issue, Tracker
from .telling import marked

TELLS = "an issue tells who could publish what, so the place for it must not be public"


class Unfit(TrustpubError):
    """A place that takes no issues, or shows them to everybody; its text is a sentence."""


def reader(forge: Forge, environ: Mapping[str, str]) -> Reader:
    """A client with the token of the environment."""
    return (github_reader if forge == "github" else gitlab_reader)(environ)


def tracker(client: Reader, forge: Forge, name: str) -> Tracker:
    """The place; WorldError where it could not be asked for, Unfit where it will not do."""
    start = "/repos/" + quote(name) if forge == "github" else f"/projects/{quote(name, safe='')}"
    called = "full_name" if forge == "github" else "path_with_namespace"
    answer = client.get(start, "id", "visibility", "archived", called)
    if answer is None:
        variable = client.variable
        raise Unfit(f"{name} is not shown to the token in {variable}; check the name and the token")
    unfit = why_not(answer)
    if unfit:
        raise Unfit(f"{name} {unfit}")
    # A write to a former name would be redirected, and redirected writes are not followed.
    here = f"/repos/{quote(answer[called])}" if forge == "github" else f"/projects/{answer['id']}"
    return Tracker(forge=forge, name=answer[called], path=f"{here}/issues")


def why_not(answer: Mapping[str, Any]) -> str | None:
    """Why there can be no issues here; both forges tell when they are switched off."""
    if answer["visibility"] not in ("private", "internal"):
        return f"is {answer['visibility']}: {TELLS}; name a private one"
    if answer["archived"]:
        return "is archived and takes no issues; name another one"
    off = answer.get("has_issues") is False or answer.get("issues_access_level") == "disabled"
    return "has its issues switched off; switch them on, or name another one" if off else None


def issues(client: Reader, place: Tracker) -> tuple[Issue, ...]:
    """Ours, open and closed; WorldError where not all could be seen, since one may be missing."""
    number = "number" if place.forge == "github" else "iid"
    text = "body" if place.forge == "github" else "description"
    keys = (number, "title", "state", text)
    found: dict[int, Issue] = {}
    for row in client.pages(f"{place.path}?state=all&per_page=100", *keys):
        name = marked(row[text] or "")
        # GitHub lists pull requests among the issues.
        if name and "pull_request" not in row:
            found[row[number]] = Issue(
                number=row[number],
                title=row["title"],
                body=row[text],
                opened=row["state"] != "closed",
                about=name,
            )
    return tuple(found.values())
