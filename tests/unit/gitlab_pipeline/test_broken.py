"""Files that are broken, strange or far too large: a sentence each, never a traceback."""

import time
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustpub.forges.gitlab.pipeline.worlds import words
from trustpub.workflows.entries import entries
from trustpub.workflows.model import Trial

from .known import UPLOAD, reading

JOB = f"publish:\n{UPLOAD}"
WORDS = (
    "null",
    "{}",
    "[]",
    "1",
    "yes",
    "true",
    "publish",
    ".t",
    "never",
    "manual",
    "tags",
    "$CI_COMMIT_TAG",
    "$[[ inputs.a ]]",
    "a.yml",
    "[[[]]]",
    "{a: {b: []}}",
    "[publish]",
    "[{when: never}, {if: [a]}, {if: $A, variables: {B: c}}]",
    "{job: publish}",
    "[a, [b, [c]], {d: e}]",
    "'('",
    "/x/",
    "!reference [publish, script]",
    "!reference [publish]",
    "!reference []",
    "!reference {a: b}",
    "!x y",
    "{include: a.yml}",
    "{include: [{local: a.yml, inputs: {a: [1]}}]}",
    "{matrix: [{A: [1, 2]}, 3, {B: {}}]}",
    "{value: x, options: [a]}",
    "{inputs: {a: {default: {b: c}}}}",
    "{rules: [{if: $A, when: never}, {when: always}]}",
)
KEYS = words(
    """script before_script after_script rules only except variables needs parallel environment
    id_tokens image services extends when allow_failure inherit secrets stage trigger run"""
)
TOPS = words("include default variables workflow stages spec image .t build services before_script")


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("- a\n", "workflow-shape", 1),
        ("# c\nhello\n", "workflow-shape", 2),
        ("a: [\n", "workflow-syntax", 2),
        ("a:\n\t- b\n", "workflow-syntax", 2),
        ("\x00", "workflow-syntax", 1),
        ("[" * 1_000, "workflow-syntax", 1),
    ],
)
def test_files_that_are_no_pipelines(text: str, problem: str, line: int) -> None:
    """In the pipeline itself, or in what it includes."""
    for texts in ((text, {}), ("include: a.yml\n", {"a.yml": text})):
        found = reading(*texts).problems

        assert [(problem, line)] == [(one.id, one.line) for one in found]


def test_jobs_around_a_broken_include_are_read() -> None:
    """One broken file does not hide the others."""
    assert 1 == len(reading(f"include: a.yml\n{JOB}", {"a.yml": "- a\n"}).jobs)


@pytest.mark.parametrize(
    "script",
    ["{a: twine upload x}", "[{twine upload: x}]", "[!reference [.gone, script]]", "[a, [null]]"],
)
def test_commands_that_are_none(script: str) -> None:
    """An upload may hide in what cannot be read."""
    found = reading(f"publish:\n  script: {script}\n")

    assert ((), script != "[a, [null]]") == (found.jobs, bool(found.unknown))


BOMB = "".join(
    f".l{n}: {{script: [{', '.join([f'!reference [.l{n + 1}, script]'] * 20)}]}}\n"
    for n in range(9)
)
WIDE = "variables:\n" + "".join(f"  V{n}: '{f'$V{n + 1}' * 20}'\n" for n in range(30))


@pytest.mark.parametrize(
    ("text", "others"),
    [
        (f"{BOMB}.l9: {{script: [a]}}\npublish: {{script: [!reference [.l0, script]]}}\n", {}),
        (f"{WIDE}publish: {{script: [twine upload $V0]}}\n", {}),
        ("publish: {script: [!reference [publish, script]]}\n", {}),
        ("a: {extends: b, script: [x]}\nb: {extends: a, script: [x]}\n", {}),
        ("include: a.yml\n", {"a.yml": "include: [a.yml, .gitlab-ci.yml]\n"}),
        ("".join(f"j{n}: {{script: [a], needs: [j{n + 1}]}}\n" for n in range(500)), {}),
        ("".join(f".j{n}: {{extends: .j{n + 1}}}\n" for n in range(500)) + "a: {extends: .j0}", {}),
        (
            "publish:\n  script: [twine upload a]\n  parallel:\n    matrix:\n      - "
            + "\n        ".join(f"V{n}: [a, b, c, d]" for n in range(20))
            + "\n",
            {},
        ),
        (f"publish:\n{UPLOAD}  rules: [{{if: '{'(' * 5_000}'}}]\n", {}),
        (f"publish:\n{UPLOAD}  rules: [{{if: $A =~ /{'(a+)+' * 100}$/}}]\n", {}),
        ("a:\n" + "".join(f"{' ' * n}b:\n" for n in range(1, 99)), {}),
    ],
)
def test_bombs(text: str, others: Mapping[str, str]) -> None:
    """End soon."""
    started = time.monotonic()
    entries(reading(text, others).jobs)

    assert time.monotonic() - started < 3


def test_five_thousand_lines() -> None:
    """Are read in well under a second."""
    job = "\n  rules: [{if: $CI_COMMIT_TAG =~ /^v/}, {if: $CI_COMMIT_BRANCH, when: manual}]\n"
    commands = [UPLOAD, *["  script: [make, pytest -q]\n"] * 9]
    text = "".join(
        f"j{n}:{job}  needs: [j{max(n - 1, 0)}]\n{commands[n % 10]}\n" for n in range(1000)
    )
    started = time.monotonic()

    assert 100 == len(reading(text).jobs)
    assert time.monotonic() - started < 5


VALUES = st.sampled_from(WORDS)
PAIRS = st.lists(st.tuples(st.sampled_from(sorted(KEYS)), VALUES), max_size=6)
MORE = st.lists(st.tuples(st.sampled_from(sorted(TOPS)), VALUES), max_size=4)


@settings(max_examples=300, deadline=None)
@given(PAIRS, PAIRS, MORE)
def test_anything(
    job: list[tuple[str, str]], other: list[tuple[str, str]], tops: list[tuple[str, str]]
) -> None:
    """Whatever stands in the place of whatever: no exception, and a reach where there is one."""
    texts = [
        "publish:\n" + "".join(f"  {key}: {word}\n" for key, word in dict(keys).items()) + rest
        for keys, rest in ((job, ""), (other, "  after_script: [twine upload b]\n"))
    ]
    text = texts[0] + "".join(f"{key}: {word}\n" for key, word in dict(tops).items())

    found = reading(text, {"a.yml": texts[1]})

    for one in found.jobs:
        for step in one.uploads:
            assert step.reach(Trial("tags", "v1", True)) in ("yes", "no", "unknown")
            assert step.triggers
