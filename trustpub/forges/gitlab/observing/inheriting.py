"""Who is a member of a group is one of every project below it: asked once for many projects.

GitLab docs, "Members of a project", inherited membership: members of a group, invited ones
included, have at least their role there in what is below it. So a group can tell that somebody may
act in a project, and never that he may not: then the project is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from ....observing.client import Client
from .crowd import NOBODY, Member, asking, member
from .levels import DEVELOPER
from .lists import listed
from .observe import Begun

FEW = 5
"""A group is asked where each request may spare so many."""
MOST = 100
"""People in one request, who fill one page."""
Members = Mapping[int, Member]


def inherited(client: Client, group: str, projects: Sequence[Begun]) -> dict[int, Members]:
    """Number of a project -> those named there who may act, as groups above it tell.

    The group that is looked at is asked first, then for those who are left those right above.
    """
    known: dict[int, Members] = {one.place.number: NOBODY for one in projects}
    inside = [one for one in projects if one.place.below(group)]
    for where in (group, None):
        waiting: dict[str, list[Begun]] = {}
        for one in inside:
            above = where or one.place.groups[0]
            if unknown(one, known) and (where or above.casefold() != group.casefold()):
                waiting.setdefault(above, []).append(one)
        told = by_groups(client, waiting, known)
        for above, them in waiting.items():
            for one in them:
                here = {n: told[above][n] for n in unknown(one, known) if n in told[above]}
                known[one.place.number] = {**known[one.place.number], **here}
    return known


def unknown(project: Begun, known: Mapping[int, Members]) -> frozenset[int]:
    """Those named in a project of whom no group has told."""
    return project.named.numbers - known[project.place.number].keys()


def by_groups(
    client: Client, waiting: Mapping[str, Sequence[Begun]], known: Mapping[int, Members]
) -> dict[str, Members]:
    """Group -> whom it tells to be able; nobody where it is not worth a request."""
    asked: list[tuple[str, list[int]]] = []
    for group, projects in waiting.items():
        numbers = sorted(set().union(*(unknown(one, known) for one in projects)))
        parts = [numbers[start : start + MOST] for start in range(0, len(numbers), MOST)]
        asked += [(group, part) for part in parts if len(projects) >= FEW * len(parts)]
    client.expect(len(asked))
    told: dict[str, Members] = dict.fromkeys(waiting, NOBODY)
    answers = client.each(lambda one: able(client, *one), asked)
    for (group, _), found in zip(asked, answers, strict=True):
        told[group] = {**told[group], **found}
    return told


def able(client: Client, group: str, numbers: Iterable[int]) -> Members:
    """Members of a group who may act in all that is below it; nobody where it does not tell."""
    path = asking(f"/groups/{quote(group, safe='')}", numbers)
    found = listed(client, path, "id", "username", "access_level").rows
    members = {one["id"]: member(one) for one in found if isinstance(one["id"], int)}
    waits = {one["id"] for one in found if one.get("membership_state", "active") != "active"}
    return {
        number: one
        for number, one in members.items()
        if one.state == "active" and one.level >= DEVELOPER and number not in waits
    }
