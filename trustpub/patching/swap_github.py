"""GitHub: an upload by a command becomes one by the publishing action, in the same job."""

import re
from collections.abc import Iterator

from ..chain.model import Finding
from ..indexes.pypi.sites import SITES
from ..model import Index
from ..writing.actions import ACTIONS
from ..writing.scalars import scalar
from .blocks import below, dash_of, drop, drop_keys, rewrite, step_of
from .edits import Edit, Edits, apart
from .feeders import Block, blocks, outside
from .feeders import unfit as variables_unfit
from .scene import Scene
from .spots import Spot
from .step_places import SHARED, Place, place

ACTION = ACTIONS["publish"]
NAME = "Publish"
SCRIPTS_OWN = {"shell", "working-directory"}
"""Keys of a step that only a script has."""
PLAIN = re.compile(r"[A-Za-z][\w ./&=-]*")
"""Commands that need no quotes in YAML."""
ENDING = re.compile(r"always\(|failure\(|cancelled\(")
CONDITION = "its `if:` would also let the upload run after a build that failed"
RESULT = "another step looks at how the step ended"
STYLE = "the step is written in a style that cannot be cut up"


def swap(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The step of the upload as one of the action, or with the action behind it."""
    found = swapped(scene, finding.job)
    yield found if isinstance(found, tuple) else None


def swapped(scene: Scene, name: str | None) -> Edits | str:
    """The edits; or why there are none, which is empty where nobody asks."""
    found = place(scene, name)
    if isinstance(found, str):
        return found
    reason = variables_unfit(scene, found)
    index = next(
        step.index for job in scene.verdict.jobs if job.job == name for step in job.uploads
    )
    if reason or index not in SITES:
        return reason
    gone = list(blocks(scene, found))
    inputs = told(found, index)
    edits = replaced(scene, found, gone, inputs)
    if not found.cut.whole:
        edits = split(scene, found, gone, inputs)
    others = outside(scene, gone, found.step)
    if isinstance(edits, str):
        return edits
    if others is None:
        return SHARED
    return (*edits, *others) if apart((*edits, *others)) else STYLE


def told(found: Place, index: Index) -> dict[str, str]:
    """The inputs of the action, as YAML; what it does by itself is left out."""
    inputs = {}
    if index != "pypi":
        inputs["repository-url"] = SITES[index].upload
    if found.folder != "dist":
        inputs["packages-dir"] = scalar(found.folder)
    for effect, name in (("skip", "skip-existing"), ("verbose", "verbose")):
        if effect in found.cut.upload.effects:
            inputs[name] = "true"
    return inputs


def replaced(scene: Scene, found: Place, gone: list[Block], inputs: dict[str, str]) -> Edits | str:
    """The action in place of the script, all else of the step as it was."""
    page, step, run = scene.page, found.step, found.run
    key = next(key for key, value in step.entries if value is run)
    notes = (*header(scene, run), *found.cut.notes)
    own = step_edits(scene, found, gone, SCRIPTS_OWN)
    if own is None or (step.flow and notes) or step.get("uses") or step.get("with"):
        return STYLE
    if step.flow:
        text = f"uses: {ACTION.name}@{ACTION.commit}"
        if inputs:
            text += ", with: {" + ", ".join(f"{k}: {v}" for k, v in inputs.items()) + "}"
        return (Edit(key.start, run.end, text), *own)
    end, column = page.lines.end(run.end), page.lines.column(key.start)
    block = with_block(inputs, step_of(page))
    env = [block.env for block in gone if block.owner is step and block.all]
    stays = [k for k, v in step.entries if k.value not in SCRIPTS_OWN and v not in env]
    above = stays[0] is not key
    lines = [f"uses: {ACTION.uses()}"]
    first = below(column, [*notes, *lines] if above else [*lines, *notes]).lstrip()
    return (Edit(key.start, run.end, first), Edit(end, end, below(column, block)), *own)


def split(scene: Scene, found: Place, gone: list[Block], inputs: dict[str, str]) -> Edits | str:
    """The script without the upload, and a step with the action behind it."""
    page, step = scene.page, found.step
    dash, reason = dash_of(page, step), lasting(scene, found)
    own, script = step_edits(scene, found, gone, set()), script_edits(scene, found)
    if reason:
        return reason
    if dash is None or step.flow or own is None or script is None:
        return STYLE
    lines = [f"name: {NAME}"] if step.get("name") else []
    condition = step.get("if")
    if condition is not None:
        lines.append(f"if: {page.text[condition.start : condition.end]}")
    lines += [f"uses: {ACTION.uses()}", *with_block(inputs, step_of(page))]
    end = page.lines.end(kept_end(step, gone))
    text = below(dash, [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])])
    return (*script, *own, Edit(end, end, text))


def lasting(scene: Scene, found: Place) -> str:
    """Why a step cannot become two; empty where it can."""
    condition, name = found.step.get("if"), found.step.get("id")
    if condition and (ENDING.search(condition.value) or condition.style in ("|", ">")):
        return CONDITION
    if condition and "\n" in scene.page.text[condition.start : condition.end]:
        return STYLE
    if found.step.get("continue-on-error"):
        return CONDITION
    looked = rf"steps\.{re.escape(name.value)}\.(outcome|conclusion)" if name else r"(?!)"
    return RESULT if re.search(looked, scene.page.text) else ""


def script_edits(scene: Scene, found: Place) -> Edits | None:
    """The script's lines without the upload."""
    page, run, texts = scene.page, found.run, found.run.value.split("\n")
    if run.style != "|":
        new = found.cut.lines[0] or ""
        simple = not run.style and PLAIN.fullmatch(new)
        return (Edit(run.start, run.end, new),) if simple else rewrite(run, new)
    edits = []
    for number, line in found.cut.lines.items():
        start = page.lines.starts[found.first + number]
        end = page.lines.end(start)
        written = page.text[start:end]
        if not written.endswith(texts[number]):
            return None
        if line is None:
            edits.append(Edit(page.lines.end(start - 1), end, ""))
        else:
            indent = len(written) - len(texts[number])
            edits.append(Edit(start + indent, end, line))
    return tuple(edits)


def step_edits(scene: Scene, found: Place, gone: list[Block], names: set[str]) -> Edits | None:
    """Keys of the step that go, and entries of its own `env:`."""
    own = next((block for block in gone if block.owner is found.step), None)
    whole = names | ({"env"} if own and own.all else set())
    going = whole & {key.value for key, _ in found.step.entries}
    edits: list[Edits | None] = [drop_keys(scene.page, found.step, going)] if going else []
    if own and not own.all:
        edits.append(drop(scene.page, own.env, own.names))
    if not all(edits):
        return None
    return tuple(edit for one in edits for edit in one or ())


def kept_end(step: Spot, gone: list[Block]) -> int:
    """Where what stays of a step ends."""
    own = next((block for block in gone if block.owner is step), None)
    ends = [value.end for _, value in step.entries if own is None or value is not own.env]
    if own is not None and not own.all:
        ends += [value.end for key, value in own.env.entries if key.value not in own.names]
    return max(ends)


def header(scene: Scene, run: Spot) -> list[str]:
    """The comment behind the `|` of a block."""
    line = scene.page.text[run.start : scene.page.lines.end(run.start)]
    return [line[line.index("#") :]] if run.style in ("|", ">") and "#" in line else []


def with_block(inputs: dict[str, str], step: int) -> list[str]:
    """`with:` in block style."""
    lines = [f"{' ' * step}{name}: {value}" for name, value in inputs.items()]
    return ["with:", *lines] if lines else []
