"""GitLab: fixes within the publishing job."""

import re
from collections.abc import Iterator

from ..chain.model import Finding, Link
from ..chain.rules_gitlab import audience, variable
from ..writing.gitlab_refs import PROTECTED, conditions, waits_for_person
from .blocks import append, put, rewrite
from .edits import Edit, Edits
from .quiet import known_script
from .scene import Scene
from .spots import Spot
from .yaml_text import Data, block

GUARD = "$CI_COMMIT_REF_PROTECTED"
LOOSEST = re.compile(r"\|\|")
SCRIPTS = ("before_script", "script", "after_script")
PICKING = ("rules", "only", "except", "extends")
"""Keys that say, or bring from elsewhere, when a job runs."""


def id_tokens(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The ID token of the index, under the name that tools look for."""
    job = scene.job(finding.job)
    for link in scene.links(finding.job) if job else ():
        yield with_token(scene, job, link)


def with_token(scene: Scene, job: Spot | None, link: Link) -> Edits | None:
    """A token for one index, beside others."""
    name, wanted = variable(link), audience(link)
    own = job.get("id_tokens") if job else None
    if job is None or own is None:
        one: Data = {name: {"aud": wanted}}
        return put(scene.page, job, "id_tokens", one, scene.after) if job else None
    if own.kind != "map" or own.shared:
        return None
    now = own.get(name)
    if now is None:
        return put(scene.page, own, name, {"aud": wanted})
    return for_audience(scene, now, wanted)


def for_audience(scene: Scene, token: Spot, wanted: str) -> Edits | None:
    """The audience of a token that is there."""
    now = token.get("aud")
    if token.kind != "map" or token.shared:
        return None
    if now is None:
        return put(scene.page, token, "aud", wanted)
    if now.kind == "list" and now.flow and not now.shared:
        return (Edit(now.start, now.end, wanted),)
    return rewrite(now, wanted)


def unprotected(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """Rules that ask for a protected ref."""
    job = scene.job(finding.job)
    if job is None:
        return
    rules = job.get("rules")
    if rules is not None and rules.kind == "list" and not rules.shared:
        yield guarded(rules, about_tags=True)
        yield guarded(rules, about_tags=False)
    elif all(job.get(key) is None for key in PICKING) and publishes(scene, finding):
        for link in scene.links(finding.job):
            yield put(scene.page, job, "rules", rules_of(link), scene.after)
    elif job.get("rules") is None and only_tags(job):
        yield tags_as_rules(scene, job)


def publishes(scene: Scene, finding: Finding) -> bool:
    """Whether a job does nothing that other pipelines may want too: no builds, no tests."""
    upload, job = scene.upload(finding.job), scene.job(finding.job)
    if upload is None or job is None or upload.builds:
        return False
    lines = [item for key in SCRIPTS for item in words(job, key)]
    return bool(lines) and all(map(known_script, lines))


def guarded(rules: Spot, about_tags: bool) -> Edits | None:
    """Each rule that lets a job run, with the condition that the ref is protected."""
    found: list[Edit] = []
    for rule in rules.items:
        now, when = rule.get("if"), rule.get("when")
        if now is None or GUARD in now.value or (when and when.value == "never"):
            continue
        if about_tags and "$CI_COMMIT_TAG" not in now.value:
            continue
        text = f"({now.value})" if LOOSEST.search(now.value) else now.value
        edits = None if rule.shared else rewrite(now, f"{text} && {PROTECTED}")
        if edits is None:
            return None
        found += edits
    return tuple(found)


def rules_of(link: Link) -> Data:
    """The rules of a publisher's job."""
    manual = {"when": "manual"} if waits_for_person(link.publisher) else {}
    return [{"if": text, **manual} for text in conditions(link.publisher)]


def only_tags(job: Spot) -> bool:
    """Whether `only:` and `except:` say "tags" and nothing more."""
    extends = job.get("extends")
    return (
        extends is None
        and words(job, "only") == ["tags"]
        and words(job, "except")
        in (
            [],
            ["branches"],
        )
    )


def words(job: Spot, key: str) -> list[str]:
    """A text or list of texts."""
    spot = job.get(key)
    if spot is None:
        return []
    if spot.kind == "list" and not spot.shared:
        return [item.value for item in spot.items]
    return [spot.value] if spot.kind == "scalar" else ["?"]


def tags_as_rules(scene: Scene, job: Spot) -> Edits:
    """`rules:` for protected tags in the place of `only: tags`."""
    lines = scene.page.lines
    found: list[Edit] = []
    for key, value in job.entries:
        if key.value == "except" and not job.flow:
            found.append(Edit(lines.start(key.start), lines.after(value.end), ""))
        if key.value == "only" and not job.flow:
            told = block("rules", [{"if": f"$CI_COMMIT_TAG && {PROTECTED}"}], 2)
            pad = " " * lines.column(key.start)
            found.append(Edit(key.start, value.end, f"\n{pad}".join(told)))
    return tuple(found)


def manual(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """A person starts the job."""
    job = scene.job(finding.job)
    rules = job.get("rules") if job else None
    if job is None:
        return
    if rules is None:
        when = job.get("when")
        yield (
            put(scene.page, job, "when", "manual", scene.after)
            if when is None
            else (rewrite(when, "manual"))
        )
    elif rules.kind == "list" and not rules.shared:
        edits = [waiting(scene, rule) for rule in rules.items if rule.kind == "map"]
        if all(one is not None for one in edits):
            yield tuple(edit for one in edits for edit in one or ())


def waiting(scene: Scene, rule: Spot) -> Edits | None:
    """A rule with `when: manual`."""
    when = rule.get("when")
    if rule.shared:
        return None
    if when is None:
        return put(scene.page, rule, "when", "manual", ("if",))
    return () if when.value in ("never", "manual") else rewrite(when, "manual")


def never(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """One more rule, for the refs that are declared."""
    job = scene.job(finding.job)
    rules = job.get("rules") if job else None
    for link in scene.links(finding.job) if rules else ():
        told = rules_of(link)
        assert isinstance(told, list)
        for item in told:
            yield append(scene.page, rules, item) if rules else None
