"""GraphQL that shows a part of a page, with errors about the rest."""

import json
import urllib.request
from copy import deepcopy
from typing import Any

import pytest

from lab.world import Sandbox

from .conftest import Audit
from .partial import Told, told

ORGANIZATION = ("--org", "octo-org")
NAMES = ("sampleproject", "app", "bare", "old", "calls")
PARTS = ("environments", "rulesets", "workflows")
SAID = "Resource not accessible by personal access token"


def page(audit: Audit, served: Sandbox) -> tuple[Told, Any]:
    """What a whole look tells, and GraphQL's one answer in it."""
    whole = told(audit, *ORGANIZATION)
    asked = next(e["body"] for e in served.events("github") if e["path"].endswith("/graphql"))
    headers = {"Authorization": "Bearer admin-token", "Content-Type": "application/json"}
    url, data = f"{served.urls['github']}/api/graphql", json.dumps(asked).encode()
    return whole, served.open(urllib.request.Request(url, data, headers, method="POST"))


def nodes(answer: Any) -> list[Any]:
    """The repositories of an answer."""
    listed: list[Any] = answer["data"]["repositoryOwner"]["repositories"]["nodes"]
    return listed


def place(answer: Any, name: str) -> int:
    """Where a repository is on the page."""
    return [one["nameWithOwner"] for one in nodes(answer)].index(f"octo-org/{name}")


def shown(served: Sandbox, answer: Any, *errors: Any, times: int | None = None) -> None:
    """What GraphQL answers from now on."""
    body = {**answer, "errors": list(errors)}
    fault = {"path": r"/graphql$", "status": 200, "body": body, "times": times}
    served.faults("github", fault)


def error(index: int, *path: str | int) -> dict[str, Any]:
    """An error about one repository of the page."""
    start = ["repositoryOwner", "repositories", "nodes", index]
    return {"type": "FORBIDDEN", "path": [*start, *path], "message": SAID}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", NAMES)
def test_part_of_a_repository_with_an_error(
    audit: Audit, served: Sandbox, name: str, part: str
) -> None:
    """REST is asked for it; what REST does not show either is unknown, with GraphQL's reason."""
    whole, answer = page(audit, served)
    index, full = place(answer, name), f"octo-org/{name}"
    nodes(answer)[index][part] = None
    shown(served, answer, error(index, part))

    now = told(audit, *ORGANIZATION)

    assert whole.elsewhere(full) == now.elsewhere(full)
    if part == "workflows":
        assert SAID in now.hidden(full)["workflows"]
        assert now.stages[full] in ("open", "weak", "unseen")
        assert now.about(full) == whole.about(full) - {no_environment(full)}
    else:
        assert whole == now


def no_environment(name: str) -> tuple[str, str, str, str]:
    """What workflows alone can show."""
    return ("audit-no-environment", name, "environments", "")


@pytest.mark.parametrize("name", NAMES)
def test_parts_that_all_repositories_lack(audit: Audit, served: Sandbox, name: str) -> None:
    """Errors about many repositories: each has its own reason; one that is whole is judged."""
    whole, answer = page(audit, served)
    kept = place(answer, name)
    errors = []
    for index, node in enumerate(nodes(answer)):
        if index != kept:
            node["workflows"] = None
            errors.append(error(index, "workflows", "entries", 0, "object"))
    shown(served, answer, *errors)

    now = told(audit, *ORGANIZATION)

    for other in NAMES:
        hidden = "workflows" in now.hidden(f"octo-org/{other}")
        assert (other != name) == hidden
    assert whole.about(f"octo-org/{name}") == now.about(f"octo-org/{name}")


@pytest.mark.parametrize("name", NAMES)
def test_repository_that_only_its_name_is_shown_of(
    audit: Audit, served: Sandbox, name: str
) -> None:
    """A null in the list: REST shows the rest, all but the workflows."""
    whole, answer = page(audit, served)
    index, full = place(answer, name), f"octo-org/{name}"
    nodes(answer)[index] = None
    shown(served, answer, error(index), times=1)

    now = told(audit, *ORGANIZATION)

    assert whole.elsewhere(full) == now.elsewhere(full)
    assert now.about(full) == whole.about(full) - {no_environment(full)}
    assert "workflows" in now.hidden(full)
    assert now.stages[full] in ("open", "weak", "unseen")


@pytest.mark.parametrize("name", NAMES)
def test_repository_without_even_a_name(audit: Audit, served: Sandbox, name: str) -> None:
    """Nobody knows which one it is: that one is missing is told, the others are judged."""
    whole, answer = page(audit, served)
    index, full = place(answer, name), f"octo-org/{name}"
    nodes(answer)[index] = None
    shown(served, answer, error(index))

    now = told(audit, *ORGANIZATION)

    assert full not in now.stages
    assert whole.elsewhere(full) == now.found
    assert "GitHub counts 5 repositories and shows 4 of them" in now.unseen["octo-org/*"]
    assert "unseen" == now.stages["octo-org/*"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"data": None, "errors": [{"message": "Something went wrong"}]}, 200),
        ({"data": {"repositoryOwner": None}, "errors": [{"message": SAID}]}, 200),
        ({"data": {"repositoryOwner": {"repositories": None}}, "errors": []}, 200),
        ({"errors": [{"type": "SOMETHING", "message": "x"}]}, 200),
        ({"message": SAID}, 403),
        ({"message": "Server Error"}, 502),
    ],
)
def test_no_page_at_all(audit: Audit, served: Sandbox, answer: Any, status: int) -> None:
    """Nothing is seen of any repository, and that is told; exit 3."""
    fault = {"path": r"/graphql$", "status": status, "body": answer, "times": None}
    served.faults("github", fault)

    now = told(audit, *ORGANIZATION)

    assert 3 == now.code
    assert "unseen" == now.stages["octo-org/*"]
    assert now.unseen["octo-org/*"]


@pytest.mark.parametrize("name", ["bare", "sampleproject"])
def test_one_object_of_a_list(audit: Audit, served: Sandbox, name: str) -> None:
    """A null within the list of environments or rulesets: REST is asked for the whole list."""
    whole, answer = page(audit, served)
    copy, index = deepcopy(answer), place(answer, name)
    nodes(copy)[index]["environments"]["nodes"][0] = None
    shown(served, copy, error(index, "environments", "nodes", 0))

    assert whole == told(audit, *ORGANIZATION)
