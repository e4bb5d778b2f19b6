"""Names of branches: which are legal, and how a GitLab pipeline compares with one. Pure."""

import re

from ..writing.gitlab_refs import between_slashes

LEGAL = re.compile(
    r"(?!-|/|@$)"  # nothing begins with these; `@` alone is HEAD
    r"(?!.*(\.\.|//|@\{|(^|/)\.|\.lock(/|$)))"
    r"[^\x00-\x20\x7f~^:?*\[\\]+(?<![./])"
)
"""Git's own rules (git docs, check-ref-format)."""


def elsewhere(branch: str) -> str:
    """A condition of `rules:` that holds for every other branch; empty: the default branch.

    A text in quotes ends at the next such quote and has no escapes (GitLab,
    lib/gitlab/ci/pipeline/expression/lexeme/string.rb).
    """
    if not branch:
        return "$CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH"
    for quote in "\"'":
        if quote not in branch:
            return f"$CI_COMMIT_BRANCH != {quote}{branch}{quote}"
    return f"$CI_COMMIT_BRANCH !~ /^{between_slashes((branch,))}$/"
