"""Rules: what the config declares as trigger does come to the upload."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ..tree import Mark
from ..workflows.model import Trial, Trigger
from . import samples
from .model import Case, Finding, Link, Rule
from .reaching import called_from_afar, never, trigger_mark
from .words import quoted, title

ON_TAGS: tuple[Trigger, ...] = ("tags", "release")
"""Events whose ref can be a tag without a person choosing it."""
ON_BRANCHES: tuple[Trigger, ...] = ("branches", "schedule")
NEW_REF = "create"
"""Of GitHub's other events the one whose ref can be a tag ("Events that trigger workflows")."""
PULLS = ("pull_request", "pull_request_target", "merge_group")
"""Those whose ref is no branch that could be declared, or whose token PyPI refuses."""


class Declared(NamedTuple):
    """One trigger of a publisher."""

    kind: str
    pattern: str
    trials: tuple[Trial, ...]


def workflow_tag_never(case: Case) -> Iterator[Finding]:
    """A declared tag starts the upload."""
    for link in case.links:
        for one in lost(case, link, "tags"):
            added = f'`push: {{tags: ["{one.pattern}"]}}` under `on:`'
            if link.publisher.identity.forge == "gitlab":
                added = "`rules: [{if: $CI_COMMIT_TAG}]` to the job"
            yield told(case, link, f"no push of a tag {quoted(one.pattern)} comes to", added)


def workflow_branch_never(case: Case) -> Iterator[Finding]:
    """A push to a declared branch starts the upload."""
    for link in case.links:
        for one in lost(case, link, "branches"):
            added = f'`push: {{branches: ["{one.pattern}"]}}` under `on:`'
            if link.publisher.identity.forge == "gitlab":
                added = f'`rules: [{{if: $CI_COMMIT_BRANCH == "{one.pattern}"}}]` to the job'
            yield told(case, link, f"no push to a branch {quoted(one.pattern)} comes to", added)


def workflow_manual_never(case: Case) -> Iterator[Finding]:
    """Where the config says that a person may start the upload, a person can."""
    for link in case.links:
        for _ in lost(case, link, "manual"):
            added = "`workflow_dispatch:` under `on:`"
            yield told(case, link, "the config says `manual: true`, and nobody can start", added)


def told(case: Case, link: Link, what: str, added: str) -> Finding:
    """A trigger that never comes; an error where none of the publisher's does."""
    job = link.jobs[0]
    none = not any(comes(link, one) for one in declared(case, link))
    found = f"{what} the upload to {title(link.index)}"
    fix = f"add {added}, or change the publisher's triggers"
    return Finding(mark(case, link), found, fix, "error" if none else "warning", job.job)


def mark(case: Case, link: Link) -> Mark:
    """Where the line is to be written."""
    if link.publisher.identity.forge == "gitlab":
        return link.jobs[0].mark
    return trigger_mark(case, link)


def lost(case: Case, link: Link, kind: str) -> Iterator[Declared]:
    """Declared triggers of a kind that certainly never come to the upload."""
    if link.jobs and not any(called_from_afar(case, job) for job in link.jobs):
        told = declared(case, link)
        of_kind = [one for one in told if one.kind == kind and not comes(link, one)]
        if named(case, link) or not any(comes(link, one) for one in told):
            yield from of_kind


def named(case: Case, link: Link) -> bool:
    """Whether the publisher names its triggers itself; else any protected tag may publish."""
    number = int(link.publisher.field.partition("[")[2].rstrip("]"))
    return case.config is not None and case.config.publishers[number].triggers is not None


def comes(link: Link, one: Declared) -> bool:
    """Whether it may come to the upload."""
    return not never(link, one.trials)


def declared(case: Case, link: Link) -> tuple[Declared, ...]:
    """The triggers of a publisher, each with runs to try."""
    publisher = link.publisher
    by_hand: tuple[Trigger, ...] = ("dispatch",) if publisher.manual else ()
    on_tags, on_branches = (*ON_TAGS, *by_hand), (*ON_BRANCHES, *by_hand)
    tags = [
        Declared("tags", one, runs(case, link, tag_names(case, link, one), "tags", on_tags))
        for one in publisher.tags
    ]
    branches = [
        Declared(
            "branches", one, runs(case, link, samples.of_pattern(one), "branches", on_branches)
        )
        for one in publisher.branches
    ]
    if not publisher.manual or publisher.identity.forge == "gitlab":
        return (*tags, *branches)
    refs = [trial.ref for one in (*tags, *branches) for trial in one.trials]
    manual = Declared("manual", "", trials(refs or samples.BRANCHES, ("dispatch",)))
    return (*tags, *branches, manual)


def runs(
    case: Case, link: Link, refs: Collection[str], kind: str, triggers: tuple[Trigger, ...]
) -> tuple[Trial, ...]:
    """Each ref with each of these events, and with whatever else the files let start them."""
    return (*trials(refs, triggers), *others(case, link, refs, kind))


def tag_names(case: Case, link: Link, pattern: str) -> list[str]:
    """Tags of a declared pattern, those that the file's own filters admit among them."""
    file = case.file(link.file)
    filters = [text for text, _ in (file.tag_filters or ())] if file else []
    own = [tag for glob in filters for tag in samples.of_filter(glob)]
    forge = link.publisher.identity.forge
    return [
        *samples.of_pattern(pattern),
        *(t for t in own if samples.matched((pattern,), t, forge)),
    ]


def trials(refs: Iterable[str], triggers: tuple[Trigger, ...]) -> tuple[Trial, ...]:
    """Each ref with each event; what is declared is protected."""
    names = dict.fromkeys(refs)
    return tuple(Trial(trigger, name, True) for name in names for trigger in triggers)


def others(case: Case, link: Link, refs: Iterable[str], kind: str) -> tuple[Trial, ...]:
    """Each ref with each other event of the files that can have such a ref."""
    if link.publisher.identity.forge == "gitlab":
        return trials(refs, ("other",))
    tops = {top for job in link.jobs for top in job.tops}
    found = {event for path in tops if (file := case.file(path)) for event in file.events}
    fit = [e for e in sorted(found) if e == NEW_REF or (kind == "branches" and e not in PULLS)]
    return tuple(Trial("other", name, True, event) for name in dict.fromkeys(refs) for event in fit)


NEVER_RULES: tuple[Rule, ...] = (workflow_tag_never, workflow_branch_never, workflow_manual_never)
