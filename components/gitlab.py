"""GitLab: protected tags, environments and their protection in one project."""

from typing import Any, TypedDict

import pulumi


class GitLabTag(TypedDict):
    """One protected tag pattern; people and groups by id."""

    name: str
    """Name of the Pulumi resource."""
    project: str
    pattern: str
    access: str
    """`no one`, `developer`, `maintainer` or `admin`."""
    users: list[int]
    groups: list[int]


class GitLabActor(TypedDict):
    """Who a rule is about: the one of access_level, user_id, group_id that is not None."""

    access_level: str | None
    user_id: int | None
    group_id: int | None
    inherited: bool


class GitLabApproval(GitLabActor):
    """Who must approve, and how many of them."""

    required: int


class GitLabEnvironment(TypedDict):
    """One environment; it is a protected one where deployers are named."""

    name: str
    """Name of the Pulumi resource."""
    project: str
    environment: str
    deployers: list[GitLabActor]
    approvals: list[GitLabApproval]


class GitLabReleaseArgs(TypedDict):
    """What one project shall hold; `gitlab_args` makes it of a plan."""

    tags: list[GitLabTag]
    environments: list[GitLabEnvironment]


class GitLabRelease(pulumi.ComponentResource):
    """The GitLab side of a release project."""

    protected_tags: pulumi.Output[list[str]]
    """Tag patterns under protection."""
    environments: pulumi.Output[list[str]]
    """Names of the environments."""

    def __init__(
        self,
        name: str,
        args: GitLabReleaseArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("trustpub:index:GitLabRelease", name, {}, opts)
        # Each SDK takes 0.2 s to import: only where it is needed.
        import pulumi_gitlab as gitlab

        tags = [self.tag(gitlab, entry) for entry in args["tags"]]
        made = [self.environment(gitlab, entry) for entry in args["environments"]]
        for entry, environment in zip(args["environments"], made, strict=True):
            if entry["deployers"]:
                self.protection(gitlab, entry, environment)
        self.protected_tags = pulumi.Output.all(*[one.tag for one in tags])
        self.environments = pulumi.Output.all(*[one.name for one in made])
        self.register_outputs(
            {"protectedTags": self.protected_tags, "environments": self.environments}
        )

    def tag(self, gitlab: Any, entry: GitLabTag) -> Any:
        """One protected tag."""
        actors = [{"user_id": number} for number in entry["users"]]
        actors += [{"group_id": number} for number in entry["groups"]]
        return gitlab.TagProtection(
            entry["name"],
            project=entry["project"],
            tag=entry["pattern"],
            create_access_level=entry["access"],
            allowed_to_creates=actors or None,
            # The API has no update. Created before the old one is deleted, the tag would end
            # unprotected: the delete removes by name what was just made.
            opts=pulumi.ResourceOptions(parent=self, delete_before_replace=True),
        )

    def environment(self, gitlab: Any, entry: GitLabEnvironment) -> Any:
        """One environment; GitLab deletes only stopped ones."""
        return gitlab.ProjectEnvironment(
            entry["name"],
            project=entry["project"],
            name=entry["environment"],
            stop_before_destroy=True,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def protection(self, gitlab: Any, entry: GitLabEnvironment, environment: Any) -> Any:
        """Deploy access and approval rules of one environment."""
        return gitlab.ProjectProtectedEnvironment(
            f"{entry['name']}/protection",
            project=entry["project"],
            environment=entry["environment"],
            deploy_access_levels_attributes=[actor_args(one) for one in entry["deployers"]],
            # Left out, they show no difference, but any other update wipes them.
            approval_rules=[approval_args(one) for one in entry["approvals"]],
            # Keyed by name, as tags are.
            opts=pulumi.ResourceOptions(
                parent=self, depends_on=[environment], delete_before_replace=True
            ),
        )


def actor_args(actor: Any) -> dict[str, Any]:
    """An actor as the provider takes it."""
    keys = ("access_level", "user_id", "group_id")
    args = {key: actor[key] for key in keys if actor[key] is not None}
    if actor["inherited"]:
        args["group_inheritance_type"] = 1
    return args


def approval_args(approval: GitLabApproval) -> dict[str, Any]:
    """An approval rule as the provider takes it; a user is always one approval."""
    args = actor_args(approval)
    if approval["user_id"] is None:
        args["required_approvals"] = approval["required"]
    return args
