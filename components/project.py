"""The whole: one release project on its forges and indexes."""

from typing import Any, TypedDict

import pulumi

from trustpub.model import Plan

from .github import GitHubRelease
from .github_args import github_args
from .gitlab import GitLabRelease
from .gitlab_args import gitlab_args
from .pypi import PyPIPublisher
from .readback import ReadBack


class ReleaseProjectArgs(TypedDict):
    """A plan and the ids of everybody it names."""

    plan: dict[str, Any]
    """`trustpub.model.Plan` as JSON."""
    ids: dict[str, dict[str, int]]
    """Forge -> `users/NAME`, `teams/SLUG` or `groups/PATH` -> id."""


class ReleaseProject(pulumi.ComponentResource):
    """Everything that one release config declares."""

    publishers: pulumi.Output[dict[str, Any]]
    """By name: state, evidence and link of each publisher."""
    checklist: pulumi.Output[dict[str, Any]]
    """By name: what a person has to do for each publisher, line by line."""

    def __init__(
        self,
        name: str,
        args: ReleaseProjectArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("trustpub:index:ReleaseProject", name, {}, opts)
        plan, ids = Plan.model_validate(args["plan"]), args["ids"]
        below = pulumi.ResourceOptions(parent=self)
        # The plugin takes longest to start, so its resources come first.
        made = {r.name: PyPIPublisher(r.name, publisher(r), below) for r in publishers(plan)}
        forges: list[pulumi.Resource] = []
        if "github" in ids:
            here = github_args(plan, ids["github"])
            forges.append(GitHubRelease(f"{name}/github", here, below))
        if "gitlab" in ids:
            there = gitlab_args(plan, ids["gitlab"])
            forges.append(GitLabRelease(f"{name}/gitlab", there, below))
        last = pulumi.ResourceOptions(parent=self, depends_on=forges)
        ReadBack(f"{name}/read-back", {"plan": args["plan"]}, last)
        self.publishers = pulumi.Output.from_input({n: shown(one) for n, one in made.items()})
        self.checklist = pulumi.Output.from_input({n: one.checklist for n, one in made.items()})
        self.register_outputs({"publishers": self.publishers, "checklist": self.checklist})


def publishers(plan: Plan) -> Any:
    """The publishers of a plan."""
    return plan.of("pypi.publisher")


def publisher(resource: Any) -> Any:
    """The plan's properties are the publisher's arguments."""
    return {**resource.properties, "environment": resource.properties["environment"] or ""}


def shown(one: PyPIPublisher) -> dict[str, pulumi.Output[Any]]:
    """What the stack exports of one publisher."""
    return {"state": one.state, "evidence": one.evidence, "link": one.link}
