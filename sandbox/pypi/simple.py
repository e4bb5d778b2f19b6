"""The simple API: `/simple/` and `/simple/{name}/`, as JSON and HTML (PEP 503, 691, 740, 792)."""

import json
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import quote

from packaging.version import parse

from ..http import Request, Response
from .accept import choose
from .clock import iso
from .errors import moved, not_found
from .model import Project, StoredFile
from .names import normalized
from .state import PyPIState

HTML = "text/html"
HTML_V1 = "application/vnd.pypi.simple.v1+html"
JSON_V1 = "application/vnd.pypi.simple.v1+json"
# warehouse, packaging/utils.py
META = {"api-version": "1.4", "_last-serial": 0}


def index(state: PyPIState, request: Request) -> Response:
    """Every project that is not in quarantine."""
    shown = [p for _, p in sorted(state.projects.items()) if p.status != "quarantined"]
    document = {"meta": META, "projects": [{"name": p.name, "_last-serial": 0} for p in shown]}
    links = [(f"/simple/{normalized(p.name)}/", p.name, "") for p in shown]
    return answer(request, document, "Simple index", links)


def detail(state: PyPIState, request: Request, name: str) -> Response:
    """The files of one project; other spellings of its name are sent to the right one."""
    project = state.project(name)
    if project is None:
        return not_found()
    if name != normalized(name):
        return moved(f"{request.base_url}/simple/{normalized(name)}/")
    files = visible(project)
    document = {
        "meta": META,
        "name": normalized(name),
        "project-status": {"status": project.status},
        "versions": sorted({f.version for f in files}, key=parse),
        "files": [file_entry(request, project, f) for f in files],
    }
    links = [
        (
            f"{file_url(request, f)}#sha256={digest(f)}",
            f.filename,
            provenance_url(request, project, f),
        )
        for f in files
    ]
    return answer(request, document, f"Links for {normalized(name)}", links)


def visible(project: Project) -> list[StoredFile]:
    """The files in the order of the API; a project in quarantine shows none."""
    files = [] if project.status == "quarantined" else project.files
    return sorted(files, key=lambda f: (parse(f.version), f.filename))


def file_entry(request: Request, project: Project, file: StoredFile) -> dict[str, Any]:
    """One of `files`."""
    return {
        "filename": file.filename,
        "url": file_url(request, file),
        "hashes": {"sha256": digest(file)},
        "requires-python": file.requires_python,
        "size": len(file.content),
        "upload-time": iso(file.uploaded),
        "yanked": file.yanked,
        "data-dist-info-metadata": False,
        "core-metadata": False,
        "provenance": provenance_url(request, project, file) or None,
    }


def file_url(request: Request, file: StoredFile) -> str:
    """Where the file can be had."""
    return f"{request.base_url}/files/{quote(file.filename)}"


def digest(file: StoredFile) -> str:
    """SHA-256 of the content."""
    return sha256(file.content).hexdigest()


def provenance_url(request: Request, project: Project, file: StoredFile) -> str:
    """Where its provenance is; empty when it has none."""
    if file.provenance is None:
        return ""
    path = f"{normalized(project.name)}/{quote(file.version)}/{quote(file.filename)}"
    return f"{request.base_url}/integrity/{path}/provenance"


def answer(
    request: Request, document: dict[str, Any], title: str, links: list[tuple[str, str, str]]
) -> Response:
    """The document in the type the client wants; HTML when it wants nothing we have."""
    kind = choose((HTML, HTML_V1, JSON_V1), request.headers.get("accept")) or HTML
    headers = {"Content-Type": kind, "Vary": "Accept", "X-PyPI-Last-Serial": "0"}
    if kind == JSON_V1:
        return Response(200, json.dumps(document).encode() + b"\n", headers)
    lines = [f"<!DOCTYPE html>\n<html><head><title>{escape(title)}</title></head><body>"]
    for url, text, proof in links:
        extra = f' data-provenance="{escape(proof)}"' if proof else ""
        lines.append(f'<a href="{escape(url)}"{extra}>{escape(text)}</a><br />')
    body = "\n".join([*lines, "</body></html>\n"]).encode()
    return Response(200, body, {**headers, "Content-Type": f"{kind}; charset=utf-8"})
