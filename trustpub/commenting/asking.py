"""What a request is, asked of its forge: state, newest commit, where that comes from, base branch.

GitHub REST, "Pull requests": the list takes `head=OWNER:BRANCH`. GitLab REST, "Merge requests":
a request is `locked` while it is merged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..errors import Broken
from ..model import Forge
from ..reader import Reader
from .choosing import Choice
from .model import COMMITS, LARGEST, Asked, Standing
from .naming import text

ABSENT = "{repository} is not there, or hidden from the token in {variable}"
STATES: dict[str, Standing] = {"opened": "open", "closed": "closed", "merged": "merged"}


@dataclass(frozen=True)
class Desk:
    """Where one repository's requests are asked for."""

    client: Reader
    forge: Forge
    root: str
    """Of its requests."""
    own: str
    """What a request of it tells that it is to be merged into."""

    def ask(self, number: int) -> Asked | None:
        """A request as it is now; None where there is none."""
        row = self.client.get(f"{self.root}/{number}", "state")
        if row is None:
            return None
        found = self.asked(row)
        if found.number != number:
            raise self.odd(f"request {found.number} in place of {number}")
        return found

    def listed(self, choice: Choice) -> Iterator[Asked]:
        """The open requests that are meant, the oldest first."""
        rows = list(self.client.pages(self.root + self.words(choice), "state", there=True))
        found = {one.number: one for one in map(self.asked, rows)}
        for _, one in sorted(found.items()):
            if one.state == "open" and choice.head in ("", one.head) and meant(one, choice.source):
                yield one

    def words(self, choice: Choice) -> str:
        """What a list is asked with."""
        if self.forge == "gitlab":
            return "?state=opened&order_by=created_at&sort=asc&per_page=100"
        words = "?state=open&sort=created&direction=asc&per_page=100"
        if not choice.source:
            return words
        repository, _, branch = choice.source.partition(":")
        owner = repository.partition("/")[0]
        return f"{words}&head={quote(f'{owner}:{branch}', safe='')}"

    def asked(self, row: Any) -> Asked:
        """An answer, if it is about a request of ours."""
        found, own = (github if self.forge == "github" else gitlab)(row)
        if own != self.own:
            raise self.odd("a request of another repository")
        if not 1 <= found.number <= LARGEST or not found.base:
            raise self.odd("a request without a number or a branch")
        return found

    def odd(self, what: str) -> Broken:
        """An answer that makes no sense."""
        return Broken.at(f"{self.client.base_url}{self.root}", 200, what)


def desk(client: Reader, choice: Choice) -> Desk | str:
    """Where to ask, or why there is nobody to be asked."""
    absent = ABSENT.format(repository=choice.repository, variable=client.variable)
    if choice.forge == "github":
        found = client.get(f"/repos/{quote(choice.repository)}", "full_name")
        if found is None:
            return absent
        name = str(found["full_name"])
        return Desk(client, "github", f"/repos/{quote(name)}/pulls", name.casefold())
    found = client.get(f"/projects/{quote(choice.repository, safe='')}", "id")
    if found is None:
        return absent
    return Desk(client, "gitlab", f"/projects/{found['id']}/merge_requests", str(found["id"]))


def meant(one: Asked, source: str) -> bool:
    """Whether its branch is the one that is meant; of a fork that is gone no name is left."""
    if not source:
        return True
    there, _, branch = one.source.partition(":")
    where, _, wanted = source.partition(":")
    return branch == wanted and there.casefold() in ("", where.casefold())


def github(row: Any) -> tuple[Asked, str]:
    """A pull request, and the name of the repository that it is to be merged into."""
    source = f"{text(row, 'head', 'repo', 'full_name')}:{text(row, 'head', 'ref')}"
    merged: Standing = "merged" if row.get("merged_at") else "closed"
    state: Standing = "open" if row["state"] == "open" else merged
    base = text(row, "base", "repo", "full_name").casefold()
    return Asked(number(row, "number"), state, head(row, "head"), source, ref(row, "base")), base


def gitlab(row: Any) -> tuple[Asked, str]:
    """A merge request, and the number of the project that it is to be merged into."""
    source = f"{text(row, 'source_project_id')}:{text(row, 'source_branch')}"
    state = STATES.get(text(row, "state"), "merged")
    base = text(row, "target_branch")
    return Asked(number(row, "iid"), state, head(row), source, base), text(row, "target_project_id")


def number(row: Any, key: str) -> int:
    """The number of a request; 0 for none."""
    found = row.get(key)
    return found if isinstance(found, int) else 0


def head(row: Any, *keys: str) -> str:
    """The newest commit; empty where there is none."""
    found = text(row, *keys, "sha")
    return found if COMMITS.fullmatch(found) else ""


def ref(row: Any, *keys: str) -> str:
    """The name of a branch."""
    return text(row, *keys, "ref")
