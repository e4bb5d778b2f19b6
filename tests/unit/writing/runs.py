"""What the forges would do with a written file: which jobs of it a ref and an event run."""

import re
import subprocess
from dataclasses import dataclass
from typing import Any

from trustpub.forges.base import DeclaredPublisher
from trustpub.patterns import matches


@dataclass(frozen=True)
class Run:
    """One event on one protected ref."""

    kind: str
    """`tag` or `branch`."""
    name: str
    event: str
    """`push` or `manual`."""


def declared(publisher: DeclaredPublisher, run: Run) -> bool:
    """Whether the config says that this run publishes."""
    refs = publisher.tags if run.kind == "tag" else publisher.branches
    named = any(matches(ref, run.name, publisher.identity.forge) for ref in refs)
    if run.event == "manual":
        return publisher.manual and (named or not (publisher.tags or publisher.branches))
    return named


def python(expression: str) -> str:
    """The few operators that the files use, in Python."""
    text = expression.replace("&&", " and ").replace("||", " or ")
    return text.replace("!cancelled()", "True").replace("false", "False")


def on_github(file: Any, run: Run) -> set[str]:
    """The publish jobs that run, in the order of their needs."""
    if not starts(file["on"], run):
        return set()
    results = {"build": "success"}
    for name, job in list(file["jobs"].items())[1:]:
        runs = github_condition(job, file, run, results)
        results[name] = "success" if runs else "skipped"
    return {name for name, result in results.items() if result == "success"} - {"build"}


def starts(on: Any, run: Run) -> bool:
    """Whether the file's events are met; `*` in a filter stops at `/` and a backslash quotes."""
    if run.event == "manual":
        return "workflow_dispatch" in on
    filters = (on.get("push") or {}).get("tags" if run.kind == "tag" else "branches", [])
    return any(matches(text.replace("\\", ""), run.name, "github") for text in filters)


def github_condition(job: Any, file: Any, run: Run, results: dict[str, str]) -> bool:
    """A job's `if:`; without a status function all that it needs must have succeeded."""
    text = str(job.get("if", "true"))
    known = {
        "github.event_name": "push" if run.event == "push" else "workflow_dispatch",
        "github.ref_type": run.kind,
    }
    text = re.sub(r"needs\.([\w-]+)\.result", lambda m: repr(results[m[1]]), text)
    text = re.sub(r"needs\.build\.outputs\.([\w-]+)", lambda m: repr(output(m[1], file, run)), text)
    text = re.sub(r"github\.(event_name|ref_type)", lambda m: repr(known[m[0]]), text)
    text = text.replace("github.ref_protected", "True").replace("true", "True", text == "true")
    implied = "cancelled" in text or all(results[need] == "success" for need in job["needs"])
    return implied and bool(eval(python(text)))


def output(job: str, file: Any, run: Run) -> str:
    """What the build job says of a ref."""
    step = file["jobs"]["build"]["steps"][0]
    pattern = step["env"][job.upper().replace("-", "_")]
    found = re.search(pattern, f"refs/{'tags' if run.kind == 'tag' else 'heads'}/{run.name}")
    return "true" if found else ""


def in_bash(step: Any, ref: str, folder: Any) -> str:
    """What the step of the build job really writes to its output file."""
    out = folder / "output"
    out.write_text("")
    env = {**step["env"], "GITHUB_REF": ref, "GITHUB_OUTPUT": str(out)}
    subprocess.run(["bash", "-e", "-c", step["run"]], env=env, check=True)
    return str(out.read_text())


def on_gitlab(file: Any, run: Run) -> set[str]:
    """The publish jobs that are in the pipeline; one needs what it needs, unless optional."""
    jobs = {name: job for name, job in file.items() if name != "stages"}
    there = {name for name, job in jobs.items() if gitlab_rules(job["rules"], run)}
    for name in there:
        for need in jobs[name].get("needs", []):
            assert isinstance(need, dict) or need in there, (name, need)
    return there - {"build", "attest"}


def gitlab_rules(rules: Any, run: Run) -> bool:
    """Whether the first rule that holds adds the job."""
    known = {
        "$CI_COMMIT_TAG": run.name if run.kind == "tag" else None,
        "$CI_COMMIT_BRANCH": run.name if run.kind == "branch" else None,
        "$CI_COMMIT_REF_PROTECTED": "true",
        "$CI_PIPELINE_SOURCE": "push" if run.event == "push" else "web",
    }
    for rule in rules:
        text = re.sub(
            r"(\$\w+) =~ /((?:[^/\\]|\\.)*)/",
            lambda m: str(known[m[1]] is not None and bool(re.search(m[2], str(known[m[1]])))),
            rule.get("if", "True"),
        )
        if eval(python(re.sub(r"\$\w+", lambda m: repr(known[m[0]]), text))):
            return bool(rule.get("when") != "never")
    return False
