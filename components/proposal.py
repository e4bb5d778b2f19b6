"""A release workflow or pipeline as a resource: proposed by a pull or merge request."""

from collections.abc import Iterator
from typing import Any, TypedDict

import pulumi

from trustpub.config import Config
from trustpub.proposing.declared import places


class WorkflowProposalArgs(TypedDict):
    """One file of one repository."""

    forge: str
    """`github` or `gitlab`."""
    repository: str
    """Full name of the repository, with its owner or groups."""
    path: str
    """Path of the file in the repository."""
    branch: str
    """Branch on which it is proposed."""
    config: str
    """The release config as JSON."""


class WorkflowProposal(pulumi.CustomResource):
    """`pypi:index:WorkflowProposal`: a file as the config asks for it, and how far it has come."""

    state: pulumi.Output[str]
    """agrees, proposed, conflict, declined, needs a person, unknown or unreadable."""
    link: pulumi.Output[str]
    """The pull or merge request; empty where there is none."""
    left: pulumi.Output[list[str]]
    """What a person has to see to."""

    def __init__(
        self,
        name: str,
        args: WorkflowProposalArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        outputs: dict[str, Any] = dict.fromkeys(("state", "link", "left"))
        super().__init__("pypi:index:WorkflowProposal", name, {**args, **outputs}, opts)


def proposals(config: Config) -> Iterator[tuple[str, WorkflowProposalArgs]]:
    """Name and arguments of each file that the config wants delivered."""
    told = config.model_dump_json(exclude_defaults=True)
    for one in places(config):
        yield f"{one.forge}/{one.repository}/{one.path}", {**one._asdict(), "config": told}  # type: ignore[typeddict-item]


def propose(config: Config) -> dict[str, dict[str, pulumi.Output[Any]]]:
    """Declare them all; by name: state, link and what is left."""
    made = {name: WorkflowProposal(name, args) for name, args in proposals(config)}
    return {n: {"state": p.state, "link": p.link, "left": p.left} for n, p in made.items()}


def tell(seen: dict[str, dict[str, Any]]) -> None:
    """Each `up` says what is still to do."""
    if pulumi.runtime.is_dry_run():
        return
    for name, one in seen.items():
        if one["state"] != "agrees":
            first = f"to do: {name} is {one['state']} {one['link']}".rstrip()
            pulumi.log.info("; ".join([first, *one["left"]]))
