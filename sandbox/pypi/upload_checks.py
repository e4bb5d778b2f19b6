"""What PyPI refuses of an upload (warehouse, forklift/legacy.py)."""

from hashlib import blake2b, md5, sha256
from typing import Any

from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

from .clock import DAY
from .model import Project
from .multipart import Form
from .names import normalized
from .state import PyPIState, Token

HELP = "/help/"
NEW_UPLOADS_DAYS = 14


class Refused(Exception):
    """The upload is refused: status and message."""


def check_allowed(state: PyPIState, token: Token, project: Project) -> None:
    """A user's token for what the user owns, a publisher's for what it serves, for 15 minutes."""
    if token.user is not None:
        if token.user not in project.owners:
            raise Refused(
                403,
                f"The user '{token.user}' isn't allowed to upload to project '{project.name}'. "
                f"See {HELP}#project-name for more information.",
            )
        return
    if token.expires is not None and token.expires <= state.clock.now():
        raise Refused(403, "Invalid API Token: token is expired")
    if normalized(project.name) not in token.projects:
        raise Refused(
            403,
            f"Invalid API Token: project-scoped token is not valid for project: {project.name!r}",
        )
    if token.publisher not in project.publishers:
        raise Refused(
            403,
            f"The given token isn't allowed to upload to project '{project.name}'. "
            f"See {HELP}#project-name for more information.",
        )


def check_filename(project: Project, filename: str, filetype: str, version: str) -> None:
    """PEP 625 and 427: the file is named after the project and the version."""
    stem = normalized(project.name).replace("-", "_")
    try:
        if filetype == "bdist_wheel":
            name, found, _, _ = parse_wheel_filename(filename)
        else:
            name, found = parse_sdist_filename(filename)
    except (InvalidWheelFilename, InvalidSdistFilename) as error:
        raise Refused(400, str(error)) from None
    if name != canonicalize_name(project.name):
        raise Refused(400, f"Start filename for {project.name!r} with {stem!r}.")
    wanted = f"{stem}-{version}.tar.gz"
    if filetype == "sdist" and filename != wanted:
        raise Refused(400, f"Filename {filename!r} is invalid, should be {wanted!r}.")
    start = filename.partition("-")[0]
    if start != stem:
        raise Refused(
            400,
            f"Filename {filename!r} should contain the normalized project name {stem!r}, "
            f"not {start!r}.",
        )
    if str(found) != version:
        raise Refused(400, f"Version in filename should be {version!r} not {str(found)!r}.")


def check_digests(form: Form, content: bytes) -> None:
    """Whatever digest was sent must be right, and one must be."""
    digests: dict[str, Any] = {
        "md5_digest": md5(content, usedforsecurity=False),
        "sha256_digest": sha256(content),
        "blake2_256_digest": blake2b(content, digest_size=32),
    }
    sent = {name: form.fields[name] for name in digests if form.fields.get(name)}
    if not sent:
        raise Refused(400, "Include at least one message digest.")
    if any(digests[name].hexdigest() != value.lower() for name, value in sent.items()):
        raise Refused(
            400,
            "The digest supplied does not match a digest calculated from the uploaded file.",
        )


def check_new(state: PyPIState, filename: str, content: bytes) -> bool:
    """False for the very same file once more; the same name or content otherwise is refused."""
    files = [f for project in state.projects.values() for f in project.files]
    known = next((f for f in files if f.filename == filename or f.content == content), None)
    if known is None:
        return True
    if (known.filename, known.content) == (filename, content):
        return False
    digest = blake2b(content, digest_size=32).hexdigest()
    raise Refused(
        400,
        f"File already exists ({filename!r}, with blake2_256 hash {digest!r}). "
        f"See {HELP}#file-name-reuse for more information.",
    )


def check_release(state: PyPIState, project: Project, version: str, filetype: str) -> None:
    """A release takes files for 14 days, and one sdist."""
    files = [f for f in project.files if f.version == version]
    if files and min(f.uploaded for f in files) < state.clock.now() - NEW_UPLOADS_DAYS * DAY:
        raise Refused(
            400,
            f"Uploading new files to releases older than {NEW_UPLOADS_DAYS} days is not allowed.",
        )
    if filetype == "sdist" and any(f.filename.endswith(".tar.gz") for f in files):
        raise Refused(400, "Only one sdist may be uploaded per release.")
