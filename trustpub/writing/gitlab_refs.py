"""GitLab: on which pipelines each job runs, as conditions of `rules:`."""

from collections.abc import Iterable

from ..forges.base import DeclaredPublisher
from .refs import events, has_refs
from .scalars import regex

PROTECTED = '$CI_COMMIT_REF_PROTECTED == "true"'
"""A ref that not everybody may push (GitLab docs, "Predefined variables")."""
SOURCES = {"push": '$CI_PIPELINE_SOURCE == "push"', "manual": '$CI_PIPELINE_SOURCE == "web"'}
"""A tag made on the website or by the API counts as a push; `web` is the button Run pipeline."""


def conditions(publisher: DeclaredPublisher) -> list[str]:
    """The pipelines of one publisher: none where nothing may start it."""
    sources = [SOURCES[event] for event in SOURCES if event in events(publisher)]
    source = sources[0] if len(sources) == 1 else f"({' || '.join(sources)})"
    if not has_refs(publisher):
        return [f"{PROTECTED} && {source}"] if sources else []
    kinds = {"$CI_COMMIT_TAG": publisher.tags, "$CI_COMMIT_BRANCH": publisher.branches}
    return [
        f"{variable} =~ /^{between_slashes(patterns)}$/ && {PROTECTED} && {source}"
        for variable, patterns in kinds.items()
        if patterns
    ]


def between_slashes(patterns: tuple[str, ...]) -> str:
    """A regular expression for any of the patterns; `*` is any text, as in protected tags."""
    return regex(patterns, ".*").replace("/", r"\/")


def all_conditions(publishers: Iterable[DeclaredPublisher]) -> list[str]:
    """The pipelines of any of them, each once."""
    return list(dict.fromkeys(text for one in publishers for text in conditions(one)))


def waits_for_person(publisher: DeclaredPublisher) -> bool:
    """Whether a person starts the job.

    One that needs approvals too: GitLab does not start it by itself when they are given
    (GitLab docs, "Deployment approvals").
    """
    return publisher.manual or bool(publisher.environment.approvals)
