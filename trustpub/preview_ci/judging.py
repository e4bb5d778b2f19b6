"""What was typed -> what is asked for, or a sentence. Pure."""

import shlex
from collections.abc import Mapping

from ..fleet_ci.judging import judged
from ..fleet_ci.model import FleetCiError, System, Wanted
from .model import Asked

ONLY: Mapping[System, tuple[str, ...]] = {
    "github-actions": ("requirements", "schedule"),
    "gitlab-ci": ("requirements", "image", "branch"),
}
"""The options that mean something there."""
REASONS = {
    "branch": "GitHub comments by the code of the default branch alone",
    "schedule": "a pipeline's schedule is set in the project, under Build > Pipeline schedules",
    "out": "the files have fixed names, for a request has one preview",
}


def asked(
    on: tuple[System, ...], file: str, command: str, options: Mapping[str, str | int | bool | None]
) -> Asked:
    """The options as a value; FleetCiError for what the files cannot be made of."""
    given = {name: value for name, value in options.items() if value}
    for name in given:
        if not any(name in ONLY.get(one, ()) for one in on):
            why = REASONS.get(name, f"--{name} says nothing about a preview")
            raise FleetCiError(f"{why}; leave --{name} out")
    if file.startswith("-") or "$" in file or not file.isprintable():
        raise FleetCiError(f"{file!r} is a name that a CI reads as something else; change it")
    words = [word for name, value in given.items() for word in (f"--{name}", str(value))]
    told = f"{command} {shlex.join(['--preview', *words])}"
    texts = {name: str(value) for name, value in given.items()}
    found = Asked(file, told, **texts)
    for one in on:
        looked_at(one, found)
    return found


def looked_at(on: System, found: Asked) -> None:
    """FleetCiError for a value that is odd; each where it means something."""
    plain = Wanted(on, found.command, requirements=found.requirements, schedule=found.schedule)
    judged(plain if on == "github-actions" else plain._replace(image=found.image))
    judged(plain._replace(branch=found.branch))
