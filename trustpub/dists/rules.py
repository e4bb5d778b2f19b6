"""Rules of built files: each one a function whose name is its id. All run, all is reported."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from ..forges.base import rule_id
from ..model import Problem, Severity
from .model import Dist, Folder, shown


class Finding(NamedTuple):
    """What a rule found: the file, the field of its metadata, what stands there, what to do."""

    file: str
    field: str | None
    found: str
    fix: str
    severity: Severity = "error"


Rule = Callable[[Folder, str | None], Iterable[Finding]]


def dist_folder(folder: Folder, _project: str | None) -> Iterator[Finding]:
    """The folder is there, and has a wheel or an sdist in it."""
    if folder.unreadable:
        found = f"cannot be read as a folder: {folder.unreadable}"
        yield Finding(folder.path, None, found, "name the folder that your build writes to")
    elif not folder.dists:
        found = "holds neither a wheel nor an sdist"
        yield Finding(folder.path, None, found, "build first: `python -m build`")


def dist_stray(folder: Folder, _project: str | None) -> Iterator[Finding]:
    """`twine upload dist/*` would try to upload it."""
    for name in folder.strays:
        found = f"holds '{shown(name)}', which is neither a wheel nor an sdist"
        yield Finding(folder.path, None, found, "remove it, or build into an empty folder")


def dist_file_name(folder: Folder, _project: str | None) -> Iterator[Finding]:
    """The file's name is one that indexes and installers can read."""
    for dist in folder.dists:
        if dist.misnamed:
            found = f"the file's name does not parse: {dist.misnamed}"
            yield Finding(dist.path, None, found, "build it anew, and do not rename it")
        elif dist.kind == "sdist" and dist.filename != expected(dist):
            # warehouse, forklift/legacy.py: PEP 625 is enforced.
            found = f"PyPI wants this sdist to be called {expected(dist)}"
            yield Finding(dist.path, None, found, "build it with a newer version of your backend")


def expected(dist: Dist) -> str:
    """What PyPI wants an sdist to be called."""
    return f"{(dist.name or '').replace('-', '_')}-{dist.version}.tar.gz"


def dist_archive(folder: Folder, _project: str | None) -> Iterator[Finding]:
    """The archive can be read, has its metadata, and plays no tricks."""
    for dist in folder.dists:
        if dist.fault:
            yield Finding(dist.path, None, dist.fault.found, dist.fault.fix)


def dist_project(folder: Folder, project: str | None) -> Iterator[Finding]:
    """File name and metadata name the project that is declared."""
    if project is None:
        return
    fix = "build the declared project, or mend `project:` in the config"
    for dist in folder.dists:
        inside = dist.metadata.name if dist.metadata else None
        for field, name in ((None, dist.name), ("Name", inside)):
            if name is not None and canonicalize_name(name) != canonicalize_name(project):
                found = f"is of project '{shown(name)}', and '{shown(project)}' is declared"
                yield Finding(dist.path, field, found, fix)


def dist_version(folder: Folder, _project: str | None) -> Iterator[Finding]:
    """One version: in each file's name and metadata, and in all files."""
    for dist in folder.dists:
        inside = parsed(dist.metadata.version if dist.metadata else None)
        if dist.version and inside and inside != dist.version:
            found = f"says {inside}, and the file's name says {dist.version}"
            yield Finding(dist.path, "Version", found, "build it anew, and do not rename it")
    versions = sorted({dist.version for dist in folder.dists if dist.version})
    if len(versions) > 1:
        found = f"holds files of {len(versions)} versions: {', '.join(map(str, versions[:9]))}"
        yield Finding(folder.path, None, shown(found), "remove what is left of other builds")


def parsed(version: str | None) -> Version | None:
    """A version; None where it is none, which is dist_metadata's to tell."""
    try:
        return Version(version) if version else None
    except InvalidVersion:
        return None


def dist_local_version(folder: Folder, _project: str | None) -> Iterator[Finding]:
    """Indexes take no local versions (PEP 440)."""
    for dist in folder.dists:
        if dist.version and dist.version.local:
            found = f"{shown(str(dist.version))} is a local version, which PyPI refuses"
            yield Finding(dist.path, None, found, "build from a tagged commit that has no changes")


def dist_metadata(folder: Folder, _project: str | None) -> Iterator[Finding]:
    """Each field is as the specification wants it."""
    for dist in folder.dists:
        for field, why in dist.metadata.invalid if dist.metadata else ():
            yield Finding(dist.path, field, why, "mend it where the build takes it from")


def dist_description(folder: Folder, _project: str | None) -> Iterator[Finding]:
    """There is a long description, and its type is said; rendering it is twine's job."""
    for dist in folder.dists:
        if not dist.metadata:
            continue
        if blank(dist.metadata.description):
            found, fix = "there is no long description", "say `readme` in pyproject.toml"
            yield Finding(dist.path, "Description", found, fix, "warning")
        elif not dist.metadata.content_type:
            found = "its type is not said, and PyPI takes it for reStructuredText"
            fix = "say `readme` in pyproject.toml; `twine check` tries to render it"
            yield Finding(dist.path, "Description-Content-Type", found, fix, "warning")


def blank(description: str | None) -> bool:
    """Nothing, or what older setuptools write for nothing (twine, commands/check.py)."""
    return (description or "").strip() in ("", "UNKNOWN")


DIST_RULES: tuple[Rule, ...] = (
    dist_folder,
    dist_stray,
    dist_file_name,
    dist_archive,
    dist_project,
    dist_version,
    dist_local_version,
    dist_metadata,
    dist_description,
)


def judge(folder: Folder, project: str | None) -> tuple[Problem, ...]:
    """Everything that is wrong, by file."""
    found = [
        Problem(
            id=rule_id(rule),
            severity=severity,
            file=file if file.isprintable() else shown(file),
            field=field,
            found=what,
            fix=fix,
        )
        for rule in DIST_RULES
        for file, field, what, fix, severity in rule(folder, project)
    ]
    return tuple(sorted(found, key=lambda one: one.file or ""))
