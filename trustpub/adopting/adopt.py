"""A repository as it is, and what its files do -> its release config. Pure."""

from typing import Any

from ..checking import check
from ..model import Unknown
from ..observing.model import Repository
from ..start_publishers import tag_patterns
from ..workflows.model import Reading
from .environments import publisher_parts
from .model import Adopted, Found, Left, Notes
from .page import page
from .tags import tag_rules
from .uploads import publishers

PIPELINE = ".gitlab-ci.yml"
PUBLIC = "https://gitlab.com"


def adopt(
    repository: Repository, reading: Reading, project: str | None, issuer: str = PUBLIC
) -> Adopted:
    """The config of one repository; `project` is its name on the index, where a file tells it."""
    notes = Notes()
    if repository.state != "present":
        why = repository.why or repository.state
        return Adopted(repository.name, None, unknown=(Unknown(what=repository.name, why=why),))
    notes.unknown += [
        Unknown(what=f"{repository.name}: {kind}", why=why)
        for kind, why in repository.unseen.items()
    ]
    branch = repository.facts.get("default_branch")
    found = publishers(reading, repository.forge, repository.name, branch, notes)
    if not found:
        notes.left += nothing(repository)
        return Adopted(repository.name, None, tuple(notes.left), unique(notes.unknown))
    if repository.asked:
        notes.left.append(moved(repository))
    if repository.facts.get("archived"):
        notes.left.append(archived(repository))
    rules = tag_rules(repository, notes)
    filters, _ = tag_patterns(reading, {one.workflow.rpartition("/")[2] for one in found})
    protected = [str(rule.value["pattern"]) for rule in rules]
    parts = publisher_parts(repository, found, protected, filters, notes)
    name = project or repository.name.rpartition("/")[2]
    if project is None:
        notes.left.append(unnamed(repository, name))
    head, field = head_of(repository, found, name, issuer)
    for part in parts:
        workflow = part.value.pop("workflow")
        if workflow != head[repository.forge].get(field, PIPELINE):
            part.value[field] = workflow
    text = page(head, parts, rules, notes.left)
    left = (*notes.left, *refused(repository, text))
    return Adopted(repository.name, text, left, unique(notes.unknown))


def head_of(
    repository: Repository, found: list[Found], name: str, issuer: str
) -> tuple[dict[str, Any], str]:
    """Project and forge, and the field that names a workflow; the last publisher's is the main."""
    main = found[-1].workflow
    place: dict[str, Any] = {"repository": repository.name}
    if repository.forge == "github":
        return {"project": name, "github": {**place, "workflow": main}}, "workflow"
    if main != PIPELINE:
        place["pipeline"] = main
    if issuer != PUBLIC:
        place["issuer"] = issuer
    return {"project": name, "gitlab": place}, "pipeline"


def unique(found: list[Unknown]) -> tuple[Unknown, ...]:
    """Each once."""
    return tuple(dict.fromkeys(found))


def nothing(repository: Repository) -> list[Left]:
    """A repository without publishers; its environments and tag rules stay as they are."""
    kinds = ("environment", "tag-ruleset", "protected-tag")
    there = [one.name for one in repository.seen if one.kind.partition(".")[2] in kinds]
    more = f"; it has {', '.join(there)}" if there else ""
    return [
        Left(
            where=repository.name,
            what=f"no upload to pypi or testpypi was found{more}",
            why="a config has at least one publisher",
            fix="`trustpub init` starts one, if this is to publish",
            severity="note",
        )
    ]


def moved(repository: Repository) -> Left:
    """A repository that was asked for by the name it had before."""
    return Left(
        where=repository.name,
        what=f"it was asked for as {repository.asked}, and is called otherwise now",
        why="the config has the name of now",
        fix="a publisher under the old name on the index has to be registered anew",
        severity="note",
    )


def archived(repository: Repository) -> Left:
    """A repository that takes no changes."""
    return Left(
        where=repository.name,
        what="it is archived",
        why="an `up` is refused",
        fix="leave it out, or take it out of the archive",
    )


def unnamed(repository: Repository, name: str) -> Left:
    """No file tells the name on the index."""
    return Left(
        where=repository.name,
        what=f"no file tells what it is called on the index; {name!r} is the repository's name",
        why="the config needs the name",
        fix="correct `project` if it is another",
    )


def refused(repository: Repository, text: str) -> list[Left]:
    """What a config that says what is there does not get past the rules with."""
    return [
        Left(
            where=f"{repository.name}: {problem.where()}",
            what=problem.found,
            why=f"`trustpub check` refuses it [{problem.id}]",
            fix=problem.fix,
        )
        for problem in check(text, "release.yaml").problems
        if problem.severity == "error"
    ]
