"""Rules: only declared and protected refs come to the upload."""

from collections.abc import Iterable, Iterator

from ..model import Severity
from ..publishers import protected_patterns
from ..tree import Mark
from ..workflows.model import Trial, Trigger
from . import samples
from .model import Case, Finding, Link, Rule
from .reaching import allowed, reaches, trigger_mark
from .words import quoted, title


def workflow_tag_unprotected(case: Case) -> Iterator[Finding]:
    """A tag that starts the upload on GitHub is one that a rule protects."""
    for link in case.links if case.config else ():
        protected = shielded(case, link)
        if link.publisher.identity.forge != "github" or not protected or not link.jobs:
            continue
        for pattern, mark, tags in tag_sources(case, link):
            out = [tag for tag in tags if not samples.matched(protected, tag, "github")]
            loose = [tag for tag in out if pushed(link, tag)]
            if not loose:
                continue
            kept = any(pushed(link, tag) for tag in tags if tag not in out)
            weight: Severity = "warning" if kept and link.own else "error"
            what = f"the filter {quoted(pattern)}" if pattern else "the trigger"
            found = f"{what} lets in {quoted(loose[0])}, which no rule under `tags:` protects"
            tags_alone = f"tags: {list_of(protected)}"
            # Without a filter of branches, one of tags alone would end the runs for branches.
            added = tags_alone if pattern else f'push: {{branches: ["**"], {tags_alone}}}'
            fix = f"write `{added}`, or protect such tags too"
            yield Finding(mark, found, fix, weight, link.jobs[0].job)


def list_of(patterns: Iterable[str]) -> str:
    """`["v*"]`."""
    return "[" + ", ".join(f'"{one}"' for one in patterns) + "]"


def shielded(case: Case, link: Link) -> tuple[str, ...]:
    """The tag patterns under protection on the publisher's forge."""
    return protected_patterns(case.config, link.publisher.identity.forge) if case.config else ()


def tag_sources(case: Case, link: Link) -> Iterator[tuple[str, Mark, tuple[str, ...]]]:
    """Each filter of pushed tags with its place and names it admits; without any, plain names."""
    file = case.file(link.file)
    if file is None or "push" not in file.events:
        return
    if file.tag_filters is None:
        yield "", file.events["push"], samples.TAGS
    for text, mark in file.tag_filters or ():
        if not text.startswith("!"):
            yield text, mark, samples.of_filter(text)


def pushed(link: Link, tag: str) -> bool:
    """Whether a push of a tag certainly comes to the upload."""
    return reaches(link, Trial("tags", tag)) == "yes"


def workflow_tag_undeclared(case: Case) -> Iterator[Finding]:
    """A protected tag that starts the upload is one that the publisher is for."""
    for link in case.links if case.config else ():
        forge, may = link.publisher.identity.forge, allowed(case, link, "tags")
        protected = shielded(case, link)
        names = [name for one in protected for name in samples.of_pattern(one)]
        tags = names if protected else list(samples.TAGS)
        strange = [t for t in dict.fromkeys(tags) if not samples.matched(may, t, forge)]
        found = [t for t in strange if reaches(link, Trial("tags", t, bool(protected))) == "yes"]
        if link.own and found:
            yield refused(case, link, "tags", f"a push of the tag {quoted(found[0])}")


def workflow_branch_undeclared(case: Case) -> Iterator[Finding]:
    """A push to a branch, or a schedule, starts the upload only where that is declared."""
    for link in case.links if case.config else ():
        forge, may = link.publisher.identity.forge, allowed(case, link, "branches")
        on_github = forge == "github"
        strange = [b for b in samples.BRANCHES if not samples.matched(may, b, forge)]
        kinds: tuple[tuple[Trigger, str], ...] = (("branches", "a push to the branch"),)
        if not may:
            kinds += (("schedule", "a schedule on the branch"),)
        for trigger, what in kinds if link.own else ():
            trials = [Trial(trigger, b, None if on_github else True) for b in strange]
            found = [trial.ref for trial in trials if reaches(link, trial) == "yes"]
            if found and (trigger == "branches" or len(found) == len(samples.BRANCHES)):
                yield refused(case, link, trigger, f"{what} {quoted(found[0])}")


def refused(case: Case, link: Link, kind: str, what: str) -> Finding:
    """A ref that comes to the upload, and is not declared."""
    file = case.file(link.file)
    mark = link.jobs[0].mark
    if link.publisher.identity.forge == "github":
        mark = trigger_mark(case, link, "schedule" if kind == "schedule" else "push")
        if kind == "tags" and file and file.tag_filters:
            mark = file.tag_filters[0][1]
        end = f"and the environment {quoted(link.environment)} refuses it"
    else:
        end = "and the publisher does not declare it"
    found = f"{what} comes to the upload to {title(link.index)}, {end}"
    fix = "narrow the trigger, or add it to the publisher's `triggers:`"
    return Finding(mark, found, fix, "warning", link.jobs[0].job)


def workflow_manual_undeclared(case: Case) -> Iterator[Finding]:
    """Whether a person may start the upload on GitHub is said in the config."""
    for link in case.links if case.config else ():
        if link.publisher.identity.forge != "github" or link.publisher.manual or not link.own:
            continue
        refs = [name for one in link.publisher.tags for name in samples.of_pattern(one)]
        refs += list(link.publisher.branches) + list(samples.BRANCHES)
        if any(reaches(link, Trial("dispatch", ref)) == "yes" for ref in refs):
            found = "a person can start the upload, and the config does not say `manual: true`"
            fix = "add `manual: true` to the publisher's `triggers:`, or remove `workflow_dispatch`"
            mark = trigger_mark(case, link, "workflow_dispatch")
            yield Finding(mark, found, fix, "note", link.jobs[0].job)


REF_RULES: tuple[Rule, ...] = (
    workflow_tag_unprotected,
    workflow_tag_undeclared,
    workflow_branch_undeclared,
    workflow_manual_undeclared,
)
