"""GitLab: for each fix the smallest pipeline before and after it."""

from typing import Any

import pytest

from .repository import changed, patched

RULE = '$CI_COMMIT_TAG =~ /^v/ && $CI_COMMIT_REF_PROTECTED == "true"'
GOOD = f"""\
stages: [build, publish]

# the release
publish:
  stage: publish
  image: python@sha256:{"a" * 64}
  environment: pypi # guarded
  id_tokens:
    PYPI_ID_TOKEN:
      aud: pypi
  rules:
    - if: '{RULE}'
  script:
    - pip install uv
    - uv publish
"""
ODD = f"""\
publish: {{
  "image": "python@sha256:{"a" * 64}",
  environment: {{name: "pypi", url: 'https://example.org'}},
  id_tokens: {{ PYPI_ID_TOKEN: {{ aud: pypi }} }},
  rules: [ {{ if: '{RULE}' }} ],   # when
  script: [ uv publish ],
}}
"""
MANUAL: dict[str, Any] = {
    "index": "pypi",
    "environment": {"name": "pypi"},
    "triggers": {"tags": ["v*"], "manual": True},
}


def mended(before: str, *publishers: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Lines taken out and added by the patch, after which nothing is left to do."""
    found = patched(before, "gitlab", *publishers)
    again = patched(found.text, "gitlab", *publishers)

    assert ((), found.text) == (found.left, again.text)
    return changed(before, found.text)


@pytest.mark.parametrize("text", [GOOD, ODD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD])
def test_good_file_stays(text: str) -> None:
    """Nothing to mend, nothing is touched."""
    found = patched(text, "gitlab")

    assert (text, (), (), ()) == (found.text, found.mended, found.left, found.faults)


TOKENS = "  id_tokens:\n    PYPI_ID_TOKEN:\n      aud: pypi\n"
BROKEN = [
    (GOOD, "environment: pypi", "environment: Pypi", "environment: pypi # guarded"),
    (GOOD, "  environment: pypi # guarded\n", "", "environment: pypi"),
    (ODD, '"pypi"', '"PyPI"', 'environment: {name: "pypi", url'),
    (GOOD, TOKENS, "", "PYPI_ID_TOKEN:"),
    (GOOD, "aud: pypi", 'aud: "testpypi" # t', 'aud: "pypi" # t'),
    (GOOD, "aud: pypi", "aud: [pypi, sigstore]", "aud: pypi"),
    (GOOD, "PYPI_ID_TOKEN:", "SIGSTORE_ID_TOKEN: {aud: sigstore}\n    OTHER:", "PYPI_ID_TOKEN:"),
    (ODD, "aud: pypi", "aud: testpypi", "{ aud: pypi }"),
    (ODD, "PYPI_ID_TOKEN:", "OTHER:", "PYPI_ID_TOKEN: {aud: pypi}"),
    (GOOD, f"'{RULE}'", "$CI_COMMIT_TAG", "$CI_COMMIT_REF_PROTECTED"),
    (GOOD, f"'{RULE}'", "$CI_COMMIT_TAG || $NEVER", "($CI_COMMIT_TAG || $NEVER) &&"),
    (ODD, f"'{RULE}'", '"$CI_COMMIT_TAG"', "$CI_COMMIT_REF_PROTECTED"),
    (GOOD, f"  rules:\n    - if: '{RULE}'\n", "  only: [tags]\n", "- if: '$CI_COMMIT_TAG &&"),
    (GOOD, f"  rules:\n    - if: '{RULE}'\n", "", "$CI_COMMIT_TAG =~ /^v.*$/"),
]


@pytest.mark.parametrize(("good", "was", "broken", "line"), BROKEN)
def test_break_is_mended(good: str, was: str, broken: str, line: str) -> None:
    """The line that is wrong becomes right; every other line stays."""
    before = good.replace(was, broken)
    out, added = mended(before)

    assert good != before
    assert any(line in one for one in added), added
    assert len(out) <= 1
    assert len(added) <= 3


def test_only_and_except_become_rules() -> None:
    """`only: tags` in its long form too."""
    rules = f"  rules:\n    - if: '{RULE}'\n"
    text = GOOD.replace(rules, "  only:\n    - tags\n  except:\n    - branches\n")

    assert ["only:", "- tags", "except:", "- branches"] == mended(text)[0]


def test_tests_keep_running_on_branches() -> None:
    """A job without rules that does more than publish is left to a person."""
    text = GOOD.replace(f"  rules:\n    - if: '{RULE}'\n", "").replace(
        "uv publish", "make\n    - uv publish"
    )
    found = patched(text, "gitlab")

    assert text == found.text
    assert "pipeline-unprotected" in [one.id for one in found.left]


@pytest.mark.parametrize("good", [GOOD, ODD])
def test_person_starts_the_job(good: str) -> None:
    """`when: manual` in each rule."""
    _, added = mended(good, MANUAL)

    assert any("when: manual" in one for one in added)


def test_rule_is_added_for_a_declared_branch() -> None:
    """Beside the rules that are there."""
    triggers = {"tags": ["v*"], "branches": ["main"]}
    one = {"index": "pypi", "environment": {"name": "pypi"}, "triggers": triggers}

    assert ([], 1) == (mended(GOOD, one)[0], len(mended(GOOD, one)[1]))


def test_variable_is_removed() -> None:
    """A token in the job's variables, once uv publishes by the job's identity."""
    text = GOOD.replace(
        "  script:", "  variables:\n    UV_PUBLISH_TOKEN: $MINE\n    A: b\n  script:"
    )
    text = text.replace("- uv publish", "- uv publish dist/*.whl")
    alone = text.replace("    A: b\n", "")

    assert (["UV_PUBLISH_TOKEN: $MINE"], []) == mended(text)
    assert (["variables:", "UV_PUBLISH_TOKEN: $MINE"], []) == mended(alone)


def test_missing_job_is_appended() -> None:
    """With what it needs, in stages that are there, under names that are free."""
    build = "build:\n  script: [make]\n"
    found = patched(build, "gitlab")
    staged = patched("stages: [build, test]\n" + build, "gitlab")

    assert ((), ()) == (found.left, staged.left)
    assert found.text.startswith(build)
    assert "\nbuild-distributions:\n" in found.text
    assert "\n    - build-distributions\n" in found.text
    assert "  needs: [build-distributions]\n" in found.text
    assert "  stage: deploy\n" in found.text
    assert staged.text.startswith("stages: [build, test, publish]\n")


def test_template_that_others_share_stays() -> None:
    """The job gets keys of its own; its template is not touched."""
    template = ".t: &t\n  stage: publish\n  id_tokens: {PYPI_ID_TOKEN: {aud: testpypi}}\n"
    job = GOOD.replace("  stage: publish\n", "  <<: *t\n").replace(TOKENS, "")
    found = patched(template + job + "other:\n  <<: *t\n  script: ['true']\n", "gitlab")

    assert template in found.text
    assert () == found.left
