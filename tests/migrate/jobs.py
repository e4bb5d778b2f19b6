"""What the CI of a project does right now, read from its default branch: by token, or by OIDC.

A small reader of its own, which shares nothing with the one that is judged.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from ruamel.yaml import YAML

from .model import Key, Planted, Work

UPLOAD = re.compile(
    r"twine upload|(?:uv|poetry|hatch|flit|pdm) publish|maturin (?:upload|publish)|make publish"
    r"|tox -e publish|nox -s publish|scripts/publish\.sh"
)
TO_TEST = re.compile(r"test\.pypi\.org|testpypi|publish[-_]test|-r test\b")
ACTION = "pypa/gh-action-pypi-publish"
EXPRESSION = re.compile(r"\$\{\{\s*(secrets|vars|env)\.(\w+)\s*\}\}")
PASSWORDS = {
    "uv": ("UV_PUBLISH_TOKEN", "UV_PUBLISH_PASSWORD"),
    "poetry": ("POETRY_PYPI_TOKEN_{INDEX}",),
    "hatch": ("HATCH_INDEX_AUTH",),
    "flit": ("FLIT_PASSWORD",),
    "pdm": ("PDM_PUBLISH_PASSWORD",),
    "maturin": ("MATURIN_PYPI_TOKEN", "MATURIN_PASSWORD"),
}
"""What tools read; all others end at twine."""
NEAR = ("schedule", "environment", "repository", "group", "organization", "instance")


@dataclass(frozen=True)
class Upload:
    """How one upload is fed."""

    file: str
    environment: str | None
    names: tuple[tuple[str, str], ...]
    """Kind and name of the secrets or variables that are its password, the first that is set."""
    oidc: bool


def passwords(line: str, index: str) -> tuple[str, ...]:
    """The variables that the tool of a command reads its password from."""
    names = next((v for tool, v in PASSWORDS.items() if f"{tool} " in line), ("TWINE_PASSWORD",))
    return tuple(name.format(INDEX=index.upper()) for name in names)


def index_of(text: str) -> str:
    """The index that an upload is to."""
    return "testpypi" if TO_TEST.search(text) else "pypi"


def uploads(work: Work, texts: Mapping[str, str]) -> Iterator[tuple[str, Upload]]:
    """Every upload of the files of a CI, by its index."""
    for path, text in texts.items():
        document = YAML(typ="safe").load(text)
        of_file = github if work.forge == "github" else gitlab
        yield from of_file(path, document)


def github(path: str, document: Any) -> Iterator[tuple[str, Upload]]:
    """The upload steps of a workflow."""
    for job in document["jobs"].values():
        for step in job.get("steps", ()):
            env = {**document.get("env", {}), **job.get("env", {}), **step.get("env", {})}
            inputs, run = step.get("with") or {}, str(step.get("run", ""))
            found = UPLOAD.search(run)
            if not found and not str(step.get("uses", "")).startswith(ACTION):
                continue
            index = index_of(f"{run} {inputs.get('repository-url', '')}")
            taken = [str(inputs.get("password", "")), run]
            if found:
                taken += [str(env.get(one, "")) for one in passwords(found[0], index)]
            rights = job.get("permissions", document.get("permissions")) or {}
            oidc = rights == "write-all" or (
                isinstance(rights, dict) and rights.get("id-token") == "write"
            )
            where = job.get("environment")
            where = where["name"] if isinstance(where, dict) else where
            yield index, Upload(path, where, tuple(named(taken, env)), oidc)


def named(texts: list[str], env: Mapping[str, Any], deep: int = 5) -> Iterator[tuple[str, str]]:
    """The secrets and variables in some texts, through `env`."""
    for text in texts:
        for context, name in EXPRESSION.findall(text):
            if context == "env" and deep:
                yield from named([str(env.get(name, ""))], env, deep - 1)
            elif context != "env":
                yield {"secrets": "secret", "vars": "variable"}[context], name.upper()


def gitlab(path: str, document: Any) -> Iterator[tuple[str, Upload]]:
    """The upload commands of a pipeline."""
    for job in document.values():
        if not isinstance(job, dict) or "script" not in job:
            continue
        lines = [line for text in job["script"] for line in text.splitlines()]
        at = next((n for n, line in enumerate(lines) if UPLOAD.search(line)), None)
        if at is None:
            continue
        index, before = index_of(lines[at]), lines[: at + 1]
        unset = {
            n for line in before if "unset " in line for n in re.findall(r"[A-Za-z_]\w+", line)
        }
        found = UPLOAD.search(lines[at])
        assert found
        reads = [name for name in passwords(found[0], index) if name not in unset]
        own = {**(document.get("variables") or {}), **(job.get("variables") or {})}
        given = [line for line in before if "unset " not in line]
        given += [str(own.get(name, "")) for name in reads]
        names = [name for text in given for name in re.findall(r"\$\{?(\w+)", text)]
        tokens = job.get("id_tokens") or {}
        oidc = any(one["aud"] == index for one in tokens.values())
        where = job.get("environment")
        where = where["name"] if isinstance(where, dict) else where
        every = tuple(("variable", name) for name in (*reads, *names))
        yield index, Upload(path, where, every, oidc)


def password(
    work: Work, upload: Upload, planted: Mapping[Key, Planted], kept: set[Key]
) -> str | None:
    """The value that a job is given for its password; None where nothing that is set feeds it."""
    for kind, name in upload.names:
        found = [
            planted[key]
            for key in kept
            if (key.kind, key.name) == (kind, name)
            and key in planted
            and key.store in ("actions", "ci")
            and planted[key].reaches(work)
            and seen(key, upload.environment)
        ]
        if found:
            return min(found, key=lambda one: nearness(one.key)).value
    return None


def seen(key: Key, environment: str | None) -> bool:
    """Whether a job of an environment is given it."""
    if key.level == "environment":
        return environment == key.part
    return key.scope == "*" or fnmatchcase(environment or "", key.scope)


def nearness(key: Key) -> tuple[int, int, int]:
    """The nearest first, then the group further down, then the narrower scope."""
    return NEAR.index(key.level), -len(key.holder), -len(key.scope)
