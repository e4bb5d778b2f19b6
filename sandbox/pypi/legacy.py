"""`POST /legacy/`: uploads, as twine and uv send them (warehouse, forklift/legacy.py)."""

from base64 import b64decode
from binascii import Error as NotBase64

from packaging.version import InvalidVersion, Version

from ..http import Request, Response
from .attestations import checked
from .model import Project, StoredFile
from .multipart import Form, parse
from .names import normalized
from .provenance import provenance
from .state import PyPIState, Token
from .upload_checks import (
    HELP,
    Refused,
    check_allowed,
    check_digests,
    check_filename,
    check_new,
    check_release,
)
from .validation import name_errors


def upload(state: PyPIState, request: Request) -> Response:
    """Take one file, or say why not."""
    try:
        token = authenticated(state, request)
        form = parse(request.headers.get("content-type", ""), request.body)
        return Response(200, take(state, form, token).encode(), {"Content-Type": "text/plain"})
    except ValueError as error:
        return told(400, str(error))
    except Refused as error:
        status, message = error.args
        return told(status, message)


def told(status: int, message: str) -> Response:
    """A refusal with its reason."""
    return Response(status, f"{status} {message}".encode(), {"Content-Type": "text/plain"})


def authenticated(state: PyPIState, request: Request) -> Token:
    """The token of `Basic __token__:pypi-...`; nothing else uploads to PyPI."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    try:
        user, _, password = b64decode(value, validate=True).decode().partition(":")
    except (NotBase64, UnicodeDecodeError):
        user, password = "", ""
    token = state.tokens.get(password) if (scheme.lower(), user) == ("basic", "__token__") else None
    if token is None:
        raise Refused(
            403,
            "Invalid or non-existent authentication information. "
            f"See {HELP}#invalid-auth for more information.",
        )
    return token


def take(state: PyPIState, form: Form, token: Token) -> str:
    """Put the file into its project; the same file once more is taken without a change."""
    name, version, filename, content = asked_for(form)
    project = project_for(state, token, name)
    check_filename(project, filename, form.fields.get("filetype", ""), version)
    check_digests(form, content)
    if not check_new(state, filename, content):
        return ""
    check_release(state, project, version, form.fields.get("filetype", ""))
    file = StoredFile(filename, version, state.clock.now(), content)
    file.requires_python = form.fields.get("requires_python") or None
    if "attestations" in form.fields:
        publisher = token.publisher
        found = checked(publisher, form.fields["attestations"], filename, content)
        file.provenance = provenance(publisher.identity(), found) if publisher else None
    if state.project(name) is None:
        state.projects[normalized(name)] = project
        state.change("project", name, None, {"name": name, "owners": project.owners})
    project.files.append(file)
    after = {
        "project": project.name,
        "version": version,
        "publisher": token.publisher.id if token.publisher else None,
        "user": token.user,
        "provenance": file.provenance is not None,
    }
    state.change("file", filename, None, after)
    return ""


def asked_for(form: Form) -> tuple[str, str, str, bytes]:
    """Name, version, file name and content."""
    if form.fields.get("protocol_version", "1") != "1":
        raise Refused(400, "Unknown protocol version.")
    if form.fields.get(":action") != "file_upload":
        raise Refused(400, "Invalid value for :action.")
    if "content" not in form.files:
        raise Refused(400, "Upload payload does not have a file.")
    try:
        version = str(Version(form.fields.get("version", "")))
    except InvalidVersion:
        raise Refused(400, f"{form.fields.get('version', '')!r} is an invalid version.") from None
    return form.fields.get("name", ""), version, *form.files["content"]


def project_for(state: PyPIState, token: Token, name: str) -> Project:
    """The project; a new one, not stored yet, where a user's token may create it."""
    project = state.project(name)
    if project is None and token.publisher is not None:
        raise Refused(
            400,
            "Non-user identities cannot create new projects. This was probably caused by "
            "successfully using a pending publisher but specifying the project name incorrectly "
            "(either in the publisher or in your project's metadata). Please ensure that both "
            "match. See: /trusted-publishers/troubleshooting/",
        )
    if project is None:
        user = token.user or ""
        problems = name_errors(state, name, user)
        if problems:
            raise Refused(400, f"The name {name!r} isn't allowed. {problems[0]}")
        project = Project(name, [user])
    check_allowed(state, token, project)
    return project
