"""What stands in the checklist, and what is ticked."""

from datetime import date

import pytest

from trustpub.checklist.build import left
from trustpub.checklist.tags import example as example_tag

from .known import GITHUB, UNSEEN, absent, config, example, items, made, released

BOTH = """\
project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
gitlab: {repository: group/sub/otherproject, pipeline: .gitlab/.gitlab-ci.yml}
publishers: [{index: pypi, environment: pypi}]
tags:
  - {pattern: "v*", created_by: {roles: [admin]}, forge: github}
  - {pattern: "v*", created_by: {access: maintainer}, forge: gitlab}
"""
NEW = {i: absent(i, "sampleproject") for i in ("pypi", "testpypi")}


def test_sections_come_in_order() -> None:
    """TestPyPI first, then the real index, then security, then the three lists."""
    one = made(example("github"), NEW)

    wanted = "accounts register-1 test-tag real-tag security monthly quarterly yearly"
    assert wanted.split() == [section.id for section in one.sections]
    titles = [item.title for item in items(one, "register")]
    assert ["TestPyPI", "PyPI"] == [title.rpartition(" ")[2] for title in titles]
    ids = [item.id for section in one.sections for item in section.items]
    assert sorted(set(ids)) == sorted(ids)


def test_new_project_is_typed() -> None:
    """The pages for new projects take nothing from the link: choose the tab, type the values."""
    one = items(made(example("github"), NEW), "register")[1]

    assert ("choose the tab GitHub", "type each value below", "press Add") == one.actions[:3]
    assert not one.filled_in
    assert "https://pypi.example/manage/account/publishing/" in one.links[0].url
    assert "PyPI Project Name" == one.fields[0].label
    assert "no" == one.done.state


def test_existing_project_is_compared() -> None:
    """Only the page of an existing project takes its values from the link."""
    world = {i: released(i, "sampleproject", "2026-06-01") for i in NEW}
    one = items(made(example("github"), world), "register")[1]

    assert ("compare each value with what the link filled in", "press Add") == one.actions
    assert one.filled_in
    assert "/manage/project/sampleproject/settings/publishing/?" in one.links[0].url
    assert "Owner" == one.fields[0].label
    assert one.due is None


def test_index_could_not_be_seen() -> None:
    """Whether the project exists is not guessed: both pages, and everything is unknown."""
    one = made(example("github"), dict.fromkeys(NEW, UNSEEN))

    first = items(one, "register")[0]
    assert 2 == len(first.links)
    assert not first.filled_in
    assert "unknown" == first.done.state
    assert "the index could not be reached" == first.done.why
    assert {"unknown"} == left(one) == {i.done.state for s in one.sections for i in s.items}


def test_nobody_was_asked() -> None:
    """A publisher that nobody looked at is unknown."""
    assert {"unknown"} == left(made(example("gitlab"), {}))


@pytest.mark.parametrize(
    ("registered", "told"),
    [
        (None, "release within 30 days from the day you press Add"),
        (
            date(2026, 6, 1),
            "pending since 2026-06-01: release by 2026-07-01, 21 days left",
        ),
        (date(2026, 5, 12), "pending since 2026-05-12: release by 2026-06-11, 1 day left"),
        (date(2026, 5, 11), "pending since 2026-05-11: release by 2026-06-10, 0 days left"),
        (date(2026, 5, 10), "it expired on 2026-06-09: register it again"),
    ],
)
def test_pending_publisher_counts_down(registered: date | None, told: str) -> None:
    """The countdown begins on a day that somebody named, and on no other."""
    one = items(made(example("github"), NEW, registered=registered), "register")[0]

    assert told == one.actions[-1]
    assert (registered is None) == (one.due is None)
    waits = registered is not None and "expired" not in told
    assert waits == (one.actions[0] != "choose the tab GitHub")


def test_published_is_ticked_and_dated() -> None:
    """Registered and released on the day of the upload, matching on the day of the look."""
    world = {**NEW, "pypi": released("pypi", "sampleproject", "2026-06-01", GITHUB)}
    one = made(example("github"), world, registered=date(2026, 5, 1))

    ticked = {i.id: i.done.on for s in one.sections for i in s.items if i.done.state == "yes"}
    name = "pypi:github:publishers[1]"
    assert {
        f"register:{name}": date(2026, 6, 1),
        f"release:{name}": date(2026, 6, 1),
        f"monthly:{name}": date(2026, 6, 10),
        f"quarterly:{name}": date(2026, 6, 1),
    } == ticked
    assert {"no"} == left(one)
    last = items(one, "register")[1]
    assert (None, ("nothing to do: it has published",)) == (last.due, last.actions)


def test_last_release_is_too_long_ago() -> None:
    """A quarter after the last upload the whole release is to be tried again."""
    world = {**NEW, "pypi": released("pypi", "sampleproject", "2026-01-01", GITHUB)}
    tried = items(made(example("github"), world), "quarterly")[1]

    assert ("no", "the last one was on 2026-01-01") == (tried.done.state, tried.done.why)


def test_second_publisher_of_a_new_project_waits() -> None:
    """Using a pending publisher creates the project; its others follow on the project's page."""
    one = made(config(BOTH), NEW)

    assert ["register-1", "register-2"] == [s.id for s in one.sections if "register" in s.id]
    second = items(one, "register-2")[0]
    assert "wait until wave 1 has created sampleproject" == second.actions[0]
    assert second.actions[1].startswith("compare")
    assert "/manage/project/sampleproject/settings/publishing/" in second.links[0].url


def test_without_a_test_index() -> None:
    """Without a publisher for TestPyPI it is said that the first try is a real one."""
    one = made(config(BOTH), NEW)
    section = next(s for s in one.sections if s.id == "test-tag")

    assert () == section.items
    assert "the first try is a real release" in section.intro[0]


def test_people_share_the_work() -> None:
    """With several people each item says who does it."""
    shared = items(made(example("github"), NEW, people=2), "register")

    assert "person 1 does this" == shared[0].actions[0]
    alone = items(made(example("github"), NEW), "register")
    assert not any("person" in action for action in alone[0].actions)


def test_test_tag_would_release_for_real() -> None:
    """A test tag that the real publisher's pattern matches too comes with a warning."""
    trial, real = items(made(example("github"), NEW), "test-tag"), NEW
    told = " ".join(trial[0].actions)

    assert "v0.1.0-rc1 may publish to PyPI too" in told
    assert "or start publish.yml by hand" in told
    assert ("git tag v0.1.0-rc1", "git push origin v0.1.0-rc1") == trial[0].commands
    last = items(made(example("github"), real), "real-tag")[0]
    assert "the deployment waits for octocat or the team release-managers" in last.actions


def test_gitlab_has_its_own_words() -> None:
    """Pipelines, manual jobs, variables, approvals."""
    one = made(example("gitlab"), {i: absent(i, "otherproject") for i in NEW})
    trial, real = items(one, "test-tag")[0], items(one, "real-tag")[0]

    assert "https://gitlab.com/group/sub/otherproject/-/pipelines" == trial.links[0].url
    assert "start the manual job in its pipeline" in trial.actions
    assert ("git tag v0.1.0-test", "git push origin v0.1.0-test") == trial.commands
    assert "the deployment waits for 2 of group/release-managers" in real.actions
    assert "CI/CD variables of group/sub/otherproject" == items(one, "sec")[0].links[0].title


@pytest.mark.parametrize(
    ("pattern", "trial", "tag"),
    [
        ("v*", True, "v0.1.0-rc.1"),
        ("v*", False, "v1.0.0"),
        ("v*-rc*", True, "v0.1.0-rc1"),
        ("*", False, "1.0.0"),
        ("release", True, "release"),
        ("v*-test", True, "v0.1.0-test"),
    ],
)
def test_tag_fits_its_pattern(pattern: str, trial: bool, tag: str) -> None:
    """Stars are filled in."""
    assert tag == example_tag(pattern, trial)


def test_self_managed_gitlab_leaves_no_proof() -> None:
    """Files from a GitLab of one's own never have provenance, so nothing is known of them."""
    about = config(
        "project: sampleproject\n"
        "gitlab: {repository: group/sample, issuer: 'https://gitlab.example.com'}\n"
        "publishers: [{index: pypi, environment: pypi}]\n"
        'tags: [{pattern: "v*", created_by: {access: maintainer}}]\n'
    )
    world = {"pypi": released("pypi", "sampleproject", "2026-06-01")}
    one = made(about, world)

    assert {"unknown"} == left(one)
    assert "carry no provenance" in items(one, "register")[0].done.why
    assert items(one, "register")[0].fields[-1].value == "https://gitlab.example.com"


def test_index_does_not_say_when() -> None:
    """A file without a day is proof of the publisher, and of no day."""
    world = {**NEW, "pypi": released("pypi", "sampleproject", "soon", GITHUB)}
    one = made(example("github"), world)

    assert ("yes", None) == (items(one, "reg")[1].done.state, items(one, "reg")[1].done.on)
    assert "unknown" == items(one, "quarterly")[1].done.state
