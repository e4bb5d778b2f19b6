"""PyPI: the trusted publisher as a resource, served by the local provider `pypi`."""

from typing import Any, TypedDict

import pulumi


class PyPIPublisherArgs(TypedDict):
    """One trusted publisher."""

    index: str
    """`pypi` or `testpypi`."""
    project: str
    """Name of the project on the index."""
    forge: str
    """`github` or `gitlab`."""
    issuer: str
    """URL of the OIDC issuer."""
    namespace: str
    """GitHub owner, or GitLab group path."""
    repository: str
    """Name of the repository without its namespace."""
    workflow: str
    """GitHub: bare file name; GitLab: path of the pipeline file."""
    environment: str
    """Name of the environment."""
    organization: str
    """Organisation on the index that shall own a new project; empty for a person's own."""


class TrustedPublisher(pulumi.CustomResource):
    """`pypi:index:TrustedPublisher`: what the index shall accept, and what was seen of it."""

    link: pulumi.Output[str]
    checklist: pulumi.Output[list[str]]
    state: pulumi.Output[str]
    evidence: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        args: PyPIPublisherArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        outputs: dict[str, Any] = dict.fromkeys(("link", "checklist", "state", "evidence"))
        super().__init__("pypi:index:TrustedPublisher", name, {**args, **outputs}, opts)


class PyPIPublisher(pulumi.ComponentResource):
    """One publisher, with what a person has to do for it."""

    link: pulumi.Output[str]
    """Page to register it on, filled in as far as the index allows."""
    checklist: pulumi.Output[list[str]]
    """What to do and to compare on that page, line by line."""
    state: pulumi.Output[str]
    """declared, awaiting-registration, exchanged, published, mismatched or unknown."""
    evidence: pulumi.Output[str]
    """Why it is in that state."""

    def __init__(
        self,
        name: str,
        args: PyPIPublisherArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("trustpub:index:PyPIPublisher", name, {}, opts)
        publisher = TrustedPublisher(name, args, pulumi.ResourceOptions(parent=self))
        self.link = publisher.link
        self.checklist = publisher.checklist
        self.state = publisher.state
        self.evidence = publisher.evidence
        self.register_outputs(
            {
                "link": self.link,
                "checklist": self.checklist,
                "state": self.state,
                "evidence": self.evidence,
            }
        )
