"""Whether a job is known to do nothing but publish: on the safe side, from its own steps."""

import re

from ..chain.harmless import ACTIONS, WORDS
from ..chain.model import Finding
from .scene import Scene
from .spots import Spot

PYTHONS = ("python", "python3")
COMMAND = re.compile(r"\s*(?:[A-Za-z_]\w*=\S*\s+)*([^\s;&|]+)([^;&|\n]*)")
BETWEEN = re.compile(r"&&|\|\||[;|&\n]")
PYTHON_RUNS = re.compile(r"\s+-m\s+(build|twine|pip|flit|hatch|pdm|poetry|venv)\b")
JOINED = re.compile(r"\\\r?\n")
TOKEN = re.compile(r"github\.token|GITHUB_TOKEN|GH_TOKEN", re.IGNORECASE)
"""The job's own token, taken by name: it may be for writing."""
SEEN: dict[str, re.Pattern[str]] = {
    "twine": re.compile(r"\b(pip3?|pipx) install[^\n;&|]*\btwine\b|\bpipx run twine|\buvx twine"),
    "uv": re.compile(r"astral-sh/setup-uv@|hynek/setup-cached-uv@|\bpip3? install[^\n;&|]*\buv\b"),
    "pdm": re.compile(r"pdm-project/setup-pdm@|\b(pip3?|pipx) install[^\n;&|]*\bpdm\b"),
    "maturin": re.compile(r"pyo3/maturin-action@|\bpip3? install[^\n;&|]*\bmaturin\b", re.I),
}
"""How a job comes by a tool at its newest version, as far as the job itself tells."""
OLD_TOOL = re.compile(
    r"(?<![\w/-])(twine|uv|pdm|maturin)(\[\w+\])?['\"]?\s*(==|<=?|~=|@)\s*v?\d"
    r"|^\s*(-\s*)?(maturin-|uv-)?version:|\s-r\s|--constraint|\s-c\s|PIP_CONSTRAINT",
    re.MULTILINE,
)
"""A tool at a version that is said here or in another file: it may be too old to publish by
identity."""


def publishes_only(scene: Scene, finding: Finding) -> bool:
    """Whether all that a job runs is known, and none of it writes with the job's token."""
    job, spot = scene.upload(finding.job), scene.job(finding.job)
    if job is None or spot is None or not all(n in ACTIONS for n in job.runs if "/" in n):
        return False
    steps = spot.get("steps")
    if steps is None or any(not known_step(step) for step in steps.items):
        return False
    parts = [part for part in (steps, spot.get("env")) if part is not None]
    return not any(TOKEN.search(scene.page.text[part.start : part.end]) for part in parts)


def known_step(step: Spot) -> bool:
    """Whether a step uses a known action, or runs a script of known commands."""
    uses, run = step.get("uses"), step.get("run")
    if uses is not None:
        return uses.value.partition("@")[0].lower() in ACTIONS
    return run is not None and known_script(run.value)


def known_script(script: str) -> bool:
    """Whether each command of a script begins with a word that is known."""
    lines = BETWEEN.split(JOINED.sub(" ", script))
    return all(known_command(line) for line in lines if line.strip() and line.strip()[0] != "#")


def known_command(line: str) -> bool:
    """Whether a command is one that only builds, looks or publishes."""
    found = COMMAND.fullmatch(line)
    if found is None:
        return False
    if found[1] in PYTHONS:
        return bool(PYTHON_RUNS.match(found[2]))
    return found[1] in WORDS and "$(" not in line and "`" not in line


def newest(scene: Scene, finding: Finding, tools: set[str]) -> bool:
    """Whether a job comes by each tool at its newest version."""
    spot = scene.job(finding.job)
    text = scene.page.text[spot.start : spot.end] if spot else ""
    if OLD_TOOL.search(text):
        return False
    return all(tool in SEEN and SEEN[tool].search(text) for tool in tools)
