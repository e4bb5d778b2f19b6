"""Differences -> Problems, with their places in the config where that is to be had. Pure."""

from collections.abc import Iterable, Iterator

from ..checking import Checked
from ..model import Problem, Unknown
from ..observing.model import Difference
from ..printable import escaped
from .fields import field_of
from .fixes import fix
from .values import shown

IDS = {"differs": "stored-differs", "absent": "stored-absent", "beside": "stored-beside"}
"""State of a difference -> id of its problem."""
FORGES = {"github": "GitHub", "gitlab": "GitLab"}


def problems(told: Iterable[Difference], checked: Checked | None = None) -> tuple[Problem, ...]:
    """A problem for each difference, in their order."""
    return tuple(placed(one, checked) for one in told)


def placed(told: Difference, checked: Checked | None) -> Problem:
    """One difference; without a field it has no place."""
    problem = Problem(id=IDS[told.state], severity=told.severity, found=found(told), fix=fix(told))
    config = checked.config if checked else None
    field = field_of(config, told) if config else None
    if field is None or checked is None:
        return problem
    return checked.source.place(problem.model_copy(update={"field": field}))


def found(told: Difference) -> str:
    """What is stored, what was asked, and the likely reason."""
    what, forge = title(told), FORGES[told.kind.partition(".")[0]]
    if told.state == "absent":
        text = f"{what} is not there on {forge}"
    elif told.state == "beside" and not told.setting:
        text = f"{forge} stores {what}, which nothing declares: {shown(told.stored)}"
    else:
        asked, stored = shown(told.asked), shown(told.stored)
        text = f"{told.setting} of {what}: asked is {asked}, {forge} stores {stored}"
    return f"{text} ({escaped(told.reason)})" if told.reason else text


def title(told: Difference) -> str:
    """`environment octo-org/sampleproject/environment/pypi`."""
    return f"the {told.kind.partition('.')[2].replace('-', ' ')} {escaped(told.name)}"


def unknowns(told: Iterable[Difference]) -> Iterator[Unknown]:
    """What could not be seen, and why."""
    for one in told:
        what = f"{one.setting} of {title(one)}" if one.setting else title(one)
        yield Unknown(what=what, why=escaped(one.reason))
