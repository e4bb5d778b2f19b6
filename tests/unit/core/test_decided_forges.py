"""Rules of one forge: where they begin, and where they end."""

import pytest

from trustpub.forges.base import problems_of

from .configs import BY, GITHUB, OPEN, free, hub, hub_env, lab, publisher, tag
from .fields import RULES, both, fields

LONG = "a" * 256


@pytest.mark.parametrize(("forge", "told"), [(None, 1), ("gitlab", 1), ("github", 0)])
def test_users_of_a_tag_on_the_free_tier(forge: str | None, told: int) -> None:
    """Only a rule that is for GitLab too needs Premium."""
    rule = {**tag(**BY["gitlab"], users=["a"]), **({"forge": forge} if forge else {})}

    assert ["tags[0].created_by"] * told == fields("gitlab-tier-tag", free(lab(tags=[rule])))


@pytest.mark.parametrize(
    ("visibility", "plan", "told"),
    [
        (None, None, 1),
        ("public", "free", 1),
        ("private", "team", 0),
        ("internal", "team", 0),
        ("internal", None, 0),
        ("internal", "enterprise", 1),
    ],
)
def test_bypass_where_it_can_be_switched_off(
    visibility: str | None, plan: str | None, told: int
) -> None:
    """An internal repository is no public one."""
    config = hub_env(reviewers={"users": ["a"]})
    section = {**GITHUB, "visibility": visibility, "plan": plan}
    config = config.model_copy(update={"github": hub(github=section).github})
    field = "publishers[0].environment.admins_can_bypass"

    assert [field] * told == fields("github-admin-bypass", config)


@pytest.mark.parametrize(("name", "told"), [("X", 0), ("a/b", 0), ("/a", 1), ("a ", 1), ("", 1)])
def test_name_of_an_environment_of_gitlab(name: str, told: int) -> None:
    """Nothing around it that GitLab refuses."""
    config = lab(publishers=[publisher({"name": name, **OPEN})])

    assert ["publishers[0].environment.name"] * told == fields("gitlab-environment-form", config)


def test_long_name_is_cut() -> None:
    """Forty characters tell which one it is."""
    (one,) = problems_of([RULES["gitlab-environment-form"]], lab(publishers=[publisher(LONG)]))
    (other,) = problems_of([RULES["github-environment-form"]], hub(publishers=[publisher(LONG)]))

    assert f"{'a' * 40!r} is no name of a GitLab environment" == one.found
    found = f"{'a' * 40!r} is empty, over 255 characters, or has spaces around it"
    assert (found, "write a plain name such as pypi") == (other.found, other.fix)


def test_path_with_a_version_is_told_once() -> None:
    """A version makes a reference of it, and no path."""
    config = hub(github={**GITHUB, "workflow": ".github/workflows/release.yml@v1"})

    assert ["github.workflow"] == fields("github-reusable-workflow", config)
    assert [] == fields("github-workflow-path", config)


@pytest.mark.parametrize("name", ["deployers", "approvals"])
def test_protected_environment_on_the_free_tier(name: str) -> None:
    """Told of the setting that is there."""
    config = free(lab(publishers=[publisher({"name": "pypi", name: [{"access": "maintainer"}]})]))

    assert [f"publishers[0].environment.{name}"] == fields("gitlab-tier-environment", config)


@pytest.mark.parametrize(("forge", "told"), [(None, 1), ("github", 1), ("gitlab", 0)])
def test_what_is_for_github_alone(forge: str | None, told: int) -> None:
    """Needs its workflow and its creators as what is for both does."""
    at = {"forge": forge} if forge else {}
    config = both(
        github={"repository": "o/p"}, publishers=[publisher(**at)], tags=[{**tag(), **at}]
    )

    assert ["github.workflow"] * told == fields("github-workflow-missing", config)
    assert ["tags[0].created_by"] * told == fields("github-tag-creators", config)


@pytest.mark.parametrize(("forge", "told"), [(None, 1), ("gitlab", 1), ("github", 0)])
def test_what_is_for_gitlab_alone(forge: str | None, told: int) -> None:
    """Its environment and its creators are asked for as those of both are."""
    at = {"forge": forge} if forge else {}
    config = both(publishers=[publisher(**at)], tags=[{**tag(roles=["admin"]), **at}])

    assert ["publishers[0].environment"] * told == fields("gitlab-open-environment", config)
    assert ["tags[0].created_by"] * told == fields("gitlab-tag-creators", config)
