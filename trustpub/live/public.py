"""Whether everybody may read a place: what is weak today is not told there. Reads only."""

from collections.abc import Mapping
from urllib.parse import quote

from ..drift.tracking import reader
from ..errors import WorldError
from ..model import Forge, Unknown
from ..verifying.looking import barred
from .model import Live

CLOSED = ("private", "internal")
"""Visibilities at both forges of what not everybody may read."""
JOBS: tuple[tuple[str, str, Forge], ...] = (
    ("GITHUB_ACTIONS", "GITHUB_REPOSITORY", "github"),
    ("GITLAB_CI", "CI_PROJECT_PATH", "gitlab"),
)
"""Variables of CI jobs: that it is one, and whose repository's; its log is as public as that."""
OUT = "{name} is {how}, and this would tell everybody what is weak"
WAY = "run `trustpub preview --live` where only those see it who may"
NOT_KNOWN = "not known to be private ({why})"
WHAT = "what is there today"


def left_out(place: tuple[Forge, str], environ: Mapping[str, str]) -> Live | None:
    """The live part of a place that everybody may read, or may perhaps; else None."""
    how = visibility(*place, environ)
    if how in CLOSED:
        return None
    why = f"{OUT.format(name=place[1], how=how)}; {WAY}"
    return Live(left_out=why, unknown=(Unknown(what=WHAT, why=why),))


def visibility(forge: Forge, name: str, environ: Mapping[str, str]) -> str:
    """As the forge calls it; why it is not known."""
    start = f"/repos/{quote(name)}" if forge == "github" else f"/projects/{quote(name, safe='')}"
    why = barred(forge, environ)
    try:
        answer = None if why else reader(forge, environ).get(start, "visibility")
    except WorldError as error:
        why = str(error)
    if why or answer is None:
        return NOT_KNOWN.format(why=why or "the token does not see it")
    return str(answer["visibility"])


def job_place(environ: Mapping[str, str]) -> tuple[Forge, str] | None:
    """The repository of the CI job that this is; None where it is none."""
    for sign, variable, forge in JOBS:
        if environ.get(sign):
            return forge, environ.get(variable, "")
    return None
