"""Reading PyPI without a login: does a project exist, who published it, whom tokens are for."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..observation import Observation, absent, broken, present
from .http import get_json
from .normal import normal_name

SIMPLE = "application/vnd.pypi.simple.v1+json"
INTEGRITY = "application/vnd.pypi.integrity.v1+json"
NEWEST = 3


def project_exists(site_url: str, project: str) -> Observation:
    """Present with its `name`, `status` and number of `files`; absent when the name is free.

    Free of a project of just this name: PyPI also refuses names that merely look like one.
    """
    what = f"project {project} on {site_url}"
    seen = detail(what, site_url, project)
    if seen.state != "present":
        return seen
    status = seen.found.get("project-status")
    return present(
        what,
        {
            "name": seen.found.get("name", normal_name(project)),
            # PEP 792; a quarantined project shows no files.
            "status": status.get("status", "active") if isinstance(status, dict) else "active",
            "files": len(seen.found["files"]),
        },
    )


def latest_provenance(site_url: str, project: str, newest: int = NEWEST) -> Observation:
    """Present with `{filename, publishers}` of the newest files, the newest first.

    Absent when there is no project, no file, or no provenance for any of these files.
    """
    what = f"provenance of {project} on {site_url}"
    seen = detail(what, site_url, project)
    if seen.state != "present":
        return seen.model_copy(update={"why": seen.why or "there is no such project"})
    files = newest_files(seen.found["files"])[:newest]
    if not files:
        return absent(what, "the project has no files")
    found = []
    for file in files:
        publishers = file_publishers(what, site_url, file)
        if publishers.state in ("unknown", "broken"):
            return publishers
        found.append({"filename": file["filename"], "publishers": publishers.found or []})
    if not any(file["publishers"] for file in found):
        return absent(what, f"the newest file, {files[0]['filename']}, has no provenance")
    return present(what, found)


def audience(site_url: str) -> Observation:
    """Present with the `aud` that tokens for this index must carry."""
    what = f"token audience of {site_url}"
    seen = get_json(what, f"{site_url}/_/oidc/audience")
    if seen.state != "present":
        return seen
    value = seen.found.get("audience") if isinstance(seen.found, dict) else None
    return present(what, value) if isinstance(value, str) else broken(what, "it names no audience")


def detail(what: str, site_url: str, project: str) -> Observation:
    """The project's page of the simple API, known to hold a list of files."""
    seen = get_json(what, f"{site_url}/simple/{normal_name(project)}/", SIMPLE)
    if seen.state != "present":
        return seen
    files = seen.found.get("files") if isinstance(seen.found, dict) else None
    if not isinstance(files, list) or not all(is_file(file) for file in files):
        return broken(what, "the simple API answered without a list of files")
    return seen


def is_file(file: Any) -> bool:
    """Whether an entry of the simple API is one that can be read here."""
    return isinstance(file, dict) and isinstance(file.get("filename"), str)


def newest_files(files: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The newest upload first; ISO 8601 in UTC sorts as text."""
    return sorted(files, key=lambda f: (str(f.get("upload-time", "")), f["filename"]), reverse=True)


def file_publishers(what: str, site_url: str, file: Mapping[str, Any]) -> Observation:
    """Present with the publishers that the file's provenance names."""
    url = file.get("provenance")
    if not url:
        return absent(what)
    if not isinstance(url, str) or not url.startswith(f"{site_url}/"):
        return broken(what, f"the provenance of {file['filename']} lies outside {site_url}")
    seen = get_json(what, url, INTEGRITY)
    if seen.state != "present":
        return seen
    publishers = bundle_publishers(seen.found)
    if publishers is None:
        return broken(what, f"{url} answered with something that is no provenance")
    return present(what, publishers)


def bundle_publishers(document: Any) -> list[dict[str, Any]] | None:
    """The publisher of every bundle of a PEP 740 provenance; None when it is none."""
    try:
        publishers = [bundle["publisher"] for bundle in document["attestation_bundles"]]
    except (KeyError, TypeError):
        return None
    return publishers if all(isinstance(p, dict) for p in publishers) else None
