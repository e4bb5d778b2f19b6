"""What was gathered of each job -> UploadJobs, with the questions that rules may ask later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ....tree import Mark
from ....workflows.model import IdToken, Step, Trial, Trigger, Truth, UploadJob, Use
from .evaluating import Evaluation
from .finds import Hit, auth
from .gathering import Gathered, Key, Start, gather
from .jobs import environment_as_written
from .permissions import id_token, in_force
from .shape import REUSABLE, Job, Workflow
from .taking import uses_of
from .trials import tried_worlds
from .uses import path_of


@dataclass(frozen=True)
class Assembly:
    """Everything gathered, put together job by job."""

    evaluation: Evaluation
    gathered: Mapping[Key, Gathered]
    trials: dict[tuple[str, Trial], dict[Key, Gathered]] = field(default_factory=dict)

    def jobs(self) -> tuple[UploadJob, ...]:
        """The jobs that upload, by file and place."""
        found = [self.upload_job(key, one) for key, one in self.gathered.items() if one.hits]
        return tuple(sorted(found, key=lambda job: (job.file, job.mark)))

    def parts(self, key: Key) -> tuple[Workflow, Job]:
        """The workflow and the job of a key."""
        workflow = self.evaluation.workflows[key[0]]
        return workflow, workflow.jobs[key[1]]

    def upload_job(self, key: Key, gathered: Gathered) -> UploadJob:
        """One job that uploads."""
        workflow, job = self.parts(key)
        token, token_mark = self.id_token(key)
        written = environment_as_written(job)
        names = None if gathered.any_environment else tuple(gathered.environments)
        return UploadJob(
            forge="github",
            file=workflow.file,
            job=job.key,
            mark=job.mark,
            tops=tuple(sorted(gathered.tops)),
            uploads=self.steps(key, gathered, token),
            environment=written.text if written and not job.calls else None,
            environment_mark=written.mark if written and not job.calls else None,
            environments=(None,) if job.calls else names,
            id_token=token,
            id_token_mark=token_mark,
            permissions=in_force(workflow, job),
            uses=self.uses(job),
            builds=tuple(sorted(gathered.builds)),
            runs=tuple(gathered.runs),
            reusable="caller" if job.calls else "callee" if workflow.callable else "none",
            calls=normal(job.calls),
        )

    def uses(self, job: Job) -> tuple[Use, ...]:
        """All that a job takes in by `uses:`."""
        return tuple(uses_of(self.evaluation.library, job))

    def id_token(self, key: Key, above: tuple[Key, ...] = ()) -> tuple[IdToken, Mark | None]:
        """Whether a job may ask for an ID token: without own words, its callers decide.

        "Reuse workflows", supported keywords: a called workflow has at most the permissions of the
        calling job, and just those where it says nothing.
        """
        workflow, job = self.parts(key)
        granted = in_force(workflow, job)
        if granted is not None or not workflow.callable or key in above:
            return id_token(granted)
        callers = self.gathered[key].callers if key in self.gathered else {}
        said = {self.id_token(caller, (*above, key))[0] for caller in callers}
        said |= {"none"} if own_events(workflow) else set()
        if not callers and not own_events(workflow):
            said = {"unknown"}
        return (said.pop() if len(said) == 1 else "unknown"), None

    def steps(self, key: Key, gathered: Gathered, token: IdToken) -> tuple[Step, ...]:
        """The uploads of a job, in the order of their lines."""
        _, job = self.parts(key)
        found = [
            self.step(key, hit, triggers, token, job) for hit, triggers in gathered.hits.items()
        ]
        return tuple(sorted(found, key=lambda step: (step.line, step.mark, step.index)))

    def step(self, key: Key, hit: Hit, triggers: set[str], token: IdToken, job: Job) -> Step:
        """One upload."""
        return Step(
            index=hit.index,
            tool=hit.tool,
            mark=hit.mark,
            line=job.node.keys["uses"].line if job.calls else hit.line,
            url=hit.url,
            url_mark=hit.url_mark,
            auth=auth(hit, token),
            tokens=hit.tokens,
            attestations=hit.attestations,
            attestations_mark=hit.attestations_mark,
            triggers=tuple(sorted(map(trigger, triggers))),
            reach=self.reach(key, hit),
        )

    def reach(self, key: Key, hit: Hit) -> Callable[[Trial], Truth]:
        """Whether a run that is tried in thought comes to an upload."""
        same = (hit.mark, hit.index, hit.tool)

        def tried(trial: Trial) -> Truth:
            found: Truth = "no"
            for top in self.gathered[key].tops:
                there = self.try_out(top, trial).get(key, Gathered())
                fits = [one for one in there.hits if (one.mark, one.index, one.tool) == same]
                if any(one in there.sure for one in fits):
                    return "yes"
                found = "unknown" if fits else found
            return found

        return tried

    def try_out(self, top: str, trial: Trial) -> dict[Key, Gathered]:
        """What all jobs do in a trial that starts one file."""
        if (top, trial) not in self.trials:
            workflow = self.evaluation.workflows[top]
            called = top in self.evaluation.called
            starts: list[Start] = [
                (workflow, world, sure) for world, sure in tried_worlds(workflow, called, trial)
            ]
            self.trials[top, trial] = gather(self.evaluation, starts)
        return self.trials[top, trial]


def own_events(workflow: Workflow) -> bool:
    """Whether anything but a call starts a workflow."""
    return any(event != REUSABLE for event in workflow.events)


def normal(calls: str | None) -> str | None:
    """The path of a called workflow."""
    return path_of(calls) if calls else None


def trigger(name: str) -> Trigger:
    """A trigger by its name."""
    return TRIGGERS[name]


TRIGGERS: Mapping[str, Trigger] = {
    "branches": "branches",
    "dispatch": "dispatch",
    "other": "other",
    "release": "release",
    "schedule": "schedule",
    "tags": "tags",
}
