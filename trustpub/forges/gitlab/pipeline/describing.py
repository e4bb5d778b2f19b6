"""What rules ask about a job that uploads: environment, ID tokens, images, first words."""

import re
from collections.abc import Iterator

from ....tree import Mark, Node
from ....workflows.model import IdToken, Step, UploadJob, Use
from .inputs import SET_BY_HAND
from .job import Job
from .nodes import entries, flat, scalar, texts
from .script import variables
from .steps import Way
from .variables import REFERENCE, Variables

DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
FIRST_WORD = re.compile(r"\s*([\w./-]+)")


def describe(
    job: Job, ways: list[Way], steps: tuple[Step, ...], builds: tuple[Mark, ...]
) -> UploadJob:
    """A job that uploads, as rules see it."""
    return UploadJob(
        forge="gitlab",
        file=job.mark.file,
        job=job.name,
        mark=job.mark,
        tops=(),
        uploads=steps,
        environment=environment(job, ways),
        environment_mark=place(job.own("environment")),
        environments=environments(job.name, ways),
        environment_action=scalar(entries(job.own("environment")).get("action")),
        id_token=id_token(job),
        id_token_mark=place(job.value("id_tokens")),
        uses=tuple(uses(job)),
        builds=builds,
        runs=tuple(dict.fromkeys(first_words(job))),
        audiences=audiences(job),
    )


def place(node: Node | None) -> Mark | None:
    """Where a value stands."""
    return node.mark if node else None


def environment_name(job: Job) -> str | None:
    """`environment:` as written, in its short form or its long one."""
    node = job.own("environment")
    return scalar(node) if node is None or node.kind != "map" else scalar(node.get("name"))


def environment(job: Job, ways: list[Way]) -> str | None:
    """The name with the file's constants in it; as written where they differ between runs."""
    written = environment_name(job)
    if written is None:
        return None
    names = {known.expand(written) for known in around(job.name, ways)}
    return names.pop() if len(names) == 1 else written


def environments(name: str, ways: list[Way]) -> tuple[str | None, ...] | None:
    """Every name the environment can have; None where a variable is not known."""
    found: dict[str | None, None] = {}
    for made, extra in ways:
        job = made.jobs[name]
        written = environment_name(job)
        for known in around(name, [(made, extra)]) if written is not None else ():
            found[known.expand(written or "")] = None
        if written is None:
            found[None] = None
        if by_hand(job):
            return None
    return None if any(map(open_ended, found)) else tuple(found)


def by_hand(job: Job) -> bool:
    """Whether who starts the pipeline can say the environment."""
    node = job.own("environment")
    return any(one.tag == SET_BY_HAND for one in (node, node and node.get("name")) if one)


def open_ended(name: str | None) -> bool:
    """Whether a name holds what is known only in a run."""
    return name is not None and ("$[[" in name or bool(REFERENCE.search(name)))


def around(name: str, ways: list[Way]) -> Iterator[Variables]:
    """The variables of every copy of a job."""
    for made, extra in ways:
        job = made.jobs[name]
        for row in job.rows:
            yield variables(job, extra, row)


def id_token(job: Job) -> IdToken:
    """Who gives ID tokens; something that is not read could."""
    if job.id_tokens_from != "none":
        return job.id_tokens_from
    foreign = any(remote.kind != "template" for remote in job.config.remotes)
    return "unknown" if foreign or job.config.missing.get(job.name) else "none"


def audiences(job: Job) -> dict[str, tuple[str, ...]]:
    """Each ID token with whom it is for."""
    known = variables(job, (), ())
    tokens = entries(job.value("id_tokens"))
    return {
        name: tuple(known.expand(text) for text in texts(token.get("aud")))
        for name, token in tokens.items()
    }


def uses(job: Job) -> Iterator[Use]:
    """Image and services, and what the job takes from includes that are not read."""
    known = variables(job, (), ())
    image = job.value("image")
    for node in (image, *flat(job.value("services"))):
        text = known.expand(scalar(node) or scalar(node.get("name") if node else None) or "")
        if text or node is image:
            mark = node.mark if node else job.mark
            yield Use(text, bool(DIGEST.search(text)), mark)
    if job.config.missing.get(job.name):
        for remote in job.config.remotes:
            yield Use(remote.text, remote.pinned, remote.mark)


def first_words(job: Job) -> Iterator[str]:
    """What the job's commands begin with."""
    for node in (*job.script, *job.after):
        for line in (scalar(node) or "").splitlines():
            if found := FIRST_WORD.match(line):
                yield found[1]
