"""A release workflow or pipeline as a resource: proposed by a pull or merge request."""

from collections.abc import Iterator
from typing import Any, TypedDict

import pulumi

from trustpub.config import Config
from trustpub.proposing.declared import places
from trustpub.proposing.model import Place


class WorkflowProposalArgs(TypedDict):
    """The files of one repository."""

    forge: str
    """`github` or `gitlab`."""
    repository: str
    """Full name of the repository, with its owner or groups."""
    config: str
    """The release config as JSON."""


class WorkflowProposal(pulumi.CustomResource):
    """`pypi:index:WorkflowProposal`: files as the config wants them, and how far that has come."""

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
    """Name and arguments for each repository whose files the config wants delivered."""
    told = config.model_dump_json(exclude_defaults=True)
    for one in places(config):
        args: WorkflowProposalArgs = {
            "forge": one.forge,
            "repository": one.repository,
            "config": told,
        }
        yield name_of(config, one), args


def name_of(config: Config, one: Place) -> str:
    """Name of a proposal; several projects may share a repository."""
    return f"{one.forge}/{one.repository}/{config.project}"


def former(config: Config) -> dict[str, list[str]]:
    """Names that the resources had in stacks of a time when each file was one of its own."""
    return {
        name_of(config, one): [f"{one.forge}/{one.repository}/{path}" for path in one.paths]
        for one in places(config)
    }


def propose(config: Config) -> dict[str, dict[str, pulumi.Output[Any]]]:
    """Declare them all; by name: state, link and what is left."""
    names = former(config)
    made = {
        name: WorkflowProposal(name, args, known_as(names[name]))
        for name, args in proposals(config)
    }
    return {n: {"state": p.state, "link": p.link, "left": p.left} for n, p in made.items()}


def known_as(names: list[str]) -> pulumi.ResourceOptions:
    """The options of a resource that goes on where an older one was."""
    return pulumi.ResourceOptions(aliases=[pulumi.Alias(name=name) for name in names])


def tell(seen: dict[str, dict[str, Any]]) -> None:
    """Each `up` says what is still to do."""
    if pulumi.runtime.is_dry_run():
        return
    for name, one in seen.items():
        if one["state"] != "agrees":
            first = f"to do: {name} is {one['state']} {one['link']}".rstrip()
            pulumi.log.info("; ".join([first, *one["left"]]))
