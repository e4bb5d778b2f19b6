"""A pipeline run job by job as GitLab would, as far as our own needs it, and not a bit more."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from trustpub.forges.gitlab.pipeline.evaluate import holds

from .ci_machine import Ended, Site, bash

KEYS = {
    *("stage", "image", "interruptible", "timeout", "environment", "rules", "variables"),
    *("before_script", "script", "cache", "artifacts", "parallel", "resource_group", "needs"),
}
VARIABLE = re.compile(r"\$(\w+)")
BRANCH = {"CI_COMMIT_BRANCH": "main", "CI_COMMIT_REF_PROTECTED": "true"}
"""What a pipeline of the default branch is told, and one of a merge request is not."""


class Cell(NamedTuple):
    """A job that is to be run."""

    name: str
    job: dict[str, Any]
    variables: dict[str, str]
    when: str


def run_pipeline(
    site: Site,
    path: str,
    source: str,
    changed: tuple[str, ...] = (),
    ref: str = "",
    **variables: str,
) -> list[Ended]:
    """All jobs of a pipeline; those of one resource group one after the other."""
    site.artifacts.clear()
    document = yaml.safe_load(shown(site, ref, path))
    document.pop("include", None)
    above = {name: one["value"] for name, one in document.pop("variables", {}).items()}
    above |= {"CI_PIPELINE_SOURCE": source, "CI_DEFAULT_BRANCH": "main"}
    above |= {**(BRANCH if source != "merge_request_event" else {}), **variables}
    jobs = {n: extended(document, job) for n, job in document.items() if not n.startswith(".")}
    ended: dict[str, list[Ended]] = {}
    for needs in sorted({tuple(job.get("needs", ())) for job in jobs.values()}):
        assert set(needs) <= set(jobs)
        cells = [
            cell
            for name, job in jobs.items()
            if tuple(job.get("needs", ())) == needs
            for cell in cells_of(name, job, changed, above)
        ]
        after = all(one.good for name in needs for one in ended.get(name, ()))
        for name, found in at_once(site, cells, after, ref):
            ended.setdefault(name, []).append(found)
    return [one for found in ended.values() for one in found]


def cells_of(
    name: str, job: dict[str, Any], changed: tuple[str, ...], above: dict[str, str]
) -> Iterator[Cell]:
    """A job as often as it is to be run, with its variables."""
    assert KEYS >= set(job), f"a job has {set(job) - KEYS}"
    rule = allowed(job["rules"], above, changed)
    if rule is not None:
        total = job.get("parallel", 1)
        own = {**above, **job["variables"], **rule.get("variables", {})}
        for index in range(1, total + 1):
            node = {"CI_NODE_INDEX": str(index), "CI_NODE_TOTAL": str(total)}
            yield Cell(name, job, {**own, **node}, rule.get("when", "on_success"))


def at_once(site: Site, cells: list[Cell], after: bool, ref: str) -> list[tuple[str, Ended]]:
    """Those of a resource group one after the other, the groups beside each other."""
    groups: dict[str, list[tuple[Cell, Path]]] = {}
    for cell in cells:
        if after or cell.when == "always":
            group = groups.setdefault(cell.job.get("resource_group", cell.name), [])
            group.append((cell, site.fresh(cell.name)))
    with ThreadPoolExecutor(8) as pool:
        rows = pool.map(
            lambda row: [(c.name, one(site, c, f, ref)) for c, f in row], groups.values()
        )
        return [ended for row in rows for ended in row]


def extended(document: Mapping[str, Any], job: Mapping[str, Any]) -> dict[str, Any]:
    """A job over what it extends: mappings key by key, the rest whole."""
    if "extends" not in job:
        return dict(job)
    below = extended(document, document[job["extends"]])
    own = {key: value for key, value in job.items() if key != "extends"}
    both = {k: {**below[k], **v} for k, v in own.items() if isinstance(v, dict) and k in below}
    return {**below, **own, **both}


def allowed(
    rules: list[dict[str, Any]], variables: Mapping[str, str], changed: tuple[str, ...]
) -> dict[str, Any] | None:
    """The first rule that is met; None where the job is not run."""
    for rule in rules:
        assert {"if", "when", "changes", "variables"} >= set(rule)
        patterns = rule.get("changes", ["*"])
        touched = any(fnmatchcase(path, glob) for path in changed for glob in patterns)
        met = holds(rule["if"], lambda name: frozenset([variables.get(name)]))
        assert met != "unknown"
        if met == "yes" and (touched or "changes" not in rule):
            return None if rule.get("when") == "never" else rule
    return None


def shown(site: Site, ref: str, path: str) -> str:
    """A file as it is at a ref, or in the folder."""
    if not ref:
        return (site.repository / path).read_text()
    show = ["git", "show", f"{ref}:{path}"]
    return subprocess.run(
        show, cwd=site.repository, capture_output=True, text=True, check=True
    ).stdout


def one(site: Site, cell: Cell, folder: Path, ref: str) -> Ended:
    """One job: checkout, cache, artifacts of others, script, cache, artifacts."""
    job = cell.job
    site.clone(folder, ref)
    # Protected variables of an environment: for jobs of it, in pipelines of a protected branch.
    trusted = "environment" in job and cell.variables.get("CI_COMMIT_REF_PROTECTED") == "true"
    env = {**site.machine, **(site.secrets if trusted else {}), **cell.variables, "CI": "true"}
    env = {name: VARIABLE.sub(lambda match: env.get(match[1], ""), v) for name, v in env.items()}
    cache = job.get("cache") or {"key": "", "paths": [".none"], "when": "always"}
    key = VARIABLE.sub(lambda match: env[match[1]], cache["key"])
    (cached,) = cache["paths"]
    site.restore(key, "", folder / cached)
    for need in job.get("needs", ()):
        site.download(f"{need}-*", folder)
    lines = [*job.get("before_script", ()), *job["script"]]
    good, log = bash("\n".join(lines), folder, env)
    assert cache["when"] == job["artifacts"]["when"] == "always"
    site.keep(key, folder / cached)
    (path,) = job["artifacts"]["paths"]
    if (folder / path).is_dir():
        kept = site.fresh("kept")
        shutil.copytree(folder / path, kept / path)
        site.upload(f"{cell.name}-{env['CI_NODE_INDEX']}", kept)
    return Ended(cell.name, good, log)
