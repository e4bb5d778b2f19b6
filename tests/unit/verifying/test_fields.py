"""Each difference stands where the config declares it."""

from typing import Any

import pytest

from trustpub.checking import check
from trustpub.observing.model import Difference
from trustpub.observing.settings import leaves
from trustpub.plan import make_plan
from trustpub.verifying.fields import field_of

from .conftest import BOTH, GITHUB, GITLAB

REPOSITORY, PROJECT = "octo-org/sampleproject", "group/sub/sampleproject"
ROWS = [
    (GITHUB, "github.environment", "environment/pypi", "wait_timer", "environment.wait_timer"),
    (GITHUB, "github.environment", "environment/pypi", "", "environment"),
    (GITHUB, "github.environment", "environment/pypi", "deploys_from", "triggers"),
    (GITHUB, "github.environment", "environment/pypi", "reviewers_able", "environment.reviewers"),
]


def field(config: str, kind: str, name: str, setting: str) -> str | None:
    """The field of a difference."""
    checked = check(config, "release.yaml")
    assert checked.config is not None
    told = Difference(kind=kind, name=name, setting=setting, state="differs")
    return field_of(checked.config, told)


@pytest.mark.parametrize(("config", "kind", "name", "setting", "expected"), ROWS)
def test_settings_of_an_environment(
    config: str, kind: str, name: str, setting: str, expected: str
) -> None:
    """Below the publisher that spells the environment out."""
    assert f"publishers[1].{expected}" == field(config, kind, f"{REPOSITORY}/{name}", setting)


@pytest.mark.parametrize(
    ("config", "kind", "name", "setting", "expected"),
    [
        (GITHUB, "github.tag-ruleset", "tag/v*", "bypass.roles", "tags[0].created_by.roles"),
        (GITHUB, "github.tag-ruleset", "tag/v*", "enforcement", "tags[0].pattern"),
        (GITHUB, "github.tag-ruleset", "tag/v*", "repository", "github.repository"),
        (GITHUB, "github.tag-ruleset", "tag/w*", "", None),
        (
            GITHUB,
            "github.deployment-policy",
            "environment/testpypi/branch/main",
            "",
            "publishers[0].triggers.branches[0]",
        ),
        (
            GITHUB,
            "github.deployment-policy",
            "environment/testpypi/tag/v*-rc*",
            "",
            "publishers[0].triggers.tags[0]",
        ),
        (
            GITHUB,
            "github.deployment-policy",
            "environment/pypi/branch/x",
            "",
            "publishers[1].triggers",
        ),
        (GITHUB, "github.environment", "environment/other", "", None),
        (GITHUB, "github.organization-tag-ruleset", "tag/~ALL", "", None),
    ],
)
def test_other_things_of_github(
    config: str, kind: str, name: str, setting: str, expected: str | None
) -> None:
    """Rulesets at their tag rule, policies at their trigger; what nothing declares has no field."""
    assert expected == field(config, kind, f"{REPOSITORY}/{name}", setting)


@pytest.mark.parametrize(
    ("kind", "name", "setting", "expected"),
    [
        ("gitlab.protected-tag", "tag/w*", "access", "tags[1].created_by.access"),
        ("gitlab.protected-tag", "tag/v*", "groups", "tags[0].created_by.groups"),
        ("gitlab.protected-tag", "tag/*", "", None),
        (
            "gitlab.protected-environment",
            "environment/pypi/protection",
            "approvals",
            "publishers[1].environment.approvals",
        ),
        ("gitlab.environment", "environment/testpypi", "state", "publishers[0].environment"),
        ("gitlab.environment", "environment/PyPI", "", None),
    ],
)
def test_things_of_gitlab(kind: str, name: str, setting: str, expected: str | None) -> None:
    """GitLab's names are told apart by letter case."""
    assert expected == field(GITLAB, kind, f"{PROJECT}/{name}", setting)


def test_another_repository_has_no_field() -> None:
    """Neither one whose name only begins alike."""
    for name in ("octo-org/other", f"{REPOSITORY}2"):
        assert field(GITHUB, "github.environment", f"{name}/environment/pypi", "") is None


def test_policy_of_a_tag_rule() -> None:
    """Tags that no trigger names come from the rules under `tags:`."""
    config = GITHUB.replace('    triggers: {tags: ["v*"]}\ntags', "tags")
    assert config != GITHUB
    name = f"{REPOSITORY}/environment/pypi/tag/v*"

    assert "tags[0].pattern" == field(config, "github.deployment-policy", name, "")


@pytest.mark.parametrize("config", [GITHUB, GITLAB, BOTH])
def test_every_declared_setting_has_a_place(config: str) -> None:
    """No setting of any resource on a forge is told without a line."""
    checked = check(config, "release.yaml")
    assert checked.config is not None
    kinds: tuple[Any, ...] = ("github", "gitlab")
    for resource in make_plan(checked.config).resources:
        if resource.kind.startswith(kinds):
            for path in ("", *(path for path, _ in leaves(resource.properties))):
                assert field(config, resource.kind, resource.name, path), (resource.name, path)


def test_environment_names_with_slashes() -> None:
    """The longest name that fits is the environment's."""
    config = GITHUB.replace("environment: testpypi", "environment: pypi/test")
    name = f"{REPOSITORY}/environment/pypi/test/branch/main"

    found = field(config, "github.deployment-policy", name, "")

    assert "publishers[0].triggers.branches[0]" == found
