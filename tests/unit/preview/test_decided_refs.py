"""What rules find about refs and tags, where no case of a whole config shows it."""

from typing import Any

import pytest

from trustpub.config import TagCreators, TagRule
from trustpub.model import Forge
from trustpub.preview.pairing import Pair
from trustpub.preview.risk_refs import (
    preview_manual_start,
    preview_refs_widened,
    preview_tag_creators,
    tags,
    widened,
)
from trustpub.preview.views import Tag
from trustpub.preview.wider import still_protected

from .field_table import BOTH, HUB, LAB, TRIGGERS, put
from .views import found, view


@pytest.mark.parametrize(("document", "new"), [(HUB, 1), (LAB, 0)])
def test_star_and_slash_of_tags(document: dict[str, Any], new: int) -> None:
    """On GitLab a star has stood for a slash all the time, on GitHub it has not: told once."""
    before, after = (put(document, TRIGGERS, {"tags": tags}) for tags in (["*"], ["*", "a/b"]))

    assert new == len(found(preview_refs_widened, before, after))


def test_another_publisher_comes_to_an_environment() -> None:
    """Its refs may deploy to it from then on, whatever it publishes."""
    before = put(HUB, TRIGGERS, {"tags": ["*"]})
    other = {"index": "testpypi", "environment": "pypi", "triggers": {"tags": ["a/b"]}}
    after = put(before, "publishers", [*before["publishers"], other])

    assert ["environment pypi on github"] == found(preview_refs_widened, before, after)


@pytest.mark.parametrize("triggers", [{"manual": True}, {"manual": True, "tags": ["v*"]}])
def test_person_who_may_start_it_as_before(triggers: dict[str, Any]) -> None:
    """What stays as it was is not told."""
    same = put(LAB, TRIGGERS, triggers)

    assert [] == found(preview_manual_start, same, same)


def test_tag_is_told_once() -> None:
    """However many rules let somebody else in."""
    wide = [{"pattern": one, "created_by": {"teams": ["leads"]}} for one in ("v*", "*")]

    assert ["tag v* on github"] == found(preview_tag_creators, HUB, put(HUB, "tags", wide))


def test_rules_of_tags_are_those_of_one_forge() -> None:
    """What the other one lets somebody do is about its own tags."""
    more = {"pattern": "v1*", "created_by": {"users": ["a"]}, "forge": "github"}
    after = put(BOTH, "tags", [*BOTH["tags"], more])

    assert [("github", ["v*", "v1*"]), ("gitlab", ["v*"])] == [
        (one.forge, [other.rule.pattern for other in others])
        for one, others in tags(Pair(view(BOTH), view(after)))
    ]


def tag(pattern: str, forge: Forge = "github", **by: Any) -> Tag:
    """A rule; `core` may create its tags unless another is named."""
    core = {"teams": ["core"]} if forge == "github" else {"access": "maintainer"}
    rule = TagRule(pattern=pattern, created_by=TagCreators.model_validate(by or core))
    return Tag(forge, rule, "tags[0]")


LEADS = {"teams": ["core", "leads"]}


@pytest.mark.parametrize(
    ("after", "wider"),
    [
        ([tag("v*", **LEADS)], ["v*"]),
        ([tag("v*", **LEADS), tag("*", **LEADS)], ["v*", "*"]),
        ([tag("v*", **LEADS), tag("*")], []),
        ([tag("v*"), tag("v1*", **LEADS)], []),
        ([tag("v1*", **LEADS)], []),
        ([tag("v*"), tag("w*", **LEADS)], []),
        ([tag("w*", **LEADS)], []),
        ([], []),
    ],
)
def test_rules_that_meet_on_github(after: list[Tag], wider: list[str]) -> None:
    """Somebody is new only if every rule for all of these tags lets them; loose tags are told."""
    assert wider == [one.rule.pattern for one in widened(tag("v*"), after)]


ANY = {"access": "developer"}


@pytest.mark.parametrize(
    ("before", "after", "wider"),
    [
        ("v*", [tag("v*", "gitlab", **ANY)], ["v*"]),
        ("v*", [tag("v*", "gitlab"), tag("v1*", "gitlab", **ANY)], ["v1*"]),
        ("v*", [tag("v*", "gitlab"), tag("w*", "gitlab", **ANY)], []),
        ("v*", [tag("v*", "gitlab"), tag("*1", "gitlab", **ANY)], ["*1"]),
        ("a/b", [tag("a/b", "gitlab"), tag("*b", "gitlab", **ANY)], ["*b"]),
    ],
)
def test_rules_that_meet_on_gitlab(before: str, after: list[Tag], wider: list[str]) -> None:
    """One rule for some of these tags is enough, and its star stands for a slash too."""
    assert wider == [one.rule.pattern for one in widened(tag(before, "gitlab"), after)]


@pytest.mark.parametrize(
    ("before", "after", "protected"),
    [
        (tag("a/b"), [tag("*")], False),
        (tag("a/b", "gitlab"), [tag("*", "gitlab")], True),
        (tag("v*"), [tag("v*", "gitlab")], False),
        (tag("v*", "gitlab"), [tag("v*")], False),
    ],
)
def test_protected_on_its_own_forge(before: Tag, after: list[Tag], protected: bool) -> None:
    """A rule protects the tags of its own forge, as that forge reads its pattern."""
    assert protected == still_protected(before, after)
