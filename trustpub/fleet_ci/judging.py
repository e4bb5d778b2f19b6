"""What was typed -> what is wanted, or a sentence. Pure."""

import re
import shlex
from collections.abc import Mapping
from urllib.parse import urlsplit

from .backends import backend
from .branches import LEGAL
from .model import FleetCiError, System, Wanted

FIELD = r"[0-9*][0-9*,/-]*"
CRON = re.compile(rf"{FIELD}( {FIELD}){{3}} [0-9A-Za-z*][0-9A-Za-z*,/-]*")
PART = r"[a-z0-9]+((\.|_{1,2}|-+)[a-z0-9]+)*"
IMAGE = re.compile(
    rf"([A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{{1,5}})?/)?{PART}(/{PART})*"
    r"(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?"
)
"""What `docker pull` takes (distribution/reference, reference.go, its grammar)."""
OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
SHAPES = {
    "branch": (LEGAL, "--branch is no name of a branch; write one such as main"),
    "schedule": (CRON, "--schedule is no time for cron; write five fields, such as '17 3 * * 1'"),
    "app": (OWNER, "--github-app is no owner on GitHub; write the organisation's name"),
    "namespace": (LABEL, "--namespace is no name of one; write small letters, digits and -"),
    "image": (IMAGE, "--image is no name of one; write such as host/name:tag@sha256:..."),
}
LEAST = 60
"""Seconds (operator 2.9.0, `resyncFrequencySeconds`: less is taken for 60)."""


def judged(wanted: Wanted) -> Wanted:
    """The same, where nothing is wrong with it; else FleetCiError."""
    values: Mapping[str, object] = wanted._asdict()
    for name, (shape, sentence) in SHAPES.items():
        value = str(values[name])
        if value and not shape.fullmatch(value):
            raise FleetCiError(sentence)
    if not all(str(value).isprintable() and "$" not in str(value) for value in values.values()):
        found = "a line break, a dollar sign or another odd character is in an option or a path"
        raise FleetCiError(f"{found}, which a CI would read as something else; take it out")
    if wanted.every and wanted.every < LEAST:
        raise FleetCiError(f"--every has to be {LEAST} seconds or more; write 86400 for a day")
    address(wanted.repository)
    backend(wanted.backend)
    only_for(wanted)
    return wanted


def address(url: str) -> None:
    """The repository's address stands in a file that everybody may read."""
    try:
        parts = urlsplit(url)
        odd = bool(url) and (parts.scheme not in ("https", "ssh") or not parts.hostname)
        secret = parts.password is not None or (parts.scheme == "https" and parts.username)
    except ValueError:
        odd, secret = True, None
    if odd:
        raise FleetCiError("--repository is no address; write it with https:// or ssh://")
    if secret:
        found = "--repository holds a token, which would be in the file"
        raise FleetCiError(f"{found}; take it out, and say --private")


def only_for(wanted: Wanted) -> None:
    """Options that would be dropped in silence."""
    options = {
        "--repository": wanted.repository,
        "--every": wanted.every,
        "--private": wanted.private,
    }
    given = [name for name, value in options.items() if value]
    if given and wanted.on != "kubernetes-operator":
        raise FleetCiError(f"{given[0]} is for kubernetes-operator alone; leave it out")
    if wanted.image and wanted.on == "github-actions":
        raise FleetCiError("--image is not for github-actions, whose jobs need none; leave it out")
    if wanted.requirements and wanted.on == "kubernetes-operator":
        found = "--requirements is not for kubernetes-operator, which installs without hashes"
        raise FleetCiError(f"{found}; leave it out")


def command(on: System, fleet: str, given: Mapping[str, object]) -> str:
    """What writes the same files again, from the repository's folder."""
    words = ["trustpub", "fleet", "ci", "--on", on, fleet]
    for option, value in given.items():
        if value is True:
            words.append(option)
        elif value not in (None, "", False):
            words += [option, str(value)]
    return shlex.join(words)
