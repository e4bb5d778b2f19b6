"""What one step does: runs a script, or uses an action, known, local or from elsewhere."""

import tomllib
from collections.abc import Mapping

from ....uploads.model import ShellState
from .actions import BUILDERS, MATURIN, PUBLISHERS, QUIET, RUNNERS, SEMANTIC_RELEASES
from .composite import composite
from .publishing import publish
from .shape import scalar
from .shelling import run_script
from .suspicious import foreign
from .uses import action, is_local
from .walk import Here, Walk

NOTHING: Mapping[str, str] = {}


def do(walk: Walk, here: Here) -> Mapping[str, str]:
    """Note what a step does; what it is known to leave as its outputs."""
    uses = scalar(here.step.get("uses")).strip()
    if not uses:
        script = scalar(here.step.get("run"))
        return run_script(walk, here, here.scope.write(script)) if script else NOTHING
    if is_local(uses):
        return composite(walk, here, uses)
    name = action(uses).name
    walk.runs.append(name)
    if name in MATURIN:
        return maturin(walk, here)
    if name in RUNNERS:
        return run_script(walk, here, here.input(RUNNERS[name]))
    if name in SEMANTIC_RELEASES and builds_by_command(walk, here):
        walk.builds.append(here.step.keys["uses"])
    if name in PUBLISHERS:
        publish(walk, here, PUBLISHERS[name])
    elif name in BUILDERS:
        walk.builds.append(here.step.keys["uses"])
    else:
        foreign(walk, here, uses)
    walk.loose = walk.loose or name not in QUIET
    return NOTHING


def maturin(walk: Walk, here: Here) -> Mapping[str, str]:
    """`maturin <command> <args>`, as the action runs it."""
    command = here.input("command") or "build"
    before = walk.state
    walk.state = ShellState()
    run_script(walk, here, " ".join(["maturin", command, *here.input("args").split()]))
    walk.state = before
    return NOTHING


def builds_by_command(walk: Walk, here: Here) -> bool:
    """Whether python-semantic-release runs a command that builds."""
    if here.input("build").lower() == "false":
        return False
    text = walk.library.text(here.input("directory"), "pyproject.toml")
    try:
        table = tomllib.loads(text or "").get("tool", {}).get("semantic_release", {})
    except (tomllib.TOMLDecodeError, AttributeError, RecursionError):
        return False
    return bool(isinstance(table, dict) and table.get("build_command"))
