"""What somebody writes without trustpub: every resource by hand, ids and all, no checks.

`handwritten:forge` says which of the two examples; the ids are those of the sandbox's seed.
"""

from typing import Any

import pulumi


class TrustedPublisher(pulumi.CustomResource):
    """The least that a resource of the local provider needs."""

    link: pulumi.Output[str]

    def __init__(self, name: str, **inputs: str) -> None:
        outputs: dict[str, Any] = dict.fromkeys(("link", "checklist", "state", "evidence"))
        super().__init__("pypi:index:TrustedPublisher", name, {**inputs, **outputs})


def publishers(workflows: dict[str, str], **identity: str) -> None:
    """The publisher on each index, and where to register them."""
    found = [
        TrustedPublisher(
            index,
            index=index,
            environment=index,
            workflow=workflow,
            organization="",
            **identity,
        )
        for index, workflow in workflows.items()
    ]
    pulumi.export("register", [one.link for one in found])


def on_github() -> None:
    """examples/github/release.yaml."""
    import pulumi_github as github

    publishers(
        {"testpypi": "publish.yml", "pypi": "release.yml"},
        project="sampleproject",
        forge="github",
        issuer="https://token.actions.githubusercontent.com",
        namespace="octo-org",
        repository="sampleproject",
    )
    testpypi = github.RepositoryEnvironment(
        "testpypi",
        repository="sampleproject",
        environment="testpypi",
        wait_timer=0,
        can_admins_bypass=True,
        prevent_self_review=False,
        deployment_branch_policy={"protected_branches": False, "custom_branch_policies": True},
        opts=pulumi.ResourceOptions(delete_before_replace=True),
    )
    github.RepositoryEnvironmentDeploymentPolicy(
        "testpypi-tags",
        repository="sampleproject",
        environment=testpypi.environment,
        tag_pattern="v*-rc*",
    )
    pypi = github.RepositoryEnvironment(
        "pypi",
        repository="sampleproject",
        environment="pypi",
        wait_timer=5,
        can_admins_bypass=False,
        prevent_self_review=True,
        reviewers=[{"users": [10000002], "teams": [30000001]}],
        deployment_branch_policy={"protected_branches": False, "custom_branch_policies": True},
        opts=pulumi.ResourceOptions(delete_before_replace=True),
    )
    github.RepositoryEnvironmentDeploymentPolicy(
        "pypi-tags", repository="sampleproject", environment=pypi.environment, tag_pattern="v*"
    )
    github.RepositoryRuleset(
        "release-tags",
        repository="sampleproject",
        name="release tags v*",
        target="tag",
        enforcement="active",
        conditions={"ref_name": {"includes": ["refs/tags/v*"], "excludes": []}},
        rules={"creation": True, "update": True, "deletion": True},
        bypass_actors=[{"actor_id": 30000001, "actor_type": "Team", "bypass_mode": "always"}],
    )


def on_gitlab() -> None:
    """examples/gitlab/release.yaml."""
    import pulumi_gitlab as gitlab

    pipeline = ".gitlab/.gitlab-ci.yml"
    publishers(
        {"testpypi": pipeline, "pypi": pipeline},
        project="otherproject",
        forge="gitlab",
        issuer="https://gitlab.com",
        namespace="group/sub",
        repository="otherproject",
    )
    project = "group/sub/otherproject"
    gitlab.TagProtection(
        "release-tags",
        project=project,
        tag="v*",
        create_access_level="maintainer",
        opts=pulumi.ResourceOptions(delete_before_replace=True),
    )
    testpypi = gitlab.ProjectEnvironment(
        "testpypi", project=project, name="testpypi", stop_before_destroy=True
    )
    pypi = gitlab.ProjectEnvironment("pypi", project=project, name="pypi", stop_before_destroy=True)
    gitlab.ProjectProtectedEnvironment(
        "testpypi-protection",
        project=project,
        environment="testpypi",
        deploy_access_levels_attributes=[{"access_level": "maintainer"}],
        approval_rules=[],
        opts=pulumi.ResourceOptions(depends_on=[testpypi], delete_before_replace=True),
    )
    gitlab.ProjectProtectedEnvironment(
        "pypi-protection",
        project=project,
        environment="pypi",
        deploy_access_levels_attributes=[{"access_level": "maintainer"}, {"group_id": 3}],
        approval_rules=[{"group_id": 3, "required_approvals": 2}],
        opts=pulumi.ResourceOptions(depends_on=[pypi], delete_before_replace=True),
    )


{"github": on_github, "gitlab": on_gitlab}[pulumi.Config("handwritten").require("forge")]()
