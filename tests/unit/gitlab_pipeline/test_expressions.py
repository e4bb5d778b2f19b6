"""`rules:if`, as doc/ci/jobs/job_rules.md and lib/gitlab/ci/pipeline/expression have it."""

import pytest

from trustpub.forges.gitlab.pipeline.evaluate import holds
from trustpub.forges.gitlab.pipeline.expression import DEEPEST, MOST_TOKENS, parse
from trustpub.forges.gitlab.pipeline.regex import LONGEST, found
from trustpub.forges.gitlab.pipeline.variables import Scope, Setting, Variables
from trustpub.forges.gitlab.pipeline.worlds import World

TAG = World("tags", "push", "tag", "v1.2", True)
ANY_TAG = World("tags", "push", "tag")
BRANCH = World("branches", "push", "branch", "main")
WEB = World("dispatch", "web", "branch")
MERGE_REQUEST = World("other", "merge_request_event", "merge request")
FILE = {
    "ONE": "1",
    "EMPTY": "",
    "BLANK": " ",
    "SAME": "$ONE",
    "PATTERN": "/^v\\d/",
    "TAG": "$CI_COMMIT_TAG",
    "MIXED": "x-$CI_COMMIT_TAG",
    "ROUND": "$ROUND",
}


def said(text: str, world: World) -> str:
    """What an expression comes to."""
    settings = {name: Setting(value) for name, value in FILE.items()}
    choice = Setting("a", ("a", "b"))
    return holds(text, Scope(world, Variables({**settings, "CHOICE": choice})).look)


@pytest.mark.parametrize(
    ("text", "world", "expected"),
    [
        ("$CI_COMMIT_TAG", TAG, "yes"),
        ("$CI_COMMIT_TAG", ANY_TAG, "yes"),
        ("$CI_COMMIT_TAG", BRANCH, "no"),
        ("${CI_COMMIT_TAG}", TAG, "yes"),
        ("$CI_COMMIT_TAG == null", BRANCH, "yes"),
        ("$CI_COMMIT_TAG == null", ANY_TAG, "no"),
        ("$CI_COMMIT_TAG != null", ANY_TAG, "yes"),
        ('$CI_COMMIT_TAG == ""', BRANCH, "no"),
        ('$EMPTY == ""', BRANCH, "yes"),
        ("$EMPTY == null", BRANCH, "no"),
        ("$EMPTY", BRANCH, "no"),
        ("$BLANK", BRANCH, "no"),
        ('$CI_COMMIT_TAG == "v1.2"', TAG, "yes"),
        ('$CI_COMMIT_TAG == "v1.2"', ANY_TAG, "unknown"),
        ("$CI_COMMIT_TAG == 'v1.3'", TAG, "no"),
        ("'v1.2' == $CI_COMMIT_TAG", TAG, "yes"),
        ("$CI_COMMIT_TAG =~ /^v\\d+\\.\\d+$/", TAG, "yes"),
        ("$CI_COMMIT_TAG =~ /^\\d/", TAG, "no"),
        ("$CI_COMMIT_TAG =~ /^V/i", TAG, "yes"),
        ("$CI_COMMIT_TAG =~ /^V/", TAG, "no"),
        ("$CI_COMMIT_TAG !~ /^v/", TAG, "no"),
        ("$CI_COMMIT_TAG =~ /^v/", ANY_TAG, "unknown"),
        ("$CI_COMMIT_TAG =~ /^v/", BRANCH, "no"),
        ("$CI_COMMIT_TAG !~ /^v/", BRANCH, "yes"),
        ("$CI_COMMIT_TAG =~ /^$/", BRANCH, "yes"),
        ("$CI_COMMIT_TAG =~ $PATTERN", TAG, "yes"),
        ("$CI_COMMIT_TAG =~ $CI_COMMIT_BRANCH", TAG, "no"),
        ("$CI_COMMIT_TAG !~ $CI_COMMIT_BRANCH", TAG, "yes"),
        ("$CI_COMMIT_BRANCH =~ /feature\\/x|main/", BRANCH, "yes"),
        ("$CI_COMMIT_TAG =~ /(?=v)/", TAG, "unknown"),
        ("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", BRANCH, "unknown"),
        ("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", TAG, "no"),
        ("$CI_COMMIT_BRANCH == $CI_MERGE_REQUEST_IID", TAG, "yes"),
        ('$CI_PIPELINE_SOURCE == "push"', BRANCH, "yes"),
        ('$CI_PIPELINE_SOURCE == "web"', WEB, "yes"),
        ('$CI_PIPELINE_SOURCE == "merge_request_event"', MERGE_REQUEST, "yes"),
        ("$CI_MERGE_REQUEST_IID", MERGE_REQUEST, "yes"),
        ("$CI_COMMIT_BRANCH", MERGE_REQUEST, "no"),
        ("$CI_MERGE_REQUEST_IID", BRANCH, "no"),
        ("$CI_OPEN_MERGE_REQUESTS", BRANCH, "unknown"),
        ("$CI_OPEN_MERGE_REQUESTS", TAG, "no"),
        ('$CI_COMMIT_REF_PROTECTED == "true"', TAG, "yes"),
        ('$CI_COMMIT_REF_PROTECTED == "true"', ANY_TAG, "unknown"),
        ("$CI_COMMIT_REF_PROTECTED", ANY_TAG, "yes"),
        ('$CI_PROJECT_PATH == "group/project"', TAG, "unknown"),
        ("$CI_PIPELINE_SCHEDULE_DESCRIPTION", TAG, "no"),
        ("$OF_THE_PROJECT", TAG, "unknown"),
        ('$ONE == "1"', TAG, "yes"),
        ('$ONE == "2"', TAG, "no"),
        ('$ONE == "2"', WEB, "unknown"),
        ('$SAME == "1"', TAG, "yes"),
        ('$TAG == "v1.2"', TAG, "yes"),
        ("$TAG", BRANCH, "no"),
        ("$MIXED", ANY_TAG, "yes"),
        ("$ROUND", TAG, "unknown"),
        ('$CHOICE == "c"', WEB, "no"),
        ('$CHOICE == "b"', WEB, "unknown"),
        ('$CHOICE == "b"', BRANCH, "no"),
        ("$CI_COMMIT_TAG || $CI_COMMIT_BRANCH", BRANCH, "yes"),
        ("$CI_COMMIT_TAG && $CI_COMMIT_BRANCH", BRANCH, "no"),
        ("$CI_COMMIT_TAG && $OF_THE_PROJECT", BRANCH, "no"),
        ("$CI_COMMIT_BRANCH || $OF_THE_PROJECT", BRANCH, "yes"),
        ("$CI_COMMIT_TAG && $ONE || $CI_COMMIT_BRANCH", BRANCH, "yes"),
        ("$CI_COMMIT_TAG && ($ONE || $CI_COMMIT_BRANCH)", BRANCH, "no"),
        ('$ONE == "1" && $SAME == "1"', BRANCH, "yes"),
        ("$EMPTY || $ONE", BRANCH, "no"),
        ("!$CI_COMMIT_TAG", BRANCH, "yes"),
        ("true", BRANCH, "yes"),
        ("false || null", BRANCH, "no"),
        ('"$[[ inputs.deploy ]]" == "yes"', BRANCH, "unknown"),
        ("$[[ inputs.deploy ]]", BRANCH, "unknown"),
        ("", BRANCH, "unknown"),
        ("$ONE ==", BRANCH, "unknown"),
        ("$ONE === '1'", BRANCH, "unknown"),
        ("($ONE", BRANCH, "unknown"),
        ("$ONE)", BRANCH, "unknown"),
        ("github.ref == 'x'", BRANCH, "unknown"),
    ],
)
def test_expressions(text: str, world: World, expected: str) -> None:
    """Three-valued over what is known of the run."""
    assert expected == said(text, world)


@pytest.mark.parametrize("text", ["(" * 10_000, "!" * 10_000, "$A || " * 10_000, "/" * 10_000])
def test_nobody_writes_this(text: str) -> None:
    """Longer or deeper than is read: no expression, and no recursion without end."""
    assert parse(text) is None


def test_what_is_still_read() -> None:
    """Up to the limits."""
    assert parse("(" * (DEEPEST - 1) + "$A" + ")" * (DEEPEST - 1)) is not None
    assert parse("||".join(["$A"] * (MOST_TOKENS // 2))) is not None


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "expected"),
    [
        ("(a+)+$", "", "a" * LONGEST, "yes"),
        ("(a|a)*b", "", "a" * LONGEST, "no"),
        ("a", "", "a" * (LONGEST + 1), "unknown"),
        ("a" * (LONGEST + 1), "", "a", "unknown"),
        ("((a{1000}){1000}){1000}", "", "a", "unknown"),
        ("\\d", "", "\u0663", "unknown"),
        ("a.b", "s", "a\nb", "yes"),
        ("a.b", "", "a\nb", "no"),
        ("^b", "m", "a\nb", "yes"),
        ("(", "", "a", "unknown"),
    ],
)
def test_patterns(pattern: str, flags: str, text: str, expected: str) -> None:
    """In time that grows with the text, whatever the pattern; others are unknown."""
    assert expected == found(pattern, flags, text)
