"""Publishers: the engine only records them; a person registers them, and takes them away. Pure.

An index tells nobody who may publish, so a publisher that was dropped stays told of until the same
one is declared again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ..indexes.pypi.form_gitlab import GITLAB_ISSUER
from ..indexes.pypi.links import page_path
from ..indexes.pypi.normal import normal_name
from ..indexes.pypi.sites import site
from ..model import Plan
from .model import Line

PUBLISHER = "pypi:index:TrustedPublisher"
"""The type of what only a person makes and takes away."""
REGISTER, TAKE_AWAY = "to register by hand: ", "to take away by hand: "
RENAMED = "to be recorded anew, nothing by hand: "
NEW = ("create", "create-replacement", "replace")
OLD = ("delete", "delete-replaced", "replace")
"""The engine's operations: pulumi/pulumi, sdk/go/common/apitype/updates.go."""
AT = " at "
NOBODY = "whether it was done is not to be known: an index tells nobody"


class Away(NamedTuple):
    """A publisher that is declared no more, and that nobody is known to have taken away."""

    name: str
    """Of the repository."""
    publisher: str
    """With the page on which it is taken away."""
    at: datetime
    """When it was seen to be dropped, or declared last."""
    gone: bool = False
    """Whether nobody dropped it: its repository is no longer in the fleet."""


def words(inputs: Mapping[str, Any], environ: Mapping[str, str]) -> str:
    """A publisher, and the pages on which it is listed: that of its project, and of pending ones.

    `pypi/sampleproject/github/octo-org/sampleproject/pypi (release.yml) at https://...`.
    """
    index, project = inputs["index"], normal_name(inputs["project"])
    forge, owner, issuer = (inputs[part] for part in ("forge", "namespace", "issuer"))
    # A GitHub owner's case, and its issuer, tell no two apart: see publisher_key.
    owner = owner.lower() if forge == "github" else owner
    where = "" if forge == "github" or issuer == GITLAB_ISSUER else f", {issuer}"
    named = "/".join((index, project, forge, owner, inputs["repository"]))
    named = f"{named}/{inputs['environment'] or '-'} ({inputs['workflow']}{where})"
    url, company = site(index, environ).url, inputs.get("organization") or None
    pending = f"(while it is pending: {url}{page_path(project, False, company)})"
    return f"{named}{AT}{url}{page_path(project, True, None)} {pending}"


def bare(publisher: str) -> str:
    """It without its pages: what tells two publishers apart."""
    return publisher.partition(AT)[0]


def declared(plan: Plan, environ: Mapping[str, str]) -> tuple[str, ...]:
    """All the publishers of a plan."""
    return tuple(words(one.properties, environ) for one in plan.of("pypi.publisher"))


def step_names(events: Iterable[Mapping[str, Any]], environ: Mapping[str, str]) -> tuple[str, ...]:
    """What the engine did, and for its records of publishers what people have to do."""
    new: dict[str, str] = {}
    old: dict[str, str] = {}
    others: list[str] = []
    for one in events:
        if one["type"] != PUBLISHER or one["op"] not in (*NEW, *OLD):
            others.append(f"{one['op']} {name(one)}")
            continue
        for operations, side, found in ((NEW, "new", new), (OLD, "old", old)):
            if one["op"] in operations:
                text = of_state(one, side, environ)
                found[bare(text)] = text
    return (
        *(f"{REGISTER}{key}" for key in new if key not in old),
        *(f"{TAKE_AWAY}{text}" for key, text in old.items() if key not in new),
        *(f"{RENAMED}{key}" for key in new if key in old),
        *others,
    )


def of_state(event: Mapping[str, Any], side: str, environ: Mapping[str, str]) -> str:
    """The publisher of one side of a step; its name alone where the engine tells no more."""
    try:
        return words((event.get(side) or {})["inputs"], environ)
    except (KeyError, TypeError, AttributeError):
        return name(event)


def name(event: Mapping[str, Any]) -> str:
    """Of the resource."""
    return str(event["urn"].split("::", 3)[3])


def taken(told: Iterable[str]) -> tuple[str, ...]:
    """Of steps: what is to be taken away by hand, with its pages; each once."""
    found = (one.removeprefix(TAKE_AWAY) for one in told if one.startswith(TAKE_AWAY))
    return tuple(dict.fromkeys(found))


def for_people(step: str) -> bool:
    """Whether a step is nothing that the engine's providers send."""
    return step.startswith((REGISTER, TAKE_AWAY, RENAMED))


def left(lines: Iterable[Line], gone: Collection[str] = ()) -> tuple[Away, ...]:
    """What lines of journals say is to be taken away.

    Each start of the engine says what was declared then, so a drop is seen whatever became of that
    engine. What it did itself is told too: an older journal, or a lost one, does not say the first.
    What another repository declares stays; one that is `gone` from the fleet declares nothing, and
    leaves what it declared last.
    """
    known: dict[str, dict[str, str]] = {}
    last: dict[str, datetime] = {}
    held: Counter[str] = Counter()
    away: dict[str, Away] = {}
    for line in sorted(lines, key=lambda one: one.at):
        dropped = {bare(one): one for one in line.take_away}
        if line.declared is not None:
            now = {bare(one): one for one in line.declared}
            before = known.get(line.name, {})
            dropped |= {key: one for key, one in before.items() if key not in now}
            known[line.name], last[line.name] = now, line.at
            if line.name not in gone:
                held.update(now.keys())
                held.subtract(before.keys())
        for key, publisher in dropped.items():
            away.setdefault(key, Away(line.name, publisher, line.at))
        for key in {bare(one) for one in line.declared or ()} | dropped.keys():
            if held[key]:
                away.pop(key, None)
    for name in gone:
        for key, publisher in known.get(name, {}).items():
            if not held[key] and (key not in away or away[key].name == name):
                away[key] = Away(name, publisher, last[name], gone=True)
    return tuple(sorted(away.values()))
