"""What anybody may read: legacy JSON, token audience, provenance, files."""

import json
from typing import Any

from packaging.version import parse

from ..http import Request, Response
from .accept import choose
from .clock import iso
from .errors import moved, not_found
from .model import StoredFile
from .names import normalized
from .simple import digest, file_url, visible
from .state import PyPIState

INTEGRITY = ("application/vnd.pypi.integrity.v1+json", "application/json")


def project_json(state: PyPIState, request: Request, name: str) -> Response:
    """`/pypi/{name}/json`: 404 for a project without releases, as for one in quarantine."""
    project = state.project(name)
    files = visible(project) if project else []
    if not project or not files:
        return not_found()
    if name != normalized(name):
        return moved(f"{request.base_url}/pypi/{normalized(name)}/json")
    final = [f for f in files if not parse(f.version).is_prerelease] or files
    latest = max((f.version for f in final), key=parse)
    releases: dict[str, list[Any]] = {}
    for file in files:
        releases.setdefault(file.version, []).append(file_entry(request, file))
    document = {
        "info": {"name": project.name, "version": latest, "yanked": False},
        "last_serial": 0,
        "releases": releases,
        "urls": releases[latest],
        "vulnerabilities": [],
        "ownership": {
            "roles": [{"role": "Owner", "user": name} for name in sorted(project.owners)],
            "organization": project.organization,
        },
    }
    return Response.of(200, document)


def file_entry(request: Request, file: StoredFile) -> dict[str, Any]:
    """One file as the legacy JSON shows it."""
    return {
        "filename": file.filename,
        "packagetype": "bdist_wheel" if file.filename.endswith(".whl") else "sdist",
        "digests": {"sha256": digest(file)},
        "size": len(file.content),
        "upload_time_iso_8601": iso(file.uploaded),
        "url": file_url(request, file),
        "requires_python": file.requires_python,
        "yanked": file.yanked,
    }


def audience(state: PyPIState, request: Request) -> Response:
    """`/_/oidc/audience`: the name of the index is its audience."""
    return Response.of(200, {"audience": state.name})


def integrity(
    state: PyPIState, request: Request, project: str, version: str, filename: str
) -> Response:
    """`/integrity/{project}/{version}/{filename}/provenance`."""
    known = state.project(project)
    files = visible(known) if known else []
    file = next((f for f in files if (f.version, f.filename) == (version, filename)), None)
    if file is None:
        return not_found()
    kind = choose(INTEGRITY, request.headers.get("accept"))
    if kind is None:
        return Response.of(406, {"message": "Request not acceptable"})
    if file.provenance is None:
        return not_found(f"No provenance available for {filename}")
    return Response(200, json.dumps(file.provenance).encode(), {"Content-Type": kind})


def download(state: PyPIState, request: Request, filename: str) -> Response:
    """`/files/{filename}`: the content of a file."""
    for project in state.projects.values():
        for file in visible(project):
            if file.filename == filename:
                kind = {"Content-Type": "application/octet-stream"}
                return Response(200, file.content, kind)
    return not_found()
