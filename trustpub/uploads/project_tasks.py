"""Tasks that a project gives names to, where they are plain text."""

import json
import re
from typing import Any

from .here import Here

TASK_TABLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "pdm": (("pyproject.toml", "tool", "pdm", "scripts"),),
    "rye": (("pyproject.toml", "tool", "rye", "scripts"),),
    "pipenv": (("Pipfile", "scripts"),),
    "pixi": (("pixi.toml", "tasks"), ("pyproject.toml", "tool", "pixi", "tasks")),
    "poe": (("pyproject.toml", "tool", "poe", "tasks"), ("poe_tasks.toml", "tasks")),
    "taskipy": (("pyproject.toml", "tool", "taskipy", "tasks"),),
}
PARTS = ("cmd", "shell", "composite", "sequence", "chain", "expr")


def project_task(here: Here, owner: str, name: str) -> str | None:
    """The script of a task; None where there is none of this name."""
    if owner == "hatch":
        return hatch_task(here, name)
    for file, *keys in TASK_TABLES.get(owner, ()):
        tasks = here.tables(file, *keys)
        if name in tasks:
            return "\n".join(commands(tasks[name], owner, tasks, 0))
    return None


def hatch_task(here: Here, name: str) -> str | None:
    """`ENVIRONMENT:NAME` in hatch's environments (hatch, docs/config/environment)."""
    wanted, _, task = name.rpartition(":")
    for file, keys in (("hatch.toml", ()), ("pyproject.toml", ("tool", "hatch"))):
        environments = here.tables(file, *keys, "envs")
        for key in [wanted] if wanted else ["default", *environments]:
            scripts = environments.get(key, {})
            scripts = scripts.get("scripts", {}) if isinstance(scripts, dict) else {}
            if isinstance(scripts, dict) and task in scripts:
                return "\n".join(commands(scripts[task], "hatch", scripts, 0))
    return None


def commands(task: Any, owner: str, tasks: dict[str, Any], depth: int) -> list[str]:
    """The command lines of a task, in any of the simple forms."""
    if depth > 5:
        return []
    if isinstance(task, str):
        return named(task, owner, tasks, depth)
    if isinstance(task, list):
        return [line for part in task for line in commands(part, owner, tasks, depth + 1)]
    if not isinstance(task, dict):
        return []
    lines = [f"export {k}='{v}'" for k, v in environment(task) if "'" not in v]
    for other in needed(task):
        if other in tasks:
            lines += commands(tasks[other], owner, tasks, depth + 1)
    for part in PARTS:
        if part in task:
            lines += commands(
                words(task[part]) if part == "cmd" else task[part], owner, tasks, depth + 1
            )
    if isinstance(task.get("ref"), str):
        lines += commands(tasks.get(task["ref"].split()[0]), owner, tasks, depth + 1)
    return lines


def words(command: Any) -> Any:
    """A command that is written as a list of words."""
    return " ".join(map(str, command)) if isinstance(command, list) else command


def needed(task: dict[str, Any]) -> list[str]:
    """The tasks that come before a task."""
    found = task.get("deps") or task.get("depends-on") or task.get("depends_on") or []
    names = [found] if isinstance(found, str) else found
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def environment(task: dict[str, Any]) -> list[tuple[str, str]]:
    """The variables of a task."""
    found = task.get("env", {})
    return (
        [(k, v) for k, v in found.items() if isinstance(v, str)] if isinstance(found, dict) else []
    )


def named(task: str, owner: str, tasks: dict[str, Any], depth: int) -> list[str]:
    """The lines of a text; where it is another task's name, that task's."""
    if task in tasks and depth:
        return commands(tasks[task], owner, tasks, depth + 1)
    text = re.sub(r"\{args(?::[^}]*)?\}", "", task)
    return [text.removeprefix("- ")] if owner == "hatch" else [text]


def package_script(here: Here, name: str) -> str | None:
    """A script of `package.json`."""
    try:
        found = json.loads(here.read("package.json") or "{}")
        script = found["scripts"][name]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return script if isinstance(script, str) else None
