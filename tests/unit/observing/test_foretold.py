"""Requests are foretold: never fewer than are sent, and few more."""

from collections.abc import Callable
from typing import Any

import pytest

from trustpub.forges.github.observing.bulk import observe_org
from trustpub.forges.github.observing.observe import observe, predicted
from trustpub.observing.budget import Budget

from . import worlds
from .conftest import GitHub
from .worlds import REPOSITORY, as_declared

Serve = Callable[[dict[str, Any]], GitHub]
SHARED = {
    **worlds.RULESET,
    "name": "all tags",
    "conditions": {**worlds.RULESET["conditions"], "repository_name": {"include": ["~ALL"]}},
}
OPEN = {"name": "pypi", "reviewers": [{"login": "octocat"}, {"login": "hubot"}]}
HUBOT = {"actor_type": "User", "actor_id": 10000003, "bypass_mode": "always"}
MORE = {**worlds.RULESET, "name": "more", "bypass_actors": [HUBOT]}
LIB = "octo-org/lib"
WORLDS: dict[str, dict[str, Any]] = {
    "as declared": worlds.seed(),
    "private": worlds.seed(as_declared(visibility="private")),
    "nothing": worlds.seed({"name": REPOSITORY}),
    "no repository": worlds.seed({"name": LIB}),
    "no ruleset": worlds.seed(as_declared(rulesets=[])),
    "more rulesets": worlds.seed(as_declared(rulesets=[worlds.RULESET, MORE])),
    "open environment": worlds.seed({"name": REPOSITORY, "environments": [OPEN]}),
    "private and open": worlds.seed(
        {"name": REPOSITORY, "visibility": "private", "environments": [OPEN]}
    ),
    "shared ruleset": worlds.seed(as_declared(), as_declared(LIB), rulesets=[SHARED]),
    "many": worlds.seed(as_declared(), *(as_declared(f"{LIB}{n}") for n in range(51))),
    "of a person": worlds.seed({"name": "boss/lib", "environments": [OPEN]}),
}


def enough(budget: Budget, spare: int) -> None:
    """As many as were sent, or a few more."""
    assert budget.sent <= budget.predicted <= budget.sent + spare, budget


@pytest.mark.parametrize("world", WORLDS)
def test_no_more_than_foretold(serve: Serve, world: str) -> None:
    """Whatever an organisation holds, and whatever of it a token sees; with a plan and without."""
    github = serve(WORLDS[world])
    for token in ("admin-token", "reader-token"):
        everything = github.client(token)
        observe_org(everything, "boss" if world == "of a person" else "octo-org")
        enough(everything.budget(), 5)
        for wanted in (worlds.plan(), None):
            client = github.client(token)
            observe(client, [REPOSITORY], wanted)
            enough(client.budget(), predicted(REPOSITORY, wanted) - 1)


def test_what_is_as_declared_is_foretold_exactly(github: GitHub) -> None:
    """Before the first request."""
    client = github.client()
    observe(client, [REPOSITORY], worlds.plan())

    told = client.budget()
    assert told.sent == told.predicted == predicted(REPOSITORY, worlds.plan())
