"""What rules know of a workflow file, whether it uploads or not."""

from ....tree import Mark
from ....workflows.model import WorkflowFile
from .jobs import environment_as_written
from .permissions import id_token, in_force, permissions
from .shape import SCALARS, Workflow


def describe(workflow: Workflow) -> WorkflowFile:
    """One file."""
    return WorkflowFile(
        forge="github",
        file=workflow.file,
        events=workflow.events,
        permissions=permissions(workflow.root, "workflow"),
        jobs={key: job.mark for key, job in workflow.jobs.items()},
        tag_filters=tag_filters(workflow),
        environments=tuple(
            (job.key, name.text, name.mark)
            for job in workflow.jobs.values()
            if (name := environment_as_written(job))
        ),
        trusted=tuple(
            job.key
            for job in workflow.jobs.values()
            if id_token(in_force(workflow, job))[0] != "none"
        ),
    )


def tag_filters(workflow: Workflow) -> tuple[tuple[str, Mark], ...] | None:
    """The patterns under `on.push.tags`."""
    tags = workflow.root.get("on", "push", "tags")
    if tags is None or tags.kind == "null":
        return None
    nodes = tags.items if tags.kind == "list" else (tags,)
    return tuple((node.text, node.mark) for node in nodes if node.kind in SCALARS)
