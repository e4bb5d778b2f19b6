"""A workflow run step by step as GitHub would, as far as our own needs it, and not a bit more."""

import re
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from .ci_machine import Ended, Site, bash

EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")
Values = Mapping[str, Any]
KEYS = {"name", "id", "if", "uses", "with", "run", "shell", "env"}


@dataclass
class Job:
    """One job of a run: its folder and what its expressions may ask for."""

    site: Site
    folder: Path
    values: Values
    log: list[str] = field(default_factory=list)

    def text(self, value: Any) -> str:
        """A value with its expressions."""
        said = str(value).lower() if isinstance(value, bool) else str(value)
        return EXPRESSION.sub(lambda match: as_text(self.expression(match[1].strip())), said)

    def expression(self, text: str) -> Any:
        """What an expression is; KeyError for one that is not known here."""
        if text == "github.event_name == 'schedule' || inputs.full":
            return self.values["github.event_name"] == "schedule" or self.values["inputs.full"]
        if text.startswith("secrets."):
            # A secret that nobody has set is empty.
            return self.site.secrets.get(text.removeprefix("secrets."), "")
        return self.values[text]

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
        summary = {"GITHUB_STEP_SUMMARY": str(self.folder.with_suffix(".md")), "CI": "true"}
        assert "${{" not in step["run"], "an expression is in a script"
        good, out = bash(step["run"], self.folder, {**self.site.machine, **summary, **own})
        self.log.append(f"$ {step['name']}\n{out}")
        return good


def checkout(job: Job, inputs: Values) -> bool:
    """actions/checkout."""
    assert inputs == {"persist-credentials": "false"}
    job.site.clone(job.folder)
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
    """All jobs of a workflow, those that need others after them; by name: how each ended."""
    site.artifacts.clear()
    workflow = yaml.safe_load((site.repository / path).read_text())
    site.count += 1
    values: dict[str, Any] = {
        "github.event_name": event,
        "github.run_id": site.count,
        "github.run_attempt": 1,
        "inputs.full": inputs.get("full"),
        "inputs.only": inputs.get("only"),
    }
    ended: dict[str, list[Ended]] = {}
    for name, job in workflow["jobs"].items():
        needs = {need: all(one.good for one in ended[need]) for need in job.get("needs", [])}
        results = {f"needs.{n}.result": "success" if ok else "failure" for n, ok in needs.items()}
        assert all(needs.values()) or job.get("if") == "always()"
        ended[name] = run_all(site, name, job, {**values, **results})
    return ended


def run_all(site: Site, name: str, job: Mapping[str, Any], values: Values) -> list[Ended]:
    """A job for each cell of its matrix, as many at once as it allows."""
    strategy = job.get("strategy", {})
    axes = strategy.get("matrix", {})
    assert not axes or strategy["fail-fast"] is False
    cells = [dict(zip(axes, cell, strict=True)) for cell in product(*axes.values())]
    folders = [site.fresh(name) for _ in cells]
    with ThreadPoolExecutor(strategy.get("max-parallel", 1)) as pool:
        return list(
            pool.map(lambda cell, folder: one(site, job, values, cell, folder), cells, folders)
        )


def one(site: Site, job: Mapping[str, Any], values: Values, cell: Values, folder: Path) -> Ended:
    """One job, step by step: after a failure only what is always to be done."""
    runs = Job(site, folder, {**values, **{f"matrix.{k}": v for k, v in cell.items()}})
    good = True
    for step in job["steps"]:
        assert step.get("if", "always()") == "always()"
        if good or "if" in step:
            good = runs.step(step) and good
    return Ended(runs.text(job["name"]), good, "\n".join(runs.log))


def as_text(value: Any) -> str:
    """As GitHub writes it: nothing is an empty text."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
