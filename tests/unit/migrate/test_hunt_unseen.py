"""What a forge does not show is unknown, and never nothing."""

from typing import Any

import pytest

from trustpub.errors import Broken
from trustpub.migrate.looking import beside as looking_beside
from trustpub.migrate.looking.beside import organization, pipeline
from trustpub.migrate.looking.files import branch_of


class Forge:
    """A forge with one answer."""

    base_url = "https://forge.test"

    def __init__(self, answer: dict[str, Any]) -> None:
        """What it says to everything."""
        self.answer = answer

    def expect(self, count: int) -> None:
        """Nobody counts."""

    def get(self, path: str, *keys: str) -> dict[str, Any]:
        """The answer."""
        return self.answer


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_a_repository_that_has_another_name_now(forge: Any) -> None:
    """The lists of the account that it was moved to reach it, and nobody asked for those."""
    now = {"default_branch": "main", "full_name": "new/app", "path_with_namespace": "new/app"}
    with pytest.raises(Broken, match="octo-org/app was renamed or moved to new/app"):
        branch_of(Forge({"id": 1, **now}), forge, "octo-org/app")  # type: ignore[arg-type]


def test_a_project_whose_code_is_hidden_could_be_a_user() -> None:
    """GitLab leaves the default branch out for who may not read the code; null is an empty one."""
    row = {"id": 1, "path_with_namespace": "group/hidden"}

    hidden = pipeline(Forge({}), row)  # type: ignore[arg-type]
    empty = pipeline(Forge({}), {**row, "default_branch": None})  # type: ignore[arg-type]

    assert ["files of group/hidden"] == [one.what for one in hidden.unknown]
    assert () == empty.unknown


@pytest.mark.parametrize(("owner", "count"), [({}, 1), ({"owned_private_repos": 0}, 0)])
def test_private_repositories_that_nobody_counts(
    owner: dict[str, int], count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token for chosen repositories is shown these alone: the others could be users."""
    monkeypatch.setattr(looking_beside, "listed_by_graphql", lambda *all: ([], ()))
    monkeypatch.setattr(looking_beside.World, "owner", lambda self, login: owner)

    found = list(organization(Forge({}), "octo-org", set(), apart=False))  # type: ignore[arg-type]

    assert ["files of octo-org/*"] * count == [u.what for one in found for u in one.unknown]
