"""The test tag on TestPyPI, then the real one."""

from collections.abc import Iterator

from ..status.judging import Judged
from .model import Item, Section
from .pages import project_page, runs_page
from .registering import done
from .tags import also_started, example


def releasing(judged: tuple[Judged, ...]) -> list[Section]:
    """TestPyPI first; without a publisher there, it says what is lost."""
    tests = [one for one in judged if one.publisher.index == "testpypi"]
    real = [one for one in judged if one.publisher.index == "pypi"]
    missing = ("No publisher for TestPyPI is declared: the first try is a real release.",)
    made = [
        Section(
            id="test-tag",
            title="Try it on TestPyPI",
            intro=() if tests else missing,
            items=tuple(release(one, judged) for one in tests),
        )
    ]
    if real:
        after = ("Only when the try above is done.",) if tests else ()
        items = tuple(release(one, judged) for one in real)
        made.append(Section(id="real-tag", title="Release on PyPI", intro=after, items=items))
    return made


def release(one: Judged, judged: tuple[Judged, ...]) -> Item:
    """One release by one publisher."""
    publisher, identity, title = one.publisher, one.publisher.identity, one.where.title
    trial = publisher.index == "testpypi"
    tag = example(publisher.tags[0], trial) if publisher.tags else None
    commands = (f"git tag {tag}", f"git push origin {tag}") if tag else ()
    return Item(
        id=f"release:{publisher.index}:{identity.forge}:{publisher.field}",
        title=f"Release to {title} from {identity.forge} with {identity.workflow}",
        links=(runs_page(identity), project_page(one.where, publisher.project)),
        actions=tuple(actions(one, tag, judged)),
        commands=commands,
        done_when=f"the newest files on {title} carry a provenance by exactly this publisher",
        done=done(one),
    )


def actions(one: Judged, tag: str | None, judged: tuple[Judged, ...]) -> Iterator[str]:
    """What starts it, who lets it pass, and what to look at."""
    publisher = one.publisher
    yield "give the package a version that was never uploaded"
    if tag:
        patterns = " or ".join(publisher.tags)
        yield f"push a tag like {tag} (any that matches {patterns})"
    elif publisher.branches:
        yield f"push to {' or '.join(publisher.branches)}"
    if publisher.manual:
        yield by_hand(one, tag)
    if tag:
        for other in also_started(tag, one, judged):
            yield (
                f"{tag} may publish to {other.where.title} too: should "
                f"{other.publisher.identity.workflow} start for it, do not let it deploy to "
                f"{other.publisher.environment.name}"
            )
    gate = approvers(one)
    if gate:
        yield f"the deployment waits for {gate}"
    yield f"look at {one.where.title}: the version is there, and each file names its publisher"


def by_hand(one: Judged, tag: str | None) -> str:
    """`workflow_dispatch` on GitHub, `when: manual` on GitLab."""
    identity = one.publisher.identity
    if identity.forge == "gitlab":
        return "start the manual job in its pipeline"
    how = f"start {identity.workflow} by hand: Run workflow"
    return f"or {how}, on a tag that may publish" if tag else how


def approvers(one: Judged) -> str:
    """Who must approve, as far as the config says; empty when nobody must."""
    environment = one.publisher.environment
    if one.publisher.identity.forge == "github":
        teams = [f"the team {team}" for team in environment.reviewers.teams]
        return " or ".join([*environment.reviewers.users, *teams])
    return " and ".join(
        f"{rule.required} of {rule.user or rule.group or rule.access}"
        for rule in environment.approvals
    )
