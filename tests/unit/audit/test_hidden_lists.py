"""What only the observers can tell."""

import pytest

from lab.world import Sandbox

from ..observing.worlds import REPOSITORY
from .conftest import Audit
from .partial import told
from .test_graphql import NAMES, ORGANIZATION, nodes, page, place, shown


@pytest.mark.parametrize("name", NAMES)
def test_error_that_names_no_place(audit: Audit, served: Sandbox, name: str) -> None:
    """It may be about any null on the page: workflows that are null are unknown."""
    _, answer = page(audit, served)
    nodes(answer)[place(answer, name)]["workflows"] = None
    shown(served, answer, {"message": "Something went wrong"})

    now = told(audit, *ORGANIZATION)

    assert "workflows" in now.hidden(f"octo-org/{name}")
    assert now.stages[f"octo-org/{name}"] != "idle"


@pytest.mark.parametrize("words", [(), ORGANIZATION])
@pytest.mark.parametrize("path", [r"/repos/[^/]+/[^/]+/teams", "/orgs/[^/]+/teams", "/rulesets"])
def test_list_that_is_hidden_by_a_404(
    audit: Audit, served: Sandbox, path: str, words: tuple[str, ...]
) -> None:
    """GitHub hides some lists by a 404: no reviewer is stale, and no ruleset absent, for that."""
    whole = told(audit, *words)
    served.faults("github", {"path": path, "status": 404, "body": {}, "times": None})

    now = told(audit, *words)

    assert now.found <= whole.found
    assert now.hidden(REPOSITORY)
