"""Mentions in the workflows of a repository."""

from dataclasses import dataclass, field

from ...forges.github.workflow.calling import FOLDER
from ...forges.github.workflow.read import SUFFIXES
from ...forges.github.workflow.shape import Job, Workflow, workflow
from ...forges.github.workflow.uses import is_local, path_of
from ...tree import Node, read_tree
from ...workflows.model import Reading
from .findings import Feeds, Findings, Indexes, Use, feeds_of, told_by_reading
from .mention_nodes import Chain, entry_names, texts_below
from .mentions_steps import Steps
from .references import EVERY
from .run_files import Files

INHERIT = "inherit"


@dataclass(frozen=True)
class Handed:
    """A name that a job hands to the workflow it calls."""

    file: str
    line: int
    name: str
    callee: str
    inner: str
    """What the called workflow calls it."""


@dataclass
class Look:
    """The workflows of a repository on their way to mentions."""

    reading: Reading
    files: Files
    findings: Findings
    handed: list[Handed] = field(default_factory=list)

    def all(self) -> None:
        """Every workflow, then what jobs hand to others."""
        for path in self.files.snapshot.files(FOLDER):
            flow = self.flow(path) if path.endswith(SUFFIXES) else None
            if flow is not None:
                self.workflow(flow)
        for job in self.reading.jobs:
            if job.forge == "github" and job.reusable != "caller":
                told_by_reading(self.findings, job)
        for _ in range(3):  # Callees may be callers themselves.
            self.hand_on()
        self.hand_on(last=True)

    def flow(self, path: str) -> Workflow | None:
        """A file as a workflow; None where it is none."""
        content = self.files.snapshot.read(path)
        roots = read_tree(content, path).roots if content is not None else ()
        if not roots or roots[0].kind != "map":
            return None
        text = (content or b"").decode("utf-8-sig", "replace")
        return workflow(path, roots[0], text)

    def feeds(self, file: str, job: str | None) -> Feeds:
        """What feeds the uploads of a job, or of all jobs of a file."""
        mine = [
            one
            for one in self.reading.jobs
            if one.forge == "github" and one.file == file and job in (None, one.job)
        ]
        return feeds_of(mine, capitals=True)

    def workflow(self, flow: Workflow) -> None:
        """One file: its own variables, then its jobs."""
        every = Steps(
            self.reading, self.files, self.findings, flow.file, self.feeds(flow.file, None)
        )
        above = every.chain_of(flow.root.get("env"), {})
        for job in flow.jobs.values():
            feeds = self.feeds(flow.file, job.key)
            steps = Steps(self.reading, self.files, self.findings, flow.file, feeds, every.used)
            steps.places = dict(every.places)
            self.job(job, steps, above)
        every.entries(flow.root.get("env"), {})
        every.elsewhere(flow.root.get("concurrency"))
        every.elsewhere(flow.root.get("run-name"))

    def job(self, job: Job, steps: Steps, above: Chain) -> None:
        """One job: all that it says."""
        chain = steps.chain_of(job.node.get("env"), above)
        for key, node in job.node.entries.items():
            if key == "secrets" and job.calls:
                self.call(job, node, steps, chain)
            elif key == "with" and job.calls:
                self.inputs(job, node, steps, chain)
            elif key in ("outputs", "strategy"):
                steps.carried(node, chain)
            elif key == "container":
                self.container(node, steps, chain)
            elif key not in ("steps", "env"):
                steps.elsewhere(node, chain, condition=key == "if")
        for step in job.steps:
            steps.step(step, chain)
        steps.entries(job.node.get("env"), above)

    def container(self, node: Node, steps: Steps, chain: Chain) -> None:
        """`container:`, whose variables the steps see."""
        steps.carried(node.get("env"), chain)
        for part in (node.get("image"), node.get("credentials")):
            steps.elsewhere(part, chain)

    def call(self, job: Job, block: Node, steps: Steps, chain: Chain) -> None:
        """`secrets:` of a job that calls a workflow."""
        local = is_local(job.calls or "")
        if block.kind != "map":
            if block.text == INHERIT and not local:
                self.findings.add(steps.file, block.mark.line, EVERY, "unclear")
            return
        for inner, node in block.entries.items():
            for line, name in entry_names(node, chain):
                self.one(job, steps, Handed(steps.file, line, name, "", inner.upper()))

    def inputs(self, job: Job, block: Node, steps: Steps, chain: Chain) -> None:
        """`with:` of a job that calls a workflow: variables alone can be in it."""
        for node in texts_below(block):
            for line, name in entry_names(node, chain):
                self.findings.fed(steps.file, line, name, "carries", steps.feeds)

    def one(self, job: Job, steps: Steps, handed: Handed) -> None:
        """A name that is handed on: what becomes of it is seen once all files are."""
        calls = job.calls or ""
        if handed.name in steps.feeds:
            indexes = steps.feeds[handed.name]
            self.findings.add(handed.file, handed.line, handed.name, "upload", indexes)
        if is_local(calls):
            callee = path_of(calls)
            self.handed.append(Handed(handed.file, handed.line, handed.name, callee, handed.inner))
        elif handed.name not in steps.feeds:
            self.findings.add(handed.file, handed.line, handed.name, "unclear")

    def hand_on(self, last: bool = False) -> None:
        """What the called workflows do with what they were handed."""
        known: dict[tuple[str, str], list[tuple[Use, Indexes]]] = {}
        for (file, _, name, use), indexes in self.findings.found.items():
            known.setdefault((file, name), []).append((use, indexes))
        told = {key[:3] for key in self.findings.found}
        for one in self.handed:
            for use, indexes in known.get((one.callee, one.inner), ()):
                self.findings.add(one.file, one.line, one.name, use, indexes)
            place = (one.file, one.line, one.name)
            if last and place not in told:
                self.findings.add(*place, "unclear")


def github(reading: Reading, files: Files, findings: Findings) -> None:
    """All that workflows mention."""
    Look(reading, files, findings).all()
