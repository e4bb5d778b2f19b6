"""Whatever a fleet file holds: it is judged, nothing is lost, and everything has its place."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trustpub.checking import check
from trustpub.fleet.listing import projects
from trustpub.fleet.world import Answer
from trustpub.fleet.writing import config_lines

from ..core.any_config import DOCUMENTS, PLAIN_DOCUMENTS
from .made import fleet

SLOW = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
ODD = st.sampled_from([None, 1, True, "a", [], {}, [1], {"a": 1}, {"project": None}])
CONFIG = DOCUMENTS | PLAIN_DOCUMENTS | ODD
NAMED = st.sampled_from(["a", "b", ["a", "b"], ["b", "a"], "lost", 3, None])
QUERY = st.sampled_from([{"organization": "o"}, {"group": "g"}, {}, 5])


def with_key(key: str, values: Any, config: Any = CONFIG) -> Any:
    """A partial config with a key of the fleet file's own."""

    def joined(pair: tuple[Any, Any]) -> Any:
        return {**pair[0], key: pair[1]} if isinstance(pair[0], dict) else pair[0]

    return st.tuples(config, values).map(joined)


FLEETS = st.fixed_dictionaries(
    {},
    optional={
        "defaults": CONFIG,
        "profiles": st.dictionaries(
            st.sampled_from(["a", "b", "c"]), with_key("extends", NAMED) | CONFIG
        ),
        "projects": st.lists(
            CONFIG
            | with_key("profile", NAMED)
            | with_key("query", QUERY, st.just({}))
            | with_key("files", st.sampled_from(["x", 5]), st.just({})),
            max_size=4,
        ),
        "overrides": st.lists(with_key("match", st.sampled_from(["*", "gitlab:*", "x", 4]))),
        "more": ODD,
    },
)
ANSWER = Answer(("o/one", "o/two"))


@SLOW
@given(FLEETS, st.booleans())
def test_any_fleet_is_judged(document: dict[str, Any], online: bool) -> None:
    """No exception; each problem has a place, a sentence and a fix; good projects have none."""
    found = fleet(json.dumps(document), **({"o": ANSWER, "g": ANSWER} if online else {}))

    for problem in found.problems:
        assert ("fleet.yaml", 1) == (problem.file, problem.line)
        assert "\n" not in problem.where()
        assert problem.fix
    assert not found.refused or found.errors
    items = document.get("projects")
    if not online and isinstance(items, list):
        assert len(found.entries) + len(found.refused) + len(found.unknown) == len(items)
    assert len(found.entries) + len(found.refused) == len(projects(found))
    assert len({one.name for one in found.entries}) == len(found.entries)


@SLOW
@given(FLEETS)
def test_any_project_is_shown_as_it_is(document: dict[str, Any]) -> None:
    """`check` of what `fleet show` prints gives the config, and every line has its origin."""
    for entry in fleet(json.dumps(document)).entries:
        lines = list(config_lines(entry.document))
        checked = check("\n".join(line.text for line in lines), "f")

        assert entry.config == checked.config
        assert () == checked.errors
        assert {line.path for line in lines if line.path} <= set(entry.origins)


@SLOW
@given(DOCUMENTS | PLAIN_DOCUMENTS)
def test_fleet_of_one_is_its_config(document: dict[str, Any]) -> None:
    """A project alone has the config and the errors that `check` finds, wherever it stands."""
    found = fleet(json.dumps({"projects": [document]}))
    checked = check(json.dumps(document), "f")

    # A null is no value in a fleet: it takes away what nothing gives.
    if all(value is not None for value in document.values()) and checked.config is not None:
        mine = {(one.id, one.found) for one in found.problems}
        assert {(one.id, one.found) for one in checked.problems} == mine
        expected = [] if checked.errors else [checked.config]
        assert expected == [one.config for one in found.entries]
