"""Looking at one project: its files, what feeds its uploads, what the indexes show of it."""

from collections.abc import Mapping

from ...careful import careful
from ...errors import WorldError
from ...indexes.pypi.client import detail
from ...indexes.pypi.sites import site
from ...model import Forge, Unknown
from ...observing.client import Client
from ...publishers import declared_publishers
from ...workflows.listing import pipelines_of, read_for
from ...workflows.model import Reading
from ..acting.swap import look_at_request
from ..finding.loose import loose
from ..finding.mentions import mentions
from ..judging.gates import fed
from ..judging.shared import recognised
from ..model import Mention, Proof, Publisher, Request, Sight, Swap
from ..proving.index import proofs
from ..proving.swapping import INDEXES, swaps
from .branches import of_branches
from .files import OneForge, branch_of, tree_of
from .model import Asking, Project, Reach, Texts, Verdict

UNREAD = "its files could not be read"


def texts(client: Client, project: Project) -> Texts:
    """The files of the default branch; what could not be read is said, and nothing is guessed."""
    try:
        branch = branch_of(client, project.forge, project.repository)
        tree = tree_of(client, project.forge, branch)
    except WorldError as error:
        return Texts(unknown=(unread(project, str(error)),))
    found, hidden = loose(tree)
    pipelines = pipelines_of(project.config)
    unknown = [Unknown(what=f"{project.repository}: {one.what}", why=one.why) for one in hidden]
    if project.forge == "gitlab" and branch.pipeline not in pipelines:
        why = f"the project's settings name {branch.pipeline}, and no publisher does"
        unknown.append(Unknown(what=f"pipeline of {project.repository}", why=why))
    snapshot = OneForge(tree, project.forge, pipelines)
    try:
        reading = read_for(project.config, snapshot)
        named = mentions(reading, snapshot)
    except WorldError as error:
        return Texts(branch, loose=found, unknown=(*unknown, unread(project, str(error))))
    unknown += broken(project, reading)
    others = of_branches(client, project, branch)
    unknown += others.unknown
    return Texts(branch, reading, named, found, others.mentions, tuple(unknown))


def unread(project: Project, why: str) -> Unknown:
    """That the files could not be read."""
    return Unknown(what=f"files of {project.repository}", why=why)


def broken(project: Project, reading: Reading) -> list[Unknown]:
    """Files of the CI that are there and cannot be read: an upload could hide there."""
    read = {one.file for one in reading.files}
    return [
        Unknown(what=f"{project.repository}: {one.file}", why=one.found)
        for one in reading.problems
        if one.severity == "error" and one.file and one.file not in read
    ]


def publishers(project: Project) -> tuple[Publisher, ...]:
    """What the config declares on this forge."""
    return tuple(
        Publisher(
            project=one.project,
            index=one.index,
            identity=one.identity,
            organization=one.organization,
        )
        for one in declared_publishers(project.config, project.forge)
    )


def sight(asking: Asking, project: Project, seen: Texts, verdict: Verdict, reach: Reach) -> Sight:
    """All that was seen of one project."""
    declared = publishers(project)
    swapped, unknown = swaps_of(asking, project, declared, seen, reach)
    shown = proofs(declared, swapped, asking.variables)
    bare = Sight(
        file=project.file,
        forge=project.forge,
        repository=project.repository,
        publishers=existing(declared, shown, asking.variables),
        missing=verdict.missing,
        others=reach.kept,
        mentions=taken(project.forge, seen.mentions, reach),
        branches=seen.branches,
        loose=seen.loose,
        swaps=swapped,
        proofs=shown,
        unlisted=reach.unlisted,
        unknown=tuple(dict.fromkeys((*seen.unknown, *unknown))),
        unverified=verdict.unknown,
    )
    tokens = tuple(one for one in reach.kept if recognised(one, (bare,)))
    others = tuple(one for one in reach.kept if one not in tokens)
    told = bare.model_copy(update={"kept": tokens, "others": others})
    if any(fed(told)) and asking.client.sending.dead is None:
        return told.model_copy(update={"request": request(asking, project, reach)})
    return told


def taken(forge: Forge, named: tuple[Mention, ...], reach: Reach) -> tuple[Mention, ...]:
    """What is mentioned, without variables that an upload on GitLab would take if they were there.

    Of those that could not be listed the swap says that it is not known.
    """
    names = {one.name for one in reach.kept}
    every = forge == "github"
    return tuple(one for one in named if every or one.use != "upload" or one.name in names)


def swaps_of(
    asking: Asking,
    project: Project,
    declared: tuple[Publisher, ...],
    seen: Texts,
    reach: Reach,
) -> tuple[tuple[Swap, ...], tuple[Unknown, ...]]:
    """Since when the uploads need no token; unknown where the files were not read."""
    wanted = {one.index for one in declared}
    if seen.branch is None or seen.reading is None:
        blind = (Swap(index=index, state="unknown", why=UNREAD) for index in INDEXES)
        return tuple(one for one in blind if one.index in wanted), ()
    return swaps(
        asking.client,
        project.forge,
        project.repository,
        declared,
        seen.reading,
        pipelines_of(project.config),
        seen.branch.name,
        seen.mentions,
        reach.kept,
        "; ".join(f"{one.what}: {one.why}" for one in reach.unlisted),
    )


def existing(
    declared: tuple[Publisher, ...], shown: tuple[Proof, ...], environ: Mapping[str, str]
) -> tuple[Publisher, ...]:
    """The publishers, each with whether its project is on the index."""
    filed = {(one.index, one.project) for one in shown if one.file}
    known: dict[tuple[str, str], bool | None] = dict.fromkeys(filed, True)
    for one in declared:
        key = (one.index, one.project)
        if key not in known:
            seen = detail("the project", site(one.index, environ).url, one.project)
            known[key] = {"present": True, "absent": False}.get(seen.state)
    return tuple(
        one.model_copy(update={"exists": known[one.index, one.project]}) for one in declared
    )


def request(asking: Asking, project: Project, reach: Reach) -> Request:
    """The request that swaps the CI, as it is."""
    return careful(
        lambda: look_at_request(project.config, asking.variables, project.forge, given(reach)),
        lambda why: Request(state="unknown", left=(why,)),
    )


def given(reach: Reach) -> frozenset[str] | None:
    """Names of what reaches the project; None where not all of it could be listed."""
    return None if reach.unlisted else frozenset(one.name for one in reach.kept)
