"""What was not seen is told where it could hide a finding, and stages follow."""

from datetime import date

import pytest

from trustpub.audit.case import make_case
from trustpub.audit.report import make_report
from trustpub.audit.unseen import unseen
from trustpub.model import Unknown
from trustpub.observing.model import Repository, Seen

from .build import OPEN_TEXT, account, environment, hub, lab, policy, ruleset

STAGING = environment("staging")
REMOTE = """
on: {push: {tags: ["v*"]}}
permissions: {id-token: write}
jobs: {release: {uses: other/pypi-workflows/.github/workflows/release.yml@v1}}
"""
GONE = Repository(forge="github", name="octo-org/gone", state="unknown", why="hidden")
AFAR = hub(STAGING, unseen={"github.deployment-policy": "not asked"}, looked="from afar")
HIDDEN = Seen(kind="github.environment", name="octo-org/lib/environment/x", state="broken", why="?")


def what(repository: Repository) -> list[str]:
    """What was not seen, without the repository's name."""
    told = unseen(make_case(repository))
    return [one.what.removeprefix(repository.name).strip(" /") for one in told]


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        (hub(), []),
        (GONE, [""]),
        (AFAR, []),
        (hub(STAGING), []),
        (hub(STAGING, unseen={"github.tag-ruleset": "403"}), []),
        (hub(unseen={"github.tag-ruleset": "403"}), ["tag rulesets"]),
        (hub(STAGING, unseen={"github.environment": "403"}), ["environments"]),
        (hub(STAGING, unseen={"workflows": "too long"}), ["workflows"]),
        (hub(unseen={"secrets": "403"}), ["names of secrets and variables"]),
        (lab(unseen={"gitlab.protected-tag": "500"}), ["protected tags"]),
        (
            account().model_copy(update={"unseen": {"secrets": "403"}}),
            ["names of secrets and variables"],
        ),
        (hub(environment(unseen={"reviewers.teams": "403"})), ["environment/pypi reviewers.teams"]),
        (hub(environment("staging", unseen={"reviewers.teams": "403"})), []),
        (hub(environment(unseen={"custom_rules": "not asked"})), []),
        (hub(environment(), policy(), ruleset(unseen={"bypass": "403"})), ["tag/v* bypass"]),
        (hub(environment(), policy(), ruleset("refs/tags/x*", unseen={"bypass": "403"})), []),
        (hub(HIDDEN.model_copy(update={"properties": {"environment": "x"}})), ["environment/x"]),
        (hub(STAGING, workflows={"r.yml": REMOTE}), [".github/workflows/r.yml:4 job"]),
        (hub(STAGING, workflows={"r.yml": "on: [\n"}), [".github/workflows/r.yml"]),
        (hub(workflows={"r.yml": REMOTE}), []),
    ],
)
def test_unseen_is_told_where_it_matters(repository: Repository, expected: list[str]) -> None:
    """Idle repositories are left in peace; what could publish is not."""
    got = what(repository)

    assert len(expected) == len(got), got
    assert all(one.startswith(two) or two == one for one, two in zip(got, expected, strict=True))


def test_stages_worst_first() -> None:
    """Open before weak before unseen before guarded before idle; organisations are not counted."""
    worlds = [
        hub(STAGING, name="octo-org/idle"),
        hub(name="octo-org/good"),
        GONE,
        hub(environment(can_admins_bypass=True), name="octo-org/weak"),
        hub(STAGING, name="octo-org/bad", workflows={"r.yml": OPEN_TEXT}),
        account(),
    ]

    report = make_report("octo-org", worlds, today=date(2027, 1, 1))

    names = [one.name.removeprefix("octo-org/") for one in report.sections]
    assert ["bad", "weak", "gone", "good", "idle"] == [one for one in names if one != "octo-org"]
    assert {"open": 1, "weak": 1, "unseen": 1, "guarded": 1, "idle": 1} == report.totals.stages
    assert 5 == report.totals.repositories
    assert (Unknown(what="octo-org/gone", why="hidden"),) == report.unseen
