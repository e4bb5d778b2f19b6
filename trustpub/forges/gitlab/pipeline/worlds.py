"""Kinds of pipelines that GitLab creates: what starts one, and for which ref."""

from dataclasses import dataclass
from typing import Literal

from ....workflows.model import Trial, Trigger

Ref = Literal["tag", "branch", "merge request"]


class Some:
    """A text that is not blank, and of which nothing else is known."""

    def __repr__(self) -> str:
        """For messages of failed tests."""
        return "SOME"


SOME = Some()
Atom = str | bool | Some | None
Values = frozenset[Atom]
"""Everything that something can be, as far as the files tell."""
NULL: Values = frozenset([None])
TEXT: Values = frozenset([SOME])
ANY: Values = frozenset([None, "", SOME])
EITHER: Values = frozenset(["true", "false"])


def words(text: str) -> frozenset[str]:
    """The words of a text, for tables of names."""
    return frozenset(text.split())


@dataclass(frozen=True)
class World:
    """One kind of pipeline, or with a name in `ref` one pipeline that is tried in thought."""

    trigger: Trigger
    source: str
    """`CI_PIPELINE_SOURCE`."""
    kind: Ref
    ref: str | None = None
    protected: bool | None = None
    given: tuple[tuple[str, Values], ...] = ()
    """Variables that a parent pipeline hands to its child: they win over all others."""

    @property
    def open(self) -> bool:
        """Whether who starts it can set variables (docs.gitlab.com/ci/pipelines: prefill, API)."""
        return self.source in OPEN


OPEN = frozenset(["web", "schedule", "api", "trigger", "pipeline", "chat"])
OTHERS = ("api", "trigger", "pipeline", "chat", "webide", "external")
"""Sources of doc/ci/jobs/job_rules.md that have no trigger of their own."""
PUSHED = (World("tags", "push", "tag"), World("branches", "push", "branch"))
ON_BRANCHES = (
    World("dispatch", "web", "branch"),
    World("schedule", "schedule", "branch"),
    World("other", "merge_request_event", "merge request"),
    World("other", "external_pull_request_event", "branch"),
    *(World("other", source, "branch") for source in OTHERS),
)
ON_TAGS = (
    World("dispatch", "web", "tag"),
    World("schedule", "schedule", "tag"),
    *(World("other", source, "tag") for source in OTHERS),
)
"""Tags that nobody just pushed: they count where a pushed tag does not come there."""
ALL = (*PUSHED, *ON_BRANCHES, *ON_TAGS)


def tried(trial: Trial) -> tuple[World, ...]:
    """The pipelines that a trial can mean; none for `release`, which GitLab does not have."""
    return tuple(
        World(world.trigger, world.source, world.kind, trial.ref, trial.protected)
        for world in ALL
        if world.trigger == trial.trigger
    )
