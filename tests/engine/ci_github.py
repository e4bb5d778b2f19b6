"""A workflow run step by step as GitHub would, as far as our own needs it, and not a bit more."""

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from trustpub.forges.github.expressions.coercion import text_of
from trustpub.forges.github.expressions.evaluate import Truth, condition, template

from .ci_machine import Ended, Site, bash

Values = Mapping[str, Any]
KEYS = {"name", "id", "if", "uses", "with", "run", "shell", "env"}


@dataclass(frozen=True)
class Event:
    """What starts a run: its payload, the workflow as it is there, and what is checked out."""

    name: str
    workflow: str
    payload: Values = field(default_factory=dict)
    ref: str = ""
    repository: str = "octo-org/fleet"
    token: str = ""
    """That of its jobs."""


@dataclass
class Job:
    """One job of a run: its folder and what its expressions may ask for."""

    site: Site
    folder: Path
    event: Event
    values: Values
    log: list[str] = field(default_factory=list)

    def text(self, value: Any) -> str:
        """A value with its expressions; what is not known here is no text."""
        said = str(value).lower() if isinstance(value, bool) else str(value)
        found = text_of(template(said, self.values))
        assert isinstance(found, str), found
        return found

    def environment(self) -> dict[str, str]:
        """What every step has."""
        file = self.folder.with_suffix(".json")
        file.write_text(json.dumps(self.event.payload))
        told = {"EVENT_PATH": str(file), "EVENT_NAME": self.event.name}
        told |= {"REPOSITORY": self.event.repository, "RUN_ID": self.values["github"]["run_id"]}
        told |= {"STEP_SUMMARY": str(self.folder.with_suffix(".md"))}
        own = {f"GITHUB_{name}": value for name, value in told.items()}
        return {**self.site.machine, **own, "CI": "true"}

    def step(self, step: Mapping[str, Any]) -> bool:
        """Whether a step ended well."""
        assert KEYS >= set(step), f"a step has {set(step) - KEYS}"
        inputs = {key: self.text(value) for key, value in step.get("with", {}).items()}
        if "uses" in step:
            name, _, commit = step["uses"].partition("@")
            assert re.fullmatch(r"[0-9a-f]{40}", commit)
            return STAND_INS[name](self, inputs)
        assert step.get("shell", "bash") == "bash"
        own = {key: self.text(value) for key, value in step.get("env", {}).items()}
        assert "${{" not in step["run"], "an expression is in a script"
        good, out = bash(step["run"], self.folder, {**self.environment(), **own})
        self.log.append(f"$ {step['name']}\n{out}")
        return good


def checkout(job: Job, inputs: Values) -> bool:
    """actions/checkout."""
    assert {"persist-credentials": "false", "fetch-depth": "0"} == {
        "fetch-depth": "0",
        **{key: value for key, value in inputs.items() if key != "ref"},
    }
    job.site.clone(job.folder, inputs.get("ref") or job.event.ref)
    return True


def setup_python(job: Job, inputs: Values) -> bool:
    """actions/setup-python: ours is there already."""
    return set(inputs) == {"python-version"}


def engine(job: Job, inputs: Values) -> bool:
    """pulumi/actions without a command: the engine of that version is there already."""
    assert set(inputs) == {"pulumi-version"}
    done = subprocess.run(
        ["pulumi", "version"], env=job.site.machine, capture_output=True, text=True, check=True
    )
    return done.stdout.strip() == f"v{inputs['pulumi-version']}"


def restore(job: Job, inputs: Values) -> bool:
    """actions/cache/restore: what is not there is no failure."""
    assert set(inputs) == {"path", "key", "restore-keys"}
    job.site.restore(inputs["key"], inputs["restore-keys"], job.folder / inputs["path"])
    return True


def save(job: Job, inputs: Values) -> bool:
    """actions/cache/save."""
    assert set(inputs) == {"path", "key"}
    job.site.keep(inputs["key"], job.folder / inputs["path"])
    return True


def upload(job: Job, inputs: Values) -> bool:
    """actions/upload-artifact."""
    if not (job.folder / inputs["path"]).exists():
        return inputs["if-no-files-found"] != "error"
    job.site.upload(inputs["name"], job.folder / inputs["path"])
    return True


def download(job: Job, inputs: Values) -> bool:
    """actions/download-artifact: all that match into one folder."""
    assert set(inputs) == {"pattern", "path", "merge-multiple"}
    job.site.download(inputs["pattern"], job.folder / inputs["path"])
    return True


STAND_INS: dict[str, Callable[[Job, Values], bool]] = {
    "actions/checkout": checkout,
    "actions/setup-python": setup_python,
    "pulumi/actions": engine,
    "actions/cache/restore": restore,
    "actions/cache/save": save,
    "actions/upload-artifact": upload,
    "actions/download-artifact": download,
}


def run_workflow(site: Site, path: str, event: str, **inputs: Any) -> dict[str, list[Ended]]:
    """All jobs of a workflow of the repository."""
    site.artifacts.clear()
    text = (site.repository / path).read_text()
    return run_event(site, Event(event, text), **inputs)


def run_event(site: Site, event: Event, **inputs: Any) -> dict[str, list[Ended]]:
    """All jobs of a workflow, those that need others after them; by name: how each ended."""
    workflow = yaml.safe_load(event.workflow)
    if event.name not in workflow[True]:
        return {}
    site.count += 1
    github = {"event_name": event.name, "event": event.payload, "token": event.token}
    values: dict[str, Any] = {
        "github": {**github, "run_id": str(site.count), "run_attempt": "1"},
        "inputs": inputs,
        # A secret that nobody has set is null.
        "secrets": site.secrets,
    }
    ended: dict[str, list[Ended]] = {}
    for name, job in workflow["jobs"].items():
        needs = {need: all(one.good for one in ended[need]) for need in job.get("needs", [])}
        results = {n: {"result": "success" if ok else "failure"} for n, ok in needs.items()}
        assert all(needs.values()) or job.get("if") == "always()"
        if holds(job, {**values, "needs": results}):
            ended[name] = run_all(site, name, job, event, {**values, "needs": results})
    return ended


def holds(job: Values, values: Values) -> bool:
    """Whether a job is run, as far as its own condition goes."""
    found = condition(job.get("if", "always()"), values, {"success": True})
    assert found is not Truth.UNKNOWN
    return found is Truth.TRUE


def run_all(
    site: Site, name: str, job: Mapping[str, Any], event: Event, values: Values
) -> list[Ended]:
    """A job for each cell of its matrix, as many at once as it allows."""
    strategy = job.get("strategy", {})
    axes = strategy.get("matrix", {})
    assert not axes or strategy["fail-fast"] is False
    cells = [dict(zip(axes, cell, strict=True)) for cell in product(*axes.values())]
    jobs = [Job(site, site.fresh(name), event, {**values, "matrix": cell}) for cell in cells]
    with ThreadPoolExecutor(strategy.get("max-parallel", 1)) as pool:
        return list(pool.map(lambda one: run_job(one, job), jobs))


def run_job(runs: Job, job: Mapping[str, Any]) -> Ended:
    """One job, step by step: after a failure only what is always to be done."""
    good = True
    for step in job["steps"]:
        assert step.get("if", "always()") == "always()"
        if good or "if" in step:
            good = runs.step(step) and good
    return Ended(runs.text(job["name"]), good, "\n".join(runs.log))
