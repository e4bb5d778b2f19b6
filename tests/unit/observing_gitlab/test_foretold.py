"""How many requests a look takes is foretold: exactly for a group, never too few for a config."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from trustpub.audit.looking import Look, look_at_config, look_at_group
from trustpub.checking import check
from trustpub.observing.budget import Budget

from .conftest import GitLab
from .worlds import BOB, CONFIG, FREE, MANAGERS, as_declared, plain, plan, seed

Serve = Callable[[dict[str, Any]], GitLab]
Change = Callable[[GitLab], Any]


def pages(gitlab: GitLab) -> None:
    """More protected tags than are on one page, and more environments than on two."""
    for number in range(120):
        gitlab.send("POST", "/projects/1/protected_tags", {"name": f"x{number}"})
    for number in range(210):
        gitlab.send("POST", "/projects/1/environments", {"name": f"review-{number}"})


CHANGES: dict[str, tuple[dict[str, Any], Change]] = {
    "as declared": (seed(), lambda g: None),
    "free": (seed(plain(), plan="free"), lambda g: None),
    "several projects": (
        seed(*(as_declared(f"group/sub/{n}") for n in ("sampleproject", "a", "b"))),
        lambda g: None,
    ),
    "several groups": (
        seed(*(as_declared(f"group/{n}") for n in ("sub/sampleproject", "a", "b", "c", "d"))),
        lambda g: None,
    ),
    "somebody who is no member": (
        seed(),
        lambda g: g.send("DELETE", f"/projects/1/members/{BOB}"),
    ),
    "a group that has no share": (
        seed(),
        lambda g: g.send("DELETE", f"/projects/1/share/{MANAGERS}"),
    ),
    "lists of several pages": (seed(), pages),
    "nothing publishes": (
        seed(as_declared(environments=["staging"], protected_tags=[], protected_environments=[])),
        lambda g: None,
    ),
    "no project": (seed(), lambda g: g.send("DELETE", "/projects/1")),
}


def budget(gitlab: GitLab, look: Callable[[Look], None], token: str, cache: Any) -> Budget:
    """What a look took."""
    url = gitlab.sandbox.urls["gitlab"]
    variables = {"GITLAB_BASE_URL": url, "GITLAB_TOKEN": token, "XDG_CACHE_HOME": str(cache)}
    made = Look(variables)
    look(made)
    return made.budgets["gitlab"]


@pytest.mark.parametrize(("world", "change"), CHANGES.values(), ids=list(CHANGES))
def test_group(serve: Serve, tmp_path: Any, world: dict[str, Any], change: Change) -> None:
    """As many as were sent, whatever is there and whatever the token may see."""
    gitlab = serve(world)
    change(gitlab)

    for token in ("boss-token", "audit-token", "bob-token", "stranger-token"):
        found = budget(gitlab, lambda look: look_at_group(look, "group"), token, tmp_path)
        assert found.sent == found.predicted, token


@pytest.mark.parametrize(("world", "change"), CHANGES.values(), ids=list(CHANGES))
def test_config(serve: Serve, tmp_path: Any, world: dict[str, Any], change: Change) -> None:
    """At least as many as were sent, and where all is as declared not many more."""
    gitlab = serve(world)
    change(gitlab)

    for text in (CONFIG, FREE):
        config = check(text, "release.yaml").config
        assert config is not None
        wanted = partial(look_at_config, config=config, plan=plan(text))
        found = budget(gitlab, wanted, "boss-token", tmp_path)
        assert found.sent <= found.predicted <= found.sent + 12, text
