"""Uploads as they are seen in one copy of a job: with credentials, and whether OIDC feeds them."""

import re
from dataclasses import dataclass

from ....tree import Mark
from ....uploads.model import ShellUpload
from ....workflows.model import Auth, Snapshot, Token
from .job import Job, Row
from .nodes import entries, is_reference, key_mark
from .predefined import known
from .script import Script, environment, looked, script, variables
from .variables import unresolved

ID_TOKENS = {"pypi": "PYPI_ID_TOKEN", "testpypi": "TESTPYPI_ID_TOKEN"}
"""Where tools look on GitLab for a token for an audience (`id`, `ambient-id`: detect_gitlab)."""
BARE = re.compile(r"\$\{?\w+\}?")


@dataclass(frozen=True)
class Sight:
    """One upload, before others like it become one with it."""

    upload: ShellUpload
    mark: Mark
    line: int
    """In the job's file."""
    auth: Auth
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Seen:
    """All that one copy of a job does."""

    sights: tuple[Sight, ...] = ()
    builds: tuple[Mark, ...] = ()
    opaque: tuple[tuple[str, str, Mark], ...] = ()
    """Words of a command, why it cannot be seen through, and where it stands."""


def see(job: Job, extra: Row, row: Row, snapshot: Snapshot) -> Seen:
    """What a job does with the variables of a rule and of a row of its matrix."""
    env = environment(job, variables(job, extra, row))
    sights: list[Sight] = []
    builds: list[Mark] = []
    opaque: list[tuple[str, str, Mark]] = []
    for one in (script(job.script), script(job.after)):
        opaque += [("script", "is no command that can be read", mark) for mark in one.strange]
        if not one.text:
            continue
        found = looked(one, env, snapshot)
        sights += [sight(job, env, one, upload) for upload in found.uploads]
        builds += [one.mark(found.build_line)] if found.builds else []
        opaque += [(gap.words, gap.why, one.mark(gap.line)) for gap in found.opaque]
    return Seen(tuple(sights), tuple(builds), tuple(opaque))


def sight(job: Job, env: dict[str, str], one: Script, upload: ShellUpload) -> Sight:
    """One upload with its place and credentials."""
    mark = one.mark(upload.line)
    line = mark.line if mark.file == job.mark.file else taken_in(job)
    names = tuple(entries(job.value("id_tokens")))
    own = [text for text in upload.credentials if is_id_token(text, names)]
    tokens = tuple(token(text, job, env, mark) for text in upload.credentials if text not in own)
    found: Auth = auth(upload, tokens, names)
    return Sight(upload, mark, line, "unknown" if own and not tokens else found, tokens)


def taken_in(job: Job) -> int:
    """The line of a job that brings commands from another file."""
    script = job.node.get("script")
    marks = [item.mark for item in (script.items if script else ()) if is_reference(item)]
    if script and is_reference(script):
        marks = [script.mark]
    marks += [job.node.keys[key] for key in ("extends",) if key in job.node.keys]
    return next((mark.line for mark in marks if mark.file == job.mark.file), job.mark.line)


def is_id_token(text: str, id_tokens: tuple[str, ...]) -> bool:
    """Whether a password is an ID token that nothing was minted from: no index takes it."""
    return bool(BARE.fullmatch(text)) and all(name in id_tokens for name in unresolved(text))


def token(text: str, job: Job, env: dict[str, str], mark: Mark) -> Token:
    """A credential: the variable that holds it, and the secrets in it."""
    names = sorted({name for name in unresolved(text) if not name[0].isdigit()})
    secrets = tuple(name for name in names if not known(name) and not name.startswith("inputs_"))
    holders = [name for name, value in env.items() if value == text]
    if not holders:
        return Token(text if names else "its own text", secrets, mark)
    return Token(holders[0], secrets, where(job, holders[0]) or mark)


def where(job: Job, name: str) -> Mark | None:
    """The place of a variable."""
    for node in (job.own("secrets"), job.own("variables"), job.config.root.get("variables")):
        if node and name in entries(node):
            return key_mark(node, name)
    return None


def auth(upload: ShellUpload, tokens: tuple[Token, ...], id_tokens: tuple[str, ...]) -> Auth:
    """What the index is shown; a variable that is set in the project's settings is not seen."""
    if tokens:
        return "token"
    if upload.minted or upload.trusted == "always":
        return "oidc"
    by_itself = upload.trusted == "by-itself" and ID_TOKENS.get(upload.index) in id_tokens
    return "oidc" if by_itself else "unknown"
