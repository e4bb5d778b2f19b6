"""Asking the forges for what would stop a rollout of the head before its first write."""

from collections.abc import Mapping
from typing import NamedTuple

from ..careful import careful
from ..checking import Checked
from ..fleet.entries import Entry
from ..model import Problem, Unknown
from ..resolving import Resolved, resolve
from ..source import Source, parent

NOT_ASKED = (
    "forge-not-seen",
    "token-missing",
    "credentials-in-address",
    "token-in-config",
    "github-owner-setting",
    "github-new-client",
)
"""Problems of this look, not of the config."""
HIDDEN = ("github-repository-hidden", "gitlab-project-hidden")
"""404: neither forge tells what is not there from what this token may not see."""
DOUBTFUL = ("github-blind-reviewer", "gitlab-stranger", "gitlab-unshared-group")
"""What a token that may not administer the repository may see less of than is there."""
TEAMS = "teams["
"""Of a field: GitHub shows secret teams to their members and to owners alone."""
RIGHTS = ("github-token-rights", "gitlab-token-rights")
"""About the token of this look, which need not be that of a rollout."""
WHAT = "whether all that {name} names is there"


class Stopping(NamedTuple):
    """What was found, and what could not be."""

    stops: tuple[Problem, ...] = ()
    unknown: tuple[Unknown, ...] = ()


def stopping(name: str, entry: Entry | None, environ: Mapping[str, str]) -> Stopping:
    """Every name looked up, and what the forges say against the config. Reads only."""
    if entry is None:
        return Stopping()
    checked = Checked(Source(entry.file), entry.config, ())
    what = WHAT.format(name=name)
    found = careful(
        lambda: resolve(checked, owned(entry, environ)),
        lambda why: Resolved(entry.config, unknown=(Unknown(what=what, why=why),)),
    )
    return sorted_out(what, entry, found)


def owned(entry: Entry, environ: Mapping[str, str]) -> dict[str, str]:
    """The provider works for one owner, which a rollout sets for each repository."""
    found = {key: text for key, text in environ.items() if key != "GITHUB_ORGANIZATION"}
    if entry.config.github:
        found["GITHUB_OWNER"] = entry.config.github.repository.partition("/")[0]
    return found


def sorted_out(what: str, entry: Entry, found: Resolved) -> Stopping:
    """What is about the config, apart from what kept this look from seeing."""
    errors = [one for one in found.problems if one.severity == "error" and one.id not in RIGHTS]
    weak = any(one.id in RIGHTS for one in found.problems)
    sure = [one for one in errors if not unsure(one, weak)]
    unseen = (Unknown(what=what, why=why(one)) for one in errors if unsure(one, weak))
    return Stopping(tuple(placed(one, entry) for one in sure), (*unseen, *found.unknown))


def unsure(one: Problem, weak: bool) -> bool:
    """Whether it may be for this look, or for its token, that something was not seen."""
    if one.id in (*NOT_ASKED, *HIDDEN):
        return True
    team = one.id == "github-unknown-name" and TEAMS in (one.field or "")
    return weak and (team or one.id in DOUBTFUL)


def why(one: Problem) -> str:
    """What was found, and what to do."""
    return f"{one.found}; {one.fix}"


def placed(one: Problem, entry: Entry) -> Problem:
    """At its place in the file, or at the nearest one above."""
    path = one.field or ""
    while path and path not in entry.origins:
        path = parent(path)
    at = entry.origins.get(path)
    where = {"file": at.file, "line": at.line, "column": at.column} if at else {"file": entry.file}
    return one.model_copy(update={**where, "field": at.field if at else one.field})
