"""GitHub: environments, deployment policies and tag rulesets of one repository."""

from typing import Any, TypedDict

import pulumi


class GitHubEnvironment(TypedDict):
    """One environment; people and teams by id."""

    name: str
    """Name of the Pulumi resource."""
    repository: str
    """Repository without its owner."""
    environment: str
    users: list[int]
    teams: list[int]
    prevent_self_review: bool
    wait_timer: int
    """Minutes."""
    can_admins_bypass: bool


class GitHubPolicy(TypedDict):
    """One ref pattern that may deploy to an environment."""

    name: str
    """Name of the Pulumi resource."""
    repository: str
    environment: str
    type: str
    """`tag` or `branch`."""
    pattern: str
    """Short ref name."""


class GitHubBypass(TypedDict):
    """Whom a ruleset does not hold."""

    actor_type: str
    actor_id: int | None


class GitHubTagRuleset(TypedDict):
    """One tag ruleset: nobody but the bypass actors creates, moves or deletes these tags."""

    name: str
    """Name of the Pulumi resource."""
    repository: str
    ruleset: str
    """Name of the ruleset on GitHub."""
    include: list[str]
    """Full refs."""
    bypass: list[GitHubBypass]


class GitHubReleaseArgs(TypedDict):
    """What one repository shall hold; `github_args` makes it of a plan."""

    environments: list[GitHubEnvironment]
    policies: list[GitHubPolicy]
    rulesets: list[GitHubTagRuleset]


class GitHubRelease(pulumi.ComponentResource):
    """The GitHub side of a release project."""

    environments: pulumi.Output[list[str]]
    """Names of the environments, as GitHub holds them."""
    ruleset_ids: pulumi.Output[list[int]]
    """Ids of the tag rulesets."""

    def __init__(
        self,
        name: str,
        args: GitHubReleaseArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("trustpub:index:GitHubRelease", name, {}, opts)
        # Each SDK takes 0.2 s to import: only where it is needed.
        import pulumi_github as github

        made = {e["environment"]: self.environment(github, e) for e in args["environments"]}
        for entry in args["policies"]:
            self.policy(github, entry, made[entry["environment"]])
        rulesets = [self.ruleset(github, entry) for entry in args["rulesets"]]
        self.environments = pulumi.Output.all(*[one.environment for one in made.values()])
        self.ruleset_ids = pulumi.Output.all(*[one.ruleset_id for one in rulesets])
        self.register_outputs({"environments": self.environments, "rulesetIds": self.ruleset_ids})

    def environment(self, github: Any, entry: GitHubEnvironment) -> Any:
        """One environment; every setting is sent, since the API replaces the whole object."""
        reviewers = {"users": entry["users"], "teams": entry["teams"]}
        return github.RepositoryEnvironment(
            entry["name"],
            repository=entry["repository"],
            environment=entry["environment"],
            wait_timer=entry["wait_timer"],
            can_admins_bypass=entry["can_admins_bypass"],
            prevent_self_review=entry["prevent_self_review"],
            reviewers=[reviewers] if entry["users"] or entry["teams"] else None,
            deployment_branch_policy={"protected_branches": False, "custom_branch_policies": True},
            # The resource's name holds the environment's, so only a change of letter case could
            # show here: to GitHub it is none, to the provider it is a replacement.
            opts=pulumi.ResourceOptions(parent=self, ignore_changes=["environment"]),
        )

    def policy(self, github: Any, entry: GitHubPolicy, environment: Any) -> Any:
        """One deployment policy; GitHub answers 404 while its environment is missing."""
        pattern = {f"{entry['type']}_pattern": entry["pattern"]}
        return github.RepositoryEnvironmentDeploymentPolicy(
            entry["name"],
            repository=entry["repository"],
            environment=environment.environment,
            **pattern,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[environment]),
        )

    def ruleset(self, github: Any, entry: GitHubTagRuleset) -> Any:
        """One tag ruleset."""
        return github.RepositoryRuleset(
            entry["name"],
            repository=entry["repository"],
            name=entry["ruleset"],
            target="tag",
            enforcement="active",
            conditions={"ref_name": {"includes": entry["include"], "excludes": []}},
            rules={"creation": True, "update": True, "deletion": True},
            bypass_actors=[{**actor, "bypass_mode": "always"} for actor in entry["bypass"]],
            opts=pulumi.ResourceOptions(parent=self),
        )
