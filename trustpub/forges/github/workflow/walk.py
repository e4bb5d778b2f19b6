"""A walk through the steps of a job in one world and one matrix row: what each does in turn."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ....tree import Mark, Node
from ....uploads.model import ShellState
from ..expressions.values import Partial, Pattern, Unknown, Value
from .finds import Doubt, Hit
from .library import Library
from .lines import Span, line_in
from .scope import Scope, is_known
from .shape import scalar, scalars
from .truths import Answer, holds
from .variables import left_text, put_env, see

SKIPPED: Value = {"outputs": {}, "outcome": "skipped", "conclusion": "skipped"}
ENDS = ("success", "failure", "cancelled")


@dataclass(frozen=True)
class Intake:
    """Where a step is taken into the job's file, when it does not stand there itself."""

    line: int
    depth: int = 0
    answer: Answer = "yes"


@dataclass
class Walk:
    """What was found so far, and what steps have left for later ones."""

    library: Library
    lines: Sequence[str]
    """Text of the job's file."""
    span: Span
    shell: str
    do: Callable[["Walk", "Here"], Mapping[str, str]]
    """What one step does."""
    folder: str = ""
    """`working-directory` of the steps that name none."""
    hits: list[Hit] = field(default_factory=list)
    hidden: list[Hit] = field(default_factory=list)
    """Uploads that a credential of the whole job lets one suspect."""
    builds: list[Mark] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    state: ShellState = field(default_factory=ShellState)
    open: int = 0
    """How many scripts that name a tool have expressions in them that nobody can resolve."""
    skip: frozenset[Node] = frozenset()
    """Steps that are known to do nothing that matters here."""
    idle: list[Node] = field(default_factory=list)
    """Steps that left no trace."""
    loose: bool = False
    """Whether a step before may have set variables that no file names."""

    def traces(self) -> tuple[object, ...]:
        """What a step would change that does anything of interest."""
        uploads = (len(self.hits), len(self.hidden), len(self.doubts), self.open)
        return (*uploads, len(self.builds), len(self.runs), self.state, self.loose)

    def own_line(self, line: int) -> int:
        """A line of the job; for what it takes in by an alias, the line of that."""
        return line_in(self.span, line, self.lines)


@dataclass
class Frame:
    """The steps of a job, or of one composite action in it."""

    scope: Scope
    env: Mapping[str, str]
    """Variables as far as they are written: expressions that are unknown stay in them."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    intake: Intake | None = None
    folder: str = ""
    steps: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Here:
    """One step on its way: what it sees, and whether it runs."""

    step: Node
    scope: Scope
    env: Mapping[str, str]
    marks: Mapping[str, Mark]
    answer: Literal["yes", "unknown"]
    line: int
    frame: Frame

    def input(self, name: str) -> str:
        """An input of the step as far as it is written."""
        return self.inputs().get(name.lower(), "")

    def inputs(self) -> dict[str, str]:
        """All of `with:`, names in lower case: GitHub ignores the case of inputs."""
        given = scalars(self.step.get("with"))
        return {name.lower(): self.scope.write(text) for name, text in given.items()}

    def input_mark(self, name: str) -> Mark | None:
        """Where an input is given."""
        block = self.step.get("with")
        keys = block.keys if block else {}
        return next((mark for key, mark in keys.items() if key.lower() == name.lower()), None)


def steps_of(walk: Walk, frame: Frame, steps: Iterable[Node]) -> None:
    """Go through steps in their order."""
    for step in steps:
        if step in walk.skip:
            continue
        before = walk.traces()
        name = scalar(step.get("id")).lower()
        here = arrive(walk, frame, step)
        if here is None:
            frame.steps |= {name: SKIPPED} if name else {}
        else:
            outputs = walk.do(walk, here)
            if name:
                frame.steps[name] = ended(outputs, here)
                leave(frame, name, outputs)
        if not name and not frame.intake and walk.traces() == before:
            walk.idle.append(step)


def arrive(walk: Walk, frame: Frame, step: Node) -> Here | None:
    """A step as it is met; None for one that never runs."""
    scope = frame.scope.with_contexts(steps=frame.steps)
    env, marks = frame.env, frame.marks
    left = {name: texts for (kind, name), texts in walk.state.kept if kind == "environment"}
    for name, texts in left.items():
        env = {**env, name: left_text(name, texts, env)}
    scope = see(scope, env, walk.loose)
    if step.get("env") is not None:
        # Its condition sees the step's own variables too (Runner.Worker/StepsRunner.cs).
        env, marks = put_env(scope, env, step, marks)
        scope = see(scope, env, walk.loose)
    answer = holds(step, scope.context)
    if answer == "no":
        return None
    if frame.intake and frame.intake.answer == "unknown":
        answer = "unknown"
    key = step.keys.get("uses") or step.keys.get("run")
    line = frame.intake.line if frame.intake else walk.own_line((key or step.mark).line)
    return Here(step, scope, env, marks, answer, line, frame)


def leave(frame: Frame, name: str, outputs: Mapping[str, str]) -> None:
    """Outputs made of expressions are traced to what was written for them."""
    traced = {
        f"steps.{name}.outputs.{key}".lower(): text
        for key, text in outputs.items()
        if not is_known(text) or "$" in text
    }
    frame.scope = replace(frame.scope, origins={**frame.scope.origins, **traced})


def ended(outputs: Mapping[str, str], here: Here) -> Value:
    """What later steps see of a step that ran or may have run."""
    maybe = () if here.answer == "yes" else ("skipped",)
    end = Pattern(globs=(*ENDS, *maybe))
    known: dict[str, Value] = Partial()
    for name, text in outputs.items():
        sure = here.answer == "yes" and is_known(text) and "$" not in text
        known[name] = text if sure else Unknown(f"the output {name!r} is known in a run only")
    return {"outputs": known, "outcome": end, "conclusion": end}
